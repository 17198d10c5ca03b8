/**
 * What one payroll product checked before it sent a flat DUCS (formats.md §6, [1]): a good list, and
 * nobody's rule, so each finding is a warning. Contribution lines are left out: the widths of their
 * first columns are not in the source.
 */
import { type Finding, type Place, shown } from "../../domain/finding.ts";
import { placeIn } from "./payments.ts";
import { type Column, columns, field, type Placed } from "./record.ts";

interface Wanted {
  /** One of these records… */
  readonly tags: readonly string[];
  /** …with something there. */
  readonly column: Column;
  readonly label: string;
  /** Only for the forms that begin so. */
  readonly forms?: string;
}

const wanted: readonly Wanted[] = [
  { tags: ["NADFR"], column: columns.partyName, label: "nom de l'émetteur" },
  { tags: ["CTAFR"], column: columns.contact, label: "contact de l'émetteur" },
  {
    tags: ["COMFRT", "COMFRF"],
    column: columns.number,
    label: "téléphone ou télécopie de l'émetteur",
  },
  {
    tags: ["RFFFR"],
    column: columns.partyReference,
    label: "référence de l'émetteur à l'institution",
    forms: "93",
  },
  { tags: ["NADMR"], column: columns.partyId, label: "SIRET de l'organisme" },
  { tags: ["NADMR"], column: columns.partyStreet, label: "adresse de l'organisme" },
  { tags: ["NADMR"], column: columns.partyTown, label: "ville de l'organisme" },
  { tags: ["CTADT"], column: columns.contact, label: "contact du déclarant" },
  { tags: ["NADDT"], column: columns.partyStreet, label: "adresse du déclarant" },
  { tags: ["NADDT"], column: columns.partyTown, label: "ville du déclarant" },
  { tags: ["RFFACT"], column: columns.partyReference, label: "code APE" },
  { tags: ["RFFNUM"], column: columns.partyReference, label: "numéro interne du déclarant" },
  { tags: ["PEV", "PEM", "PES"], column: columns.contact, label: "date de paiement des salaires" },
];

/** Form types of the three families (formats.md §6). */
const forms = /^(?:91[3-6]|92[0-46]|93[0-2])$/u;

export const checkWanted = (
  records: readonly Placed[],
  form: string,
  place: Place,
): readonly Finding[] => {
  const holding = (one: Wanted): readonly Placed[] =>
    records.filter(({ tag }) => one.tags.includes(tag));
  const filled = (one: Wanted): boolean =>
    holding(one).some(({ record }) => field(record, one.column) !== "");
  const missing = wanted
    .filter((one) => one.forms === undefined || form.startsWith(one.forms))
    .filter((one) => !filled(one))
    .map((one): Finding => {
      const [empty] = holding(one);
      const at = { ...place, ...(empty && placeIn(empty, one.column)), field: one.label };
      return { code: "champ-manquant", severity: "warning", place: at };
    });
  return [
    ...missing,
    ...checkForm(records, form, place),
    ...checkCommunes(records, place),
    ...checkLines(records, place),
  ];
};

const checkForm = (records: readonly Placed[], form: string, place: Place): readonly Finding[] => {
  if (form === "" || forms.test(form)) return [];
  const line = records.find(({ tag }) => tag === "GIS")?.line ?? 1;
  const at = { ...place, line, column: columns.form.from, field: "type de formulaire" };
  return [{ code: "champ-invalide", severity: "warning", place: at, value: shown(form) }];
};

const checkCommunes = (records: readonly Placed[], place: Place): readonly Finding[] =>
  records
    .filter(({ tag }) => tag === "ACOLOC" || tag === "ACOTAT")
    .filter(({ record }) => !/^(?:\d{5}|2[AB]\d{3})$/u.test(field(record, columns.commune)))
    .map(({ record, line }): Finding => {
      const value = shown(field(record, columns.commune));
      const at = { ...place, line, column: columns.commune.from, field: "code commune" };
      return { code: "champ-invalide", severity: "warning", place: at, value };
    });

/** An IRC's `CNT` counts the contribution lines. */
const checkLines = (records: readonly Placed[], place: Place): readonly Finding[] => {
  const counted = records.filter(({ tag }) => tag === "CNT");
  const lines = records.filter(({ tag }) => tag.startsWith("AGI")).length;
  return counted
    .filter(({ record }) => field(record, columns.amount) !== String(lines))
    .map(({ record, line }): Finding => {
      const value = shown(field(record, columns.amount));
      const at = { ...place, line, column: columns.amount.from, field: "nombre de lignes" };
      const expected = String(lines);
      return { code: "compte-inexact", severity: "warning", place: at, value, expected };
    });
};

/** Sender and recipient of the envelope: present, and not a SIREN where a SIRET is meant. */
export const checkEnvelope = (record: string, line: number): readonly Finding[] => {
  const parties = [
    ["qualifiant", columns.qualifier],
    ["expéditeur", columns.sender],
    ["destinataire", columns.recipient],
  ] as const;
  const siret = field(record, columns.qualifier) === "5";
  return parties.flatMap(([label, column]) => {
    const value = field(record, column);
    if (value !== "" && !(siret && /^\d{9}$/u.test(value))) return [];
    const place = { line, column: column.from, field: label };
    return [{ code: "identification-vide", severity: "warning", place, value } as const];
  });
};
