/**
 * A file that left cut, of which the mail server refused a part: the same file again would be a double, and the rest would never
 * leave. What to drop instead.
 */
import { mayBeThere } from "./declaration-state.ts";
import type { Deposit } from "./deposit.ts";

/** For a deposit that the server refused or that came back; undefined when all of it left, or nothing. */
export const halfSentNext = (d: Deposit, language: "fr" | "en"): string | undefined => {
  const gone = d.declarations.filter((s) => mayBeThere(d, s.id));
  const left = d.declarations.filter((s) => !gone.includes(s)).map((s) => String(s.position));
  if (gone.length === 0 || left.length === 0) return undefined;
  return texts[language](left);
};

const texts = {
  fr: (left: readonly string[]): string => {
    const these = left.length === 1 ? "que la déclaration" : "que les déclarations";
    return `Une partie du fichier est partie : ne le redéposez pas entier. Faites corriger l'adresse ou la règle, puis déposez un fichier qui ne contient ${these} ${left.join(", ")}.`;
  },
  en: (left: readonly string[]): string => {
    const these = left.length === 1 ? "declaration" : "declarations";
    return `Part of the file has left: do not drop all of it again. Have the address or the rule corrected, then drop a file that holds only ${these} ${left.join(", ")}.`;
  },
} as const;
