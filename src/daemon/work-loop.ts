/** Advances deposits, judges corrected rules again, and keeps the reports true. */
import type { Deposit } from "../domain/deposit.ts";
import type { DepositId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import { report } from "../journey/report.ts";
import { rulesChanged } from "../journey/rule.ts";
import { FolderFault } from "../ports/spool.ts";
import { advance, ruleAgain } from "./advance.ts";
import type { Daemon } from "./daemon.ts";

export const workLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  const failures = new Map<DepositId, number>();
  let lost = await lately(daemon);
  while (!signal.aborted) {
    await guarded(daemon, await daemon.world.journal.find({ by: "work" }, limits.batchMax), {
      failures,
      act: async (d) => void (await advance(daemon.world, d.id)),
    });
    await guarded(daemon, await daemon.world.journal.find({ by: "held" }, limits.batchMax), {
      failures,
      act: async (d) =>
        void ((await rulesChanged(daemon.world, d)) && (await ruleAgain(daemon.world, d))),
    });
    daemon.bells.send.ring();
    const more = await reportAll(daemon, lost);
    lost = [];
    if (!more) await daemon.bells.work.wait(daemon.scanSeconds * 1000, daemon.world.clock, signal);
  }
};

interface Work {
  readonly failures: Map<DepositId, number>;
  readonly act: (deposit: Deposit) => Promise<void>;
}

/** Together, so that their commits share a flush; each by itself, so that a poisonous one stops no other. */
const guarded = async (daemon: Daemon, deposits: readonly Deposit[], work: Work): Promise<void> => {
  for (let i = 0; i < deposits.length; i += limits.workParallel)
    await Promise.all(
      deposits.slice(i, i + limits.workParallel).map(async (deposit) => {
        try {
          await work.act(deposit);
          work.failures.delete(deposit.id);
        } catch (cause) {
          await failed(daemon, { deposit, cause: asError(cause), failures: work.failures });
        }
      }),
    );
};

const failed = async (
  daemon: Daemon,
  about: {
    readonly deposit: Deposit;
    readonly cause: Error;
    readonly failures: Map<DepositId, number>;
  },
): Promise<void> => {
  const { deposit, cause, failures } = about;
  if (cause instanceof FolderFault) {
    daemon.problems.raise(cause.code, deposit.claimed.dossier, cause.message);
    return;
  }
  const count = (failures.get(deposit.id) ?? 0) + 1;
  failures.set(deposit.id, count);
  daemon.world.log.event("error", "step-failed", {
    deposit: deposit.id,
    count,
    said: cause.stack ?? cause.message,
  });
  daemon.problems.raise("step-failed", deposit.id, cause.message);
  // Twice for an unexplained reason: set aside, named, and the others go on (I7). What was sent stays sent.
  if (count < 2 || deposit.messages.length > 0 || deposit.stage.is === "held") return;
  await daemon.world.journal.transact((t) =>
    t.append({
      is: "held",
      deposit: deposit.id,
      because: "step-failed",
      details: [cause.message.slice(0, limits.serverLineCharsMax)],
    }),
  );
};

/** What people may have deleted: written again at start, which changes nothing where it stands. */
const lately = (daemon: Daemon): Promise<readonly Deposit[]> =>
  daemon.world.journal.find({ by: "recent" }, limits.reportsRestoredMax);

/** True when there was more than one batch of them. */
const reportAll = async (daemon: Daemon, lost: readonly Deposit[]): Promise<boolean> => {
  const stale = await daemon.world.journal.find({ by: "unreported" }, limits.batchMax);
  for (const deposit of [...stale, ...lost]) {
    try {
      await report(daemon.world, daemon.reporter, deposit);
    } catch (cause) {
      daemon.problems.raise("report-failed", deposit.id, asError(cause).message);
      continue;
    }
    daemon.problems.clear(deposit.id, "report-failed");
    await daemon.world.journal.reported(deposit.id, deposit.lastSeq);
  }
  return stale.length === limits.batchMax;
};
