/** Readers of the kinds of values that several keys share: a choice, a list, yes or no, an address. */
import { type Parsed, type Told, told } from "./key.ts";

export const yesOrNo = (text: string): Parsed<boolean> => {
  const word = text.toLowerCase();
  if (word === "oui") return { value: true };
  return word === "non" ? { value: false } : { wrong: yesOrNoTold };
};

export const yesOrNoTold = told("oui ou non", "oui or non");

export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (text: string): Parsed<T> => {
    const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
    return found === undefined ? { wrong: choiceTold(words) } : { value: found };
  };

export const choiceTold = (words: readonly string[]): Told => {
  const list = words.slice(0, -1).join(", ");
  const last = words.at(-1) ?? "";
  return told(list === "" ? last : `${list} ou ${last}`, list === "" ? last : `${list} or ${last}`);
};

/** Comma-separated; blanks around an item do not count, an empty item is a mistake. */
export const listOf =
  <T>(item: (text: string) => Parsed<T>) =>
  (text: string): Parsed<readonly T[]> => {
    const values: T[] = [];
    for (const part of text.split(",")) {
      const read = item(part.trim());
      if ("wrong" in read) return read;
      values.push(read.value);
    }
    return { value: values };
  };

export const someText =
  (max: number) =>
  (text: string): Parsed<string> => {
    if (text === "") return { wrong: told("un texte non vide", "some text") };
    return text.length <= max
      ? { value: text }
      : { wrong: told(`au plus ${max} caractères`, `at most ${max} characters`) };
  };
