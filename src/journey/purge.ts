/**
 * Purges contents whose time is over, as a person orders it. The facts come first, with hash and size of all that
 * goes; only then is anything removed, and `purge-ended` says that nothing of it is left. A crash in between is made
 * good by `endPurges`, at the next start, before anything else. Nobody may put bytes into the store meanwhile: bytes
 * that are stored and not yet in the journal would look as if nobody needed them.
 */

import type { Deposit } from "../domain/deposit.ts";
import type { Fact, FactOf, Recorded, Removed } from "../domain/facts.ts";
import type { DepositId, ReceiptId, Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { refusedAt } from "../domain/refused-at.ts";
import { isClosed } from "../domain/removal/closed.ts";
import { keptHashes } from "../domain/removal/purge.ts";
import type { KeptKind } from "../domain/removal/retention.ts";
import { storedHashes } from "../domain/removal/stored-hashes.ts";
import { isOfTheSystem } from "../foundation/errors.ts";
import type { JournalTransactor } from "../ports/journal.ts";
import type { Reporter } from "../ports/reporter.ts";
import { FolderFault } from "../ports/spool-faults.ts";
import { agentFacts } from "./agent-facts.ts";
import { answered, needsPerson, openedOf, type PurgeItem } from "./purge/plan.ts";
import type { Dossier, World } from "./world.ts";

export interface PurgeWorld extends Pick<World, "journal" | "store"> {
  readonly dossiers: ReadonlyMap<string, Pick<Dossier, "spool">>;
  readonly reports: Pick<Reporter, "kept" | "discard">;
}

/** One part of a plan: small enough for one commit. */
export interface PurgeOrder {
  readonly deposits: readonly PurgeItem[];
  readonly receipts: readonly ReceiptId[];
  readonly shared: readonly Sha256[];
  /** The newest fact that the plan read: what changed since is left alone. */
  readonly planned: number;
  /** What the facts after this one stand on was not looked at yet. */
  readonly after: number;
  readonly by: string;
  readonly reason: string;
  readonly claimed?: true;
}

export interface Purged {
  readonly deposits: readonly FactOf<"purged">[];
  readonly receipts: readonly FactOf<"receipt-purged">[];
  /** No longer what the plan saw: something happened to them meanwhile. */
  readonly changed: readonly (DepositId | ReceiptId)[];
  /** Files that could not be removed now: tried again at the next start, and at the next purge. */
  readonly left: readonly string[];
  /** For the next part of the plan: what newer facts stand on, and up to which one. */
  readonly alsoShared: readonly Sha256[];
  readonly after: number;
}

export const purge = async (world: PurgeWorld, order: PurgeOrder): Promise<Purged> => {
  await endPurges(world);
  const seen = await Promise.all(order.deposits.map((item) => inspect(world, item)));
  const written = await world.journal.transact((t) => write(t, order, seen));
  const left = await endPurges(world);
  return { ...written, left };
};

/** What a purge of these kinds would remove; undefined when the deposit is not closed (any more). */
export interface Inspected {
  readonly item: PurgeItem;
  readonly deposit?: Deposit;
  readonly removed: readonly Removed[];
}

/**
 * Bytes that lack already are not named: a purge must not explain a loss that the audit tells.
 */
export const inspect = async (
  world: Omit<PurgeWorld, "journal"> & { readonly journal: Pick<PurgeWorld["journal"], "deposit"> },
  item: PurgeItem,
): Promise<Inspected> => {
  const deposit = await world.journal.deposit(item.id);
  if (!deposit || !isClosed(deposit)) return { item, removed: [] };
  const removed: Removed[] = [];
  for (const kind of item.kinds) {
    for (const sha256 of keptHashes(deposit, kind)) {
      const size = await world.store.sizeOf(sha256);
      if (size !== undefined) removed.push({ kind, sha256, size });
    }
    removed.push(...(await filesOf(world, deposit, kind)));
  }
  return { item, deposit, removed };
};

const filesOf = async (
  world: Pick<PurgeWorld, "reports">,
  deposit: Deposit,
  kind: KeptKind,
): Promise<readonly Removed[]> => {
  if (kind === "reports")
    return (await world.reports.kept(deposit)).map((report) => ({ kind, ...report }));
  const { original, claimed } = deposit;
  if (kind !== "originals" || original === "in-place" || original.to === undefined) return [];
  // The folder may be away now: that the file is still ours is looked at when it is removed.
  return [{ kind, sha256: claimed.sha256, size: claimed.size, path: original.to }];
};

const write = async (
  t: JournalTransactor,
  order: PurgeOrder,
  seen: readonly Inspected[],
): Promise<Omit<Purged, "left">> => {
  const { by, reason } = order;
  const claimed = order.claimed ? { claimed: true as const } : {};
  const newer = await hashesSince(t, order.after);
  const shared = new Set([...order.shared, ...newer.hashes]);
  const deposits: FactOf<"purged">[] = [];
  const receipts: FactOf<"receipt-purged">[] = [];
  const changed: (DepositId | ReceiptId)[] = [];
  for (const { item, deposit, removed: all } of seen) {
    const now = await t.deposit(item.id);
    if (!deposit || now?.lastSeq !== deposit.lastSeq || now.lastSeq > order.planned) {
      changed.push(item.id);
      continue;
    }
    const removed = all.map((r) =>
      r.path === undefined && shared.has(r.sha256) ? { ...r, shared: true as const } : r,
    );
    deposits.push({
      is: "purged",
      deposit: item.id,
      kinds: item.kinds,
      removed,
      by,
      reason,
      ...claimed,
    });
  }
  const purgedNow = new Set(
    deposits.flatMap((d) => (d.kinds.includes("receipts") ? [d.deposit] : [])),
  );
  for (const receipt of order.receipts) {
    const stored = await storedOf(t, receipt, purgedNow);
    if (!stored || shared.has(stored.sha256)) {
      changed.push(receipt);
      continue;
    }
    const { sha256, size, opened } = stored;
    const alone = opened.filter((o) => !shared.has(o.sha256));
    const more = alone.length > 0 ? { opened: alone } : {};
    receipts.push({ is: "receipt-purged", receipt, sha256, size, ...more, by, reason });
  }
  const facts = [...deposits, ...receipts];
  if (facts.length > 0) await t.append({ is: "purge-begun", count: facts.length });
  for (const fact of facts) await t.append(fact);
  return { deposits, receipts, changed, alsoShared: newer.hashes, after: newer.upTo };
};

/** What came after the plan was made stands on these. */
const hashesSince = async (
  t: JournalTransactor,
  seq: number,
): Promise<{ readonly hashes: readonly Sha256[]; readonly upTo: number }> => {
  const hashes: Sha256[] = [];
  for (let upTo = seq; ; ) {
    const facts = await t.facts({ after: upTo }, limits.auditBatchMax);
    hashes.push(...facts.flatMap(storedHashes));
    const last = facts.at(-1);
    if (!last) return { hashes, upTo };
    upTo = last.seq;
  }
};

/** A received mail that nobody needs: undefined when one of the deposits it answers still does. */
const storedOf = async (
  t: JournalTransactor,
  receipt: ReceiptId,
  purgedNow: ReadonlySet<DepositId>,
): Promise<Stored | undefined> => {
  const facts = await t.facts({ receipt }, limits.auditFactsMax);
  const [stored] = facts;
  if (stored?.is !== "receipt-stored" || needsPerson(facts)) return undefined;
  if (facts.some((f) => f.is === "receipt-purged")) return undefined;
  for (const id of answered(facts)) {
    if (purgedNow.has(id)) continue;
    const deposit = await t.deposit(id);
    if (!deposit?.purges.some((p) => p.kinds.includes("receipts"))) return undefined;
  }
  return { sha256: stored.sha256, size: stored.size, opened: openedOf(facts) };
};

interface Stored {
  readonly sha256: Sha256;
  readonly size: number;
  /** What came out of its encryption. */
  readonly opened: readonly { readonly sha256: Sha256; readonly size: number }[];
}

/** Removes what purges named and a crash, or a folder that was away, left standing. Returns what is left still. */
export const endPurges = async (world: PurgeWorld): Promise<readonly string[]> => {
  const agent = await agentFacts(world.journal, "purge-begun", "purge-ended");
  const ended = new Set(agent.flatMap((f) => (f.is === "purge-ended" ? [f.begun] : [])));
  const left: string[] = [];
  for (const begun of agent)
    if (begun.is === "purge-begun" && !ended.has(begun.seq))
      left.push(...(await endPurge(world, begun)));
  return left;
};

const endPurge = async (
  world: PurgeWorld,
  begun: Recorded<FactOf<"purge-begun">>,
): Promise<readonly string[]> => {
  const { facts, needed } = await since(world, begun);
  const left: string[] = [];
  for (const fact of facts) {
    if (fact.is === "receipt-purged")
      for (const { sha256 } of [fact, ...(fact.opened ?? [])])
        if (!needed.has(sha256)) await world.store.remove(sha256);
    if (fact.is === "register-forgotten")
      for (const hash of [...fact.contents.map(({ was }) => was), ...fact.papers])
        if (!needed.has(hash)) await world.store.remove(hash);
    if (fact.is !== "purged") continue;
    if (fact.kinds.includes("reports")) left.push(...(await removeBeside(world, fact)));
    for (const removed of fact.removed) {
      if (removed.path !== undefined) left.push(...(await removeFile(world, fact, removed)));
      else if (!removed.shared && !needed.has(removed.sha256))
        await world.store.remove(removed.sha256);
    }
  }
  if (left.length === 0)
    await world.journal.transact((t) => t.append({ is: "purge-ended", begun: begun.seq }));
  return left;
};

/** The purge's own facts, which follow at once, and the bytes that whatever came after them stands on. */
const since = async (
  world: PurgeWorld,
  begun: Recorded<FactOf<"purge-begun">>,
): Promise<{ readonly facts: readonly Fact[]; readonly needed: ReadonlySet<Sha256> }> => {
  const own: Fact[] = [];
  const needed = new Set<Sha256>();
  for (let after = begun.seq; ; ) {
    const facts = await world.journal.facts({ after }, limits.auditBatchMax);
    for (const fact of facts) {
      if (fact.seq <= begun.seq + begun.count) own.push(fact);
      for (const hash of storedHashes(fact)) needed.add(hash);
    }
    const last = facts.at(-1);
    if (!last) return { facts: own, needed };
    after = last.seq;
  }
};

/** The copy of the report that stands beside a refused file goes with the report. */
const removeBeside = async (
  world: PurgeWorld,
  { deposit: id }: FactOf<"purged">,
): Promise<readonly string[]> => {
  const deposit = await world.journal.deposit(id);
  const path = deposit && refusedAt(deposit);
  if (deposit === undefined || path === undefined) return [];
  const { dossier } = deposit.claimed;
  return unlessAway(`${dossier}/${path}`, async () => {
    await world.dossiers.get(dossier)?.spool.noteRefused(path, undefined);
  });
};

/** A dossier that the settings no longer name keeps its files: nobody tells us where they are. */
const removeFile = async (
  world: PurgeWorld,
  { deposit: id }: FactOf<"purged">,
  { path = "", sha256, kind }: Removed,
): Promise<readonly string[]> => {
  const deposit = await world.journal.deposit(id);
  const dossier = deposit?.claimed.dossier ?? "";
  return unlessAway(`${dossier}/${path}`, async () => {
    if (kind === "reports") await world.reports.discard(path, dossier);
    else await world.dossiers.get(dossier)?.spool.removeRetired(path, sha256);
  });
};

/** Nothing is left, or this, because its disk, which is not ours, does not let it go today: that must not keep the agent from starting. */
const unlessAway = async (named: string, work: () => Promise<void>): Promise<readonly string[]> => {
  try {
    await work();
    return [];
  } catch (cause) {
    if (cause instanceof FolderFault || isOfTheSystem(cause)) return [named];
    throw cause;
  }
};
