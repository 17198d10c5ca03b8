/**
 * Keeps the reports true, behind what they tell of: while deposits are worked on or sent, a report would be made
 * again in a moment, so it waits for them, but not longer than `reportsWaitMs`. So does the report of one deposit whose
 * next step is due: a receipt that was matched a moment ago is filed in the next one.
 */
import { setImmediate as breathe } from "node:timers/promises";
import type { Deposit } from "../domain/deposit.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { nextStep } from "../domain/next.ts";
import { asError } from "../foundation/errors.ts";
import { report } from "../journey/report.ts";
import { unlessDamaged } from "../ports/journal-damage.ts";
import type { Daemon } from "./daemon.ts";
import { Turn } from "./turns.ts";

export const reportLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  const { clock } = daemon.world;
  const queues = queuesOf(daemon);
  const lost = daemon.reportAgain;
  lost.push(...(await lately(daemon)));
  let until = clock.monotonic() + limits.reportsWaitMs;
  /** Those of this pass that wait for their next step. */
  let late = 0;
  while (!signal.aborted) {
    const wait = until - clock.monotonic();
    if (daemon.isBusy() && wait > 0) {
      await daemon.bells.report.wait(wait, clock, signal);
      continue;
    }
    // Reports write: on a full disk they would take what the results under way need.
    const open = (await daemon.disk.roomFor(0)) !== "none";
    const { written, putOff } = open ? await round(daemon, queues, lost) : nothing;
    late += putOff;
    until = clock.monotonic() + limits.reportsWaitMs;
    // The journal answers without leaving its turn: everybody else has theirs here.
    await breathe();
    if (open && (written > 0 || lost.length > 0 || queues.all.some((q) => !q.ended))) continue;
    for (const queue of queues.all) queue.beginPass();
    const look = daemon.scanSeconds * 1000;
    await daemon.bells.report.wait(
      late > 0 ? Math.min(look, limits.reportsWaitMs) : look,
      clock,
      signal,
    );
    until = clock.monotonic() + limits.reportsWaitMs;
    late = 0;
  }
};

interface Queues {
  readonly all: readonly Turn[];
  readonly dossiers: readonly Turn[];
  /** Deposits of dossiers that the settings no longer name. */
  readonly rest: Turn;
}

const queuesOf = (daemon: Daemon): Queues => {
  const names = [...daemon.world.dossiers.keys()];
  const dossiers = names.map((dossier) => new Turn(daemon, { by: "unreported", dossier }));
  const rest = new Turn(daemon, { by: "unreported" });
  return { all: [...dossiers, rest], dossiers, rest };
};

/** What people may have deleted: written again at start, which changes nothing where it stands. */
const lately = (daemon: Daemon): Promise<readonly Deposit[]> =>
  daemon.world.journal.find({ by: "recent" }, limits.reportsRestoredMax);

interface Round {
  readonly written: number;
  /** How many wait for their next step. */
  readonly putOff: number;
}

const nothing: Round = { written: 0, putOff: 0 };

/** One small batch of each queue. */
const round = async (daemon: Daemon, queues: Queues, lost: Deposit[]): Promise<Round> => {
  let { written, putOff } = nothing;
  const some = async (deposits: readonly Deposit[]): Promise<void> => {
    const now = daemon.world.clock.now();
    const ripe = deposits.filter((deposit) => !isUnderWay(deposit, now));
    putOff += deposits.length - ripe.length;
    written += await reportAll(daemon, ripe);
  };
  for (const queue of queues.dossiers) await some(await queue.next());
  if (!queues.rest.ended) {
    const orphan = (d: Deposit): boolean => !daemon.world.dossiers.has(d.claimed.dossier);
    await some((await queues.rest.next()).filter(orphan));
  }
  await reportAll(daemon, lost.splice(0, limits.workTurnMax));
  return { written, putOff };
};

/** Something happened to it just now and its next step is due. A clock that was set keeps nobody waiting. */
const isUnderWay = (deposit: Deposit, now: Instant): boolean =>
  nextStep(deposit) !== undefined && Math.abs(now - deposit.lastAt) < limits.reportsWaitMs;

/** How many were written; together, so that they share the disk's flushes. */
const reportAll = async (daemon: Daemon, deposits: readonly Deposit[]): Promise<number> => {
  let written = 0;
  for (let at = 0; at < deposits.length; at += limits.workParallel) {
    const some = deposits.slice(at, at + limits.workParallel);
    const done = await Promise.all(some.map((deposit) => reportOne(daemon, deposit)));
    written += done.filter(Boolean).length;
  }
  return written;
};

const reportOne = async (daemon: Daemon, deposit: Deposit): Promise<boolean> => {
  try {
    await report(daemon.world, daemon.reporter, deposit);
    await daemon.world.journal.reported(deposit.id, deposit.lastSeq);
  } catch (cause) {
    if (await isOld(daemon, deposit)) return false;
    if (!(await daemon.disk.isCause(cause, deposit.claimed.dossier)))
      daemon.problems.raise("report-failed", deposit.id, asError(cause).message);
    return false;
  }
  daemon.problems.clear(deposit.id, "report-failed");
  return true;
};

/** Whether the deposit went on meanwhile (a purge took what its report told): its turn comes again. */
const isOld = async (daemon: Daemon, deposit: Deposit): Promise<boolean> =>
  (await unlessDamaged(daemon.world.journal.deposit(deposit.id)))?.lastSeq !== deposit.lastSeq;
