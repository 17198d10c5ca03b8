/** `AR/`: the policy when the last one was not consumed, and a journal that was restored from a backup. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  rules,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const hires = dpae("FICTIVE", "IMAGINAIRE");

const sent = async (t: TestContext, policy?: string) => {
  const world = smallWorld(t);
  if (policy !== undefined) world.spool.drop("mapibox.cfg", `${rules()}ar.depot=${policy}\r\n`);
  world.spool.drop("dpae.txt", hires);
  const deposit = await takeOne(world);
  await sendOne(world, "D1");
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  const answer = (...codes: readonly string[]) =>
    receiveOne(world, arMail({ references, file: dpaeAr(hires, codes) }));
  return { world, answer };
};

const shelf = (world: SmallWorld): readonly string[] =>
  [...world.spool.files.keys()].filter((f) => /^AR\/[^./]/u.test(f)).toSorted();

test("numeroter: a second AR stands beside the one that was not consumed", async (t) => {
  const { world, answer } = await sent(t, "numeroter");
  await answer("00", "12");
  await answer("00", "00");
  assert.deepEqual(shelf(world), ["AR/dpae-2.txt", "AR/dpae.txt"]);
  const names = (await theDeposit(world, "D1")).deliveries.flatMap((d) =>
    d.is === "delivered" ? [d.name] : [],
  );
  assert.deepEqual(names, ["dpae.txt", "dpae-2.txt"]);
});

test("attendre: a second AR waits until the payroll program took the first", async (t) => {
  const { world, answer } = await sent(t, "attendre");
  await answer("00", "12");
  const first = world.spool.text("AR/dpae.txt");
  await answer("00", "00");
  assert.equal(world.spool.text("AR/dpae.txt"), first);
  assert.equal(await advance(world, "D1"), false);
  world.spool.remove("AR/dpae.txt");
  assert.equal(await advance(world, "D1"), true);
  assert.notEqual(world.spool.text("AR/dpae.txt"), first);
  assert.deepEqual(shelf(world), ["AR/dpae.txt"]);
});

test("remplacer, and no key at all: the newest stands there, the other is in the history", async (t) => {
  for (const policy of ["remplacer", undefined]) {
    const { world, answer } = await sent(t, policy);
    await answer("00", "12");
    await answer("00", "00");
    assert.deepEqual(
      shelf(world).filter((f) => !f.includes("historique")),
      ["AR/dpae.txt"],
    );
    assert.equal(shelf(world).length, 2);
  }
});

test("F30: after a restored backup, what was filed and consumed is not filed a second time", async (t) => {
  const { world, answer } = await sent(t);
  const backup = smallWorld(t);
  const facts = await world.journal.facts({}, 1000);
  await answer("00", "00");
  world.spool.remove("AR/dpae.txt");
  // The journal as it was before the AR came; the dossier, the store and the mailbox as they are now.
  const restored: SmallWorld = { ...world, journal: backup.journal };
  await restored.journal.transact(async (t2) => {
    for (const { seq: _, at: __, ...fact } of facts) await t2.append(fact);
  });
  const deposit = await theDeposit(restored, "D1");
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(restored, arMail({ references, file: dpaeAr(hires, ["00", "00"]) }));
  const after = await theDeposit(restored, "D1");
  assert.deepEqual(
    after.declarations.map((d) => d.is),
    ["registered", "registered"],
  );
  assert.deepEqual(
    after.deliveries.map((d) => [d.is, d.is === "delivered" && d.before]),
    [["delivered", true]],
  );
  assert.deepEqual(shelf(world), []);
});
