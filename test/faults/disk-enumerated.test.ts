/**
 * mail.md §6.3: every call of the store, the spool, the journal and the reports fails once, with a full disk and with a broken one;
 * then for a while. The world always ends the same: sent once, registered, its AR filed once.
 */

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { reporter } from "../../src/adapters/reports/reporter.ts";
import { limits } from "../../src/domain/limits.ts";
import { situation } from "../../src/domain/rollup.ts";
import * as failing from "../support/failing.ts";
import { FaultCounter, type FaultPlan } from "../support/failing.ts";
import { memoryMailbox } from "../support/memory-mailbox.ts";
import { memoryReports } from "../support/memory-reports.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { type SmallWorld, smallWorld } from "../support/small-world.ts";
import { testTold } from "../support/told.ts";

const sent = dpae("FICTIVE");
/** Beyond, a poll is like the one before. */
const timesMax = 20;

interface Played {
  readonly counter: FaultCounter;
  readonly reports: ReadonlyMap<string, string>;
}

/** One file through its whole life while the plan is played; the names of all calls. */
const play = async (t: TestContext, base: SmallWorld, plan: FaultPlan): Promise<Played> => {
  const counter = new FaultCounter(plan);
  const dossier = { ...base.dossier, spool: failing.failingSpool(base.spool, counter) };
  const world: SmallWorld = {
    ...base,
    dossier,
    dossiers: new Map([["cirso", dossier]]),
    store: { ...base.store, ...failing.failingStore(base.store, counter) },
    journal: failing.failingJournal(base.journal, counter),
  };
  const mailbox = {
    ...memoryMailbox({ identity: "cabinet", folders: ["INBOX"] }),
    hint: (ms: number, signal: AbortSignal) => base.clock.wait(ms, signal),
  };
  const reports = new Map<string, string>();
  const writer = failing.failingWriter(memoryReports(reports), counter);
  const told = reporter({ writerOf: () => writer, told: testTold });
  const watched = [{ identity: "cabinet", mailbox, pollSeconds: 1 }];
  const small = smallDaemon(t, world, watched, { reporter: told });
  base.spool.drop("dpae.txt", sent);
  const first = async () => base.journal.deposit("D1");
  await small.until("it is sent", async () => {
    const message = (await first())?.messages[0];
    return message?.stage.is === "accepted";
  });
  const header = (await first())?.messages[0]?.frozen.messageIdHeader ?? "";
  const file = dpaeAr(sent, ["00"]);
  mailbox.deliver(arMail({ references: header, file }), { arrived: base.clock.now() });
  await small.until("its AR is filed", async () => {
    const deposit = await first();
    return (
      deposit?.deliveries.some((d) => d.is === "delivered") === true &&
      situation(deposit).is === "enregistre"
    );
  });
  // Thirty refusals are one trouble that comes and goes: it is over when it stayed away for so long.
  if (small.daemon.problems.list().length > 0) await base.clock.advance(limits.problemAgainMs);
  await small.until("nothing is wrong any more", () => small.daemon.problems.list().length === 0);
  await small.until(
    "its reports are written",
    async () => (await base.journal.find({ by: "unreported" }, 1)).length === 0,
  );
  await small.stop();
  return { counter, reports };
};

const check = async (base: SmallWorld, { reports }: Played, told: string): Promise<void> => {
  assert.equal(base.courier.dots(), 1, `${told}: sent once`);
  const deposits = await base.journal.find({ by: "recent" }, 10);
  assert.equal(deposits.length, 1, `${told}: taken once`);
  const names = [...base.spool.files.keys()];
  assert.deepEqual(
    names.filter((name) => name.startsWith("AR/")),
    ["AR/dpae.txt"],
    `${told}: filed once`,
  );
  assert.equal(names.filter((name) => name.startsWith("traites/")).length, 1, told);
  assert.ok(!base.spool.files.has("dpae.txt"), told);
  const facts = await base.journal.facts({}, 1000);
  const ends = facts.filter((f) => f.is === "attempt-ended" && f.outcome.is === "accepted");
  assert.equal(ends.length, 1, `${told}: its result is known`);
  // Whatever was written last says the end, in each of its forms and beside the file.
  const forms = [...reports].map(
    ([path, text]) => [path.slice(path.lastIndexOf(".")), text] as const,
  );
  assert.deepEqual(forms.map(([form]) => form).sort(), [".html", ".json", ".txt"], told);
  for (const [form, text] of forms)
    assert.match(text, form === ".json" ? /"enregistre"/u : /enregistr/iu, `${told}: ${form}`);
  assert.match(base.spool.text("dpae.txt.statut") ?? "", /^etat=enregistre/mu, told);
};

/** The calls of a life without a fault, each kind as often as it came, polling only as often as it differs. */
const pointsOf = (
  calls: readonly string[],
): readonly { readonly call: string; readonly at: number }[] =>
  [...new Set(calls)].flatMap((call) => {
    const times = calls.filter((one) => one === call).length;
    return Array.from({ length: Math.min(times, timesMax) }, (_, i) => ({ call, at: i + 1 }));
  });

const enumerate = (name: string, kind: Omit<FaultPlan, "at" | "call">): void => {
  test(name, async (t) => {
    const plain = smallWorld(t);
    const none = { ...kind, call: "", at: 0 };
    const life = await play(t, plain, none);
    const { calls } = life.counter;
    await check(plain, life, "no fault");
    assert.ok(
      ["reports.write", "spool.note", "spool.filing.commit"].every((c) => calls.includes(c)),
    );
    const points = pointsOf(calls);
    const failed = new Set<string>();
    for (const point of points) {
      const base = smallWorld(t, { mailReader: plain.mailReader });
      const plan = { ...kind, ...point };
      const told = `${point.call} ${point.at}, ${kind.code} ${kind.when}`;
      try {
        const played = await play(t, base, plan);
        await check(base, played, told);
        if (played.counter.failed.length > 0) failed.add(point.call);
      } catch (cause) {
        throw new Error(told, { cause });
      }
    }
    t.diagnostic(`${points.length} points: ${[...failed].sort().join(" ")}`);
    assert.deepEqual(
      [...new Set(calls)].filter((call) => !failed.has(call)),
      [],
    );
  });
};

enumerate("F31 a full disk at the n-th call of store, spool, journal or reports", {
  code: "ENOSPC",
  when: "before",
  count: 1,
});
enumerate("F32 a broken disk at the n-th call, after it did its work", {
  code: "EIO",
  when: "after",
  count: 1,
});
enumerate("F31 a disk that is full for thirty calls from the n-th on", {
  code: "ENOSPC",
  when: "before",
  count: 30,
});
