/** What the agent knows and the disk does not: the result of an attempt whose commit failed. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Fact } from "../../src/domain/facts.ts";
import { recover } from "../../src/journey/send.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { type SmallWorld, smallWorld, theDeposit } from "../support/small-world.ts";

/** A world whose journal refuses facts of this kind while `refuses()` says so. */
const refusing = (
  t: TestContext,
  is: Fact["is"],
  code: "ENOSPC" | "EIO",
): { readonly world: SmallWorld; readonly heal: () => void; readonly refused: () => number } => {
  const base = smallWorld(t);
  let [sick, refused] = [true, 0];
  const journal: Journal = {
    ...base.journal,
    transact: (work) =>
      base.journal.transact(async (tr) => {
        const append = (fact: Fact): Promise<void> => {
          if (!sick || fact.is !== is) return tr.append(fact);
          refused += 1;
          throw Object.assign(new Error(`${code}: on purpose`), { code });
        };
        return work({ ...tr, append });
      }),
  };
  return {
    world: { ...base, journal },
    heal: () => (sick = false),
    refused: () => refused,
  };
};

test("F31 the result of an attempt is kept in memory, the reserve is given for it, and nothing else is sent before", async (t) => {
  const { world, heal, refused } = refusing(t, "attempt-ended", "ENOSPC");
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("a result that cannot be written", () => small.daemon.disk.owed.length === 1);
  assert.equal(world.disk.released(), 1);
  const told = () => small.daemon.problems.list().some((p) => p.code === "disk-full");
  assert.ok(told());
  world.spool.drop("deux.txt", dpae("INVENTE"));
  const before = refused();
  for (let turn = 0; turn < 20; turn += 1) await world.clock.advance(500);
  assert.equal(world.courier.dots(), 1, "nothing else is sent");
  assert.ok(
    refused() - before <= 12,
    `${refused() - before} tries in ten seconds: it does not spin`,
  );
  heal();
  await small.until("both are sent", () => world.courier.dots() === 2);
  await small.until("both are known", async () => {
    const deposits = await world.journal.find({ by: "recent" }, 9);
    return deposits.every((d) => d.messages[0]?.stage.is === "accepted");
  });
  assert.ok(!told());
});

test("F27 a process that dies with a result unwritten leaves dot without end: uncertain, never sent again", async (t) => {
  const { world, heal } = refusing(t, "attempt-ended", "EIO");
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("a result that cannot be written", () => small.daemon.disk.owed.length === 1);
  await small.stop();
  heal();
  await recover(world);
  assert.equal((await theDeposit(world, "D1")).messages[0]?.stage.is, "uncertain");
  const again = smallDaemon(t, world);
  for (let turn = 0; turn < 100; turn += 1) await world.clock.advance(60_000);
  assert.equal(world.courier.dots(), 1);
  await again.stop();
});

test("F31 a dot that cannot be written does not leave, and the mail goes when it can", async (t) => {
  const { world, heal } = refusing(t, "attempt-dot", "ENOSPC");
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("an attempt that ended", async () => {
    const deposit = await world.journal.deposit("D1");
    return deposit?.messages[0]?.attempts[0]?.ended?.outcome.is === "later";
  });
  assert.equal(world.courier.dots(), 0);
  heal();
  await small.until("it is sent", () => world.courier.dots() === 1);
});

test("F31 an attempt that cannot be begun is tried at the next look, not in a tight loop", async (t) => {
  const { world, heal, refused } = refusing(t, "attempt-begun", "EIO");
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("a refusal", () => refused() > 0);
  const before = refused();
  for (let turn = 0; turn < 20; turn += 1) await world.clock.advance(500);
  assert.ok(refused() - before <= 25, `${refused() - before} tries in ten seconds`);
  assert.equal(world.courier.attempts().length, 0);
  heal();
  await small.until("it is sent", () => world.courier.dots() === 1);
});
