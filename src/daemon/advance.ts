/**
 * Drives one deposit as far as the agent itself can: steps answer with facts, this appends them. Facts
 * of several steps share one commit; a deposit that changed meanwhile is planned anew.
 */
import { advanceDeposit, type Deposit, type DepositFact } from "../domain/deposit.ts";
import type { Fact } from "../domain/facts.ts";
import type { DepositId } from "../domain/ids.ts";
import { nextStep, type Step } from "../domain/next.ts";
import { agreeTacitly } from "../journey/agreement.ts";
import { check } from "../journey/check.ts";
import { corrections } from "../journey/correct.ts";
import { file } from "../journey/file.ts";
import { freeze } from "../journey/freeze.ts";
import { prove } from "../journey/prove.ts";
import { recognise } from "../journey/recognise.ts";
import { retire } from "../journey/retire.ts";
import { rule } from "../journey/rule.ts";
import { sentBefore } from "../journey/sent-before.ts";
import type { Facts, World } from "../journey/world.ts";
import type { JournalReader } from "../ports/journal.ts";

/** What leaves may correct what was refused before. */
const freezeAndLink = async (world: World, deposit: Deposit): Promise<Facts> => {
  const facts = await freeze(world, deposit);
  return facts.some((f) => f.is === "frozen")
    ? [...facts, ...(await corrections(world, deposit))]
    : facts;
};

const steps: Readonly<Record<Step, (world: World, deposit: Deposit) => Promise<Facts>>> = {
  recognise,
  check,
  retire,
  rule,
  freeze: freezeAndLink,
  prove,
  file,
};

/** Whether anything happened to the deposit. */
export const advance = async (world: World, id: DepositId): Promise<boolean> => {
  let moved = false;
  for (;;) {
    const found = await world.journal.deposit(id);
    const deposit = found && world.holds.over(found);
    const planned = deposit && (await plan(world, deposit));
    if (!planned || planned.facts.length === 0) return moved;
    const appended = await appendIfUnchanged(world, planned);
    if (appended === "overtaken" && deposit.stage.is === "ruled") await holdOvertaken(world, id);
    moved = appended === "appended" || moved;
  }
};

/** Judges again a deposit that the register held; whether it goes now. */
export const registerAgain = async (world: World, deposit: Deposit): Promise<boolean> => {
  const facts = await rule(world, deposit);
  const [first] = facts;
  const { stage } = deposit;
  if (stage.is === "held" && first?.is === "held" && first.because === stage.hold.because)
    return false;
  const appended = await appendIfUnchanged(world, { before: deposit, facts, after: deposit });
  await advance(world, deposit.id);
  return appended === "appended";
};

/** Whether the client's silence has just let this deposit go. */
export const agreedTacitly = async (world: World, deposit: Deposit): Promise<boolean> => {
  const agreed = await agreeTacitly(world, deposit);
  if (agreed) await advance(world, deposit.id);
  return agreed;
};

/** Judges a held deposit's rules again (the file was corrected). */
export const ruleAgain = async (world: World, deposit: Deposit): Promise<void> => {
  const facts = await rule(world, deposit);
  await appendIfUnchanged(world, { before: deposit, facts, after: deposit });
  await advance(world, deposit.id);
};

interface Plan {
  readonly before: Deposit;
  readonly facts: Facts;
  readonly after: Deposit;
}

const plan = async (world: World, before: Deposit): Promise<Plan> => {
  const planned: Fact[] = [];
  let ahead = before;
  for (;;) {
    const step = nextStep(ahead);
    if (!step) return { before, facts: planned, after: ahead };
    const all = await steps[step](world, ahead);
    planned.push(...all);
    const facts = all.filter((fact): fact is DepositFact => "deposit" in fact);
    // A delivery's own order is its safety: each of its facts is durable before the next effect.
    if (all.length === 0 || step === "file") return { before, facts: planned, after: ahead };
    for (const fact of facts.filter((f) => f.deposit === before.id))
      ahead = advanceDeposit(ahead, { ...fact, seq: ahead.lastSeq, at: world.clock.now() });
  }
};

const appendIfUnchanged = (
  world: World,
  plan: Plan,
): Promise<"appended" | "changed" | "overtaken"> =>
  world.journal.transact(async (t) => {
    const now = await t.deposit(plan.before.id);
    if (now?.lastSeq !== plan.before.lastSeq) return "changed";
    // Its client was held while this was planned.
    if (!plan.before.heldBy && world.holds.over(now).heldBy) return "changed";
    if (await isOvertaken(t, plan)) return "overtaken";
    if (await isStepTaken(t, plan)) return "changed";
    for (const fact of plan.facts) await t.append(fact);
    return "appended";
  });

/**
 * Whether a mail is about to be frozen while another deposit has just declared the same: both were
 * planned side by side, and only here are they one after the other.
 */
const isOvertaken = async (t: JournalReader, { before, facts, after }: Plan): Promise<boolean> => {
  if (after.messages.length === before.messages.length || after.answered.includes("replaces"))
    return false;
  if (after.ruled?.mode !== undefined && after.ruled.mode !== "reel") return false;
  const answered = new Set(facts.flatMap((f) => (f.is === "superseded" ? [f.deposit] : [])));
  const met = await sentBefore({ journal: t }, after);
  return [...met.keys()].some((id) => !answered.has(id));
};

/** Whether something was written of a qualification since this deposit was judged to be its next sending. */
const isStepTaken = async (t: JournalReader, { facts }: Plan): Promise<boolean> => {
  for (const fact of facts) {
    if (fact.is !== "qualification-sent") continue;
    const { declarant, scope, after } = fact;
    const since = await t.facts({ qualification: { declarant, scope }, after }, 1);
    if (since.length > 0) return true;
  }
  return false;
};

/** It was ruled already, so the rule step will not ask any more: it is asked here. */
const holdOvertaken = (world: World, id: DepositId): Promise<void> =>
  world.journal.transact((t) =>
    t.append({ is: "held", deposit: id, because: "replaces", details: [] }),
  );
