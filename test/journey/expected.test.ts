/** What a rule says of the receipts it expects (`ar.*`) decides whom they may come from, and which of them close. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { looselyMatches } from "../../src/domain/loose-match.ts";
import { situation } from "../../src/domain/rollup.ts";
import { type ArMail, arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  rules,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const three = dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE");
const file = dpaeAr(three, []);

/** Sent by a rule with these lines more; `answer` cites our mail unless told otherwise. */
const sent = async (t: TestContext, more: string) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", `${rules()}${more}\r\n`);
  world.spool.drop("dpae.txt", three);
  const deposit = await takeOne(world);
  await sendOne(world, "D1");
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  return {
    answer: async (mail: ArMail = {}) =>
      (await receiveOne(world, arMail({ references, file, ...mail }))).conclusion,
    is: async () => situation(await theDeposit(world, "D1")).is,
  };
};

test("a rule that asks for a signature is not content with our server's word", async (t) => {
  const { answer, is } = await sent(t, "ar.authenticite=A");
  assert.equal((await answer()).matches[0]?.grade, "B");
  assert.equal(await is(), "enregistre-a-confirmer");
});

test("a rule that is content with less closes on less, and still not on a contradiction", async (t) => {
  const { answer, is } = await sent(t, "ar.authenticite=C");
  const forged = "mx.fournisseur.test; dkim=fail header.d=organisme.test";
  assert.equal((await answer({ results: forged })).matches[0]?.grade, "F");
  assert.notEqual(await is(), "enregistre");
  assert.equal((await answer({ results: "" })).matches[0]?.grade, "C");
  assert.equal(await is(), "enregistre");
});

test("a rule says from where answers come, when it is not from where declarations go", async (t) => {
  const elsewhere = {
    from: "retours@portail.test",
    results: "mx.fournisseur.test; dkim=pass header.d=portail.test",
  };
  const silent = await sent(t, "");
  assert.equal((await silent.answer(elsewhere)).matches[0]?.grade, "C");
  const told = await sent(t, "ar.de=@portail.test");
  assert.equal((await told.answer(elsewhere)).matches[0]?.grade, "B");
  assert.equal((await told.answer()).matches[0]?.grade, "C");
  const one = await sent(t, "ar.de=autre@portail.test");
  assert.equal((await one.answer(elsewhere)).matches[0]?.grade, "C");
});

test("a rule names the attached file when the organism renames it", async (t) => {
  const renamed = { references: "", name: "RETOUR_0042.TXT", subject: "Retour" };
  const silent = await sent(t, "");
  assert.deepEqual((await silent.answer(renamed)).matches, []);
  const told = await sent(t, "ar.piece=retour_*.txt");
  assert.deepEqual((await told.answer(renamed)).by, ["attachment", "identifiers", "sender"]);
});

test("patterns match without regard to case and accents, and cost little", () => {
  for (const [text, pattern, expected] of [
    ["Fichier des AR", "fichier*", true],
    ["Accusé de réception", "accuse*reception", true],
    ["retour_42.txt", "retour_??.txt", true],
    ["retour_421.txt", "retour_??.txt", false],
    ["", "*", true],
    ["", "?", false],
    ["a.txt", "*.edi", false],
    ["a".repeat(5000), `${"a*".repeat(50)}b`, false],
  ] as const)
    assert.equal(looselyMatches(text, pattern), expected, `${text.slice(0, 20)} ${pattern}`);
});
