/**
 * What stands where in the records of the flat DUCS, with its name in French: the whole table of formats.md §6
 * (profile [1]), as one payroll product writes it. What the source gives no columns for is read as one text.
 */
import { paymentModes } from "../../domain/checks/payment-modes.ts";
import type { Column } from "./record.ts";

export interface NamedColumn extends Column {
  readonly label: string;
  readonly holds?: "date" | "short-date" | "hour" | "period" | "siret" | "form";
  /** What some of its values mean. */
  readonly codes?: Readonly<Record<string, string>>;
}

export interface RecordLayout {
  readonly subject: string;
  readonly columns: readonly NamedColumn[];
}

const col = (
  from: number,
  length: number,
  label = "",
  more: Pick<NamedColumn, "holds" | "codes"> = {},
): NamedColumn => ({ from, length, label, ...more });

const roles: Readonly<Record<string, string>> = {
  FR: "émetteur",
  MR: "organisme destinataire",
  DT: "déclarant",
  AE: "mandataire du déclarant",
  FZ: "centre de regroupement",
  DC: "entité déclarée",
};

const party = [
  col(7, 35, "SIRET", { holds: "siret" }),
  col(42, 35, "nom"),
  col(77, 35, "adresse"),
  col(112, 35, "complément d'adresse"),
  col(147, 35, "ville"),
  col(182, 9, "code postal"),
];

const media = { TE: "téléphone", FX: "télécopie", EM: "courrier électronique" };
const contact = [col(7, 70), col(77, 2, "moyen", { codes: media })];
const amount = [col(7, 18), col(25, 1, "monnaie")];
const reference = [col(7, 35)];
const modes = Object.fromEntries([...paymentModes].map(([code, { label }]) => [code, label]));
const accounts = { BF: "compte du bénéficiaire", OR: "compte à débiter" };

const account = [
  col(7, 3, "rôle", { codes: accounts }),
  col(10, 17, "numéro et clé"),
  col(27, 11, "banque"),
  col(38, 17, "guichet"),
  col(55, 35, "titulaire"),
];

const located = [
  col(7, 5, "commune"),
  ...[1, 2, 3].flatMap((n) => [
    col(12 + (n - 1) * 26, 8, `taux ${n}`),
    col(20 + (n - 1) * 26, 18, `montant ${n}`),
  ]),
  col(90, 1, "monnaie"),
];

/** Longest beginnings first: `MOAPA` before `MOA`. */
const layouts: readonly (readonly [start: string, layout: RecordLayout])[] = [
  ["TYP", { subject: "type de destinataire", columns: [] }],
  [
    "UNB",
    {
      subject: "enveloppe du fichier",
      columns: [
        col(7, 4, "qualifiant", { codes: { 5: "SIRET" } }),
        col(11, 35, "expéditeur"),
        col(46, 35, "destinataire"),
        col(81, 6, "date", { holds: "short-date" }),
        col(87, 4, "heure", { holds: "hour" }),
        col(91, 1, "indicateur de test", { codes: { 1: "test" } }),
      ],
    },
  ],
  ["BGM", { subject: "référence de la déclaration", columns: reference }],
  ["GIS", { subject: "type de formulaire", columns: [col(7, 3, "", { holds: "form" })] }],
  ["RFFPQ", { subject: "référence sociale du paiement", columns: reference }],
  ["RFFCR", { subject: "Cpop", columns: reference }],
  ["RFFNUM", { subject: "numéro interne", columns: reference }],
  ["RFFACT", { subject: "code APE", columns: reference }],
  ["RFFMR", { subject: "institution", columns: reference }],
  ["RFFFR", { subject: "référence de l'émetteur", columns: reference }],
  [
    "RFFAMG",
    {
      subject: "adhésion à TDS",
      columns: [col(7, 1, "", { codes: { 0: "non", 1: "oui" } }), col(8, 34)],
    },
  ],
  ["RFFDC", { subject: "référence de l'entité déclarée", columns: reference }],
  ["RFF", { subject: "référence", columns: reference }],
  ["PED", { subject: "période", columns: [col(7, 17, "", { holds: "period" })] }],
  ["REFAUM", { subject: "éditeur du logiciel", columns: [col(7, 20)] }],
  ["REFAUN", { subject: "logiciel", columns: [col(7, 20), col(27, 10, "version")] }],
  ["PEV", { subject: "date de paiement des salaires", columns: reference }],
  ["PEM", { subject: "date de paiement des salaires", columns: reference }],
  ["PES", { subject: "date de paiement des salaires", columns: reference }],
  ["QTY", { subject: "effectif", columns: [col(7, 18)] }],
  ["ACOLOC", { subject: "ligne de cotisation Acoss, par commune", columns: located }],
  ["ACOTAT", { subject: "ligne de cotisation Acoss, accidents du travail", columns: located }],
  [
    "ACO",
    {
      subject: "ligne de cotisation Acoss",
      columns: [
        col(7, 3, "code type (CTP)"),
        col(10, 8, "taux × 10 000"),
        col(18, 18, "base déplafonnée"),
        col(36, 18, "base plafonnée"),
        col(54, 15, "effectif"),
        col(69, 8, "date du taux", { holds: "date" }),
        col(77, 15, "quantité"),
        col(92, 1, "monnaie"),
      ],
    },
  ],
  // The widths of its first columns are not in the source.
  ["AGI", { subject: "ligne de cotisation IRC", columns: [] }],
  [
    "CUN",
    {
      subject: "ligne de cotisation Unédic",
      columns: [
        col(7, 3, "nature"),
        col(10, 8, "du", { holds: "date" }),
        col(18, 8, "au", { holds: "date" }),
        col(26, 8, "taux"),
        col(34, 18, "base"),
        col(52, 18, "forfait"),
        col(70, 1, "monnaie"),
      ],
    },
  ],
  ["UNS", { subject: "séparation des sections", columns: [] }],
  ["MOATOT", { subject: "montant total", columns: amount }],
  ["MOAPA", { subject: "montant à payer", columns: amount }],
  ["MOA", { subject: "montant", columns: amount }],
  ["PAI", { subject: "mode de paiement", columns: [col(7, 3, "", { codes: modes })] }],
  ["FII", { subject: "compte bancaire", columns: account }],
  ["DTMPA", { subject: "date de paiement", columns: [col(7, 8, "", { holds: "date" })] }],
  ["CNT", { subject: "nombre de lignes de cotisation", columns: [col(7, 18)] }],
  ["UNT", { subject: "fin de la déclaration", columns: [] }],
  ["UNZ", { subject: "fin du fichier", columns: [] }],
];

/** Of parties and their contacts the tag says whose they are. */
const persons: readonly (readonly [start: string, layout: RecordLayout])[] = [
  ["NAD", { subject: "intervenant", columns: party }],
  ["CTA", { subject: "contact", columns: [col(7, 35, "nom")] }],
  ["COM", { subject: "moyen de contact", columns: contact }],
];

const unknown: RecordLayout = { subject: "", columns: [] };

/** A tag that the source does not have keeps its own letters for a name. */
export const layoutOf = (tag: string): RecordLayout => {
  const [, person] = persons.find(([start]) => tag.startsWith(start)) ?? [];
  if (person !== undefined) {
    const role = roles[tag.slice(3, 5)];
    if (role === undefined) return person;
    return { ...person, subject: tag.startsWith("NAD") ? role : `${person.subject} : ${role}` };
  }
  return layouts.find(([start]) => tag.startsWith(start))?.[1] ?? { ...unknown, subject: tag };
};
