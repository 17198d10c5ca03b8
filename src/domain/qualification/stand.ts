/**
 * Where a declarant stands on a path: one pure function over the path, what is written of it, and the deposits that were
 * its sendings. A step is passed by its acknowledgement, never by having been sent.
 */

import type { FormatName } from "../declaration.ts";
import type { Deposit } from "../deposit.ts";
import { endedUnsent } from "../deposit.ts";
import type { QualificationFact } from "../facts/qualification.ts";
import type { FactOf, Recorded } from "../facts.ts";
import type { DepositId, Instant } from "../ids.ts";
import { attestationStep, type PathStep, type QualificationPath } from "./path.ts";

export type StepIs =
  | "open"
  /** Sent; its acknowledgement has not come. */
  | "awaiting"
  /** Refused, or never arrived: it is to be sent again. */
  | "refused"
  /** A person must read what came. */
  | "to-read"
  | "done";

export interface StepStand {
  readonly step: PathStep;
  readonly is: StepIs;
  /** When it was passed, or said to be: YYYY-MM-DD or an instant. */
  readonly done?: { readonly at: Instant; readonly on?: string; readonly by?: string };
  /** Its sendings, oldest first. */
  readonly sendings: readonly Deposit[];
  /** It was sent in clear although it tests the encryption. */
  readonly inClear?: true;
}

export interface Stand {
  readonly path: QualificationPath;
  readonly steps: readonly StepStand[];
  /** All that is needed is done, or an attestation stands for it. */
  readonly complete: boolean;
  readonly attested?: Recorded<FactOf<"qualification-done">>;
  readonly overridden?: Recorded<FactOf<"qualification-overridden">>;
  /** The first needed step that is not done. */
  readonly next?: StepStand;
  readonly planned?: Recorded<FactOf<"qualification-planned">>;
  readonly lastSeq: number;
}

export interface StandQuestion {
  readonly path: QualificationPath;
  readonly facts: readonly Recorded<QualificationFact>[];
  readonly deposits: ReadonlyMap<DepositId, Deposit>;
  /** Keyed hash of today's payroll program; absent: not told. */
  readonly software?: string | undefined;
  /** Of the deposit that asks; absent: any. */
  readonly format?: FormatName | undefined;
  /** The deposit that asks: its own earlier decision does not stand in its way. */
  readonly asking?: DepositId | undefined;
}

export const standOf = (question: StandQuestion): Stand => {
  const { path, facts } = question;
  const steps = path.steps.map((step) => stepStand(step, question));
  const attested = facts.findLast(
    (f) => f.is === "qualification-done" && f.step === attestationStep && counts(f, question),
  );
  const overridden = facts.findLast((f) => f.is === "qualification-overridden");
  const planned = facts.findLast((f) => f.is === "qualification-planned");
  const next = attested ? undefined : steps.find((s) => s.step.needed && s.is !== "done");
  return {
    path,
    steps,
    complete: next === undefined,
    ...(attested?.is === "qualification-done" ? { attested } : {}),
    ...(overridden?.is === "qualification-overridden" ? { overridden } : {}),
    ...(planned?.is === "qualification-planned" ? { planned } : {}),
    ...(next ? { next } : {}),
    lastSeq: facts.at(-1)?.seq ?? 0,
  };
};

/** Another program, or another format, is another test, where the path says so (seed 002 §4.2). */
const counts = (
  fact: { readonly software?: string; readonly format?: FormatName },
  { path, software, format }: StandQuestion,
): boolean => {
  const otherSoftware =
    path.again.includes("software") && software && fact.software && fact.software !== software;
  const otherFormat =
    path.again.includes("format") && format && fact.format && fact.format !== format;
  return !otherSoftware && !otherFormat;
};

const stepStand = (step: PathStep, question: StandQuestion): StepStand => {
  const { facts, deposits, asking } = question;
  if (step.by === "person") {
    const said = facts.findLast((f) => f.is === "qualification-done" && f.step === step.id);
    return said?.is === "qualification-done"
      ? { step, is: "done", done: { at: said.at, on: said.on, by: said.by }, sendings: [] }
      : { step, is: "open", sendings: [] };
  }
  const sent = facts.flatMap((f) =>
    f.is === "qualification-sent" &&
    f.step === step.id &&
    f.sending !== asking &&
    counts(f, question)
      ? [f.sending]
      : [],
  );
  const sendings = [...new Set(sent)].flatMap((id) => deposits.get(id) ?? []);
  // One that passed stays passed, whatever was sent after it.
  const passed = sendings.find((d) => outcomeOf(d) === "done");
  const last = passed ?? sendings.at(-1);
  const is = last ? outcomeOf(last) : "open";
  const inClear = step.sealed && last?.messages.some((m) => !m.frozen.sealed);
  return {
    step,
    is,
    sendings,
    ...(passed ? { done: { at: answeredAt(passed) } } : {}),
    ...(inClear ? { inClear } : {}),
  };
};

/** What one sending amounts to, by its acknowledgements. */
const outcomeOf = (deposit: Deposit): StepIs => {
  const open = deposit.declarations.filter((d) => d.is !== "superseded");
  if (open.length > 0 && open.every((d) => d.is === "registered" && d.proven)) return "done";
  if (open.some((d) => d.is === "refused" && d.proven)) return "refused";
  if (open.some((d) => d.is !== "waiting" && d.is !== "received")) return "to-read";
  return endedUnsent(deposit) ? "refused" : "awaiting";
};

const answeredAt = (deposit: Deposit): Instant =>
  Math.max(deposit.claimed.at, ...deposit.receipts.map((r) => r.arrived));
