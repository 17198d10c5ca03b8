/**
 * What a rule may know of a declaration: the names that `si` compares and that `{{…}}` writes. None is a
 * NIR or a bank account; the one that names a person is marked, because it must not stand in the subject of
 * a sealed mail.
 */

import { type Periodicity, periodicities, periodicityOf } from "../domain/calendar/period.ts";
import { formFamily } from "../domain/checks/form-family.ts";
import { families } from "../domain/checks/payment-modes.ts";
import { periodOf } from "../domain/checks/period.ts";
import type { Declaration, FormatName } from "../domain/declaration.ts";
import { type Environment, environments } from "../domain/mode.ts";
import { type Told, told } from "./key.ts";

export interface FieldText {
  readonly told: Told;
  /** It names a person. */
  readonly personal?: true;
}

export const fieldTexts = {
  type: { told: told("dpae ou ducs", "dpae or ducs") },
  format: {
    told: told(
      "format reconnu : dpae-flat, ducs-edifact…",
      "format recognised: dpae-flat, ducs-edifact…",
    ),
  },
  famille: {
    told: told("urssaf, assedic, irc, ccpbtp, ou vide", "urssaf, assedic, irc, ccpbtp, or empty"),
  },
  siret: { told: told("SIRET du déclarant", "the declarant's SIRET") },
  siren: { told: told("ses neuf premiers chiffres", "its first nine digits") },
  raison_sociale: { told: told("nom du déclarant", "the declarant's name") },
  organisme: {
    told: told(
      "identifiant de l'organisme ; pour une DPAE, code de l'Urssaf",
      "the organism's identifier; for a DPAE, the Urssaf's code",
    ),
  },
  nom_organisme: {
    told: told("son nom, quand le fichier le donne", "its name, when the file gives it"),
  },
  formulaire: { told: told("type de formulaire d'une DUCS", "form type of a DUCS") },
  periode: { told: told("période, comme dans le fichier", "period, as in the file") },
  periodicite: {
    told: told("mensuelle, trimestrielle ou annuelle", "mensuelle, trimestrielle or annuelle"),
  },
  reference: { told: told("identifiant de la déclaration", "the declaration's identifier") },
  lot: { told: told("identifiant du lot", "the lot's identifier") },
  date_embauche: { told: told("date d'embauche, AAAA-MM-JJ", "hire date, YYYY-MM-DD") },
  salarie: {
    told: told("nom et prénom du salarié d'une DPAE", "name of a DPAE's employee"),
    personal: true,
  },
  fichier: { told: told("nom du fichier déposé", "the dropped file's name") },
  dossier: { told: told("dossier où il a été déposé", "dossier it was dropped in") },
  nombre: {
    told: told(
      "nombre de déclarations du fichier ; dans un texte, de ce courrier",
      "number of declarations of the file; in a text, of this mail",
    ),
  },
  environnement: { told: told("test ou reel", "test or reel") },
  date: {
    told: told(
      "date du jour, AAAA-MM-JJ ; dans un texte, JJ/MM/AAAA",
      "today, YYYY-MM-DD; in a text, DD/MM/YYYY",
    ),
  },
} as const satisfies Record<string, FieldText>;

export type FieldName = keyof typeof fieldTexts;
export type Fields = Readonly<Record<FieldName, string>>;

export const fieldNames = Object.keys(fieldTexts) as readonly FieldName[];
export const isFieldName = (text: string): text is FieldName => Object.hasOwn(fieldTexts, text);
/** Fields that hold one of a few words, or nothing. */
export const fieldWords: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  type: ["dpae", "ducs"],
  format: ["dpae-flat", "dpae-xml", "ducs-edifact", "ducs-flat"] satisfies readonly FormatName[],
  famille: families,
  periodicite: periodicities,
  environnement: environments,
};

export const isPersonal = (name: FieldName): boolean => "personal" in fieldTexts[name];

/** What is the same for all declarations of a deposit. */
export interface Surroundings {
  readonly format: FormatName;
  readonly fileName: string;
  readonly dossier: string;
  readonly count: number;
  readonly environment: Environment;
  /** YYYY-MM-DD in the law's zone. */
  readonly today: string;
}

export const fieldsOf = (declaration: Declaration, around: Surroundings): Fields => ({
  ...(declaration.kind === "dpae" ? hireFields(declaration) : contributionFields(declaration)),
  type: declaration.kind,
  siret: declaration.siret,
  siren: declaration.siret.slice(0, 9),
  raison_sociale: declaration.employer,
  format: around.format,
  fichier: around.fileName,
  dossier: around.dossier,
  nombre: String(around.count),
  environnement: around.environment,
  date: around.today,
});

type Own =
  | "famille"
  | "organisme"
  | "nom_organisme"
  | "formulaire"
  | "periode"
  | "periodicite"
  | "reference"
  | "lot"
  | "date_embauche"
  | "salarie";

const hireFields = (d: Extract<Declaration, { readonly kind: "dpae" }>): Pick<Fields, Own> => ({
  famille: "urssaf",
  organisme: d.urssaf,
  nom_organisme: "",
  formulaire: "",
  periode: "",
  periodicite: "",
  reference: "",
  lot: "",
  date_embauche: d.hireDate,
  salarie: [d.person.family, d.person.given].filter(Boolean).join(" "),
});

const contributionFields = (
  d: Extract<Declaration, { readonly kind: "ducs" }>,
): Pick<Fields, Own> => ({
  famille: formFamily(d.form) ?? "",
  organisme: d.recipient,
  nom_organisme: d.recipientName,
  formulaire: d.form,
  periode: d.period,
  periodicite: periodicity(d.period),
  reference: d.reference,
  lot: d.lot,
  date_embauche: "",
  salarie: "",
});

const periodicity = (text: string): Periodicity | "" => {
  const period = periodOf(text);
  return period === undefined ? "" : periodicityOf(period);
};
