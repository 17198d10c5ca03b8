/**
 * What bytes hold under the coats that a program may put around a text without encrypting it: base64 and DEFLATE (bare, zlib, gzip,
 * zip), at any place of them (bare DEFLATE, which has no head, at the beginning), one in the other. What is no coat is cheap to look at: sealed bytes have none.
 */
import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

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
  const buffer = viewOf(content);
  yield ["deflate", inflated(buffer, inflateRawSync)];
  for (const at of placesOf(buffer, gzipHeads))
    yield ["gzip", inflated(buffer.subarray(at), gunzipSync)];
  for (const at of placesOf(buffer, zlibHeads))
    yield ["zlib", inflated(buffer.subarray(at), inflateSync)];
  for (const entry of zipEntries(buffer)) yield ["zip", inflated(entry, inflateRawSync)];
}

/** As many characters as a window of the text takes at the least; random bytes have no such run in any file that could be mailed. */
const base64RunMin = 22;

/**
 * All characters of base64 that stand in it, whatever stands between them (a line's end, the quotes of a field, a padding), read
 * from each of the four places where a group may begin: what stands before the text shifts it.
 */
function* fromBase64(content: Uint8Array): Generator<Uint8Array> {
  if (!hasBase64Run(content)) return;
  const kept = Buffer.from(
    content.filter((byte, at) => isBase64[byte] === 1 && !isEscape(content, at)),
  );
  const text = kept.toString("latin1");
  for (let from = 0; from < 4; from += 1) yield Buffer.from(text.slice(from), "base64");
}

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

/** RFC 1952 §2.3.1, and RFC 1950 §2.2 with the window that every program uses. */
const gzipHeads = [Buffer.of(0x1f, 0x8b, 0x08)];
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
