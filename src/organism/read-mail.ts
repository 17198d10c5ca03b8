/**
 * Reads a mail that brings a declaration: Message-ID and attachments. A small reader of our own, apart
 * from the agent's, so that the organism judges what the agent composed. RFC 2045-2047, 2183, 2231.
 */
import { limits } from "../domain/limits.ts";
import { type Field, fieldOf, fieldsOf, splitMail } from "./fields.ts";

export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReceivedMail {
  /** With its angle brackets; empty when the mail has none. */
  readonly messageId: string;
  readonly subject: string;
  readonly attachments: readonly Attachment[];
}

export const readMail = (bytes: Uint8Array): ReceivedMail => {
  const fields = fieldsOf(bytes);
  return {
    messageId: fieldOf(fields, "message-id") ?? "",
    subject: decodeWords(fieldOf(fields, "subject") ?? ""),
    attachments: leaves(bytes, 0).slice(0, limits.mailPartsMax).flatMap(attachmentOf),
  };
};

const leaves = (bytes: Uint8Array, depth: number): readonly Uint8Array[] => {
  const type = parse(fieldOf(fieldsOf(bytes), "content-type") ?? "");
  const boundary = type.parameters.get("boundary");
  if (!type.value.startsWith("multipart/") || boundary === undefined) return [bytes];
  if (depth > limits.mailDepthMax) return [];
  return parts(splitMail(bytes).body, boundary).flatMap((part) => leaves(part, depth + 1));
};

/** What stands between the delimiter lines; the line end before a delimiter belongs to it. */
const parts = (body: Uint8Array, boundary: string): readonly Uint8Array[] => {
  const text = Buffer.concat([Buffer.from("\r\n"), body]);
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  const found: Uint8Array[] = [];
  let at = text.indexOf(delimiter);
  while (at >= 0) {
    const after = at + delimiter.length;
    const next = text.indexOf(delimiter, after);
    const closing = text.subarray(after, after + 2).toString("latin1") === "--";
    if (closing || next < 0) return found;
    const lineEnd = text.indexOf("\r\n", after);
    // A part without header fields starts with the blank line: kept, so that the split finds it.
    found.push(text.subarray(Math.min(lineEnd + 2, next), next));
    at = next;
  }
  return found;
};

const attachmentOf = (part: Uint8Array): readonly Attachment[] => {
  const fields = fieldsOf(part);
  const disposition = parse(fieldOf(fields, "content-disposition") ?? "");
  const type = parse(fieldOf(fields, "content-type") ?? "");
  const name = disposition.parameters.get("filename") ?? type.parameters.get("name");
  if (name === undefined && disposition.value !== "attachment") return [];
  return [{ name: name ?? "", bytes: decoded(fields, splitMail(part).body) }];
};

const decoded = (fields: readonly Field[], body: Uint8Array): Uint8Array => {
  const text = (): string => Buffer.from(body).toString("latin1");
  switch (fieldOf(fields, "content-transfer-encoding")?.toLowerCase()) {
    case "base64":
      return Buffer.from(text(), "base64");
    case "quoted-printable":
      return Buffer.from(unquote(text().replace(/[ \t]*=\r\n/gu, "")), "latin1");
    default:
      return body;
  }
};

const unquote = (text: string): string =>
  text.replace(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

interface Parsed {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** `value; name=text; name*0*=utf-8''te%20xt; name*1="end"`. */
const parse = (field: string): Parsed => {
  const [value = "", ...rest] = field.match(/(?:"(?:[^"\\]|\\.)*"|[^;"])+/gu) ?? [];
  const pieces = new Map<string, string>();
  for (const text of rest) {
    const found = /^\s*(?<name>[^\s*=]+)(?:\*\d+)?(?<coded>\*)?\s*=\s*(?<text>[\s\S]*?)\s*$/u.exec(
      text,
    );
    const { name = "", coded, text: raw = "" } = found?.groups ?? {};
    const key = name.toLowerCase();
    const plain = raw.replace(/^"|"$/gu, "").replace(/\\(.)/gu, "$1");
    const bytes = coded === undefined ? plain : percent(plain.replace(/^[^']*'[^']*'/u, ""));
    pieces.set(key, (pieces.get(key) ?? "") + bytes);
  }
  const parameters = [...pieces].map(([key, text]) => [key, decodeWords(utf8(text))] as const);
  return { value: value.trim().toLowerCase(), parameters: new Map(parameters) };
};

const percent = (text: string): string =>
  text.replace(/%([0-9A-Fa-f]{2})/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

const utf8 = (latin1: string): string => Buffer.from(latin1, "latin1").toString("utf8");

/** RFC 2047, UTF-8 and Latin-1: what our own mails and common programs write. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/gu, "?==?")
    .replace(
      /=\?([^?]+)\?([BbQq])\?([^?]*)\?=/gu,
      (_, charset: string, how: string, word: string) => {
        const bytes =
          how.toUpperCase() === "B"
            ? Buffer.from(word, "base64")
            : Buffer.from(unquote(word.replaceAll("_", " ")), "latin1");
        return bytes.toString(charset.toLowerCase() === "utf-8" ? "utf8" : "latin1");
      },
    );
