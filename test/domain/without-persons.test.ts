/** What a mail's subject may keep for ever: no name that the deposit declares. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutPersons } from "../../src/domain/without-persons.ts";
import { arMail, dpae, hire } from "../support/samples.ts";
import { receiveOne, sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const declared = [
  {
    ...hire("IMAGINÉE-SUPPOSÉE", {
      person: { family: "IMAGINÉE-SUPPOSÉE", given: "Zoé LI", born: "1990-04-01", nir: "" },
    }),
    position: 1,
    at: 1,
  },
];

test("names go whatever their accents and case; other words and parts of words stay", () => {
  assert.equal(
    withoutPersons("AR DPAE Imaginee, supposée zoe (imaginaire)", declared),
    "AR DPAE •••, ••• ••• (imaginaire)",
  );
  assert.equal(withoutPersons("li et la suite", declared), "li et la suite");
  assert.equal(withoutPersons("AR", []), "AR");
});

test("an acknowledgement whose subject names the person is kept without the name", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("IMAGINAIRE"));
  const deposit = await takeOne(world);
  await sendOne(world, deposit.id);
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, subject: "AR de Mme Imaginaire Albertine" }));
  const [receipt] = (await theDeposit(world, deposit.id)).receipts;
  assert.equal(receipt?.subject, "AR de Mme ••• •••");
});
