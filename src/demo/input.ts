/**
 * What the payroll program drops in the demonstration. Everything is invented: SIREN 999 999 998 has a right
 * key and is nobody's, the names are those of nobody.
 */
import type { Hire } from "../domain/declaration.ts";
import { socialReference } from "../domain/identifiers.ts";
import { zoneNumber } from "../formats/dpae-flat/layout.ts";
import { writeDpaeFlat } from "../formats/dpae-flat/write.ts";
import { writeDucsEdifact } from "../formats/ducs-edifact/write.ts";
import { writeDucsFlat } from "../formats/ducs-flat/write.ts";
import type { DucsToWrite } from "../formats/ducs-to-write.ts";

const employer = "99999999800019";
const organism = "99999999800027";
/** The usual name of a flat DUCS: `DU`, family, SIRET (formats.md §6). */
const flatName = `DUU${employer}.DUC`;

const envelope = (now: number) => {
  const iso = new Date(now).toISOString();
  return {
    sender: employer,
    recipient: organism,
    date: iso.slice(2, 10).replaceAll("-", ""),
    hour: iso.slice(11, 16).replace(":", ""),
    test: false,
  };
};

export interface Drop {
  readonly dossier: "cirso" | "ducs";
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Dropped in two halves, two seconds apart. */
  readonly halves?: true;
  /** For the spectator. */
  readonly is: DropName;
}

export type DropName = "hires" | "edifact" | "flat" | "damaged" | "other" | "again" | "halves";

export const drops = (now: number): readonly Drop[] => {
  const first = writeDpaeFlat([
    hire(now, { family: "FICTIVE", given: "ALBERTINE" }),
    hire(now, { family: "IMAGINAIRE", given: "BASILE" }),
    hire(now, { family: "SUPPOSEE", given: "CLEMENCE" }),
  ]);
  const second = writeDpaeFlat([hire(now, { family: "INVENTE", given: "DESIRE" })]);
  const lot = (reference: string, count: number, period = thisQuarter) =>
    writeDucsEdifact(
      Array.from({ length: count }, (_, i) => contribution(`${reference}${i + 1}`, period)),
      { ...envelope(now), reference },
    );
  return [
    { dossier: "cirso", name: "dpae.txt", bytes: first, is: "hires" },
    {
      dossier: "ducs",
      name: "LOT1.edi",
      bytes: lot("LOTA", 2),
      is: "edifact",
    },
    {
      dossier: "ducs",
      name: flatName,
      bytes: writeDucsFlat([contribution(flatName)], envelope(now)),
      is: "flat",
    },
    {
      dossier: "ducs",
      name: "ABIME.edi",
      // Of another quarter: the returns beside it are none that would correct it.
      bytes: damaged(lot("LOTC", 1, "202630")),
      is: "damaged",
    },
    {
      dossier: "cirso",
      name: "dpae.txt",
      bytes: second,
      is: "other",
    },
    {
      dossier: "cirso",
      name: "dpae.txt",
      bytes: second,
      is: "again",
    },
    {
      dossier: "ducs",
      name: "LOT2.edi",
      bytes: lot("LOTB", 1),
      halves: true,
      is: "halves",
    },
  ];
};

/** A file of hires, one a name; nobody is called so. The answer is asked for at `returnTo`, where it is given. */
export const hiresFile = (
  now: number,
  families: readonly string[],
  returnTo?: string,
): Uint8Array =>
  writeDpaeFlat(
    families.map((family) => hire(now, { family, given: "ALBERTINE" })),
    returnTo === undefined ? {} : { zones: { [zoneNumber.returnAddress]: returnTo } },
  );

const hire = (now: number, who: { readonly family: string; readonly given: string }): Hire => ({
  kind: "dpae",
  siret: employer,
  employer: "SOCIETE DE DEMONSTRATION",
  urssaf: "999",
  person: { ...who, born: "1990-04-01", nir: "" },
  // Two days ahead: a hire is announced at most eight days before (R1221-5).
  hireDate: new Date(now + 2 * 86_400_000).toISOString().slice(0, 10),
  hireHour: "08:30",
});

const thisQuarter = "202640";

/** A return paid by cheque: the mode that needs no account. */
const contribution = (reference: string, period = thisQuarter): DucsToWrite => ({
  kind: "ducs",
  siret: employer,
  employer: "SOCIETE DE DEMONSTRATION",
  recipient: organism,
  recipientName: "ORGANISME DE DEMONSTRATION",
  form: "913",
  period,
  reference,
  lot: "",
  payment: {
    mode: "20",
    amount: "1234",
    socialReference: socialReference({ creditor: "S1", period, internal: "9999999999999" }) ?? "",
  },
});

/** The interchange announces one message more than it holds. */
const damaged = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString("latin1").replace("UNZ+1+", "UNZ+2+"), "latin1");
