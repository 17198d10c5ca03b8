/**
 * Whether clear text can be read in what an opaque program gave: as it stands, out of base64, inflated, or one in the other.
 * It cannot prove encryption; it catches the program that copied, encoded or zipped.
 */
import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { WindowIndex, windowBytes } from "./window-index.ts";

/** Base64 of a zip of base64: three coats, and a cap on what they may unfold to. */
const coatsMax = 3;
const unfoldedBytesMax = 256 * 1024 * 1024;

/** What was seen, in words that name nobody; undefined when nothing was. */
export const clearTextIn = (sealed: {
  readonly clear: Uint8Array;
  readonly bytes: Uint8Array;
  readonly identifiers: readonly string[];
}): string | undefined => {
  const { clear, bytes } = sealed;
  if (bytes.length === 0) return "résultat vide";
  if (viewOf(bytes).equals(clear)) return "résultat identique au fichier en clair";
  const index = new WindowIndex(clear);
  const needles = sealed.identifiers.filter((i) => i.length >= 5).map((i) => Buffer.from(i));
  for (const { coat, content } of coats(bytes, "", coatsMax)) {
    if (content.length >= windowBytes && index.firstIn(content) !== undefined)
      return `passage du fichier lisible${coat}`;
    const view = viewOf(content);
    if (needles.some((needle) => view.includes(needle))) return `identifiant lisible${coat}`;
  }
  return undefined;
};

interface Coat {
  readonly coat: string;
  readonly content: Uint8Array;
}

function* coats(content: Uint8Array, coat: string, left: number): Generator<Coat> {
  yield { coat, content };
  if (left === 0) return;
  for (const [name, inner] of unfolded(content)) yield* coats(inner, `${coat} (${name})`, left - 1);
}

function* unfolded(content: Uint8Array): Generator<readonly [string, Uint8Array]> {
  const decoded = fromBase64(content);
  if (decoded) yield ["base64", decoded];
  // A stream that was cut gives what it had: that would be readable too.
  const options = {
    maxOutputLength: unfoldedBytesMax,
    finishFlush: constants.Z_SYNC_FLUSH,
  };
  for (const [name, inflate] of [
    ["gzip", gunzipSync],
    ["zlib", inflateSync],
    ["deflate", inflateRawSync],
  ] as const) {
    const inner = attempt(() => inflate(content, options));
    if (inner && inner.length > 0) yield [name, inner];
  }
  for (const entry of zipEntries(content)) {
    const inner = attempt(() => inflateRawSync(entry, options));
    if (inner && inner.length > 0) yield ["zip", inner];
  }
}

/** Text that is base64 for nine tenths, with its armour lines and blanks left out. */
const fromBase64 = (content: Uint8Array): Uint8Array | undefined => {
  const text = viewOf(content).toString("latin1");
  const lines = text.split(/\r?\n/u).filter((line) => /^[A-Za-z0-9+/=_-]*\s*$/u.test(line));
  const joined = lines
    .filter((line) => !line.startsWith("--"))
    .join("")
    .replaceAll(/\s/gu, "");
  if (joined.length < windowBytes || joined.length < 0.5 * text.length) return undefined;
  return Buffer.from(joined, "base64");
};

/** The compressed data of each local file header (PKWARE APPNOTE §4.3.7), whatever the directory says. */
function* zipEntries(content: Uint8Array): Generator<Uint8Array> {
  const buffer = viewOf(content);
  for (
    let at = buffer.indexOf("PK\u0003\u0004");
    at !== -1;
    at = buffer.indexOf("PK\u0003\u0004", at + 4)
  ) {
    if (at + 30 > buffer.length) return;
    const start = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
    yield buffer.subarray(start);
  }
}

/** The same bytes, not a copy: what was unfolded may hold hundreds of megabytes. */
const viewOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};
