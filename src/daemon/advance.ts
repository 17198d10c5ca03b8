/**
 * Drives one deposit as far as the agent itself can: steps answer with facts, this appends them. Facts
 * of several steps share one commit; a deposit that changed meanwhile is planned anew.
 */
import { advanceDeposit, type Deposit, type DepositFact } from "../domain/deposit.ts";
import type { DepositId } from "../domain/ids.ts";
import { nextStep, type Step } from "../domain/next.ts";
import { check } from "../journey/check.ts";
import { file } from "../journey/file.ts";
import { freeze } from "../journey/freeze.ts";
import { prove } from "../journey/prove.ts";
import { recognise } from "../journey/recognise.ts";
import { retire } from "../journey/retire.ts";
import { rule } from "../journey/rule.ts";
import type { Facts, World } from "../journey/world.ts";

const steps: Readonly<Record<Step, (world: World, deposit: Deposit) => Promise<Facts>>> = {
  recognise,
  check,
  retire,
  rule,
  freeze,
  prove,
  file,
};

/** Whether anything happened to the deposit. */
export const advance = async (world: World, id: DepositId): Promise<boolean> => {
  let moved = false;
  for (;;) {
    const deposit = await world.journal.deposit(id);
    const facts = deposit ? await plan(world, deposit) : [];
    if (!deposit || facts.length === 0) return moved;
    moved = (await appendIfUnchanged(world, deposit, facts)) || moved;
  }
};

/** Judges a held deposit's rules again (the file was corrected). */
export const ruleAgain = async (world: World, deposit: Deposit): Promise<void> => {
  await appendIfUnchanged(world, deposit, await rule(world, deposit));
  await advance(world, deposit.id);
};

const plan = async (world: World, deposit: Deposit): Promise<Facts> => {
  const planned: DepositFact[] = [];
  let ahead = deposit;
  for (;;) {
    const step = nextStep(ahead);
    if (!step) return planned;
    const facts = (await steps[step](world, ahead)) as readonly DepositFact[];
    planned.push(...facts);
    // A delivery's own order is its safety: each of its facts is durable before the next effect.
    if (facts.length === 0 || step === "file") return planned;
    for (const fact of facts)
      ahead = advanceDeposit(ahead, { ...fact, seq: ahead.lastSeq, at: world.clock.now() });
  }
};

const appendIfUnchanged = (world: World, deposit: Deposit, facts: Facts): Promise<boolean> =>
  world.journal.transact(async (t) => {
    const now = await t.deposit(deposit.id);
    if (now?.lastSeq !== deposit.lastSeq) return false;
    for (const fact of facts) await t.append(fact);
    return true;
  });
