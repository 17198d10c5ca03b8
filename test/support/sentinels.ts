/** Words of letters and digits that must not be where they are looked for, in every form in which a program may have written them. */

/** The name of the form in which one of the words stands in the bytes; undefined when none does. */
export const foundIn = (bytes: Uint8Array, words: readonly string[]): string | undefined => {
  const buffer = Buffer.from(bytes);
  const flat = buffer.toString("latin1").toUpperCase();
  const exact = buffer.toString("latin1");
  for (const word of words) {
    for (const [form, text] of plainForms(word)) if (flat.includes(text)) return `${word}, ${form}`;
    for (const part of base64Forms(word)) if (exact.includes(part)) return `${word}, base64`;
  }
  return undefined;
};

/** Looked for without regard to case. */
const plainForms = (word: string): readonly (readonly [string, string])[] => {
  const upper = word.toUpperCase();
  const bytes = Buffer.from(upper);
  const utf16 = Buffer.from(upper, "utf16le");
  const hex = bytes.toString("hex").toUpperCase();
  return [
    ["as it is", upper],
    ["UTF-16LE", utf16.toString("latin1")],
    ["UTF-16BE", Buffer.from(utf16).swap16().toString("latin1")],
    ["percent", hex.replace(/../gu, "%$&")],
    ["hexadecimal", hex],
    ["in groups", upper.split("").join(" ")],
    [
      "JSON escapes",
      upper
        .split("")
        .map((c) => `\\U00${c.charCodeAt(0).toString(16)}`)
        .join("")
        .toUpperCase(),
    ],
  ];
};

/** Base64 at each of its three places, in upper, lower and title case; the ends that neighbours change are cut off. */
const base64Forms = (word: string): readonly string[] => {
  const title = `${word.slice(0, 1).toUpperCase()}${word.slice(1).toLowerCase()}`;
  return [word.toUpperCase(), word.toLowerCase(), title].flatMap((text) =>
    [0, 1, 2].map((before) => {
      const encoded = Buffer.from(`${"x".repeat(before)}${text}`).toString("base64");
      const whole = Math.floor((before + text.length) / 3) * 4;
      return encoded.slice(before === 0 ? 0 : 4, whole);
    }),
  );
};
