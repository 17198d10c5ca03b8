/** What the audit must not accuse: histories that only look as if a promise was broken. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readToken } from "../../src/adapters/timestamp/token.ts";
import { limits } from "../../src/domain/limits.ts";
import { audit } from "../../src/journey/audit.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { noDrift } from "../support/audited.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
} from "../support/small-world.ts";

const violationsOf = async (world: SmallWorld): Promise<readonly string[]> => {
  const about = { journal: { ...world.journal, ...noDrift }, store: world.store };
  const codes: string[] = [];
  for await (const event of audit({ ...about, now: world.clock.now(), readToken }))
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

test("an acknowledgement recorded of a mail that never left is told, and told no more once it left", async (t) => {
  const world = smallWorld(t, {
    courier: (_, n) => (n === 1 ? "defers-organism" : "accepts"),
  });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { id } = await takeOne(world);
  await sendOne(world, id);
  const person = { by: "jeanne", means: "phone", reason: "dit" } as const;
  const raw = Buffer.from("dit");
  const sha256 = await world.store.put(raw);
  const from = { mailbox: "personne", folder: "phone", uidValidity: sha256, uid: 0 };
  const at = { receipt: "R1", arrived: world.clock.now() } as const;
  const match = { deposit: id, by: ["person"], gradeBecause: "", sender: "", subject: "", person };
  // As an older Facteur allowed it.
  await world.journal.transact(async (j) => {
    await j.append({ is: "receipt-stored", ...at, sha256, size: 3, from });
    await j.append({ is: "receipt-classified", receipt: "R1", class: "ar", by: ["person"] });
    const verdicts = [{ declaration: `${id}.1`, is: "registered" }] as const;
    await j.append({ is: "receipt-matched", ...at, ...match, grade: "H", verdicts });
  });
  assert.deepEqual(await violationsOf(world), ["registered-unsent"]);
  assert.equal(
    (await giveOrder(world, { deposit: id, order: "retry", by: "jeanne", reason: "" })).is,
    "allowed",
  );
  assert.equal(await sendOne(world, id), "accepted");
  assert.deepEqual(await violationsOf(world), []);
});

test("a file refused by its size is no missing blob: it was never copied", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("gros.txt", Buffer.alloc(limits.depositBytesMax + 1, 65));
  const deposit = await takeOne(world);
  assert.equal(deposit.claimed.kept, false);
  assert.deepEqual(await violationsOf(world), []);
});
