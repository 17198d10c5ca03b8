/** A file that is no database any more (mail.md F32): nothing is made in its place, and starting again does not help. */
import { isDamagedDatabase } from "../../foundation/disk-error.ts";
import { asError } from "../../foundation/errors.ts";
import { JournalDamage } from "../../ports/journal-damage.ts";

export const undamaged = <T>(file: string, open: () => T): T => {
  try {
    return open();
  } catch (cause) {
    throw asDamage(file, cause);
  }
};

/** What damaged it is in its words; anything else is itself. */
export const asDamage = (file: string, cause: unknown): unknown =>
  isDamagedDatabase(cause) ? new JournalDamage(damagedWords(file, cause)) : cause;

const damagedWords = (file: string, cause: unknown): readonly string[] => [
  `${file} est endommagé : ${asError(cause).message}.`,
  "Rien n'a été touché. Gardez ce fichier, et restaurez la dernière sauvegarde du dossier `data` : ce qui est parti depuis se verra dans la boîte.",
];
