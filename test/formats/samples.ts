/**
 * Synthetic declarations for the tests of the formats. SIREN 999999998 has a right key and no owner;
 * the people, the organisms and the accounts are invented.
 */
import type { Contribution, Declaration, Hire } from "../../src/domain/declaration.ts";
import type { DucsEnvelope, DucsToWrite } from "../../src/formats/ducs-to-write.ts";

export const durand: Hire = {
  kind: "dpae",
  siret: "99999999800019",
  employer: "EMPLOYEUR FICTIF",
  urssaf: "999",
  person: { family: "DURAND", given: "ALICE", born: "1990-01-31", nir: "2900199999999" },
  hireDate: "2026-02-02",
  hireHour: "08:30",
};

export const martin: Hire = {
  ...durand,
  siret: "99999999800027",
  employer: "AUTRE EMPLOYEUR",
  person: { family: "MARTIN", given: "BOB", born: "1985-12-01", nir: "" },
  hireHour: "14:00",
};

export const manyHires = (count: number): readonly Hire[] =>
  Array.from({ length: count }, (_, index) => ({
    ...durand,
    person: { ...durand.person, given: `ALICE ${index}` },
  }));

export const transfer: DucsToWrite = {
  kind: "ducs",
  siret: "99999999800019",
  employer: "EMPLOYEUR FICTIF",
  recipient: "99999999800084",
  recipientName: "ORGANISME FICTIF",
  form: "913",
  period: "199923",
  reference: "REF0001",
  lot: "LOT42",
  payment: {
    mode: "30",
    amount: "1234",
    account: {
      role: "BF",
      bank: "99999",
      branch: "00001",
      account: "00000000001",
      key: "15",
      holder: "ORGANISME FICTIF",
    },
    socialReference: "07S119992399999999999999",
  },
};

export const telepaid: DucsToWrite = {
  ...transfer,
  siret: "99999999800027",
  employer: "L'AUTRE: EMPLOYEUR + FILS ?",
  form: "931",
  period: "200713",
  reference: "REF0002",
  sender: { id: "99999999800019", name: "CABINET FICTIF" },
  payment: {
    mode: "Z10",
    amount: "99.50",
    account: {
      role: "OR",
      bank: "99999",
      branch: "00001",
      account: "00000000001",
      key: "15",
      holder: "CABINET FICTIF",
    },
    cpop: "IRC     0713",
    date: "20070415",
  },
};

export const envelope: DucsEnvelope = {
  sender: "99999999800019",
  recipient: "99999999800084",
  date: "070410",
  hour: "0930",
  test: false,
};

/** What a reader must find in a written return. */
export const identity = (written: DucsToWrite): Contribution => {
  const { payment: _payment, sender: _sender, ...rest } = written;
  return rest;
};

export const withoutPlace = (declared: Declaration): Hire | Contribution => {
  const { position: _position, at: _at, ...rest } = declared;
  return rest;
};
