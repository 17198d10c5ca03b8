/** Bytes that are all here, read by a format; and the choice of what is kept of a long file. */
import type { CheckContext } from "../domain/checks/context.ts";
import type { DeclaredPayments } from "../domain/checks/stated-payment.ts";
import type { Declaration } from "../domain/declaration.ts";
import type { Finding } from "../domain/finding.ts";
import { limits } from "../domain/limits.ts";
import { type Format, headBytes, type Reading, type Sink, type Summary } from "./format.ts";

/** Small pieces: a text cut out of one keeps no more than that piece in memory. */
const pieceBytes = 256 * 1024;

export const readWhole = (
  format: Format,
  bytes: Uint8Array,
  context: CheckContext = {},
): Reading => {
  const kept = keeper();
  const reader = format.open(bytes.subarray(0, headBytes), kept.sink, context);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    reader.push(bytes.subarray(at, at + pieceBytes));
  return kept.reading(reader.end());
};

export interface Keeper {
  readonly sink: Sink;
  /** How many there were, kept or not. */
  count(): number;
  reading(summary: Summary): Reading;
}

/**
 * Keeps the first declarations of a file, in the order of the file. More than the agent follows in one
 * sending is blocking: their keys are one fact, and the file would be a flood of reports.
 */
export const keeper = (keptMax: number = limits.declarationsMax): Keeper => {
  const declarations: Declaration[] = [];
  const paid: DeclaredPayments[] = [];
  let count = 0;
  let returns = false;
  return {
    sink: (declared, payments) => {
      count += 1;
      returns ||= declared.kind === "ducs";
      if (declarations.length >= keptMax) return;
      declarations.push(declared);
      if (payments.length > 0) paid.push({ declaration: declared.position, payments });
    },
    count: () => count,
    reading: (summary) => ({
      ...summary,
      declarations,
      findings:
        count > limits.declarationsMax
          ? [tooMany(count), ...summary.findings].slice(0, limits.findingsMax)
          : summary.findings,
      ...(returns ? { payments: paid } : {}),
    }),
  };
};

const tooMany = (count: number): Finding => ({
  code: "declarations-trop-nombreuses",
  severity: "blocking",
  place: {},
  value: String(count),
  expected: `≤ ${limits.declarationsMax}`,
});
