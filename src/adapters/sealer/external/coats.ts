/**
 * What bytes hold under the coats that a program may put around a text without encrypting it: base64, hexadecimal, UTF-16, and
 * compression (bare DEFLATE, zlib, gzip, zip, Zstandard), at any place of them (bare DEFLATE, which has no head, at the beginning),
 * one in the other. What is no coat is cheap to look at: sealed bytes have none.
 */
import { constants, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from "node:zlib";

export interface Coat {
  /** Which ones were taken off, for people: ` (base64) (gzip)`. */
  readonly coat: string;
  readonly content: Uint8Array;
}

/** Base64 of a zip of base64: three coats, and a cap on what they may unfold to. */
const coatsMax = 3;
const unfoldedBytesMax = 256 * 1024 * 1024;

export const coatsOf = (content: Uint8Array): Generator<Coat> => coats(content, "", coatsMax);

function* coats(content: Uint8Array, coat: string, left: number): Generator<Coat> {
  yield { coat, content };
  if (left === 0) return;
  for (const [name, inner] of unfolded(content))
    if (inner.length > 0) yield* coats(inner, `${coat} (${name})`, left - 1);
}

function* unfolded(content: Uint8Array): Generator<readonly [string, Uint8Array]> {
  for (const decoded of fromBase64(content)) yield ["base64", decoded];
  for (const decoded of fromHex(content)) yield ["hexadécimal", decoded];
  for (const half of fromWide(content)) yield ["UTF-16", half];
  const buffer = viewOf(content);
  yield ["deflate", inflated(buffer, inflateRawSync)];
  for (const at of placesOf(buffer, gzipHeads))
    yield ["gzip", inflated(buffer.subarray(at), gunzipSync)];
  for (const at of placesOf(buffer, zlibHeads))
    yield ["zlib", inflated(buffer.subarray(at), inflateSync)];
  for (const entry of zipEntries(buffer)) yield ["zip", inflated(entry, inflateRawSync)];
  for (const at of placesOf(buffer, zstdHeads))
    yield ["zstd", inflated(buffer.subarray(at), unzstd)];
}

/** As many characters as a window of the text takes at the least; random bytes have no such run in any file that could be mailed. */
const base64RunMin = 22;

/**
 * All characters of base64 that stand in it, whatever stands between them (a line's end, the quotes of a field, a padding), read
 * from each of the four places where a group may begin: what stands before the text shifts it.
 */
function* fromBase64(content: Uint8Array): Generator<Uint8Array> {
  if (!hasBase64Run(content)) return;
  const kept = picked(content, (byte, at) => isBase64[byte] === 1 && !isEscape(content, at));
  const text = kept.toString("latin1");
  for (let from = 0; from < 4; from += 1) yield Buffer.from(text.slice(from), "base64");
}

/** As `filter` does, without a list of millions of numbers on its way. */
const picked = (content: Uint8Array, isKept: (byte: number, at: number) => boolean): Buffer => {
  const kept = Buffer.allocUnsafe(content.length);
  let length = 0;
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] ?? 0;
    if (!isKept(byte, at)) continue;
    kept[length] = byte;
    length += 1;
  }
  return kept.subarray(0, length);
};

const hasBase64Run = (content: Uint8Array): boolean => {
  let run = 0;
  for (const byte of content) {
    if (isBase64[byte] === 1) run += 1;
    else if (byte > 0x20) run = 0;
    if (run === base64RunMin) return true;
  }
  return false;
};

/** The letter of a line's end as JSON writes it. */
const isEscape = (content: Uint8Array, at: number): boolean =>
  content[at - 1] === 0x5c && (content[at] === 0x6e || content[at] === 0x72);

/** Of both alphabets (RFC 4648 §4 and §5). */
const isBase64 = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9+/_-]/u.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** The digits of a NIR, whatever short sign stands between two bytes (`=41`, `%41`, `0x41, 0x42`, a line's end). */
const hexRunMin = 26;

/** Read from each of the two places where a byte may begin, as base64 is. */
function* fromHex(content: Uint8Array): Generator<Uint8Array> {
  if (!hasHexRun(content)) return;
  const kept = picked(content, (byte, at) => isHex[byte] === 1 && !isHexHead(content, at));
  const text = kept.toString("latin1");
  for (let from = 0; from < 2; from += 1) yield Buffer.from(text.slice(from), "hex");
}

/** As many signs as may stand between two bytes. */
const hexGapMax = 4;

const hasHexRun = (content: Uint8Array): boolean => {
  let [run, gap] = [0, 0];
  for (let at = 0; at < content.length; at += 1) {
    if (isHex[content[at] ?? 0] === 1 && !isHexHead(content, at)) {
      run += 1;
      gap = 0;
      if (run === hexRunMin) return true;
    } else if (run % 2 === 1 || gap === hexGapMax) run = 0;
    else gap += 1;
  }
  return false;
};

/** The zero of `0x`. */
const isHexHead = (content: Uint8Array, at: number): boolean =>
  content[at] === 0x30 && (content[at + 1] === 0x78 || content[at + 1] === 0x58);

const isHex = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[0-9A-Fa-f]/u.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** Of a NIR in UTF-16 thirteen bytes are zeros, and two blocks share them at worst; of sealed bytes one in 256 is. */
const wideBlock = 32;
const wideZerosMin = 6;

/** Every second byte, from each of the two places; of UTF-32 this gives UTF-16 again. */
function* fromWide(content: Uint8Array): Generator<Uint8Array> {
  if (!isWide(content)) return;
  for (let from = 0; from < 2; from += 1) yield picked(content, (_, at) => at % 2 === from);
}

const isWide = (content: Uint8Array): boolean => {
  for (let from = 0; from < content.length; from += wideBlock) {
    let zeros = 0;
    for (let at = from; at < from + wideBlock; at += 1) if (content[at] === 0) zeros += 1;
    if (zeros >= wideZerosMin) return true;
  }
  return false;
};

/** RFC 1952 §2.3.1, and RFC 1950 §2.2 with the window that every program uses. */
const gzipHeads = [Buffer.of(0x1f, 0x8b, 0x08)];
/** RFC 8878 §3.1.1. */
const zstdHeads = [Buffer.of(0x28, 0xb5, 0x2f, 0xfd)];
const zlibHeads = [0x01, 0x5e, 0x9c, 0xda].map((level) => Buffer.of(0x78, level));

function* placesOf(buffer: Buffer, heads: readonly Buffer[]): Generator<number> {
  for (const head of heads)
    for (let at = buffer.indexOf(head); at !== -1; at = buffer.indexOf(head, at + 1)) yield at;
}

/** The compressed data of each local file header (PKWARE APPNOTE §4.3.7), whatever the directory says. */
function* zipEntries(buffer: Buffer): Generator<Buffer> {
  for (const at of placesOf(buffer, [Buffer.from("PK\u0003\u0004")])) {
    if (at + 30 > buffer.length) return;
    const start = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
    yield buffer.subarray(start);
  }
}

type Inflate = (bytes: Uint8Array, options: typeof inflateOptions) => Buffer;

const unzstd: Inflate = (bytes, { maxOutputLength }) =>
  zstdDecompressSync(bytes, { maxOutputLength, finishFlush: constants.ZSTD_e_flush });

/** A stream that was cut gives what it had. */
const inflateOptions = { maxOutputLength: unfoldedBytesMax, finishFlush: constants.Z_SYNC_FLUSH };
/** Bytes that are no stream show it within so many, nearly always. */
const streamHeadBytes = 64;

/** What can be read of the stream that begins here: all of it, or what stands before the place where it is none any more. */
const inflated = (bytes: Buffer, inflate: Inflate): Buffer => {
  const upTo = (end: number): Buffer | undefined => {
    try {
      return inflate(bytes.subarray(0, end), inflateOptions);
    } catch {
      return undefined;
    }
  };
  let [good, best] = [streamHeadBytes, upTo(streamHeadBytes)];
  if (!best) return Buffer.of();
  const whole = upTo(bytes.length);
  if (whole) return whole;
  for (let wrong = bytes.length; wrong - good > 1; ) {
    const middle = Math.floor((good + wrong) / 2);
    const found = upTo(middle);
    if (found) [good, best] = [middle, found];
    else wrong = middle;
  }
  return best;
};

/** The same bytes, not a copy: what was unfolded may hold hundreds of megabytes. */
export const viewOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
