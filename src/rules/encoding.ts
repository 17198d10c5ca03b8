/**
 * From the bytes of a rule file to its text. A byte order mark is a proof; then `encodage=` decides;
 * then valid UTF-8, which no French text in an 8-bit code page is by accident; then Windows-1252
 * against CP850 by the look of the letters. A tie is not decided by us: it is an error that asks for
 * `encodage=` (design §6). Never throws.
 */
import iconv from "iconv-lite";
import { frenchness } from "./french-letters.ts";
import type { RuleEncoding } from "./rule.ts";

export type Decoded = { readonly encoding: RuleEncoding; readonly text: string } & (
  | { readonly is: "sure" }
  /** Both code pages make as much, or as little, sense. `text` is only good for its ASCII parts. */
  | { readonly is: "ambiguous" }
  /** The bytes are not what their mark or `encodage=` announces, or that is unknown to us. */
  | { readonly is: "contradicted"; readonly announced: string }
);

/** Difference of scores under which the two code pages are held to be equal. */
const marginMin = 2;

const announced: Readonly<Record<string, "utf-8" | "utf-16le" | "windows-1252" | "cp850">> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "utf-16le": "utf-16le",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
  cp850: "cp850",
  ibm850: "cp850",
};

export const decodeRuleBytes = (bytes: Uint8Array): Decoded =>
  byMark(bytes) ?? byAnnouncement(bytes) ?? byContent(bytes);

const byMark = (bytes: Uint8Array): Decoded | undefined => {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf)
    return unicode({ bytes: bytes.subarray(3), label: "utf-8", encoding: "utf-8-bom" });
  if (a === 0xff && b === 0xfe)
    return unicode({ bytes: bytes.subarray(2), label: "utf-16le", encoding: "utf-16le" });
  // Big-endian UTF-16 exists on no machine that runs payroll; it is named rather than guessed at.
  if (a === 0xfe && b === 0xff)
    return { is: "contradicted", encoding: "utf-16le", text: "", announced: "UTF-16BE" };
  return undefined;
};

/** The mark is a proof: an `encodage=` that says otherwise is a contradiction for a person. */
const unicode = (options: {
  readonly bytes: Uint8Array;
  readonly label: "utf-8" | "utf-16le";
  readonly encoding: RuleEncoding;
}): Decoded => {
  const { bytes, label, encoding } = options;
  const text = decodeStrictly(bytes, label);
  if (text === undefined)
    return { is: "contradicted", encoding, text: lossy(bytes, label), announced: label };
  const said = saidEncoding(text);
  return said === undefined || announced[said.toLowerCase()] === label
    ? { is: "sure", encoding, text }
    : { is: "contradicted", encoding, text, announced: said };
};

const byAnnouncement = (bytes: Uint8Array): Decoded | undefined => {
  const latin = iconv.decode(bytes, "latin1");
  const said = saidEncoding(latin);
  if (said === undefined) return undefined;
  const encoding = announced[said.toLowerCase()];
  if (encoding === undefined || encoding === "utf-16le")
    return { is: "contradicted", encoding: guess(bytes), text: latin, announced: said };
  if (isAscii(bytes)) return { is: "sure", encoding: "ascii", text: latin };
  const text =
    encoding === "utf-8" ? decodeStrictly(bytes, "utf-8") : iconv.decode(bytes, encoding);
  return text === undefined
    ? { is: "contradicted", encoding, text: latin, announced: said }
    : { is: "sure", encoding, text };
};

const byContent = (bytes: Uint8Array): Decoded => {
  if (isAscii(bytes)) return { is: "sure", encoding: "ascii", text: iconv.decode(bytes, "latin1") };
  const utf8 = decodeStrictly(bytes, "utf-8");
  if (utf8 !== undefined) return { is: "sure", encoding: "utf-8", text: utf8 };
  const windows = iconv.decode(bytes, "windows-1252");
  const dos = iconv.decode(bytes, "cp850");
  const windowsScore = frenchness(windows);
  const dosScore = frenchness(dos);
  const winner = windowsScore > dosScore ? "windows-1252" : "cp850";
  const text = winner === "cp850" ? dos : windows;
  const decided =
    Math.abs(windowsScore - dosScore) >= marginMin && Math.max(windowsScore, dosScore) > 0;
  return { is: decided ? "sure" : "ambiguous", encoding: winner, text };
};

/** The value of the first `encodage` key; the syntax around it is ASCII in every encoding we read. */
const saidEncoding = (text: string): string | undefined => {
  const said = /^[ \t]*encodage[ \t]*=([^\r\n]*)/imu.exec(text)?.[1]?.trim();
  return said === "" ? undefined : said;
};

const guess = (bytes: Uint8Array): RuleEncoding => (isAscii(bytes) ? "ascii" : "windows-1252");

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

const decodeStrictly = (bytes: Uint8Array, label: "utf-8" | "utf-16le"): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const lossy = (bytes: Uint8Array, label: "utf-8" | "utf-16le"): string =>
  new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
