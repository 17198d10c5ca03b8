/**
 * Every 16-byte window of a text, to be looked for in other bytes: an open-addressed table of offsets under a rolling hash, so that
 * megabytes are compared in a second or two and nothing is missed at any alignment. The loops are written out, without a call or an
 * object for each byte: that is all their speed.
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

const empty = -1;

export class WindowIndex {
  readonly #text: Uint8Array;
  readonly #table: Int32Array;

  constructor(text: Uint8Array) {
    this.#text = text;
    // A quarter of it stays empty, at least: a window that is not there is told so after a few steps.
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(Math.max((4 * text.length) / 3, 16))));
    this.#table.fill(empty);
    this.#addAll();
  }

  #addAll(): void {
    const text = this.#text;
    const seen = new Uint8Array(256);
    let rolling = 0;
    let distinct = 0;
    for (let end = 0; end < text.length; end += 1) {
      const came = text[end] ?? 0;
      if (end >= windowBytes) {
        const left = text[end - windowBytes] ?? 0;
        rolling = (rolling - Math.imul(left, leaving)) | 0;
        const still = (seen[left] ?? 0) - 1;
        seen[left] = still;
        if (still === 0) distinct -= 1;
      }
      rolling = (Math.imul(rolling, base) + came) | 0;
      const now = (seen[came] ?? 0) + 1;
      seen[came] = now;
      if (now === 1) distinct += 1;
      if (end >= windowBytes - 1 && distinct >= distinctMin)
        this.#add(end - windowBytes + 1, mixed(rolling));
    }
  }

  /** Where in `other` a window of the text stands, or undefined. */
  firstIn(other: Uint8Array): number | undefined {
    let rolling = 0;
    for (let end = 0; end < other.length; end += 1) {
      if (end >= windowBytes)
        rolling = (rolling - Math.imul(other[end - windowBytes] ?? 0, leaving)) | 0;
      rolling = (Math.imul(rolling, base) + (other[end] ?? 0)) | 0;
      const at = end - windowBytes + 1;
      if (at >= 0 && this.#has(other, at, mixed(rolling))) return at;
    }
    return undefined;
  }

  #add(at: number, hash: number): void {
    const slot = this.#slotOf(this.#text, at, hash);
    if (this.#table[slot] === empty) this.#table[slot] = at;
  }

  #has(other: Uint8Array, at: number, hash: number): boolean {
    return this.#table[this.#slotOf(other, at, hash)] !== empty;
  }

  /** Where this window stands, or would stand. */
  #slotOf(bytes: Uint8Array, at: number, hash: number): number {
    const table = this.#table;
    const text = this.#text;
    const mask = table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const there = table[slot] ?? empty;
      if (there === empty || same(text, there, bytes, at)) return slot;
      slot = (slot + 1) & mask;
    }
  }
}

/** Spreads the low bits, which alone choose the slot. */
const mixed = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) >>> 0;

const same = (a: Uint8Array, at: number, b: Uint8Array, other: number): boolean => {
  for (let n = 0; n < windowBytes; n += 1) if (a[at + n] !== b[other + n]) return false;
  return true;
};
