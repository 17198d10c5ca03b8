/**
 * A kind of return in words: whose it is and which form, beside the codes that the files hold. Form types are as one
 * product numbers them (formats.md §6, [1]); a type that is not listed there keeps its code alone.
 */
import { formFamily } from "../checks/form-family.ts";
import type { Family } from "../checks/payment-modes.ts";

export const familyNames: Readonly<Record<Family, string>> = {
  urssaf: "Urssaf",
  assedic: "Assurance chômage",
  irc: "Retraite complémentaire",
  ccpbtp: "Congés payés du bâtiment",
};

const forms: Readonly<Record<string, string>> = {
  "913": "BRC mono-établissement",
  "914": "BRC multi-établissements",
  "915": "TR mono-établissement",
  "916": "TR multi-établissements",
  "920": "ADV",
  "921": "ADV multi-établissements",
  "922": "DRA",
  "924": "AVA",
  "930": "déclaration trimestrielle",
  "931": "déclaration mensuelle",
  "932": "déclaration annuelle",
};

/** `BRC mono-établissement (913)`; empty when the return has no form. */
export const formText = (form: string): string => {
  const name = forms[form];
  if (name !== undefined) return `${name} (${form})`;
  return form === "" ? "" : `formulaire ${form}`;
};

/** `Urssaf (99999999800027)`, by what the form says of the family; the organism's own number where it says nothing. */
export const organismText = (organism: string, form: string): string => {
  const family = formFamily(form);
  return family === undefined ? organism : `${familyNames[family]} (${organism})`;
};

/** « Alpha SARL, Bravo SARL et 12 autres » */
export const namesText = (names: readonly string[]): string => {
  const left = names.length - namesShown;
  const told = (left === 1 ? names : names.slice(0, namesShown)).join(", ");
  return left < 2 ? told : `${told} et ${left} autres`;
};

const namesShown = 8;
