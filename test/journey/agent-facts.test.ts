/** An agent that runs for years: what counts of its own facts is what it said last, far behind the first hundred thousand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { printedAlready } from "../../src/daemon/print-loop.ts";
import { plannedTimes } from "../../src/daemon/schedule.ts";
import type { Fact } from "../../src/domain/facts.ts";
import { agentFacts } from "../../src/journey/agent-facts.ts";
import { knownPrograms } from "../../src/journey/known-programs.ts";
import { missingNow } from "../../src/journey/reconcile.ts";
import { stampsOf } from "../../src/journey/stamp.ts";
import type { JournalReader } from "../../src/ports/journal.ts";

/** Twenty years of a daily task, five print-outs a day and a stamp a day are more. */
const years = 120_000;

/** Only what is asked of it here: an array of the agent's own facts, answered as the port says. */
const journalOf = (facts: readonly Fact[]) => {
  const recorded = facts.map((fact, n) => ({ ...fact, seq: n + 1, at: n }));
  const reader: Pick<JournalReader, "facts"> = {
    facts: async ({ after = 0, is }, limit) => {
      const page: (typeof recorded)[number][] = [];
      for (let n = after; n < recorded.length && page.length < limit; n += 1) {
        const fact = recorded[n];
        if (fact && (is?.includes(fact.is) ?? true)) page.push(fact);
      }
      return page;
    },
  };
  return reader as JournalReader;
};

const planned = (due: number): Fact => ({ is: "planned", task: "daily", due });

const old: readonly Fact[] = Array.from({ length: years }, (_, n) => planned(n));

const behind = {
  is: "journal-behind",
  identity: "cabinet",
  messageIdHeader: "<d7.m1.x@client.test>",
  number: 7,
  because: "mail",
} as const;

test("what stands behind a hundred thousand of the agent's facts is read", async () => {
  const sealer = { is: "sealer-known", sealer: "stylo", programs: [] } as const;
  const stamp = { is: "head-stamped", head: 3, hash: "a", authority: "x", token: "b" } as const;
  const printed = {
    is: "printed",
    what: "rejets",
    about: "D4",
    sha256: "c",
    program: "lp",
  } as const;
  const journal = journalOf([...old, sealer, stamp, printed, behind, planned(years + 7)]);
  assert.equal((await knownPrograms({ journal }, "stylo"))?.sealer, "stylo");
  assert.deepEqual(
    (await stampsOf({ journal })).map((s) => s.head),
    [3],
  );
  assert.deepEqual(
    (await missingNow({ journal })).map((m) => m.number),
    [7],
  );
  const world = { journal } as unknown as Parameters<typeof plannedTimes>[0]["world"] &
    Parameters<typeof printedAlready>[0]["world"];
  assert.deepEqual([...(await printedAlready({ world }))], ["rejets D4"]);
  const schedule = { next: () => undefined };
  const tasks = [{ name: "daily", expression: "", run: async () => undefined }];
  assert.equal((await plannedTimes({ world, schedule, tasks })).get("daily"), years + 7);
});

test("kinds come together, oldest first, to the last of several pages", async () => {
  const all = [behind, ...old.slice(0, 2500), behind];
  const told = await agentFacts(journalOf(all), "planned", "journal-behind");
  assert.deepEqual(
    told.map((f) => f.seq),
    all.map((_, n) => n + 1),
  );
  assert.deepEqual(
    (await agentFacts(journalOf(all), "journal-behind")).map((f) => f.seq),
    [1, all.length],
  );
  assert.deepEqual(await agentFacts(journalOf(all), "printed"), []);
});
