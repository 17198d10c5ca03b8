/** Who and when, as the tables *Who* and *Dates* of `quarter.md` say: organisms, employers, their calendars, rows and returns. */
import assert from "node:assert/strict";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { parsePeriod, periodCode } from "../../src/domain/calendar/period.ts";
import { socialReference } from "../../src/domain/identifiers.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { employerSiret, firmSiret, ribOf } from "../support/register-firm.ts";
import { cell, type Row, tableOf } from "./story.ts";

export interface Organism {
  readonly code: string;
  readonly name: string;
  readonly family: "urssaf" | "assedic" | "irc";
  readonly id: string;
  readonly form: string;
  readonly creditor: "S1" | "S2" | "S3";
}

export const organisms: readonly Organism[] = [
  ["URSSAF", "Urssaf d'essai", "urssaf", 501, "913", "S1"] as const,
  ["URSSAF-AM", "Urssaf d'Alsace d'essai", "urssaf", 502, "913", "S1"] as const,
  ["IRC", "Retraite d'essai", "irc", 503, "931", "S3"] as const,
  ["ASSEDIC", "Assédic d'essai", "assedic", 504, "921", "S2"] as const,
].map(([code, name, family, n, form, creditor]) => ({
  code,
  name,
  family,
  id: employerSiret(n),
  form,
  creditor,
}));

export const organismOf = (code: string): Organism => {
  const found = organisms.find((o) => o.code === code);
  return found ?? assert.fail(`no organism ${code}`);
};

export interface Employer {
  readonly name: string;
  readonly siret: string;
  readonly dossier: string;
  readonly organism: Organism;
  readonly row: Row;
}

export const employers: readonly Employer[] = tableOf("Who").map((row) => ({
  name: cell(row, "employer"),
  siret: employerSiret(Number(cell(row, "n"))),
  dossier: cell(row, "dossier"),
  organism: organismOf(cell(row, "organism")),
  row,
}));

export const employerOf = (name: string): Employer =>
  employers.find((e) => e.name === name) ?? assert.fail(`nobody is called ${name}`);

export const siretOf = (name: string): string => employerOf(name).siret;

export const calendars = (): readonly LegalCalendar[] => {
  const found = new Map<string, LegalCalendar>();
  for (const row of tableOf("Dates")) {
    const name = cell(row, "calendar");
    const organism = organismOf(cell(row, "organism"));
    const period = parsePeriod(cell(row, "period")) ?? assert.fail(`no period: ${name}`);
    const known = found.get(name);
    found.set(name, {
      name,
      source: "dates d'exemple, inventées",
      mark: "exemple",
      family: organism.family,
      organisms: [organism.id],
      hour: cell(row, "hour"),
      nonWorking: cell(row, "moves") === "avant" ? "avant" : "apres",
      ...(name === "décalage" ? { shifted: true } : {}),
      dates: [...(known?.dates ?? []), { period, due: cell(row, "due") }],
    });
  }
  return [...found.values()];
};

export const rowsOf = (e: Employer): readonly string[] => {
  const [role, mandate] = [cell(e.row, "role"), cell(e.row, "mandate")];
  const own = e.dossier === "cabinet" ? "" : ` client=${e.dossier}`;
  const shifted = cell(e.row, "pay") === "decalage" ? "oui" : "non";
  const by = cell(e.row, "by") === "firm" ? [firmSiret, "Cabinet_Fictif"] : [e.siret, e.name];
  const ends = e.name === "Hotel" ? " fin=2026-06-30" : "";
  return [
    `employeurs siret=${e.siret} raison_sociale=${e.name}_SARL representant=Mme_${e.name} adresse=3_rue_Fictive code_postal=99000 ville=Nulle-Part decalage_paie=${shifted}${own}`,
    `roles siret=${e.siret} role=${role} par_siret=${by[0]} par_nom=${by[1]}`,
    `numeros siret=${e.siret} organisme=${e.organism.code} numero=${e.name.toUpperCase()}1`,
    `adhesions siret=${e.siret} organisme=${e.organism.code} accord=oui accord_le=2026-01-15 debut_tests=2026-01-15 periodicite=${cell(e.row, "periodicity")}`,
    `comptes siret=${e.siret} organisme=${e.organism.code} compte=${ribOf(Number(cell(e.row, "n")))}`,
    ...(mandate === ""
      ? []
      : [`mandats siret=${e.siret} mandataire=${firmSiret} signe_le=${mandate}${ends}`]),
  ];
};

export const bytesOf = (
  { siret, name, organism }: Employer,
  of: { readonly period: string; readonly reference: string; readonly test: boolean },
): Uint8Array => {
  const period = parsePeriod(of.period) ?? assert.fail(of.period);
  const code = periodCode(period);
  return writeDucsEdifact(
    [
      {
        kind: "ducs",
        siret,
        employer: `${name.toUpperCase()} SARL`,
        recipient: organism.id,
        recipientName: organism.name.toUpperCase(),
        form: organism.form,
        period: code,
        reference: of.reference,
        lot: "",
        payment: {
          mode: "20",
          amount: "1234.50",
          socialReference:
            socialReference({
              creditor: organism.creditor,
              period: code,
              internal: `${name.toUpperCase()}1`,
            }) ?? assert.fail("no reference"),
        },
      },
    ],
    {
      sender: siret,
      recipient: organism.id,
      date: "260401",
      hour: "0900",
      test: of.test,
      reference: `LOT${of.reference}`,
    },
  );
};
