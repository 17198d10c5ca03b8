/** I7: what keeps one mail, or one dossier, from going on is named until it is over, and keeps nobody else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { attention } from "../../src/cli/agent/attention.ts";
import { FolderFault } from "../../src/ports/spool-faults.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { sendOne, smallWorld, takeOne } from "../support/small-world.ts";

const told = (small: ReturnType<typeof smallDaemon>): readonly string[] =>
  small.daemon.problems.list().map((p) => `${p.code} ${p.about}`);

test("a mail whose stored copy cannot be read waits and is named; the others leave; it leaves when it can be read", async (t) => {
  const base = smallWorld(t);
  base.spool.drop("a.txt", dpae("FICTIVE"));
  const first = await takeOne(base);
  const blob = first.messages[0]?.frozen.sha256 ?? "";
  const state = { locked: true, reads: 0 };
  const store = {
    ...base.store,
    get: (hash: string) => {
      if (hash !== blob || !state.locked) return base.store.get(hash);
      state.reads += 1;
      return Promise.reject(
        Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" }),
      );
    },
  };
  const small = smallDaemon(t, { ...base, store });
  await small.until("it is told", () => told(small).includes("send-unbegun D1.M1"));
  base.spool.drop("b.txt", dpae("INVENTE"));
  await small.until("the other one is sent", () => base.courier.dots() === 1);
  const reads = state.reads;
  assert.ok(reads <= 3, `${reads} reads: it is not asked without end`);
  state.locked = false;
  await small.until("it is sent too", () => base.courier.dots() === 2);
  await small.until("it is over", () => told(small).length === 0);
});

test("attempts that never began cost their identity nothing of its rate", async (t) => {
  const base = smallWorld(t);
  base.spool.drop("a.txt", dpae("FICTIVE"));
  const first = await takeOne(base);
  const blob = first.messages[0]?.frozen.sha256 ?? "";
  const store = {
    ...base.store,
    get: (hash: string) =>
      hash === blob ? Promise.reject(new Error("unreadable")) : base.store.get(hash),
  };
  const small = smallDaemon(t, { ...base, store });
  await small.until("it is told", () => told(small).includes("send-unbegun D1.M1"));
  await base.clock.advance(600_000);
  const admitted = Array.from({ length: 60 }, () => small.daemon.gate.admits("cabinet"));
  assert.deepEqual(
    admitted.filter((yes) => !yes),
    [],
  );
});

test("a folder that can be listed and not written to is told without a break, and over when the step went through", async (t) => {
  const base = smallWorld(t);
  const state = { locked: true, listed: 0 };
  const spool = {
    ...base.spool,
    names: () => {
      state.listed += 1;
      return base.spool.names();
    },
    retire: (...args: Parameters<typeof base.spool.retire>) =>
      state.locked
        ? Promise.reject(new FolderFault("folder-unwritable", "EACCES"))
        : base.spool.retire(...args),
  };
  const dossier = { ...base.dossier, spool };
  const small = smallDaemon(t, { ...base, dossiers: new Map([["cirso", dossier]]) });
  base.spool.drop("a.txt", dpae("FICTIVE"));
  await small.until("it is told", () => told(small).includes("folder-unwritable cirso"));
  const { listed } = state;
  await small.until("it was listed again", () => state.listed > listed + 5);
  assert.deepEqual(told(small), ["folder-unwritable cirso"], "listing ends nothing");
  state.locked = false;
  await small.until("it is sent", () => base.courier.dots() === 1);
  await small.until("it is over", () => told(small).length === 0);
});

test("a mail that the server refused is somebody's to look at, until its file is dropped again", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "refuses-organism" : "accepts") });
  world.spool.drop("a.txt", dpae("FICTIVE"));
  await takeOne(world);
  assert.equal(await sendOne(world, "D1"), "refused");
  const now = async () =>
    (
      await attention(world.journal, await world.journal.find({ by: "recent" }, 10), {
        language: "fr",
      })
    ).map((a) => [a.deposit, a.state]);
  assert.deepEqual(await now(), [["D1", "refuse-par-le-serveur"]]);
  world.spool.drop("a.txt", dpae("FICTIVE"));
  await takeOne(world);
  assert.deepEqual(await now(), []);
});
