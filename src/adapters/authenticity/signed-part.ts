/**
 * The two halves of a `multipart/signed` mail (RFC 1847), as bytes: what was signed, exactly as it was signed, and the
 * signature. Only the mail's own outermost part counts: a signed mail inside another says nothing of the outer one.
 */
import { contentTypeOf } from "./content-type.ts";

export interface SignedPart {
  /** CRLF throughout, without the line end before the boundary (RFC 8551 §3.5.3). */
  readonly content: Uint8Array;
  /** DER. */
  readonly signature: Uint8Array;
}

/** A certificate chain and its signature: real ones are some kilobytes. */
const signatureBytesMax = 256 * 1024;
const headersBytesMax = 256 * 1024;

const signatureType = /^application\/(?:x-)?pkcs7-signature$/iu;

/**
 * Undefined when the mail is not signed with PKCS #7, or is not exactly what RFC 1847 §2.1 says: two parts, nothing after
 * them. A mail that somebody put more into is not a signed mail, however good the signature inside it.
 */
export const signedPartOf = (raw: Uint8Array): SignedPart | undefined => {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1");
  const head = headOf(text);
  const about = head && contentTypeOf(unfolded(head.fields));
  if (!head || about?.type !== "multipart/signed") return undefined;
  if (!signatureType.test(about.parameters.get("protocol") ?? "")) return undefined;
  const boundary = about.parameters.get("boundary") ?? "";
  const [content, signature] = twoParts(text.slice(head.end), boundary) ?? [];
  if (content === undefined || signature === undefined) return undefined;
  const der = derOf(signature);
  return (
    der && { content: Buffer.from(content.replace(/\r?\n/gu, "\r\n"), "latin1"), signature: der }
  );
};

const headOf = (text: string): { readonly fields: string; readonly end: number } | undefined => {
  const end = /\r?\n\r?\n/u.exec(text.slice(0, headersBytesMax));
  return end ? { fields: text.slice(0, end.index), end: end.index + end[0].length } : undefined;
};

const unfolded = (fields: string): string => fields.replace(/\r?\n[ \t]+/gu, " ");

/** The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1). */
const twoParts = (body: string, boundary: string): readonly string[] | undefined => {
  if (boundary === "" || boundary.length > 70) return undefined;
  const found: string[] = [];
  let start: number | undefined;
  for (const line of linesOf(body)) {
    const isBoundary = line.text.startsWith(`--${boundary}`);
    const rest = isBoundary ? line.text.slice(boundary.length + 2).trimEnd() : "";
    if (!isBoundary || (rest !== "" && rest !== "--")) continue;
    if (start !== undefined) found.push(body.slice(start, line.start).replace(/\r?\n$/u, ""));
    if (rest === "--")
      return found.length === 2 && body.slice(line.next).trim() === "" ? found : undefined;
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

const derOf = (part: string): Uint8Array | undefined => {
  const head = headOf(part);
  if (!head || part.length > signatureBytesMax * 2) return undefined;
  if (!signatureType.test(contentTypeOf(unfolded(head.fields))?.type ?? "")) return undefined;
  const encoding = /^content-transfer-encoding:\s*(\S+)/imu.exec(unfolded(head.fields))?.[1] ?? "";
  const body = part.slice(head.end);
  const der = Buffer.from(body, /^base64$/iu.test(encoding) ? "base64" : "latin1");
  return der.length > 0 && der.length <= signatureBytesMax ? der : undefined;
};
