/**
 * Which texts were met before, and where first: a million of them in a few megabytes. Texts are known by 64
 * bits of a hash: two of a million that look alike by chance are less likely than a broken disk.
 */
export interface HashTable {
  /** The position that the text was first seen with, or undefined; it is noted with this one then. */
  seenAt(text: string, position: number): number | undefined;
  /** True when a text could not be noted: what was said of it and of later ones is worth nothing. */
  isFull(): boolean;
}

const firstSlots = 128;
const nothing = new Uint32Array();

export const hashTable = (countMax: number): HashTable => {
  let slots = firstSlots;
  /** Three words a slot: both halves of the hash, and the position (0: empty). Made for the first text only. */
  let table = nothing;
  let count = 0;
  let full = false;
  const slotOf = (into: Uint32Array, size: number, high: number, low: number): number => {
    let slot = low & (size - 1);
    while (into[slot * 3 + 2] !== 0 && (into[slot * 3] !== high || into[slot * 3 + 1] !== low))
      slot = (slot + 1) & (size - 1);
    return slot * 3;
  };
  const grow = (): void => {
    const wider = new Uint32Array(slots * 2 * 3);
    for (let at = 0; at < table.length; at += 3) {
      if (table[at + 2] === 0) continue;
      const to = slotOf(wider, slots * 2, table[at] ?? 0, table[at + 1] ?? 0);
      wider[to] = table[at] ?? 0;
      wider[to + 1] = table[at + 1] ?? 0;
      wider[to + 2] = table[at + 2] ?? 0;
    }
    slots *= 2;
    table = wider;
  };
  return {
    seenAt: (text, position) => {
      if (table === nothing) table = new Uint32Array(slots * 3);
      const [high, low] = hashOf(text);
      const at = slotOf(table, slots, high, low);
      const before = table[at + 2] ?? 0;
      if (before !== 0) return before;
      if (count >= countMax) full = true;
      else {
        table[at] = high;
        table[at + 1] = low;
        table[at + 2] = position;
        count += 1;
        if (count * 2 > slots) grow();
      }
      return undefined;
    },
    isFull: () => full,
  };
};

/** Two multiplicative hashes of the same characters with different constants, each mixed at the end. */
const hashOf = (text: string): readonly [high: number, low: number] => {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 15;
  }
  return [mixed(high), mixed(low ^ text.length)];
};

const mixed = (word: number): number => {
  let w = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  w = Math.imul(w ^ (w >>> 13), 0xc2b2ae35);
  return (w ^ (w >>> 16)) >>> 0;
};
