/**
 * Whether bytes name a person: by social security number, 13 characters with or without its key and blanks, or by family and given
 * name near each other, without regard to accents and case. Nothing of the search is kept.
 */

export interface Person {
  /** 13 characters; empty when the person is asked for by name. */
  readonly nir: string;
  /** Upper case, without accents. */
  readonly name: string;
}

export const personNamed = (text: string): Person => {
  const number = text.replace(/[\s.]/gu, "").toUpperCase();
  return /^[1-478]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/u.test(number)
    ? { nir: number.slice(0, 13), name: "" }
    : { nir: "", name: plainName(text) };
};

export const plainName = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/gu, " ")
    .trim();

/** Words between a family and a given name in a record, an XML tree or a sentence. */
const nearMax = 12;

export const namesPerson = (bytes: Uint8Array, person: Person): boolean =>
  (["utf8", "latin1"] as const).some((charset) => {
    const text = Buffer.from(bytes).toString(charset);
    return person.nir === ""
      ? isNear(plainName(text).split(" "), person.name.split(" "))
      : text.toUpperCase().replace(/[\s.]/gu, "").includes(person.nir);
  });

const isNear = (words: readonly string[], wanted: readonly string[]): boolean => {
  const [first = ""] = wanted;
  if (first === "") return false;
  return words.some((word, at) => {
    if (word !== first) return false;
    const around = new Set(words.slice(Math.max(0, at - nearMax), at + nearMax + 1));
    return wanted.every((one) => around.has(one));
  });
};
