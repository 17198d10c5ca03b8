/** Tags of segments as numbers: a million of them are compared in a file of twenty megabytes. */

/** Three bytes of a file as one number. */
export const tagKey = (a: number, b: number, c: number): number => (a << 16) | (b << 8) | c;

/** Of a tag of three characters. */
export const keyOf = (tag: string): number =>
  tagKey(tag.charCodeAt(0), tag.charCodeAt(1), tag.charCodeAt(2));

export const tagOf = (key: number): string =>
  String.fromCharCode((key >> 16) & 0xff, (key >> 8) & 0xff, key & 0xff);

/** ISO 9735: the segments of the envelope and of the message's sections. */
export const isServiceKey = (key: number): boolean => key >> 8 === 0x554e;

const LETTER = 1;
const DIGIT = 2;

const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/[A-Z]/u.test(character)) return LETTER;
  return /[0-9]/u.test(character) ? DIGIT : 0;
});

export const isTagKey = (a: number, b: number, c: number): boolean =>
  kinds[a] === LETTER && kinds[b] !== 0 && kinds[c] !== 0;

/** `text`: one character a byte. */
export const isTag = (text: string): boolean =>
  text.length === 3 && isTagKey(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2));

const slots = 1024;
const slotOf = (key: number): number => (Math.imul(key, 0x9e3779b1) >>> 22) & (slots - 1);

/** A set that may hold a tag too many, never one too few. */
export const tagSet = (tags: readonly string[]): Uint8Array => {
  const set = new Uint8Array(slots);
  for (const tag of tags) set[slotOf(keyOf(tag))] = 1;
  return set;
};

export const mayHold = (set: Uint8Array, key: number): boolean => set[slotOf(key)] === 1;

const keys = new Int32Array(slots);
const texts: string[] = Array.from({ length: slots }, () => "");

/** One text for one tag, however often it stands in a file. */
export const tagText = (key: number): string => {
  const slot = slotOf(key);
  if (keys[slot] !== key) {
    const text = tagOf(key);
    // A property's name is one text in the engine, the same as the one our own code compares with.
    const [name = text] = Object.keys({ [text]: 0 });
    keys[slot] = key;
    texts[slot] = name;
  }
  return texts[slot] ?? "";
};

const tagsMax = 200_000;

/** The tags of one message, in their order, up to a limit: a lawful message is far smaller. */
export class TagList {
  #keys = new Uint32Array(1024);
  #count = 0;

  get length(): number {
    return this.#count;
  }

  add(key: number): void {
    if (this.#count >= tagsMax) return;
    if (this.#count === this.#keys.length) {
      const more = new Uint32Array(this.#keys.length * 2);
      more.set(this.#keys);
      this.#keys = more;
    }
    this.#keys[this.#count] = key;
    this.#count += 1;
  }

  at(index: number): number | undefined {
    return index < this.#count ? this.#keys[index] : undefined;
  }

  has(key: number): boolean {
    for (let at = 0; at < this.#count; at += 1) if (this.#keys[at] === key) return true;
    return false;
  }

  clear(): void {
    this.#count = 0;
  }
}
