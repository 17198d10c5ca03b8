/** The agent judges a forgetting again: what the command saw a moment ago may have changed before it is written. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { type ForgetOrder, forgetEmployer } from "../../src/journey/register/forget.ts";
import { standing } from "../../src/journey/register.ts";
import { put } from "../support/register.ts";
import { firmSiret } from "../support/register-firm.ts";
import { dpae, siret } from "../support/samples.ts";
import { silentReporter } from "../support/small-daemon.ts";
import { smallWorld, takeAll } from "../support/small-world.ts";

const employer = `employeurs siret=${siret} raison_sociale=Fictive`;

/** An employer, and what the command saw when it looked. */
const looked = async (t: TestContext) => {
  const world = smallWorld(t);
  await put(world, employer);
  const seen = { upTo: (await world.journal.head())?.seq ?? 0, deposits: [] };
  const forget = (more: Partial<ForgetOrder> = {}) =>
    forgetEmployer(
      { ...world, reports: silentReporter },
      { siret, by: "odile", reason: "demande", seen, ...more },
    );
  const rows = async () => (await standing(world)).length;
  return { world, forget, rows };
};

test("a file that was dropped meanwhile stands in its way, be it read already or not", async (t) => {
  const { world, forget, rows } = await looked(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const [id] = await takeAll(world);
  assert.ok(id);
  assert.deepEqual(await forget(), { is: "open", deposits: [id] }, "nobody knows yet whose it is");
  await advance(world, id);
  assert.deepEqual(await forget(), { is: "open", deposits: [id] });
  const cancel = { deposit: id, order: "cancel", by: "odile", reason: "doublon" } as const;
  assert.equal((await giveOrder({ ...world, dossiers: new Map() }, cancel)).is, "allowed");
  assert.deepEqual(await forget(), { is: "recent", deposits: [id] });
  assert.equal(await rows(), 1);
  assert.equal((await forget({ claimed: true })).is, "done");
  assert.equal(await rows(), 0);
});

test("what happened meanwhile to a deposit that was seen counts; what did not is the command's word", async (t) => {
  const { world, forget } = await looked(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const [id] = await takeAll(world);
  assert.ok(id);
  await advance(world, id);
  const before = { upTo: (await world.journal.head())?.seq ?? 0, deposits: [id] };
  const cancel = { deposit: id, order: "cancel", by: "odile", reason: "doublon" } as const;
  await giveOrder({ ...world, dossiers: new Map() }, cancel);
  assert.deepEqual(await forget({ seen: before }), { is: "recent", deposits: [id] });
  const after = { upTo: (await world.journal.head())?.seq ?? 0, deposits: [id] };
  assert.equal((await forget({ seen: after })).is, "done");
});

test("a mandate that was recorded meanwhile stands in its way, until its end", async (t) => {
  const { world, forget, rows } = await looked(t);
  const mandate = `mandats siret=${siret} mandataire=${firmSiret} signe_le=2026-01-02 fin=2026-11-05`;
  await put(world, mandate);
  const answer = { is: "mandate", since: "2026-01-02", until: "2026-11-05" };
  assert.deepEqual(await forget(), answer);
  assert.deepEqual(await forget({ claimed: true }), answer);
  assert.equal(await rows(), 2);
  await world.clock.advance(24 * 3_600_000);
  assert.equal((await forget()).is, "done");
});
