/**
 * Qualifiers, roles, modes and counts are a few characters that stand in every message: one text for each, however often
 * it stands in a file.
 */
export const shortMax = 3;

const slots = 1024;
const keys = new Int32Array(slots);
const texts: string[] = Array.from({ length: slots }, () => "");

/** Of `shortMax` bytes at most; `text` is the same as `bytes`, one character a byte. */
export const shortText = (bytes: Uint8Array, text: string, from: number, to: number): string => {
  let key = to - from;
  for (let at = from; at < to; at += 1) key = (key << 8) | (bytes[at] ?? 0);
  const slot = Math.imul(key, 0x9e3779b1) >>> 22;
  if (keys[slot] !== key) {
    keys[slot] = key;
    texts[slot] = text.slice(from, to);
  }
  return texts[slot] ?? "";
};
