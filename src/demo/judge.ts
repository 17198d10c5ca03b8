/**
 * What must be true at the end of the demonstration, judged by the journal's deposits and by the
 * organism's own count of what reached it.
 */
import type { Deposit } from "../domain/deposit.ts";
import { situation } from "../domain/rollup.ts";

export type ExpectationName =
  | "deposits"
  | "sent"
  | "twice"
  | "registered"
  | "refused"
  | "reasons"
  | "duplicates"
  | "rejected";

export interface Expectation {
  readonly is: ExpectationName;
  readonly expected: number;
  readonly found: number;
}

/** One line of the organism's ledger: a message whose final dot it saw. */
export interface Dot {
  readonly messageIdHeader: string;
}

export const expected = {
  deposits: 7,
  sent: 5,
  registered: 7,
  refused: 1,
  duplicates: 1,
  rejected: 1,
} as const;

export const judge = (
  deposits: readonly Deposit[],
  dots: readonly Dot[],
): readonly Expectation[] => {
  const declarations = deposits.flatMap((d) => d.declarations);
  const count = (is: string) => declarations.filter((d) => d.is === is && d.proven).length;
  const stage = (is: string) => deposits.filter((d) => d.stage.is === is).length;
  const refused = declarations.filter((d) => d.is === "refused" && d.proven);
  const headers = dots.map((d) => d.messageIdHeader);
  return [
    { is: "deposits", expected: expected.deposits, found: deposits.length },
    {
      is: "sent",
      expected: expected.sent,
      found: new Set(headers).size,
    },
    { is: "twice", expected: 0, found: headers.length - new Set(headers).size },
    {
      is: "registered",
      expected: expected.registered,
      found: count("registered"),
    },
    { is: "refused", expected: expected.refused, found: refused.length },
    {
      is: "reasons",
      expected: expected.refused,
      found: refused.filter((d) => d.verdicts.some((v) => v.code !== undefined)).length,
    },
    { is: "duplicates", expected: expected.duplicates, found: stage("duplicate") },
    {
      is: "rejected",
      expected: expected.rejected,
      found: stage("rejected"),
    },
  ];
};

export const holds = (expectations: readonly Expectation[]): boolean =>
  expectations.every((e) => e.expected === e.found);

const final = new Set(["doublon", "rejete", "enregistre", "partiel", "refuse"]);

/** Whether nothing more is awaited for this deposit. */
export const isFinal = (deposit: Deposit): boolean => final.has(situation(deposit).is);

export const isOver = (deposits: readonly Deposit[]): boolean =>
  deposits.length === expected.deposits && deposits.every(isFinal);
