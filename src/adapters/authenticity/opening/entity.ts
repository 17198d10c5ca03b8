/** A MIME entity (RFC 2045) as two strings of bytes: its fields, unfolded, and its body. One character is one byte. */
import { type ContentType, contentTypeOf } from "../content-type.ts";

export interface Entity {
  readonly fields: string;
  readonly body: string;
  /** Undefined when its field cannot be read in one way only. */
  readonly type: ContentType | undefined;
}

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");

const headersBytesMax = 256 * 1024;

/** Undefined when no empty line ends its fields within bounds. */
export const entityOf = (text: string): Entity | undefined => {
  const end = /\r?\n\r?\n/u.exec(text.slice(0, headersBytesMax));
  if (!end) return undefined;
  const fields = text.slice(0, end.index).replace(/\r?\n[ \t]+/gu, " ");
  return { fields, body: text.slice(end.index + end[0].length), type: contentTypeOf(fields) };
};

/** Its body out of its transfer encoding (RFC 2045 §6). */
export const decodedBody = ({ fields, body }: Entity): Buffer => {
  const encoding = /^content-transfer-encoding:\s*(\S+)/imu.exec(fields)?.[1]?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64");
  return Buffer.from(encoding === "quoted-printable" ? unquoted(body) : body, "latin1");
};

const unquoted = (body: string): string =>
  body
    .replace(/[ \t]*=[ \t]*\r?\n/gu, "")
    .replace(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );

/**
 * The parts of a multipart body, exactly between its boundaries; undefined when it never ends, or goes on after its end. The line
 * end before a boundary belongs to the boundary (RFC 2046 §5.1.1).
 */
export const partsOf = (body: string, boundary: string): readonly string[] | undefined => {
  if (boundary === "" || boundary.length > 70) return undefined;
  const found: string[] = [];
  let start: number | undefined;
  for (const line of linesOf(body)) {
    const isBoundary = line.text.startsWith(`--${boundary}`);
    const rest = isBoundary ? line.text.slice(boundary.length + 2).trimEnd() : "";
    if (!isBoundary || (rest !== "" && rest !== "--")) continue;
    if (start !== undefined) found.push(body.slice(start, line.start).replace(/\r?\n$/u, ""));
    if (rest === "--") return body.slice(line.next).trim() === "" ? found : undefined;
    start = line.next;
  }
  return undefined;
};

function* linesOf(
  text: string,
): Generator<{ readonly text: string; readonly start: number; readonly next: number }> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start);
    const next = end < 0 ? text.length : end + 1;
    yield { text: text.slice(start, end < 0 ? text.length : end), start, next };
    start = next;
  }
}
