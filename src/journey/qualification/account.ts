/**
 * « Compte rendu de basculement » (seed 001, étape 8): how the change to sending went, from the journal: the dates that were
 * planned and kept, the tests, the pilot group, what was real since, what was difficult, what it gained, what comes next.
 */
import type { Deposit } from "../../domain/deposit.ts";
import type { OrderName } from "../../domain/facts.ts";
import type { DepositId } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { declares, modeOf } from "../../domain/message.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import { organismOf } from "../../domain/register/view.ts";
import { type Situation, situation } from "../../domain/rollup.ts";
import type { JournalReader } from "../../ports/journal.ts";
import type { Store } from "../../ports/store.ts";
import { contentOf } from "../content.ts";
import type { BoardRow } from "./board.ts";

export interface Account {
  readonly tests: { readonly sent: number; readonly accepted: number; readonly refused: number };
  readonly real: {
    readonly files: number;
    readonly declarations: number;
    readonly registered: number;
    readonly refused: number;
    readonly waiting: number;
    /** Median of the milliseconds between a file's taking and its last acknowledgement; absent: none came. */
    readonly answerMs?: number;
  };
  readonly pilots: readonly string[];
  readonly others: number;
  /** Deposits that needed somebody, and why. */
  readonly difficulties: readonly Difficulty[];
  /** Pairs that are not qualified yet. */
  readonly remaining: readonly { readonly siret: string; readonly organism: string }[];
}

export interface Difficulty {
  readonly deposit: DepositId;
  readonly situation: Situation;
  /** What people ordered about it, besides letting it go. */
  readonly orders: readonly OrderName[];
}

export const accountOf = async (
  world: {
    readonly journal: Pick<JournalReader, "find">;
    readonly store: Store;
    readonly entries: readonly Entry[];
  },
  about: { readonly rows: readonly BoardRow[]; readonly all: readonly BoardRow[] },
): Promise<Account> => {
  const { rows, all } = about;
  const tests = testsOf(rows);
  const real = await realOf(world, rows);
  const pilots = world.entries.filter(
    (e) => e.table === "employeurs" && valueOf(e, "pilote") === "oui",
  );
  const isPilot = (siret: string): boolean => pilots.some((p) => valueOf(p, "siret") === siret);
  return {
    tests: {
      sent: tests.length,
      accepted: tests.filter((d) => situation(d).is === "enregistre").length,
      refused: tests.filter((d) => situation(d).counts.refused > 0).length,
    },
    real: figuresOf(real),
    pilots: rows.filter((r) => isPilot(r.siret)).map((r) => r.employer || r.siret),
    others: rows.filter((r) => !isPilot(r.siret)).length,
    difficulties: [...tests, ...real].flatMap(difficultyOf),
    remaining: all
      .filter((r) => !r.stand.complete)
      .map((r) => ({ siret: r.siret, organism: r.organism.code })),
  };
};

const testsOf = (rows: readonly BoardRow[]): readonly Deposit[] => {
  const found = new Map<DepositId, Deposit>();
  for (const { stand } of rows)
    for (const { step, sendings } of stand.steps)
      if (step.by === "sending") for (const d of sendings) found.set(d.id, d);
  return [...found.values()];
};

/** Real files of these employers to this organism, newest first. */
const realOf = async (
  world: Parameters<typeof accountOf>[0],
  rows: readonly BoardRow[],
): Promise<readonly Deposit[]> => {
  const sirets = new Set(rows.map((r) => r.siret));
  const codes = new Set(rows.map((r) => r.organism.code));
  const recent = await world.journal.find({ by: "recent" }, limits.registerAccountMax);
  const found: Deposit[] = [];
  for (const deposit of recent) {
    const message = deposit.messages.find((m) => declares(m) && modeOf(m) === "reel");
    if (!message) continue;
    const { declarations } = await contentOf(world, deposit);
    const to = message.frozen.envelope.to[0] ?? "";
    const concerned = declarations.some(
      (declaration) =>
        sirets.has(declaration.siret) &&
        codes.has(organismOf(world.entries, { declaration, to })?.code ?? ""),
    );
    if (concerned) found.push(deposit);
  }
  return found;
};

const figuresOf = (real: readonly Deposit[]): Account["real"] => {
  const counts = real.map((d) => situation(d).counts);
  const sum = (of: "total" | "registered" | "refused" | "waiting"): number =>
    counts.reduce((all, one) => all + one[of], 0);
  const answers = real
    .flatMap((d) => {
      const last = d.receipts.at(-1);
      return last ? [last.arrived - d.claimed.at] : [];
    })
    .sort((a, b) => a - b);
  const median = answers[Math.floor(answers.length / 2)];
  return {
    files: real.length,
    declarations: sum("total"),
    registered: sum("registered"),
    refused: sum("refused"),
    waiting: sum("waiting"),
    ...(median === undefined ? {} : { answerMs: median }),
  };
};

/** Going well needs nobody. */
const well: ReadonlySet<Situation["is"]> = new Set(["enregistre", "remis", "en-attente"]);

const difficultyOf = (deposit: Deposit): readonly Difficulty[] => {
  const now = situation(deposit);
  const given = deposit.orders.flatMap((o) => (o.order === "release" ? [] : [o.order]));
  const orders = [...new Set(given)];
  if (well.has(now.is) && orders.length === 0) return [];
  return [{ deposit: deposit.id, situation: now, orders }];
};
