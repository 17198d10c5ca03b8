/** F02: a program that writes on into the file we took. What it wrote is a deposit of its own, and goes by nobody's hand but a person's. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { giveOrder } from "../../src/journey/order.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld, theDeposit } from "../support/small-world.ts";

const whole = dpae("FICTIVE", "IMAGINAIRE");
const first = dpae("FICTIVE");

const sentFirst = async (t: TestContext) => {
  const world = smallWorld(t);
  const small = smallDaemon(t, world);
  world.spool.drop("dpae.txt", first);
  await small.until("it is sent", () => world.courier.received().length === 1);
  const path = [...world.spool.files.keys()].find((one) => one.startsWith("traites/")) ?? "";
  const recent = async () => (await world.journal.find({ by: "recent" }, 10)).toReversed();
  return { world, small, path, recent };
};

test("the continuation is held, linked, and asked about like any repetition", async (t) => {
  const { world, small, path, recent } = await sentFirst(t);
  world.spool.drop(path, whole);
  await small.until("it is kept", async () => (await recent()).length === 2);
  const [, second] = await recent();
  assert.equal(second?.claimed.continues, "D1");
  assert.equal(second?.stage.is === "held" && second.stage.hold.because, "modified-after-claim");
  assert.deepEqual(
    Buffer.from(await world.store.get(second?.claimed.sha256 ?? "")),
    Buffer.from(whole),
  );
  await small.until("a while has passed", () => world.clock.monotonic() > 1_200_000);
  assert.equal((await recent()).length, 2);
  assert.equal(world.courier.received().length, 1, "nothing more left");
  assert.deepEqual(small.daemon.problems.list(), []);

  const order = { deposit: "D2", by: "dupont", reason: "complet" } as const;
  await giveOrder(world, { ...order, order: "release" });
  await small.until("it asks what it repeats", async () => {
    const { stage } = await theDeposit(world, "D2");
    return stage.is === "held" && stage.hold.because === "replaces";
  });
  await giveOrder(world, { ...order, order: "release", as: "replacement" });
  await small.until("it is sent", () => world.courier.received().length === 2);
});

test("a file that goes on changing is told, and kept when it stands still", async (t) => {
  const { world, small, path, recent } = await sentFirst(t);
  let size = 0;
  const grow = (): void =>
    void world.spool.drop(path, Buffer.concat([first, Buffer.alloc((size += 1))]));
  grow();
  await small.until("it is told", () => small.daemon.problems.list().length > 0);
  for (let n = 0; n < 5; n += 1) {
    const until = world.clock.monotonic() + 50_000;
    await small.until("a while", () => world.clock.monotonic() > until);
    grow();
  }
  assert.equal((await recent()).length, 1);
  await small.until("it is kept", async () => (await recent()).length === 2);
  assert.deepEqual(small.daemon.problems.list(), []);
});

test("the same bytes dropped again meanwhile are one deposit", async (t) => {
  const { world, small, path, recent } = await sentFirst(t);
  world.spool.drop("dpae.txt", whole);
  await small.until("the whole file is taken", async () => (await recent()).length === 2);
  world.spool.drop(path, whole);
  await small.until("ten minutes have passed", () => world.clock.monotonic() > 600_000);
  assert.equal((await recent()).length, 2);
});
