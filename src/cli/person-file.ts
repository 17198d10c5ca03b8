/** A file that a person names as a proof or a receipt, read whole before anything is written of it. */
import { readFileSync, statSync } from "node:fs";
import { isMisnamed, readFault } from "../config/read-fault.ts";
import { limits } from "../domain/limits.ts";
import { Refusal } from "../foundation/refusal.ts";
import { colon, type Language } from "./io.ts";

const words = {
  fr: { tooLarge: "fichier trop gros (limite d'un courrier)", empty: "fichier vide" },
  en: { tooLarge: "the file is too large (the limit of a mail)", empty: "the file is empty" },
} as const;

/** At most what a mail may hold; a refusal (1) that names the file otherwise, and for an empty one; wrong usage (2) where there is none. */
export const personFile = (file: string, language: Language): Uint8Array => {
  const { tooLarge, empty } = words[language];
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > limits.mailBytesMax)
      throw new Refusal(1, [`${file}${colon[language]}${tooLarge}`]);
    bytes = readFileSync(file);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(isMisnamed(cause) ? 2 : 75, [
      `${file}${colon[language]}${readFault(cause)[language]}`,
    ]);
  }
  if (bytes.length === 0) throw new Refusal(1, [`${file}${colon[language]}${empty}`]);
  return bytes;
};
