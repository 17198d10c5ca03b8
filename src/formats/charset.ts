/**
 * Which character set a file of an old payroll program uses. None of the text formats says it
 * (formats.md §1: unknown; Windows-1252, CP850 and ASCII must all be read), so the bytes are scored
 * on French letters. UTF-8 is recognised because it shifts every position of a record.
 */
import iconv from "iconv-lite";

export type Charset = "ascii" | "utf-8" | "windows-1252" | "cp850";

const frenchLetters = new Set("àâäéèêëîïôöùûüçœæÿÀÂÄÉÈÊËÎÏÔÖÙÛÜÇŒÆŸ°");
const utf8Bom = [0xef, 0xbb, 0xbf] as const;

/**
 * A tie between the two single-byte sets goes to Windows-1252, the younger of the two. `cut`: more bytes
 * follow, and the last character may be one half.
 */
export const charsetOf = (bytes: Uint8Array, cut = false): Charset => {
  const counts = highBytes(bytes);
  if (counts.size === 0) return "ascii";
  if (isUtf8(bytes, cut)) return "utf-8";
  return score(counts, "cp850") > score(counts, "win1252") ? "cp850" : "windows-1252";
};

export const decode = (bytes: Uint8Array, charset: Charset): string => {
  switch (charset) {
    case "ascii":
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    case "utf-8":
      return new TextDecoder("utf-8").decode(bytes);
    case "windows-1252":
      return iconv.decode(bytes, "win1252");
    case "cp850":
      return iconv.decode(bytes, "cp850");
  }
};

/** What the set lacks becomes `?`. */
export const encode = (text: string, charset: Charset): Uint8Array =>
  iconv.encode(
    text,
    { ascii: "ascii", "utf-8": "utf8", "windows-1252": "win1252", cp850: "cp850" }[charset],
  );

/** Length of the byte order mark, 0 without one. */
export const bomLength = (bytes: Uint8Array): number =>
  utf8Bom.every((byte, index) => bytes[index] === byte) ? utf8Bom.length : 0;

const isUtf8 = (bytes: Uint8Array, cut = false): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
};

const highBytes = (bytes: Uint8Array): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const byte of bytes) if (byte > 0x7f) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  return counts;
};

const score = (counts: ReadonlyMap<number, number>, table: string): number => {
  let total = 0;
  for (const [byte, count] of counts) {
    if (frenchLetters.has(iconv.decode(Uint8Array.of(byte), table))) total += count;
  }
  return total;
};
