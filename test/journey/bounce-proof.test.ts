/** What tells that a mail failed is no proof that it arrived, even where nobody knows who wrote it (docs/decisions/0042). */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { modelOf } from "../../src/adapters/reports/reporter.ts";
import { carryOut } from "../../src/daemon/orders/person.ts";
import { situation } from "../../src/domain/rollup.ts";
import { forPeople } from "../../src/journey/report.ts";
import { arMail, bounceMail, dpae, dpaeAr } from "../support/samples.ts";
import { receiveOne, sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";
import { testTold } from "../support/told.ts";

const hires = dpae("FICTIVE", "IMAGINAIRE");
const person = { by: "Mme Martin", means: "confirm", reason: "lu dans la boîte" } as const;

/** The server may have taken it, and nobody knows. */
const uncertainWorld = async (t: TestContext) => {
  const world = smallWorld(t, { courier: () => "drops-after-dot" });
  world.spool.drop("dpae.txt", hires);
  const { messages } = await takeOne(world);
  assert.equal(await sendOne(world, "D1"), "uncertain");
  const told = async () => {
    const deposit = await theDeposit(world, "D1");
    return [situation(deposit).is, deposit.messages[0]?.stage.is];
  };
  return { world, told, header: messages[0]?.frozen.messageIdHeader ?? "" };
};

/** Of no standard: qmail's, with our Message-ID in its text. */
const qmail = (header: string): string =>
  [
    "Return-Path: <>",
    "From: MAILER-DAEMON@fournisseur.test",
    "To: paie@employeur.test",
    "Subject: failure notice",
    "Message-ID: <1@fournisseur.test>",
    "",
    "Hi. This is the qmail-send program.",
    "<accept@organisme.test>: Sorry, no mailbox here by that name. (#5.1.1)",
    "",
    `Message-ID: ${header}`,
    "",
  ].join("\r\n");

test("a failure that nothing authenticates does not make an uncertain mail arrived", async (t) => {
  const { world, told, header } = await uncertainWorld(t);
  const { receipt } = await receiveOne(world, bounceMail(header, { forged: true }));
  assert.equal((await told())[1], "uncertain");
  const { todo } = modelOf(await forPeople(world, await theDeposit(world, "D1")), testTold);
  assert.match(todo.join("\n"), /facteur receipt confirm R1/u);
  assert.equal((await carryOut(world, { is: "confirm", receipt, person })).is, "done");
  assert.deepEqual(await told(), ["non-remis", "refused"]);
});

test("nor does a bounce of no standard, and the organism's answer still does", async (t) => {
  const { world, told, header } = await uncertainWorld(t);
  const { conclusion } = await receiveOne(world, qmail(header));
  assert.equal(conclusion.class, "probable-bounce");
  assert.equal(conclusion.matches[0]?.deposit, "D1");
  assert.equal((await told())[1], "uncertain");
  await receiveOne(world, arMail({ references: header, file: dpaeAr(hires, ["00", "00"]) }));
  assert.deepEqual(await told(), ["enregistre", "accepted"]);
});
