/**
 * A mail's bytes as our `ReadMail`, with mailparser, within our caps. Runs inside the reading thread only:
 * crafted mails make the parser slow, or wait for ever (mail.md §5).
 */

import type { AttachmentStream, Headers, MessageText } from "mailparser";
import { MailParser } from "mailparser";
import { limits } from "../../domain/limits.ts";
import type { MailReading, ReadMail, ReadPart } from "../../ports/mail-reader.ts";
import { decodeField } from "./header-text.ts";
import { htmlText } from "./html-text.ts";
import { countParts, watchParts } from "./part-caps.ts";

type HeaderLines = readonly { readonly key: string; readonly line: string }[];

const tooMany = `plus de ${limits.mailPartsMax} parties`;

/** The skips: the library's own conversions of HTML refuse or stall on crafted mails (mail.md §5). */
const parserOptions = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  // An attached message is a part with its bytes, never read into.
  ignoreEmbedded: true,
};

export const readMail = (raw: Uint8Array): Promise<MailReading> => {
  const { promise, resolve } = Promise.withResolvers<MailReading>();
  const unreadable = (because: string): void => resolve({ is: "unreadable", because });
  // Before parsing: with a thousand parts the parser never settles.
  if (countParts(raw) > limits.mailPartsMax) {
    unreadable(tooMany);
    return promise;
  }
  const parser = new MailParser(parserOptions);
  const found: Found = { headers: new Map(), lines: [], parts: [], text: "", html: "" };
  watchParts(parser, (because) => {
    unreadable(because);
    parser.destroy();
  });
  parser.on("headers", (headers) => {
    found.headers = headers;
  });
  parser.on("headerLines", (lines: HeaderLines) => {
    found.lines = lines;
  });
  parser.on("data", (data: AttachmentStream | MessageText) => {
    if (data.type === "attachment") takePart(data, found.parts);
    else takeText(data, found);
  });
  parser.on("error", (cause: Error) => unreadable(`illisible : ${cause.message}`));
  parser.on("end", () => resolve({ is: "read", mail: toMail(found) }));
  parser.on("close", () => unreadable("illisible : fin inattendue"));
  parser.end(raw);
  return promise;
};

interface Found {
  headers: Headers;
  lines: HeaderLines;
  readonly parts: ReadPart[];
  text: string;
  html: string;
}

const takePart = (part: AttachmentStream, parts: ReadPart[]): void => {
  const chunks: Buffer[] = [];
  part.content.on("data", (chunk: Buffer) => chunks.push(chunk));
  part.content.on("end", () => {
    // A copy with a buffer of its own, which can be handed to the other thread.
    const bytes = new Uint8Array(Buffer.concat(chunks));
    parts.push({ type: typeOf(part), name: part.filename || "", bytes });
    part.release();
  });
};

/** As the sender wrote it: the library guesses one from the file's name for application/octet-stream. */
const typeOf = (part: AttachmentStream): string => {
  const written = part.headers.get("content-type");
  const value =
    typeof written === "object" && "value" in written && typeof written.value === "string"
      ? written.value
      : part.contentType;
  return value.toLowerCase();
};

const takeText = (data: MessageText, found: Found): void => {
  found.text = data.text ?? "";
  found.html = typeof data.html === "string" ? data.html : "";
};

const toMail = (found: Found): ReadMail => {
  const headers = new Map<string, string[]>();
  for (const { key, line } of found.lines) {
    const values = headers.get(key) ?? [];
    values.push(decodeField(line.slice(line.indexOf(":") + 1)));
    headers.set(key, values);
  }
  const cited = ["in-reply-to", "references"].flatMap((name) => headers.get(name) ?? []);
  const text = found.text.trim() === "" ? htmlText(found.html) : found.text;
  return {
    headers,
    receivedAboveResults: receivedAboveResults(found.lines),
    from: senderOf(found.headers, headers.get("from")?.length ?? 0),
    subject: headers.get("subject")?.[0] ?? "",
    messageId: messageIds(headers.get("message-id")?.[0] ?? "")[0] ?? "",
    references: [...new Set(cited.flatMap(messageIds))],
    text: text.slice(0, limits.mailTextCharsMax),
    parts: found.parts,
  };
};

const receivedAboveResults = (lines: HeaderLines): number => {
  const top = lines.findIndex(({ key }) => key === "authentication-results");
  return lines.slice(0, top < 0 ? lines.length : top).filter(({ key }) => key === "received")
    .length;
};

const messageIds = (value: string): readonly string[] => value.match(/<[^<>\s]{1,990}>/gu) ?? [];

/** The one address of the one From field; empty when there are several, since nobody vouches for which. */
const senderOf = (headers: Headers, fields: number): string => {
  const from = headers.get("from");
  if (fields !== 1 || typeof from !== "object" || !("value" in from) || !Array.isArray(from.value))
    return "";
  const [only, second] = from.value;
  return second === undefined ? (only?.address ?? "") : "";
};
