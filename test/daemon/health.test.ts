/** What the daemon counts as wrong: a loop that fails, a server that does not answer, a corrupt mail; and until when. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { attention } from "../../src/cli/agent/attention.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const codes = (daemon: ReturnType<typeof smallDaemon>["daemon"]): readonly string[] =>
  daemon.problems.list().map((p) => `${p.code} ${p.about}`);

test("a loop that fails is told, and is well again after it went on for a while", async (t) => {
  const world = smallWorld(t);
  const { names } = world.spool;
  let broken = true;
  const spool = {
    ...world.spool,
    names: () => (broken ? Promise.reject(new Error("odd")) : names()),
  };
  const dossier = { ...world.dossier, spool };
  const small = smallDaemon(t, { ...world, dossiers: new Map([["cirso", dossier]]) });
  await small.until("it is told", () => codes(small.daemon).includes("loop-failed spool cirso"));
  broken = false;
  await small.until("it is over", () => codes(small.daemon).length === 0);
  const times = world.clock.monotonic();
  assert.ok(times >= 60_000, "not before it went on for a minute");
});

test("a server that does not answer is told once, and is over when a mail is answered", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n <= 3 ? "unreachable" : "accepts") });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const small = smallDaemon(t, world);
  await small.until("it is told", () => codes(small.daemon).includes("smtp-unreachable cabinet"));
  assert.equal(codes(small.daemon).length, 1);
  await small.until("it is over", () => codes(small.daemon).length === 0);
  assert.equal(world.courier.received().length, 1);
});

test("a server that asks to come again is told only when it goes on asking", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n <= 4 ? "defers-organism" : "accepts") });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const small = smallDaemon(t, world);
  await small.until("a second try", async () => {
    const [deposit] = await world.journal.find({ by: "recent" }, 1);
    return deposit?.messages[0]?.attempts[1]?.ended !== undefined;
  });
  assert.deepEqual(codes(small.daemon), []);
  await small.until("it is told", () => codes(small.daemon).includes("smtp-temporary cabinet"));
  await small.until("it is over", () => codes(small.daemon).length === 0);
});

test("a corrupt mail waits for a person until the same bytes are dropped again", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  await world.store.damage(deposit.messages[0]?.frozen.sha256 ?? "");
  const small = smallDaemon(t, world);
  await small.until("it is told", () => codes(small.daemon).includes("store-corrupt D1.M1"));
  await small.stop();
  const now = async () =>
    (
      await attention(world.journal, await world.journal.find({ by: "recent" }, 10), {
        language: "fr",
      })
    ).map((a) => [a.deposit, a.state]);
  assert.equal((await theDeposit(world, deposit.id)).messages[0]?.stage.is, "corrupt");
  assert.deepEqual(await now(), [["D1", "corrompu"]]);
  await world.store.put(dpae("FICTIVE"));
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  assert.deepEqual(await now(), []);
});
