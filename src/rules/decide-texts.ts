/** What a held deposit's decision says to people, line by line. */
import type { Declaration } from "../domain/declaration.ts";
import { environmentOf, type Mode } from "../domain/mode.ts";
import type { Objection } from "../domain/wall.ts";
import { type Fields, fieldNames } from "./fields.ts";
import { type Told, told } from "./key.ts";
import type { SetRule } from "./set.ts";
import type { render } from "./template.ts";

export interface AddressedDeclaration {
  readonly declaration: Declaration;
  readonly fields: Fields;
  readonly rule: SetRule;
  readonly to: string | undefined;
}

export const unfilledText = (
  key: string,
  { name, because, values }: Extract<ReturnType<typeof render>, { readonly is: "unfilled" }>,
): Told => {
  const list = fieldNames.join(", ");
  switch (because) {
    case "empty":
      return told(
        `${key} : {{${name}}} est vide pour cette déclaration. Champs : ${list}.`,
        `${key}: {{${name}}} is empty for this declaration. Fields: ${list}.`,
      );
    case "many":
      return told(
        `${key} : {{${name}}} a plusieurs valeurs dans ce courrier (${values.join(", ")}).`,
        `${key}: {{${name}}} has several values in this mail (${values.join(", ")}).`,
      );
    case "control":
      return told(
        `${key} : {{${name}}} contient dans le fichier un caractère qui ne peut pas être dans un objet.`,
        `${key}: {{${name}}} holds in the file a character that no subject can hold.`,
      );
  }
};

/** A lot of thousands is told by its first few. */
const shownMax = 20;

export const cut = (lines: readonly Told[]): readonly Told[] => {
  const more = lines.length - shownMax;
  return more <= 0
    ? lines
    : [...lines.slice(0, shownMax), told(`… et ${more} de plus`, `… and ${more} more`)];
};

export const nameOf = (d: Declaration): Told =>
  d.kind === "dpae"
    ? told(
        `déclaration ${d.position} : DPAE, SIRET ${d.siret}, Urssaf ${d.urssaf}`,
        `declaration ${d.position}: DPAE, SIRET ${d.siret}, Urssaf ${d.urssaf}`,
      )
    : told(
        `déclaration ${d.position} : DUCS ${d.form}, SIRET ${d.siret}, organisme ${d.recipient}`,
        `declaration ${d.position}: DUCS ${d.form}, SIRET ${d.siret}, organism ${d.recipient}`,
      );

export const noAddress = (
  { declaration, rule, fields }: AddressedDeclaration,
  mode: Mode,
): Told => {
  const name = nameOf(declaration);
  const environment = environmentOf(mode);
  const family = fields.famille || "?";
  return told(
    `${name.fr} — règle ${titleOf(rule)} : le plan n'a pas d'adresse pour famille ${family}, format ${fields.format}, environnement ${environment}`,
    `${name.en} — rule ${titleOf(rule)}: the plan has no address for family ${family}, format ${fields.format}, environment ${environment}`,
  );
};

export const groupText = (group: readonly AddressedDeclaration[]): Told => {
  const [first] = group;
  const positions = group.map((c) => c.declaration.position).join(", ");
  const to = first?.to ?? "";
  const rule = first ? titleOf(first.rule) : "";
  return told(
    `${to} (règle ${rule}) : déclarations ${positions}`,
    `${to} (rule ${rule}): declarations ${positions}`,
  );
};

export const titleOf = (rule: SetRule): string => (rule.name === "" ? "unique" : `[${rule.name}]`);

export const objectionText = (objection: Objection, to: string): Told => {
  switch (objection) {
    case "mode-test":
      return told("en mode test rien ne part", "in test mode nothing leaves");
    case "real-file":
      return told(
        "le fichier se dit réel (UNB, colonne 91 ou Test.Indicator) : un essai demande un fichier de test",
        "the file calls itself real (UNB, column 91 or Test.Indicator): an essai needs a test file",
      );
    case "real-address":
      return told(
        `${to} est une adresse réelle, sans partage=oui`,
        `${to} is a real address, without partage=oui`,
      );
    case "unknown-address":
      return told(
        `${to} n'est une adresse de test d'aucun plan ni d'aucune règle`,
        `${to} is a test address of no plan and no rule`,
      );
    case "shared-unmarked":
      return told(
        `${to} est partagée : l'objet doit porter la marque de l'étape, ou le fichier son indicateur de test`,
        `${to} is shared: the subject must bear the step's mark, or the file its own test flag`,
      );
    case "several-recipients":
      return told("plusieurs organismes dans un envoi", "several organisms in one envelope");
  }
};
