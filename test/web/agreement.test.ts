/** A deposit that waits for its client, under the running agent: on its page, and with the time alone. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { giveStatement } from "../../src/journey/agreement.ts";
import { smallPage } from "../support/page.ts";
import { edifact } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, type SmallWorld, smallWorld } from "../support/small-world.ts";

const stage = async (world: SmallWorld): Promise<string> => {
  const deposit = await world.journal.deposit("D1");
  return deposit?.stage.is === "held" ? deposit.stage.hold.because : (deposit?.stage.is ?? "");
};

const waiting = async (t: TestContext) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", `${rules()}validation=client\r\nvalidation.tacite=1h\r\n`);
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  const small = smallDaemon(t, world);
  await small.until("held", async () => (await stage(world)) === "agreement-needed");
  return { world, ...small };
};

test("the page asks who agreed and why, and lets the deposit go under the session's name", async (t) => {
  const { world, daemon, until } = await waiting(t);
  const page = await smallPage(t, daemon);
  const marie = await page.enter("Marie");
  const { text } = await marie.get("/deposits/D1");
  const form = text.split("<form").find((part) => part.includes('name="choice" value="agreed"'));
  assert.ok(form);
  assert.match(form, /name="agreedBy"/u);
  assert.ok(!text.includes('name="choice" value="release"'), "what the law refuses has no button");
  assert.match(text, /État remis au client/u);
  const hidden = Object.fromEntries(
    [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/gu)].map((m) => [m[1], m[2]]),
  );
  const order = { ...hidden, reason: "courriel du 5", agreedBy: "" };
  assert.equal((await marie.post("/deposits/D1/orders", order)).status, 409);
  const answer = await marie.post("/deposits/D1/orders", { ...order, agreedBy: "M. Fictif" });
  assert.equal(answer.status, 303);
  await until("frozen", async () => (await stage(world)) === "frozen");
  const [released] = (await world.journal.deposit("D1"))?.orders ?? [];
  assert.deepEqual([released?.by, released?.agreedBy], ["Marie", "M. Fictif"]);
});

test("the running agent lets it go when the delay has ended, and not before the statement", async (t) => {
  const { world, until } = await waiting(t);
  const pass = async (ms: number) => {
    await world.clock.advance(ms);
    const after = world.clock.now() + 20_000;
    await until("some turns", () => world.clock.now() > after);
  };
  await pass(2 * 3_600_000);
  assert.equal(await stage(world), "agreement-needed");
  await giveStatement(world, { deposit: "D1", how: "paper", by: "jeanne", reason: "" });
  const given = world.clock.now();
  await pass(3_000_000);
  assert.equal(await stage(world), "agreement-needed");
  await world.clock.advance(600_000);
  await until("frozen", async () => (await stage(world)) === "frozen");
  assert.ok(world.clock.now() >= given + 3_600_000);
});
