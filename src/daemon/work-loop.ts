/** Advances deposits and judges corrected rules again. */
import { setImmediate as breathe } from "node:timers/promises";
import { awaitsClient } from "../domain/agreement/agreement.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { Hold } from "../domain/facts.ts";
import { isRegisterHold } from "../domain/hold/hold.ts";
import type { DepositId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { parisDay } from "../domain/paris-time.ts";
import { asError } from "../foundation/errors.ts";
import { SealLater } from "../journey/freeze/seal.ts";
import { rulesChanged } from "../journey/rule.ts";
import { JournalDamage } from "../ports/journal-damage.ts";
import { FileFault, FolderFault } from "../ports/spool-faults.ts";
import { CorruptBlob } from "../ports/store.ts";
import { advance, agreedTacitly, registerAgain, ruleAgain } from "./advance.ts";
import type { Daemon } from "./daemon.ts";
import { Turn } from "./turns.ts";

export const workLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  const queues = queuesOf(daemon);
  while (!signal.aborted) {
    // Steps write: on a full disk they would take what the results under way need.
    const open = (await daemon.disk.roomFor(0)) !== "none";
    const moved = open && (await round(daemon, queues));
    daemon.working = open && (moved || queues.all.some((q) => !q.ended));
    daemon.bells.send.ring();
    daemon.bells.report.ring();
    // The journal answers without leaving its turn: everybody else has theirs here.
    await breathe();
    if (daemon.working) continue;
    for (const queue of queues.all) queue.beginPass();
    await daemon.bells.work.wait(daemon.scanSeconds * 1000, daemon.world.clock, signal);
  }
};

interface Queues {
  readonly all: readonly Turn[];
  readonly work: readonly Turn[];
  readonly held: Turn;
  /** Deposits of dossiers that the settings no longer name. */
  readonly rest: Turn;
  readonly failures: Map<DepositId, Failure>;
  /** What the register's holds were last judged on: the journal's last row, and the day. */
  readonly judged: Map<DepositId, string>;
}

interface Failure {
  readonly count: number;
  /** Monotonic: not looked at again before, however often its turn comes. */
  readonly until: number;
}

const queuesOf = (daemon: Daemon): Queues => {
  const dossiers = [...daemon.world.dossiers.keys()];
  const work = dossiers.map((dossier) => new Turn(daemon, { by: "work", dossier }));
  const held = new Turn(daemon, { by: "held" });
  const rest = new Turn(daemon, { by: "work" });
  return { all: [...work, held, rest], work, held, rest, failures: new Map(), judged: new Map() };
};

/** Whether anything happened since this deposit was judged: an idle agent judges nothing again. */
const isNews = async ({ world }: Daemon, { judged }: Queues, { id }: Deposit): Promise<boolean> => {
  const now = `${(await world.journal.head())?.seq ?? 0} ${parisDay(world.clock.now())}`;
  if (judged.get(id) === now) return false;
  if (judged.size >= limits.registerHoldsRemembered) judged.clear();
  judged.set(id, now);
  return true;
};

/** One small batch of each queue; whether anything moved. */
const round = async (daemon: Daemon, queues: Queues): Promise<boolean> => {
  const { work, held, rest, failures } = queues;
  const orphan = (d: Deposit): boolean => !daemon.world.dossiers.has(d.claimed.dossier);
  const act = (d: Deposit): Promise<boolean> => advance(daemon.world, d.id);
  const judge = async (d: Deposit): Promise<boolean> => {
    if (daemon.world.holds.on(d.claimed.dossier)) return false;
    if (awaitsClient(d)) return agreedTacitly(daemon.world, d);
    if (d.stage.is === "held" && isRegisterHold(d.stage.hold.because))
      return (await isNews(daemon, queues, d)) && registerAgain(daemon.world, d);
    if (!(await rulesChanged(daemon.world, d))) return false;
    await ruleAgain(daemon.world, d);
    return true;
  };
  let moved = 0;
  for (const queue of work) moved += await guarded(daemon, await queue.next(), { failures, act });
  if (moved > 0) daemon.bells.send.ring();
  moved += await guarded(daemon, await held.next(), { failures, act: judge });
  if (!rest.ended)
    moved += await guarded(daemon, (await rest.next()).filter(orphan), { failures, act });
  return moved > 0;
};

interface Work {
  readonly failures: Map<DepositId, Failure>;
  /** Whether anything happened. */
  readonly act: (deposit: Deposit) => Promise<boolean>;
}

/**
 * Together, so that their commits share a flush; each by itself, so that a poisonous one stops no other.
 * How many moved.
 */
const guarded = async (
  daemon: Daemon,
  deposits: readonly Deposit[],
  work: Work,
): Promise<number> => {
  const now = daemon.world.clock.monotonic();
  const due = deposits.filter((d) => (work.failures.get(d.id)?.until ?? now) <= now);
  let moved = 0;
  for (let i = 0; i < due.length; i += limits.workParallel)
    await Promise.all(
      due.slice(i, i + limits.workParallel).map(async (deposit) => {
        try {
          if (await daemon.storing.together(() => work.act(deposit))) moved += 1;
          if (work.failures.delete(deposit.id)) {
            daemon.problems.clear(deposit.id, "step-failed", "seal-unavailable", "filing-blocked");
            const { dossier } = deposit.claimed;
            daemon.problems.clear(dossier, "folder-unwritable", "folder-replaced");
          }
        } catch (cause) {
          await failed(daemon, { deposit, cause: asError(cause), failures: work.failures });
        }
      }),
    );
  return moved;
};

const failed = async (
  daemon: Daemon,
  about: {
    readonly deposit: Deposit;
    readonly cause: Error;
    readonly failures: Map<DepositId, Failure>;
  },
): Promise<void> => {
  const { deposit, cause, failures } = about;
  const { dossier } = deposit.claimed;
  const before = failures.get(deposit.id)?.count ?? 0;
  const until = daemon.world.clock.monotonic() + limits.loopRestartMs;
  failures.set(deposit.id, { count: before, until });
  if (cause instanceof FolderFault)
    return daemon.problems.raise(cause.code, dossier, cause.message);
  if (cause instanceof JournalDamage)
    return daemon.problems.raise("journal-damaged", deposit.id, cause.message);
  if (cause instanceof FileFault && cause.code === "filing-blocked")
    return daemon.problems.raise(cause.code, deposit.id, cause.message);
  if (await daemon.disk.isCause(cause, dossier)) return;
  // Put off, not failed: it is asked again, and never goes in clear.
  if (cause instanceof SealLater) {
    failures.set(deposit.id, { count: before, until: until + limits.sealRetryMs });
    return daemon.problems.raise("seal-unavailable", deposit.id, cause.message);
  }
  failures.set(deposit.id, { count: before + 1, until });
  daemon.world.log.event("error", "step-failed", {
    deposit: deposit.id,
    count: before + 1,
    said: cause.stack ?? cause.message,
  });
  daemon.problems.raise("step-failed", deposit.id, cause.message);
  // Bytes that are no longer what they were do not come back by asking again (mail.md F32).
  const corrupt = cause instanceof CorruptBlob;
  // Twice for an unexplained reason: set aside, named, and the others go on (I7). What was sent stays sent.
  if ((before === 0 && !corrupt) || deposit.messages.length > 0 || deposit.stage.is === "held")
    return;
  await setAside(daemon, deposit, {
    because: corrupt ? "store-corrupt" : "step-failed",
    details: [cause.message.slice(0, limits.serverLineCharsMax)],
  });
};

/** A disk that refuses even this is asked again at the next turn. */
const setAside = async (daemon: Daemon, deposit: Deposit, hold: Hold): Promise<void> => {
  try {
    await daemon.world.journal.transact((t) =>
      t.append({ is: "held", deposit: deposit.id, ...hold }),
    );
  } catch (cause) {
    if (!(await daemon.disk.isCause(cause))) throw cause;
  }
};
