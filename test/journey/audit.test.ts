/** What the audit must not accuse: histories that only look as if a promise was broken. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "../../src/journey/audit.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
} from "../support/small-world.ts";

const violationsOf = async (world: SmallWorld): Promise<readonly string[]> => {
  const tables = { drift: async () => [], strays: async () => [] };
  const about = { journal: { ...world.journal, ...tables }, store: world.store };
  const codes: string[] = [];
  for await (const event of audit({ ...about, now: world.clock.now() }))
    if (event.is === "violation") codes.push(event.violation.code);
  return codes;
};

test("the same bytes again after a refusal, and then the AR of what was refused (mail.md F41)", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "refuses-at-dot" : "accepts") });
  const sent = dpae("FICTIVE");
  world.spool.drop("dpae.txt", sent);
  const first = await takeOne(world);
  assert.equal(await sendOne(world, first.id), "refused");
  world.spool.drop("dpae.txt", sent);
  const second = await takeOne(world);
  assert.equal(await sendOne(world, second.id), "accepted");
  const references = first.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, file: dpaeAr(sent, ["00"]) }));
  assert.deepEqual(await violationsOf(world), []);
});
