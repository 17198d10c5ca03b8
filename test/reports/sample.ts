/**
 * Deposits written by hand, fact by fact, for the report tests. Everything is synthetic: the SIREN
 * 999 999 xxx is not attributed, names are invented, addresses end in `.test`.
 */
import type { Contribution, Declaration, Hire } from "../../src/domain/declaration.ts";
import { type Deposit, type DepositFact, foldDeposit } from "../../src/domain/deposit.ts";
import type { FactOf, Recorded } from "../../src/domain/facts.ts";
import { declarationId, type ReceiptId } from "../../src/domain/ids.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Grade, VerdictIs } from "../../src/domain/receipt/verdict.ts";
import type { ReportInput } from "../../src/domain/report/deposit.ts";

/** 21 November 2026, 10:12:03 in Paris. */
export const start = Date.UTC(2026, 10, 21, 9, 12, 3);
const minute = 60_000;

export const hash = (letter: string): string => letter.repeat(64);

/** Facts a minute apart, numbered from 41, as a journal in use would hold them. */
export const facts = (...list: readonly DepositFact[]): readonly Recorded<DepositFact>[] =>
  list.map((fact, i) => ({ ...fact, seq: 41 + i, at: start + i * minute }));

export const deposit = (...list: readonly DepositFact[]): Deposit => foldDeposit(facts(...list));

export const claimed = (more: Partial<FactOf<"claimed">> = {}): FactOf<"claimed"> => ({
  is: "claimed",
  deposit: "D12",
  dossier: "cirso",
  name: "dpae.txt",
  sha256: hash("a"),
  size: 1978,
  mode: "reel",
  file: { inode: "1", size: 1978, mtimeNs: "1" },
  ...more,
});

export const recognised = (
  count: number,
  format: FactOf<"recognised">["format"] = "dpae-flat",
): FactOf<"recognised"> => ({
  is: "recognised",
  deposit: "D12",
  format,
  content: hash("c"),
  keys: Array.from({ length: count }, (_, i) => `key-${i + 1}`),
});

export const checked = (blocking = 0, warnings = 0): FactOf<"checked"> => ({
  is: "checked",
  deposit: "D12",
  findings: hash("d"),
  blocking,
  warnings,
});

export const moved: FactOf<"original"> = {
  is: "original",
  deposit: "D12",
  became: "moved",
  to: "traites/2026-11/20261121-101203_aaaaaaaa_dpae.txt",
};

export const ruled: FactOf<"ruled"> = {
  is: "ruled",
  deposit: "D12",
  identity: "paie",
  to: "dpae@organisme.test",
  subject: "Déclaration Unique d’Embauche TEST01",
  ruling: hash("e"),
  rules: { file: "mapibox.cfg", sha256: hash("f"), encoding: "windows-1252" },
  warnings: [],
};

export const frozen = (count: number): FactOf<"frozen"> => ({
  is: "frozen",
  deposit: "D12",
  message: "D12.M1",
  sha256: hash("b"),
  size: 4096,
  messageIdHeader: "<d12.m1@facteur.test>",
  date: start + 5 * minute,
  envelope: { from: "paie@cabinet.test", to: ["dpae@organisme.test"] },
  identity: "paie",
  declarations: Array.from({ length: count }, (_, i) => declarationId("D12", i + 1)),
});

export const begun = (attempt = 1): FactOf<"attempt-begun"> => ({
  is: "attempt-begun",
  deposit: "D12",
  message: "D12.M1",
  attempt,
});

export const dot = (attempt = 1): FactOf<"attempt-dot"> => ({
  is: "attempt-dot",
  deposit: "D12",
  message: "D12.M1",
  attempt,
});

const trace = { server: "smtp.cabinet.test:587", tls: "TLSv1.3" };

export const outcomes = {
  accepted: { is: "accepted", trace, reply: "250 2.0.0 Ok: queued as 4XyZ" },
  later: {
    is: "later",
    trace,
    because: { code: "smtp-unreachable", phase: "connect", said: "connect ECONNREFUSED" },
  },
  refused: {
    is: "refused",
    trace,
    because: {
      code: "smtp-refused",
      phase: "envelope",
      said: "550 5.1.1 User unknown",
      reply: 550,
    },
  },
  uncertain: {
    is: "uncertain",
    trace,
    because: { code: "smtp-broken", phase: "dot", said: "read ECONNRESET" },
  },
} as const satisfies Record<string, Outcome>;

export const ended = (outcome: Outcome, attempt = 1): FactOf<"attempt-ended"> => ({
  is: "attempt-ended",
  deposit: "D12",
  message: "D12.M1",
  attempt,
  outcome,
  ...(outcome.is === "later" ? { next: start + 30 * minute } : {}),
});

export interface Said {
  readonly receipt?: ReceiptId;
  readonly grade?: Grade;
  readonly level?: 1 | 2 | 3;
  readonly says: readonly (VerdictIs | undefined)[];
  readonly code?: string;
  readonly official?: boolean;
  readonly subject?: string;
}

/** A matched receipt; `says[i]` is about declaration i + 1. */
export const matched = (said: Said): FactOf<"receipt-matched"> => ({
  is: "receipt-matched",
  receipt: said.receipt ?? "R7",
  deposit: "D12",
  message: "D12.M1",
  by: ["references"],
  grade: said.grade ?? "B",
  gradeBecause:
    (said.grade ?? "B") === "C"
      ? "no Authentication-Results field of ours"
      : "dkim=pass header.d=organisme.test",
  ...(said.level === undefined ? {} : { level: said.level }),
  verdicts: said.says.flatMap((is, i) =>
    is === undefined
      ? []
      : [
          {
            declaration: declarationId("D12", i + 1),
            is,
            ...(said.level === undefined ? {} : { level: said.level }),
            ...(is === "registered" ? { code: "00", number: `4520${i + 1}` } : {}),
            ...(is === "refused" ? { code: said.code ?? "12" } : {}),
          },
        ],
  ),
  arrived: start + (Number((said.receipt ?? "R7").slice(1)) + 1.5) * minute,
  sender: "ar@organisme.test",
  reader: { profile: "dpae-flat-ar", official: said.official ?? false },
  file: { name: "dpae.txt", sha256: hash("9") },
  subject: said.subject ?? "Fichier des AR",
});

export const delivered: FactOf<"delivered"> = {
  is: "delivered",
  deposit: "D12",
  receipt: "R7",
  name: "dpae.txt",
  sha256: hash("9"),
};

/** Claim to mail, for `count` hires. */
export const mailed = (count: number, format?: FactOf<"recognised">["format"]): DepositFact[] => [
  claimed(format?.startsWith("ducs") === true ? { name: "ducs.edi", dossier: "ducs" } : {}),
  recognised(count, format),
  checked(),
  moved,
  ruled,
  frozen(count),
];

export const accepted = (count: number, format?: FactOf<"recognised">["format"]): DepositFact[] => [
  ...mailed(count, format),
  begun(),
  dot(),
  ended(outcomes.accepted),
];

const people = [
  ["DUPONTEL", "Zoé"],
  ["MARTINOT", "Paul-Émile"],
  ["LEFÈVRE-NOËL", "Anne"],
] as const;

export const hire = (position: number, more: Partial<Hire["person"]> = {}): Declaration => {
  const [family, given] = people[(position - 1) % people.length] ?? people[0];
  return {
    kind: "dpae",
    position,
    at: position,
    siret: "99999912100018",
    employer: "ATELIERS IMAGINAIRES",
    urssaf: "999",
    person: { family, given, born: "1985-05-12", nir: "2850599999001", ...more },
    hireDate: "2026-12-01",
    hireHour: "08:30",
  };
};

export const hires = (count: number): readonly Declaration[] =>
  Array.from({ length: count }, (_, i) => hire(i + 1));

export const contribution: Contribution & { position: number; at: number } = {
  kind: "ducs",
  position: 1,
  at: 4,
  siret: "99999912100018",
  employer: "ATELIERS IMAGINAIRES",
  recipient: "ORG999",
  recipientName: "CAISSE IMAGINAIRE",
  form: "DUC",
  period: "202631",
  reference: "119992399999999999999",
  lot: "LOT1",
};

export const input = (
  deposit: Deposit,
  more: Partial<Omit<ReportInput, "deposit">> = {},
): ReportInput => ({
  deposit,
  declarations: deposit.recognised === undefined ? [] : hires(deposit.recognised.keys.length),
  findings: [],
  receiptTexts: [],
  agent: { name: "Facteur", version: "0.1.0" },
  ...more,
});
