/** The words a rule file may use today, and those whose silent neglect would be dangerous. */

/** The four of the old program (seed 000), how the file is written, and whether a repetition replaces. */
export const knownKeys = ["profil", "a", "sujet", "note", "encodage", "remplace"] as const;
export type KnownKey = (typeof knownKeys)[number];

/**
 * Keys of the grown form (design §3, §6). A file that asks for sealing, a test mode or a choice by
 * content must not be obeyed by halves, so each one is an error until it is supported.
 */
const laterKeys: readonly string[] = [
  "chiffrement",
  "validation",
  "mode",
  "si",
  "type",
  "siret",
  "organisme",
  "fichiers",
  "copie",
  "joindre",
  "incertain",
  "decouper",
  "inclure",
];

/** `ar.attendus`, `envoi.cadence`…: whole families of the same kind. */
const laterFamilies: readonly string[] = ["ar", "envoi"];

export const asKnownKey = (key: string): KnownKey | undefined =>
  knownKeys.find((known) => known === key);

export const isLaterKey = (key: string): boolean =>
  laterKeys.includes(key) ||
  laterFamilies.some((family) => key === family || key.startsWith(`${family}.`));
