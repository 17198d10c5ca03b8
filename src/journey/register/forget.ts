/**
 * Forgets what the register said of one employer, its rows of the past too. The contents that spoke of it are written anew without
 * it and the former ones destroyed with their keys, as a purge does: the facts first, the bytes after (docs/decisions/0011, 0049).
 */
import type { Recorded } from "../../domain/facts.ts";
import type { Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import {
  type Entry,
  employerHash,
  isOf,
  type RegisterContent,
  registerContent,
  withoutEmployer,
} from "../../domain/register/entry.ts";
import { storedHashes } from "../../domain/stored-hashes.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { agentFacts } from "../agent-facts.ts";
import { endPurges, type PurgeWorld } from "../purge.ts";
import { contentBytes, forgetContent, scanOf, standing } from "../register.ts";
import { contentNow } from "./content-now.ts";

export interface ForgetWorld extends PurgeWorld {
  readonly agent: { readonly key: Uint8Array };
}

export interface ForgetOrder {
  readonly siret: string;
  readonly by: string;
  readonly reason: string;
  readonly claimed?: true;
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
  | { readonly is: "named"; readonly by: readonly Entry[] };

type Seen = Pick<ForgetWorld, "store" | "agent"> & { readonly journal: JournalReader };

/** What would go; nothing is changed. */
export const planForget = async (
  world: Seen,
  siret: string,
): Promise<ForgetPlan | ForgetAnswer> => {
  const now = await standing(world);
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
  const { siret, ...signed } = order;
  for (;;) {
    await endPurges(world);
    const plan = await planForget(world, siret);
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
