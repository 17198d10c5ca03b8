/**
 * Forgets what the register said of one employer, its rows of the past too. The contents that spoke of it are written anew without
 * it and the former ones destroyed with their keys, as a purge does: the facts first, the bytes after (docs/decisions/0011, 0049).
 */

import type { Deposit } from "../../domain/deposit.ts";
import type { Recorded } from "../../domain/facts.ts";
import type { DepositId, Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { parisDay } from "../../domain/paris-time.ts";
import {
  type Entry,
  employerHash,
  isOf,
  type RegisterContent,
  registerContent,
  valueOf,
  withoutEmployer,
} from "../../domain/register/entry.ts";
import { isClosed } from "../../domain/removal/closed.ts";
import { storedHashes } from "../../domain/removal/stored-hashes.ts";
import type { Clock } from "../../ports/clock.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { agentFacts } from "../agent-facts.ts";
import { declaringFor } from "../find-employer.ts";
import { endPurges, type PurgeWorld } from "../purge.ts";
import { contentBytes, forgetContent, scanOf, standing } from "../register.ts";
import { contentNow } from "./content-now.ts";

export interface ForgetWorld extends PurgeWorld {
  readonly agent: { readonly key: Uint8Array };
  readonly clock: Pick<Clock, "now">;
}

/** What was read before it was asked: contents are many, and only the newer ones are read again. */
export interface SeenDeposits {
  /** The newest fact that there was. */
  readonly upTo: number;
  /** Those that declare for the employer. */
  readonly deposits: readonly DepositId[];
}

export interface ForgetOrder {
  readonly siret: string;
  readonly by: string;
  readonly reason: string;
  readonly claimed?: true;
  readonly seen: SeenDeposits;
}

export type ForgetAnswer =
  | {
      readonly is: "done";
      readonly rows: number;
      readonly contents: number;
      readonly papers: number;
    }
  /** The register never spoke of it, or does no more. */
  | { readonly is: "unknown" }
  /** Rows of others name it: an erasure must not change what is said of somebody else. */
  | { readonly is: "named"; readonly by: readonly Entry[] }
  /** Without it nothing would hold back a declaration for this client. */
  | { readonly is: "mandate"; readonly since: string; readonly until: string }
  /** Deposits of it that are not closed, or of which nobody knows yet whose they are. */
  | { readonly is: "open"; readonly deposits: readonly DepositId[] }
  /** Deposits that something happened to since they were looked at: they are to be kept, unless it is claimed. */
  | { readonly is: "recent"; readonly deposits: readonly DepositId[] };

type Seen = Pick<ForgetWorld, "store" | "agent" | "clock"> & { readonly journal: JournalReader };

/** What would go; nothing is changed. Judged by the command, and again by the agent that writes. */
export const planForget = async (
  world: Seen,
  { siret, claimed, seen }: Pick<ForgetOrder, "siret" | "claimed" | "seen">,
): Promise<ForgetPlan | ForgetAnswer> => {
  const deposits = await depositsNow(world, siret, seen);
  const open = deposits.filter((d) => !isClosed(d)).map((d) => d.id);
  if (open.length > 0) return { is: "open", deposits: open };
  const recent = deposits.filter((d) => d.lastSeq > seen.upTo).map((d) => d.id);
  if (recent.length > 0 && !claimed) return { is: "recent", deposits: recent };
  const now = await standing(world);
  const mandate = mandateInForce(now, { siret, today: parisDay(world.clock.now()) });
  if (mandate) return mandate;
  const by = now.filter((e) => !isOf(e, siret) && Object.values(e.values).includes(siret));
  if (by.length > 0) return { is: "named", by };
  const facts = await agentFacts(
    world.journal,
    "register-changed",
    "register-forgotten",
    "qualification-done",
  );
  const changed = facts.filter((f) => f.is === "register-changed");
  const forgotten = facts.filter((f) => f.is === "register-forgotten");
  const contents = new Map<Sha256, RegisterContent>();
  const others = new Set<Sha256>();
  const own = new Set<Sha256>();
  for (const hash of new Set(changed.map((fact) => contentNow(fact, forgotten)))) {
    const content = registerContent(await world.store.get(hash));
    for (const entry of content.put)
      for (const scan of scanOf(entry)) (isOf(entry, siret) ? own : others).add(scan);
    const without = withoutEmployer(content, siret);
    if (without) contents.set(hash, without);
  }
  const employer = employerHash(world.agent.key, siret);
  for (const fact of facts)
    if (fact.is === "qualification-done" && fact.declarant === employer && fact.paper)
      own.add(fact.paper);
  if (contents.size + own.size === 0) return { is: "unknown" };
  const { shared, upTo } = await standingOn(world, { papers: own, employer });
  const papers = [...own].filter((hash) => !others.has(hash) && !shared.has(hash));
  const rows = now.filter((entry) => isOf(entry, siret)).length;
  return { is: "plan", employer, contents, papers, rows, upTo };
};

/** Those that were seen, those that came since, and those that nobody has read yet. */
const depositsNow = async (
  world: Seen,
  siret: string,
  seen: SeenDeposits,
): Promise<readonly Deposit[]> => {
  const found = new Map<DepositId, Deposit>();
  for (const id of seen.deposits) {
    const deposit = await world.journal.deposit(id);
    if (deposit) found.set(id, deposit);
  }
  for await (const deposit of declaringFor(world, siret, seen.upTo)) found.set(deposit.id, deposit);
  for (let after: DepositId | undefined; ; ) {
    const query = { by: "work", ...(after === undefined ? {} : { after }) } as const;
    const page = await world.journal.find(query, limits.batchMax);
    for (const d of page) if (d.stage.is === "claimed") found.set(d.id, d);
    after = page.at(-1)?.id;
    if (page.length < limits.batchMax) return [...found.values()];
  }
};

const mandateInForce = (
  now: readonly Entry[],
  about: { readonly siret: string; readonly today: string },
): Extract<ForgetAnswer, { readonly is: "mandate" }> | undefined => {
  const found = now.find(
    (entry) =>
      entry.table === "mandats" &&
      isOf(entry, about.siret) &&
      (valueOf(entry, "fin") === "" || valueOf(entry, "fin") >= about.today),
  );
  return (
    found && { is: "mandate", since: valueOf(found, "signe_le"), until: valueOf(found, "fin") }
  );
};

export interface ForgetPlan {
  readonly is: "plan";
  readonly employer: string;
  /** What is to stand in the place of each. */
  readonly contents: ReadonlyMap<Sha256, RegisterContent>;
  readonly papers: readonly Sha256[];
  /** Of it, as the register stands. */
  readonly rows: number;
  /** The newest fact that was read. */
  readonly upTo: number;
}

/** Which of these papers a deposit, a receipt or somebody else's qualification stands on too. */
const standingOn = async (
  { journal }: Seen,
  about: { readonly papers: ReadonlySet<Sha256>; readonly employer: string },
): Promise<{ readonly shared: ReadonlySet<Sha256>; readonly upTo: number }> => {
  const { papers, employer } = about;
  const shared = new Set<Sha256>();
  for (let upTo = 0; ; ) {
    const facts = await journal.facts({ after: upTo }, limits.auditBatchMax);
    for (const fact of facts) {
      if (fact.is === "register-changed" || fact.is === "register-forgotten") continue;
      if (fact.is === "qualification-done" && fact.declarant === employer) continue;
      for (const hash of storedHashes(fact)) if (papers.has(hash)) shared.add(hash);
    }
    const last = facts.at(-1);
    if (!last) return { shared, upTo };
    upTo = last.seq;
  }
};

/** Nobody may put bytes into the store meanwhile, as while a purge removes some. */
export const forgetEmployer = async (
  world: ForgetWorld,
  order: ForgetOrder,
): Promise<ForgetAnswer> => {
  const { by, reason, claimed } = order;
  const signed = { by, reason, ...(claimed ? { claimed } : {}) };
  for (;;) {
    await endPurges(world);
    const plan = await planForget(world, order);
    if (plan.is !== "plan") return plan;
    const contents: { readonly was: Sha256; readonly now: Sha256 }[] = [];
    for (const [was, content] of plan.contents)
      contents.push({ was, now: await world.store.put(contentBytes(content)) });
    const { employer, papers } = plan;
    const written = await world.journal.transact(async (t) => {
      if ((await t.facts({ after: plan.upTo }, limits.auditBatchMax)).some(matters)) return false;
      await t.append({ is: "purge-begun", count: 1 });
      await t.append({ is: "register-forgotten", employer, contents, papers, ...signed });
      return true;
    });
    if (!written) continue;
    await endPurges(world);
    for (const { was } of contents) forgetContent(world.store, was);
    return { is: "done", rows: plan.rows, contents: contents.length, papers: papers.length };
  }
};

/** What was written meanwhile may have spoken of the employer, or stand on a paper: the plan is made again. */
const matters = (fact: Recorded): boolean =>
  fact.is === "register-forgotten" || storedHashes(fact).length > 0;
