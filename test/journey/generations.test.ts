/** The generations of a declaration: whoever declared it, and the one that counts. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { generationsFor } from "../../src/journey/report/generations.ts";
import { dpae } from "../support/samples.ts";
import {
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const twice = async (t: TestContext, as: "replacement" | "separate"): Promise<SmallWorld> => {
  const world = smallWorld(t);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await takeOne(world);
  await sendOne(world, "D1");
  world.spool.drop("deux.txt", dpae("AUTRE", "FICTIVE"));
  await takeOne(world);
  const order = { deposit: "D2", order: "release", by: "jeanne", reason: "", as } as const;
  await giveOrder(world, order);
  await advance(world, "D2");
  return world;
};

const told = async (world: SmallWorld, id: DepositId) =>
  (await generationsFor(world.journal, await theDeposit(world, id))).map(({ generations }) =>
    generations.map((g) => [g.declaration, g.is, g.replacedBy, g.counts]),
  );

test("the last one that was sent counts; what it replaced says by what", async (t) => {
  const world = await twice(t, "replacement");
  const replaced = ["D1.1", "superseded", "D2", false];
  assert.deepEqual(await told(world, "D1"), [[replaced, ["D2.2", "unsent", undefined, false]]]);
  await sendOne(world, "D2");
  const last = [replaced, ["D2.2", "waiting", undefined, true]];
  assert.deepEqual(await told(world, "D1"), [last]);
  assert.deepEqual(await told(world, "D2"), [[["D2.1", "waiting", undefined, true]], last]);
});

test("what somebody called separate counts beside the other; a test never does", async (t) => {
  const world = await twice(t, "separate");
  await sendOne(world, "D2");
  assert.deepEqual(await told(world, "D1"), [
    [
      ["D1.1", "waiting", undefined, true],
      ["D2.2", "waiting", undefined, true],
    ],
  ]);
  const dossier = { ...world.dossier, mode: "test" as const };
  world.spool.drop("trois.txt", dpae("FICTIVE", "TROIS"));
  await takeOne({ ...world, dossier, dossiers: new Map([[dossier.name, dossier]]) });
  const [own] = await told(world, "D3");
  assert.deepEqual(own?.at(-1), ["D3.1", "unsent", undefined, false]);
});
