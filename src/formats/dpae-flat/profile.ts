/**
 * What a version of the flat DPAE record looks like, as data. One profile ships with the program (the
 * layout of 2006, formats.md §1); a user adds others as files, because later versions are not
 * published. What a profile asks beyond the identity of a hire is never more than a warning.
 */
import { messageLength, recordLength, type Zone, zoneNumber, zones } from "./layout.ts";

export type Role = keyof typeof zoneNumber;

export const kinds = ["text", "digits", "date", "hour", "flag"] as const;

/** What may stand in a zone; a zone without a rule may hold anything. */
export interface ZoneRule {
  readonly kind?: (typeof kinds)[number];
  readonly values?: readonly string[];
  readonly required?: boolean;
  /** Only the organism writes there: blank when sent. */
  readonly byOrganism?: boolean;
  /** As people of the trade say it. */
  readonly label?: string;
}

export interface ProfileZone extends Zone, ZoneRule {
  readonly role?: Role;
}

export interface DpaeProfile {
  readonly name: string;
  /** Where the layout comes from, for the report. */
  readonly source: string;
  /** True only when the organism published it. */
  readonly official: boolean;
  readonly recordLength: number;
  /** As the header states it. */
  readonly messageLength: number;
  readonly version: string;
  readonly zones: readonly ProfileZone[];
}

const digits: ZoneRule = { kind: "digits" };
const text: ZoneRule = { kind: "text" };
const flag: ZoneRule = { kind: "flag" };

/** By zone number: "required by writers before sending" and the field rules of formats.md §1. */
const rules: Readonly<Record<number, ZoneRule>> = {
  0: { label: "identifiant de l'émetteur" },
  2: { ...digits, label: "centre Urssaf destinataire" },
  3: { ...flag, label: "un accusé par lot" },
  4: { ...digits, label: "télécopie pour l'accusé" },
  5: { label: "support de l'accusé" },
  6: { label: "adresse de retour de l'accusé" },
  8: { label: "version du message" },
  9: { byOrganism: true, label: "code erreur du lot" },
  13: { kind: "date", label: "date de création" },
  14: { kind: "hour", label: "heure de création" },
  15: { ...digits, required: true, label: "code Urssaf" },
  16: { label: "SIRET" },
  18: { ...text, required: true, label: "raison sociale" },
  19: { required: true, label: "code NAF" },
  20: { ...text, required: true, label: "adresse de l'employeur" },
  21: { ...text, label: "complément d'adresse" },
  22: { ...digits, required: true, label: "code postal" },
  23: { ...text, required: true, label: "ville" },
  24: { ...text, label: "nom de naissance" },
  25: { ...text, label: "prénom" },
  26: { label: "numéro de sécurité sociale" },
  27: { label: "date de naissance" },
  28: { ...text, label: "lieu de naissance" },
  29: { ...text, required: true, label: "pays de naissance" },
  30: { label: "date d'embauche" },
  31: { label: "heure d'embauche" },
  33: { byOrganism: true, label: "code retour de l'accusé" },
  38: { ...digits, label: "téléphone de l'employeur" },
  39: { ...digits, label: "télécopie de l'employeur" },
  42: { ...digits, label: "code postal de correspondance" },
  44: { values: ["I"], label: "mode de transmission" },
  46: { ...text, label: "nom d'usage" },
  47: { values: ["M", "F"], label: "sexe" },
  50: { ...digits, label: "code postal du salarié" },
  53: { ...text, required: true, label: "nationalité" },
  57: { values: ["1", "2", "3", "4"], label: "type de contrat" },
  58: { kind: "date", label: "date de fin de CDD" },
  59: { kind: "date", label: "date de non-embauche" },
  60: { ...digits, label: "heures par semaine" },
  61: { ...digits, label: "période d'essai (jours)" },
  62: { ...digits, label: "salaire mensuel" },
  64: { ...digits, label: "téléphone du responsable" },
  67: { ...digits, label: "heures par mois" },
  69: { ...digits, label: "effectif de l'établissement" },
  70: { ...digits, label: "effectif de l'entreprise" },
  71: { values: ["F", "E", "A"], label: "type de nationalité" },
  72: { ...flag, label: "agent titulaire" },
  73: { values: ["M"], label: "unité des heures" },
  74: { values: ["F", "E"], label: "monnaie" },
  76: { ...flag, label: "première embauche" },
};

const roles: ReadonlyMap<number, Role> = new Map(
  Object.entries(zoneNumber).map(([role, number]) => [number, role as Role]),
);

export const profile2006: DpaeProfile = {
  name: "dpae-flat-100",
  source: "deux sources publiques concordantes, disposition de 2006",
  official: false,
  recordLength,
  messageLength,
  version: "100",
  zones: zones.map((zone) => {
    const role = roles.get(zone.number);
    return { ...zone, ...rules[zone.number], ...(role === undefined ? {} : { role }) };
  }),
};

/** Cuts records of one profile. A role that the profile does not have gives an empty text. */
export interface Cutter {
  readonly profile: DpaeProfile;
  zone(role: Role): ProfileZone | undefined;
  text(record: string, role: Role): string;
}

export const cutter = (profile: DpaeProfile): Cutter => {
  const byRole = new Map(
    profile.zones.flatMap((zone) => (zone.role === undefined ? [] : [[zone.role, zone] as const])),
  );
  return {
    profile,
    zone: (role) => byRole.get(role),
    text: (record, role) => {
      const zone = byRole.get(role);
      return zone === undefined ? "" : zoneText(record, zone);
    },
  };
};

export const zoneText = (record: string, { from, length }: Pick<Zone, "from" | "length">): string =>
  record.slice(from - 1, from - 1 + length).trim();
