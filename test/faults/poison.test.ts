/** What breaks one thing and only that (I7). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FileFault } from "../../src/ports/spool-faults.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld, takeAll, theDeposit } from "../support/small-world.ts";

test("F32 claimed bytes that are damaged in the store are never sent: held, named, and the others go on", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  const [first] = await takeAll(world);
  assert.ok(first);
  await world.store.damage((await theDeposit(world, first)).claimed.sha256);
  const small = smallDaemon(t, world);
  world.spool.drop("deux.txt", dpae("INVENTE"));
  await small.until("the other is sent", () => world.courier.dots() === 1);
  const damaged = await theDeposit(world, first);
  assert.equal(damaged.stage.is === "held" && damaged.stage.hold.because, "store-corrupt");
  assert.equal(damaged.messages.length, 0);
});

test("F32 a frozen mail that is damaged in the store is never sent", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "unreachable" : "accepts") });
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("one try", () => world.courier.attempts().length === 1);
  const frozen = (await theDeposit(world, "D1")).messages[0]?.frozen.sha256 ?? "";
  await world.store.damage(frozen);
  await small.until("it is known to be corrupt", async () => {
    return (await theDeposit(world, "D1")).messages[0]?.stage.is === "corrupt";
  });
  assert.equal(world.courier.attempts().length, 1);
});

test("F32 I7 a step that throws twice sets its deposit aside, and the others go on", async (t) => {
  const base = smallWorld(t);
  const composer = {
    ...base.composer,
    compose: (letter: Parameters<typeof base.composer.compose>[0]) => {
      if (letter.attachment.name === "poison.txt") throw new Error("a bug, on purpose");
      return base.composer.compose(letter);
    },
  };
  const world = { ...base, composer };
  const small = smallDaemon(t, world);
  world.spool.drop("poison.txt", dpae("FICTIVE"));
  world.spool.drop("sain.txt", dpae("INVENTE"));
  await small.until("the sound one is sent", () => world.courier.dots() === 1);
  await small.until("the other is set aside", async () => {
    const deposits = await world.journal.find({ by: "held" }, 9);
    const [held] = deposits;
    return held?.stage.is === "held" && held.stage.hold.because === "step-failed";
  });
  assert.equal(world.courier.dots(), 1);
});

test("F11 I7 a rule file that cannot be read holds what it rules, until it can", async (t) => {
  const base = smallWorld(t);
  let broken = true;
  const spool = {
    ...base.spool,
    rules: async (name: string) => {
      if (broken) throw new FileFault("file-unreadable", "mapibox.cfg is not a plain file");
      return base.spool.rules(name);
    },
  };
  const dossier = { ...base.dossier, spool };
  const world = { ...base, dossier, dossiers: new Map([["cirso", dossier]]) };
  const small = smallDaemon(t, world);
  base.spool.drop("dpae.txt", dpae("FICTIVE"));
  await small.until("it is held for its rules", async () => {
    const [held] = await world.journal.find({ by: "held" }, 9);
    return held?.stage.is === "held" && held.stage.hold.because === "rules-invalid";
  });
  broken = false;
  await small.until("it is sent", () => world.courier.dots() === 1);
});

test("F13 I7 a file whose claim fails for no known reason is named, and the files behind it are taken", async (t) => {
  const base = smallWorld(t);
  const spool = {
    ...base.spool,
    async *read(name: string, identity: Parameters<typeof base.spool.read>[1]) {
      const sick = new Error("no known reason");
      if (name === "a.txt" && claiming) throw sick;
      yield* base.spool.read(name, identity);
    },
  };
  let claiming = false;
  const store = {
    ...base.store,
    putStream: async (chunks: AsyncIterable<Uint8Array>) => {
      claiming = true;
      try {
        return await base.store.putStream(chunks);
      } finally {
        claiming = false;
      }
    },
  };
  const dossier = { ...base.dossier, spool };
  const world = { ...base, store, dossier, dossiers: new Map([["cirso", dossier]]) };
  const small = smallDaemon(t, world);
  base.spool.drop("a.txt", dpae("FICTIVE"));
  base.spool.drop("b.txt", dpae("INVENTE"));
  await small.until("the file behind is sent", () => world.courier.dots() === 1);
  const told = small.daemon.problems.list().map((p) => `${p.code} ${p.about}`);
  assert.deepEqual(told, ["step-failed cirso/a.txt"]);
});

test("I7 mails of an identity that the settings no longer name wait, without a tight loop, and the others go", async (t) => {
  const base = smallWorld(t, { courier: (_, n) => (n <= 10 ? "unreachable" : "accepts") });
  for (let n = 0; n < 10; n += 1) base.spool.drop(`a${n}.txt`, dpae(`FICTIVE${"ABCDEFGHIJ"[n]}`));
  const first = smallDaemon(t, base);
  await first.until("ten tries", () => base.courier.attempts().length === 10);
  await first.stop();
  const [sender] = base.senders.values();
  assert.ok(sender);
  let questions = 0;
  const journal: typeof base.journal = {
    ...base.journal,
    find: (query, limit) => {
      if (query.by === "send") questions += 1;
      return base.journal.find(query, limit);
    },
  };
  const senders = new Map([["autre", { ...sender, name: "autre" }]]);
  const second = smallDaemon(t, { ...base, journal, senders });
  base.spool.drop("b.txt", dpae("INVENTE"));
  await second.until("the other identity's mail is sent", () => base.courier.dots() === 1);
  const before = questions;
  for (let turn = 0; turn < 20; turn += 1) await base.clock.advance(500);
  assert.ok(questions - before <= 30, `${questions - before} questions in ten seconds`);
  assert.equal(base.courier.attempts().length, 11);
  await second.until("it is told, by its name", () =>
    second.daemon.problems.list().some((p) => p.code === "identity-gone" && p.about === "cabinet"),
  );
});
