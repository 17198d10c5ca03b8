/**
 * Every 16-byte window of a text, to be looked for in other bytes: an open-addressed table of offsets under a rolling hash, so that
 * a mail of 25 MB is compared in seconds and nothing is missed at any alignment.
 */

export const windowBytes = 16;
const base = 0x0100_0193;

/** `base` to the power of the window less one, in 32 bits: what the leaving byte weighed. */
const leaving = ((): number => {
  let power = 1;
  for (let n = 1; n < windowBytes; n += 1) power = Math.imul(power, base);
  return power;
})();

/** Runs of one or two byte values (blanks and zeros of fixed columns) say nothing of a text: a container pads with them too. */
const distinctMin = 3;

export class WindowIndex {
  readonly #text: Uint8Array;
  readonly #table: Int32Array;

  constructor(text: Uint8Array) {
    this.#text = text;
    const size = 2 ** Math.ceil(Math.log2(Math.max(2 * text.length, 16)));
    this.#table = new Int32Array(size).fill(-1);
    eachWindow(text, (at, hash) => {
      if (telling(text, at)) this.#add(at, hash);
    });
  }

  /** Where in `other` a window of the text stands, or undefined. */
  firstIn(other: Uint8Array): number | undefined {
    let found: number | undefined;
    eachWindow(other, (at, hash) => {
      if (found === undefined && this.#has(other, at, hash)) found = at;
      return found === undefined;
    });
    return found;
  }

  #add(at: number, hash: number): void {
    const mask = this.#table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const there = this.#table[slot] ?? -1;
      if (there === -1) {
        this.#table[slot] = at;
        return;
      }
      if (same(this.#text, there, this.#text, at)) return;
    }
  }

  #has(other: Uint8Array, at: number, hash: number): boolean {
    const mask = this.#table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const there = this.#table[slot] ?? -1;
      if (there === -1) return false;
      if (same(this.#text, there, other, at)) return true;
    }
  }
}

/** Spreads the low bits, which alone choose the slot. */
const mixed = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) >>> 0;

const eachWindow = (
  bytes: Uint8Array,
  visit: (at: number, hash: number) => boolean | void,
): void => {
  let rolling = 0;
  for (let end = 0; end < bytes.length; end += 1) {
    if (end >= windowBytes)
      rolling = (rolling - Math.imul(bytes[end - windowBytes] ?? 0, leaving)) | 0;
    rolling = (Math.imul(rolling, base) + (bytes[end] ?? 0)) | 0;
    if (end < windowBytes - 1) continue;
    if (visit(end - windowBytes + 1, mixed(rolling)) === false) return;
  }
};

const telling = (text: Uint8Array, at: number): boolean =>
  new Set(text.subarray(at, at + windowBytes)).size >= distinctMin;

const same = (a: Uint8Array, at: number, b: Uint8Array, other: number): boolean => {
  for (let n = 0; n < windowBytes; n += 1) if (a[at + n] !== b[other + n]) return false;
  return true;
};
