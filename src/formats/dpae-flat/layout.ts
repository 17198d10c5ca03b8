/**
 * The flat DPAE record ("DUE" message, version 100) as a table: 989 characters, of which 77 are the
 * envelope and 912 the message. Names, order and lengths stand in two independent public sources
 * (formats.md §1, [2+], layout of 2006); a later version with a 5-character NAF must exist and is
 * unknown. Positions are 1-based, as people of the trade count them.
 */
export interface Zone {
  readonly number: number;
  /** As in the public sources; a description in parentheses where they give no name. */
  readonly name: string;
  readonly from: number;
  readonly length: number;
}

export const recordLength = 989;
/** The header carries the length of the message that follows it: a check of the layout itself. */
export const messageLength = 912;

/** Zone numbers of the table below that the program reads or fills. */
export const zoneNumber = {
  sender: 0,
  constant: 1,
  centre: 2,
  acknowledgePerBatch: 3,
  acknowledgeMedium: 5,
  returnAddress: 6,
  length: 7,
  version: 8,
  batchError: 9,
  createdOn: 13,
  createdAt: 14,
  urssaf: 15,
  siret: 16,
  employerNature: 17,
  employer: 18,
  naf: 19,
  address1: 20,
  postalCode: 22,
  town: 23,
  family: 24,
  given: 25,
  nir: 26,
  bornOn: 27,
  bornIn: 28,
  bornCountry: 29,
  hireDate: 30,
  hireHour: 31,
  dossier: 32,
  returnCode: 33,
  transmission: 44,
  sex: 47,
  nationality: 53,
  contract: 57,
  contractEnd: 58,
} as const;

export const zones: readonly Zone[] = [
  { number: 0, name: "L_IDENT_EMT", from: 1, length: 14 },
  { number: 1, name: "(constant)", from: 15, length: 4 },
  { number: 2, name: "C_URSSAF (header)", from: 19, length: 3 },
  { number: 3, name: "I_AR_PAR_LOT", from: 22, length: 1 },
  { number: 4, name: "N_FAX_AR_LOT", from: 23, length: 11 },
  { number: 5, name: "C_SUP_AR_LOT", from: 34, length: 1 },
  { number: 6, name: "C_ADR_RET_AR", from: 35, length: 30 },
  { number: 7, name: "(length)", from: 65, length: 8 },
  { number: 8, name: "(version)", from: 73, length: 3 },
  { number: 9, name: "(batch error code)", from: 76, length: 2 },
  { number: 10, name: "user ref 1", from: 78, length: 15 },
  { number: 11, name: "user ref 2", from: 93, length: 15 },
  { number: 12, name: "user ref 3", from: 108, length: 14 },
  { number: 13, name: "D_CREATION", from: 122, length: 8 },
  { number: 14, name: "H_CREATION", from: 130, length: 4 },
  { number: 15, name: "C_URSSAF", from: 134, length: 3 },
  { number: 16, name: "N_SIRET", from: 137, length: 14 },
  { number: 17, name: "(employer nature; C_TYPE_DECL?)", from: 151, length: 1 },
  { number: 18, name: "L_RAISON_SOC_1", from: 152, length: 32 },
  { number: 19, name: "C_NAF", from: 184, length: 4 },
  { number: 20, name: "L_ADR_EMP_1", from: 188, length: 32 },
  { number: 21, name: "L_ADR_EMP_2", from: 220, length: 32 },
  { number: 22, name: "C_POSTAL_EMP", from: 252, length: 5 },
  { number: 23, name: "L_BUR_DIST_EMP", from: 257, length: 27 },
  { number: 24, name: "L_NOM_PATRO_SAL", from: 284, length: 32 },
  { number: 25, name: "L_PRENOMS_SAL", from: 316, length: 32 },
  { number: 26, name: "N_SECU_SOC", from: 348, length: 13 },
  { number: 27, name: "D_NAISSANCE_SAL", from: 361, length: 8 },
  { number: 28, name: "L_LIEU_NAISS_SAL", from: 369, length: 24 },
  { number: 29, name: "L_PAYS_SAL", from: 393, length: 20 },
  { number: 30, name: "D_EMBAUCHE", from: 413, length: 8 },
  { number: 31, name: "H_EMBAUCHE", from: 421, length: 4 },
  { number: 32, name: "R_DOSSIER", from: 425, length: 5 },
  { number: 33, name: "(AR return code)", from: 430, length: 2 },
  { number: 34, name: "L_ACTIVITE", from: 432, length: 70 },
  { number: 35, name: "(blank, C_FORME_JUR?)", from: 502, length: 4 },
  { number: 36, name: "(title)", from: 506, length: 4 },
  { number: 37, name: "(employer name)", from: 510, length: 32 },
  { number: 38, name: "N_TEL_EMP", from: 542, length: 11 },
  { number: 39, name: "N_FAX_EMP", from: 553, length: 11 },
  { number: 40, name: "L_ADR_CRESP_1", from: 564, length: 32 },
  { number: 41, name: "L_ADR_CRESP_2", from: 596, length: 32 },
  { number: 42, name: "C_POST_CRESP", from: 628, length: 5 },
  { number: 43, name: "L_BUR_DIST_CRESP", from: 633, length: 27 },
  { number: 44, name: "(transmission)", from: 660, length: 1 },
  { number: 45, name: "(reserved)", from: 661, length: 38 },
  { number: 46, name: "L_NOM_EPX_SAL", from: 699, length: 32 },
  { number: 47, name: "C_SEXE_SAL", from: 731, length: 1 },
  { number: 48, name: "L_ADR_SAL_1", from: 732, length: 32 },
  { number: 49, name: "L_ADR_SAL_2", from: 764, length: 32 },
  { number: 50, name: "C_POST_SAL", from: 796, length: 5 },
  { number: 51, name: "L_BUR_DIST_SAL", from: 801, length: 27 },
  { number: 52, name: "C_DEPT_NAISS_SAL", from: 828, length: 2 },
  { number: 53, name: "L_NATION_SAL", from: 830, length: 32 },
  { number: 54, name: "C_FORMATION", from: 862, length: 1 },
  { number: 55, name: "C_EMPLOI", from: 863, length: 1 },
  { number: 56, name: "C_QUALIF", from: 864, length: 1 },
  { number: 57, name: "C_TYPE_CONTRAT", from: 865, length: 1 },
  { number: 58, name: "D_FIN_CDD", from: 866, length: 8 },
  { number: 59, name: "D_NON_EMBAUCHE", from: 874, length: 8 },
  { number: 60, name: "N_HH_HEBDO", from: 882, length: 3 },
  { number: 61, name: "N_JJ_ESSAI", from: 885, length: 3 },
  { number: 62, name: "N_SALAIRE_MM", from: 888, length: 6 },
  { number: 63, name: "L_NOM_RESP", from: 894, length: 32 },
  { number: 64, name: "N_TEL_RESP", from: 926, length: 11 },
  { number: 65, name: "C_AV_EMBAUCHE", from: 937, length: 1 },
  { number: 66, name: "C_MT_DCL", from: 938, length: 10 },
  { number: 67, name: "N_HH_TRAVAIL", from: 948, length: 4 },
  { number: 68, name: "(reserved)", from: 952, length: 1 },
  { number: 69, name: "N_EFFECTIF_ETAB", from: 953, length: 5 },
  { number: 70, name: "N_EFFECTIF_ENTR", from: 958, length: 5 },
  { number: 71, name: "(nationality type)", from: 963, length: 1 },
  { number: 72, name: "I_AGENT_TITU", from: 964, length: 1 },
  { number: 73, name: "C_UNITE_HH", from: 965, length: 1 },
  { number: 74, name: "(currency)", from: 966, length: 1 },
  { number: 75, name: "(reserved)", from: 967, length: 2 },
  { number: 76, name: "I_PREMIERE_EMB", from: 969, length: 1 },
  { number: 77, name: "(reserved)", from: 970, length: 1 },
  { number: 78, name: "I_CERTIF", from: 971, length: 1 },
  { number: 79, name: "(reserved)", from: 972, length: 1 },
  { number: 80, name: "I_CHOM", from: 973, length: 1 },
  { number: 81, name: "I_IMMA", from: 974, length: 1 },
  { number: 82, name: "I_MT", from: 975, length: 1 },
  { number: 83, name: "I_PMF5", from: 976, length: 1 },
  { number: 84, name: "(blank, ex I_PREM)", from: 977, length: 1 },
  { number: 85, name: "I_TP", from: 978, length: 1 },
  { number: 86, name: "(reserved)", from: 979, length: 11 },
];

/** Throws only for a number that the table does not have: a bug of ours, never the file's. */
export const zone = (number: number): Zone => {
  const found = zones[number];
  if (found === undefined) throw new Error(`no zone ${number} in the flat DPAE record`);
  return found;
};

/** The zone's text in a record of one character per position, without the blanks that fill it. */
export const textOf = (record: string, number: number): string => {
  const { from, length } = zone(number);
  return record.slice(from - 1, from - 1 + length).trim();
};
