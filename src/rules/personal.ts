/**
 * What would name a person beside a sealed file, where everybody can read it: in the subject always, in the note where
 * the file alone is sealed. A field that names a person by itself is told when the rules are read; a file's name or a
 * reference only shows here that it holds the name, or the number, of somebody whom the file declares.
 */
import type { Declaration } from "../domain/declaration.ts";
import { withoutNir } from "../domain/without-nir.ts";
import { withoutPersons } from "../domain/without-persons.ts";
import { type FieldName, type Fields, isFieldName, isPersonal } from "./fields.ts";
import { type Told, told } from "./key.ts";
import type { SetRule } from "./set.ts";
import { slotsOf } from "./template.ts";

/** Firms and organisms bear the names of people: these fields are theirs. */
const ofFirms: readonly FieldName[] = ["raison_sociale", "nom_organisme", "dossier"];

export interface Mailed {
  readonly fields: Fields;
  readonly declaration: Declaration;
}

/** `clearNotes`: sealings that leave the note as it is. */
export const personalInClear = (
  rule: SetRule,
  carried: readonly Mailed[],
  clearNotes: ReadonlySet<string>,
): readonly Told[] => {
  const sealing = rule.send.chiffrement ?? "";
  if (sealing === "" || !rule.templates) return [];
  const texts = [
    ["sujet", rule.send.sujet ?? ""],
    ...(clearNotes.has(sealing) ? [["note", rule.note] as const] : []),
  ] as const;
  return texts.flatMap(([key, text]) =>
    [...new Set(slotsOf(text))]
      .filter((name) => isFieldName(name))
      .filter((name) => namesSomebody(name, carried))
      .map((name) =>
        told(
          `${key} : {{${name}}} nomme une personne, et ce texte part en clair (chiffrement=${sealing}).`,
          `${key}: {{${name}}} names a person, and this text leaves in clear (chiffrement=${sealing}).`,
        ),
      ),
  );
};

const namesSomebody = (name: FieldName, carried: readonly Mailed[]): boolean => {
  if (ofFirms.includes(name)) return false;
  if (isPersonal(name)) return carried.some(({ fields }) => fields[name].trim() !== "");
  const declarations = carried.map((c) => c.declaration);
  return carried.some(({ fields }) => {
    const value = fields[name];
    return withoutPersons(withoutNir(value), declarations) !== value;
  });
};
