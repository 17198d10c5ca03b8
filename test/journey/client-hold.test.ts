/** A client is held by a person: nothing new of it leaves, the others go on, and it is the journal that says so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { checkAgent } from "../../src/domain/audit/agent-check.ts";
import { situation } from "../../src/domain/rollup.ts";
import { ClientHolds, type ClientOrder, giveClientOrder } from "../../src/journey/client-holds.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { dpae } from "../support/samples.ts";
import { sendOne, smallWorld, takeAll, takeOne, theDeposit } from "../support/small-world.ts";

const clients = new Map([
  ["cirso", { client: "DUPONT" }],
  ["autre", {}],
]);

const heldWorld = (t: Parameters<typeof smallWorld>[0]) => {
  const world = { ...smallWorld(t), holds: new ClientHolds(clients) };
  const tell = async (order: ClientOrder["order"], more: Partial<ClientOrder> = {}) => {
    const asked = { scope: "client", name: "DUPONT", by: "odile", reason: "impayé" } as const;
    const answer = await giveClientOrder(world, { ...asked, order, ...more });
    await world.holds.refresh(world.journal);
    return answer.is === "refused" ? answer.because : answer.is;
  };
  return { world, tell };
};

test("a held client's file is taken and checked, and goes no further; released, it leaves", async (t) => {
  const { world, tell } = heldWorld(t);
  assert.equal(await tell("hold"), "allowed");
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const held = await takeOne(world);
  assert.deepEqual([held.stage.is, held.messages.length], ["checked", 0]);
  assert.equal(situation(world.holds.over(held)).is, "suspendu");
  // Its own facts say nothing of it: the client's hold does, and names who and why.
  assert.equal(situation(held).is, "pris-en-charge");
  const [order] = world.holds.over(held).orders;
  assert.deepEqual([order?.by, order?.reason], ["odile", "client DUPONT : impayé"]);
  const one = { deposit: held.id, order: "release", by: "odile", reason: "" } as const;
  assert.deepEqual(await giveOrder({ ...world, dossiers: clients }, one), {
    is: "refused",
    because: "client-held",
  });
  assert.equal(await tell("release"), "allowed");
  await advance(world, held.id);
  assert.equal(await sendOne(world, held.id), "accepted");
});

test("a mail that waits in the queue when its client is held is not dialled, nor does it stand before others", async (t) => {
  const { world, tell } = heldWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { id } = await takeOne(world);
  await tell("hold");
  const send = { by: "send", at: world.clock.now() } as const;
  assert.equal((await world.journal.find(send, 9)).length, 1);
  const held = world.holds.dossiers();
  assert.deepEqual(held, ["cirso"]);
  assert.deepEqual(await world.journal.find({ ...send, held }, 9), []);
  assert.equal(await sendOne(world, id), "not-due");
  assert.equal((await theDeposit(world, id)).messages[0]?.attempts.length, 0);
  await tell("release");
  assert.equal(await sendOne(world, id), "accepted");
});

test("a hold that comes while a mail is being made: it is not frozen", async (t) => {
  const { world, tell } = heldWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const [id] = await takeAll(world);
  assert.ok(id);
  const { composer } = world;
  const slow = {
    ...world,
    composer: {
      ...composer,
      compose: async (letter: Parameters<typeof composer.compose>[0]) => {
        await tell("hold");
        return composer.compose(letter);
      },
    },
  };
  await advance(slow, id);
  assert.equal((await theDeposit(world, id)).messages.length, 0);
});

test("holds of a client and of a dossier are two; each is told once, and survives a restart", async (t) => {
  const { world, tell } = heldWorld(t);
  assert.equal(await tell("release"), "client-not-held");
  assert.equal(await tell("hold"), "allowed");
  assert.equal(await tell("hold"), "client-held");
  assert.equal(await tell("hold", { scope: "dossier", name: "autre" }), "allowed");
  assert.deepEqual(world.holds.dossiers(), ["autre", "cirso"]);
  const again = await ClientHolds.read(world.journal, clients);
  assert.deepEqual(again.open, world.holds.open);
  assert.equal(await tell("release"), "allowed");
  assert.deepEqual(world.holds.dossiers(), ["autre"]);
  const facts = await world.journal.facts({ agent: true }, 99);
  assert.deepEqual(checkAgent(facts), []);
  const [first] = facts;
  assert.ok(first?.is === "client-ordered");
  assert.deepEqual(
    checkAgent([{ ...first, reason: "" }]).map((v) => v.code),
    ["order-unsigned"],
  );
});
