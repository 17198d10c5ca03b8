/** One report of every kind, by name: what the tests of the renderers share. */

import { reportModel } from "../../src/adapters/reports/model/build.ts";
import type { Finding } from "../../src/domain/finding.ts";
import type { ReportInput, ReportModel } from "../../src/domain/report/deposit.ts";
import * as s from "./sample.ts";

const findings: readonly Finding[] = [
  {
    code: "champ-invalide",
    severity: "warning",
    place: { line: 1, field: "prénom", declaration: 1 },
  },
  {
    code: "siret-invalide",
    severity: "blocking",
    place: { line: 2, column: 137, segment: 4, field: "SIRET", declaration: 2 },
    value: "99999912100011",
    expected: "14 chiffres et clé",
  },
];

const text =
  "Bonjour,\r\nVeuillez trouver ci-joint le fichier des AR.\r\nNIR 2 85 05 99 999 001 42\r\n";

export const inputs = (): Readonly<Record<string, ReportInput>> => ({
  claimed: s.input(s.deposit(s.claimed({ again: "D9" }))),
  rejected: s.input(
    s.deposit(s.claimed(), s.recognised(3), s.checked(1, 1), {
      is: "rejected",
      deposit: "D12",
      codes: ["siret-invalide"],
    }),
    { findings },
  ),
  incomplete: s.input(
    s.deposit(s.claimed(), { is: "incomplete", deposit: "D12", truncatedAt: 989 }),
  ),
  duplicate: s.input(
    s.deposit(s.claimed(), { is: "duplicate", deposit: "D12", of: "D3" }, s.moved),
  ),
  held: s.input(
    s.deposit(s.claimed(), s.recognised(1), s.checked(), {
      is: "held",
      deposit: "D12",
      because: "rules-invalid",
      details: ["mapibox.cfg, ligne 2 : adresse invalide"],
    }),
  ),
  test: s.input(
    s.deposit(s.claimed({ mode: "test" }), s.recognised(2), s.checked(), s.ruled, {
      is: "simulated",
      deposit: "D12",
    }),
  ),
  testOfWrong: s.input(
    s.deposit(s.claimed({ mode: "test" }), s.recognised(2), s.checked(0, 1), s.ruled, {
      is: "simulated",
      deposit: "D12",
    }),
    {
      findings: [
        {
          code: "siret-invalide",
          severity: "warning",
          blocksInReal: true,
          place: { line: 1, column: 137, field: "SIRET", declaration: 1 },
        },
      ],
    },
  ),
  judged: s.input(s.deposit(...s.mailed(1)), {
    judgedBy: { name: "dpae-flat-100", source: "deux sources publiques", official: false },
  }),
  retry: s.input(s.deposit(...s.mailed(1), s.begun(), s.ended(s.outcomes.later))),
  refusedByServer: s.input(s.deposit(...s.mailed(1), s.begun(), s.ended(s.outcomes.refused))),
  handed: s.input(s.deposit(...s.accepted(1))),
  uncertain: s.input(s.deposit(...s.mailed(1), s.begun(), s.dot(), s.ended(s.outcomes.uncertain))),
  waiting: s.input(
    s.deposit(
      ...s.accepted(1, "ducs-edifact"),
      s.matched({ receipt: "R7", says: ["received"], level: 1 }),
      s.matched({ receipt: "R8", says: ["received"], level: 2 }),
    ),
    { declarations: [s.contribution] },
  ),
  otherwise: s.input(
    s.deposit(...s.accepted(2), {
      is: "declared-otherwise",
      deposit: "D12",
      declarations: ["D12.1", "D12.2"],
      means: "fax",
      proof: { sha256: s.hash("f"), size: 4711 },
      by: "odile",
      reason: "serveur en panne",
    }),
    { declarations: s.hires(2) },
  ),
  registered: s.input(
    s.deposit(
      ...s.accepted(2),
      s.matched({ says: ["registered", "registered"], official: true }),
      s.delivered,
    ),
    {
      receiptTexts: [{ receipt: "R7", text }],
      contact: "Service paie, poste 42",
      notes: new Map([["D12.M1", "Note."] as const]),
    },
  ),
  unproven: s.input(
    s.deposit(...s.accepted(2), s.matched({ says: ["registered", "registered"], grade: "C" })),
  ),
  partial: s.input(
    s.deposit(
      ...s.accepted(3),
      s.matched({ says: ["registered", "refused", "registered"] }),
      s.matched({ receipt: "R8", says: [undefined, "registered"], grade: "C" }),
      s.delivered,
    ),
    { receiptTexts: [{ receipt: "R7", text: `Code 12 : date illisible\n${text}` }] },
  ),
  cut: s.input(
    s.deposit(
      ...s.mailed(2, "ducs-edifact").map((f) => (f.is === "frozen" ? s.frozen(1) : f)),
      {
        ...s.frozen(1),
        message: "D12.M2",
        messageIdHeader: "<d12.m2@facteur.test>",
        envelope: { from: "paie@cabinet.test", to: ["ducs@caisse.test"] },
        declarations: ["D12.2"],
      },
      s.begun(),
      s.dot(),
      s.ended(s.outcomes.accepted),
      s.matched({ says: ["refused"] }),
    ),
    {
      declarations: [s.contribution],
      organisms: new Map([
        [
          "dpae@organisme.test",
          { name: "Organisme Fictif", contact: "Assistance, 01 99 00 00 00" },
        ],
      ]),
    },
  ),
  corrected: s.input(
    s.deposit(
      ...s
        .accepted(1)
        .map((f) => (f.is === "recognised" ? { ...f, deadline: s.start + 86_400_000 } : f)),
      s.matched({ says: ["refused"] }),
      { is: "corrected", deposit: "D12", declarations: ["D12.1"], by: "D15" },
    ),
    {
      organisms: new Map([["dpae@organisme.test", { contact: "Assistance, 01 99 00 00 00" }]]),
      memory: [
        {
          code: "12",
          deposit: "D4",
          at: s.start - 86_400_000,
          times: 2,
          correctedBy: "D6",
          ended: "enregistre",
        },
        { code: "34", deposit: "D5", at: s.start - 86_400_000, times: 1 },
      ],
    },
  ),
});

export const models = (): Readonly<Record<string, ReportModel>> =>
  Object.fromEntries(Object.entries(inputs()).map(([name, input]) => [name, reportModel(input)]));

export const modelNamed = (name: string): ReportModel => {
  const model = models()[name];
  if (model === undefined) throw new Error(`no sample is called ${name}`);
  return model;
};
