/** Readers of the kinds of values that several keys share: a choice, a list, yes or no, a delay. */

import { limits } from "../domain/limits.ts";
import type { ReceiptDelay } from "../domain/receipt/expected.ts";
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

const units: readonly (readonly [RegExp, ReceiptDelay["unit"]])[] = [
  [/^h(?:eures?)?$/iu, "heures"],
  [/^jours? ouvr[ée]s?$|^jo$/iu, "jours-ouvres"],
  [/^jours? ouvrables?$/iu, "jours-ouvrables"],
  [/^j(?:ours?)?$/iu, "jours"],
];

/** `48h`, `5 jours ouvrés`, `2 jours ouvrables`, `3 jours`. */
export const delay = (text: string): Parsed<ReceiptDelay> => {
  const [, count = "", unit = ""] = /^(\d{1,4})\s*(.+)$/u.exec(text.replace(/\s+/gu, " ")) ?? [];
  const found = units.find(([shape]) => shape.test(unit.trim()));
  const number = Number(count);
  if (!found || number < 1 || number > limits.receiptDelayMax) return { wrong: delayTold };
  return { value: { count: number, unit: found[1] } };
};

export const delayTold = told(
  "un délai comme 48h, 5 jours ouvrés, 2 jours ouvrables ou 3 jours",
  "a delay such as 48h, 5 jours ouvrés, 2 jours ouvrables or 3 jours",
);
