/** One receipt that cites one of our mails and speaks of several deposits: each gets what is said of it. */
import assert from "node:assert/strict";
import { after, type TestContext, test } from "node:test";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import { advance } from "../../src/daemon/advance.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { type Sent, sentWorld } from "../support/received.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  rules,
  sendOne,
  takeAll,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const mailReader = workerMailReader();
after(() => mailReader[Symbol.asyncDispose]());

const sentToo = async (t: TestContext): Promise<Sent> => {
  const sent = await sentWorld(t, { mailReader });
  sent.world.spool.drop("mapibox.cfg", rules("accept@organisme.test"));
  sent.world.spool.drop("dpae.txt", dpae("CINQUIEME"));
  await takeOne(sent.world);
  await sendOne(sent.world, "D5");
  return sent;
};

const said = async ({ world }: Sent, id: DepositId): Promise<readonly string[]> =>
  (await theDeposit(world, id)).declarations.map((d) => d.is);

const answer = async (sent: Sent, families: readonly string[], codes: readonly string[] = []) =>
  receiveOne(
    sent.world,
    arMail({
      references: sent.headers.get("D1") ?? "",
      file: dpaeAr(dpae(...families), codes),
    }),
  );

test("one file about two deposits, in answer to one of them, is about both", async (t) => {
  const sent = await sentToo(t);
  const all = ["FICTIVE", "IMAGINAIRE", "SUPPOSEE", "CINQUIEME"];
  const { conclusion } = await answer(sent, all, ["00", "00", "00", "01"]);
  assert.deepEqual(
    conclusion.matches.map((m) => m.deposit),
    ["D1", "D5"],
  );
  assert.deepEqual(await said(sent, "D1"), ["registered", "registered", "registered"]);
  assert.deepEqual(await said(sent, "D5"), ["refused"]);
});

test("an answer to one deposit that speaks only of another says nothing clear of the first", async (t) => {
  const sent = await sentToo(t);
  const { conclusion } = await answer(sent, ["CINQUIEME"]);
  assert.deepEqual(
    conclusion.matches.map((m) => m.deposit),
    ["D1", "D5"],
  );
  assert.ok(!(await said(sent, "D1")).includes("registered"));
  assert.deepEqual(await said(sent, "D5"), ["registered"]);
});

/** D6 declares again what D5 does, and both stand. */
const sixth = async ({ world }: Sent): Promise<void> => {
  world.spool.drop("mapibox.cfg", `${rules("accept@organisme.test")}remplace=non\r\n`);
  world.spool.drop("dpae.txt", Buffer.concat([dpae("CINQUIEME"), dpae("SIXIEME")]));
  const [id] = await takeAll(world);
  assert.equal(id, "D6");
  await advance(world, "D6");
  await giveOrder(world, {
    deposit: "D6",
    order: "release",
    by: "jeanne",
    reason: "",
    as: "separate",
  });
  await advance(world, "D6");
  await sendOne(world, "D6");
};

test("what two others declare alike is for a person, with the one that is cited", async (t) => {
  const sent = await sentToo(t);
  await sixth(sent);
  const { conclusion } = await answer(sent, ["FICTIVE", "CINQUIEME"]);
  assert.deepEqual(conclusion.matches, []);
  assert.deepEqual(
    conclusion.candidates?.map((c) => c.deposit),
    ["D1", "D5", "D6"],
  );
});

test("a receipt that cites a deposit stays with it where another one waits for the same", async (t) => {
  const sent = await sentToo(t);
  await answer(sent, ["FICTIVE", "IMAGINAIRE", "SUPPOSEE"]);
  sent.world.spool.drop("mapibox.cfg", `${rules("accept@organisme.test")}remplace=oui\r\n`);
  sent.world.spool.drop("dpae.txt", dpae("SUPPOSEE", "FICTIVE"));
  await takeOne(sent.world);
  await sendOne(sent.world, "D6");
  const { conclusion } = await answer(sent, ["FICTIVE", "IMAGINAIRE", "SUPPOSEE"], ["01"]);
  assert.deepEqual(
    conclusion.matches.map((m) => m.deposit),
    ["D1"],
  );
  assert.deepEqual((await theDeposit(sent.world, "D6")).receipts, []);
});

test("a forged answer to one of two alike does not hand the true one to the other", async (t) => {
  const sent = await sentToo(t);
  await sixth(sent);
  // Nothing vouches for it, so D5 still waits for one that something vouches for.
  const { messages } = await theDeposit(sent.world, "D5");
  const references = messages[0]?.frozen.messageIdHeader ?? "";
  const file = dpaeAr(dpae("CINQUIEME"), ["01"]);
  await receiveOne(sent.world, arMail({ results: "", references, file }));
  const [d5] = (await theDeposit(sent.world, "D5")).declarations;
  assert.deepEqual([d5?.is, d5?.proven], ["refused", false]);
  const truth = arMail({ file: dpaeAr(dpae("CINQUIEME"), ["00"]), text: "Voici." });
  const { conclusion } = await receiveOne(sent.world, truth);
  assert.deepEqual(
    [conclusion.matches.map((m) => m.deposit), conclusion.candidates?.map((c) => c.deposit)],
    [[], ["D5", "D6"]],
  );
});
