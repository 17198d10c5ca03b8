/** A file that left cut, to two organisms (`decouper=oui`): each answers for what it was sent, and for nothing else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import { attention } from "../../src/cli/agent/attention.ts";
import { confirmReceipt } from "../../src/journey/person.ts";
import { send } from "../../src/journey/send.ts";
import { cutRules, cutWorld, level3, lot, lotOf } from "../support/cut-world.ts";
import { receiveOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

test("the second organism's answer is judged by its own address, and registers its own", async (t) => {
  const { world, headers, states } = await cutWorld(t);
  const answer = {
    domain: "caisse.test",
    cites: headers[1],
    lines: ["Déclaration REF2 : INTEGREE"],
  };
  const { conclusion } = await receiveOne(world, level3(answer));
  assert.equal(conclusion.matches[0]?.grade, "B", conclusion.matches[0]?.gradeBecause ?? "");
  assert.equal(conclusion.matches[0]?.message, "D1.M2");
  assert.deepEqual(await states(), ["waiting ?", "registered"]);
});

test("what it does not name declaration by declaration is said of its own mail only", async (t) => {
  const { world, headers, states } = await cutWorld(t);
  const unread = { domain: "caisse.test", cites: headers[1], lines: ["Votre envoi est traité."] };
  await receiveOne(world, level3(unread));
  const [urssaf, irc] = await states();
  assert.equal(urssaf, "waiting ?");
  assert.notEqual(irc, "waiting ?");
});

test("no organism registers what was sent to another, whatever it writes", async (t) => {
  const { world, headers, states } = await cutWorld(t);
  const lines = ["Déclaration REF1 : INTEGREE", "Déclaration REF2 : INTEGREE"];
  for (const cites of [headers[0], headers[1]])
    await receiveOne(world, level3({ domain: "urssaf.test", cites, lines }));
  // Its own part counts; of the other's, whoever signed it contradicts the fund that was written to.
  assert.deepEqual(await states(), ["registered", "to-read ?"]);
  const own = { domain: "urssaf.test", cites: headers[0], lines: ["Déclaration REF1 : INTEGREE"] };
  await receiveOne(world, level3(own));
  assert.deepEqual(await states(), ["registered", "to-read ?"]);
  const theirs = {
    domain: "caisse.test",
    cites: headers[1],
    lines: ["Déclaration REF2 : REJETEE motif 12"],
  };
  await receiveOne(world, level3(theirs));
  assert.deepEqual(await states(), ["registered", "refused"]);
});

test("the rule that asks for less opens nothing of the one that asks for more", async (t) => {
  const { world, headers, states } = await cutWorld(t, { urssaf: "ar.authenticite=C" });
  const answer = {
    domain: "caisse.test",
    cites: headers[1],
    lines: ["Déclaration REF2 : INTEGREE"],
    authentic: false,
  };
  await receiveOne(world, level3(answer));
  assert.deepEqual(await states(), ["waiting ?", "registered ?"]);
});

test("counts that one organism echoes are compared with what it was sent", async (t) => {
  const { world, headers, states } = await cutWorld(t);
  const lines = ["Nombre de déclarations : 1", "Déclaration REF2 : INTEGREE"];
  await receiveOne(world, level3({ domain: "caisse.test", cites: headers[1], lines }));
  assert.deepEqual(await states(), ["waiting ?", "registered"]);
});

test("one half refused by the server: the report asks for that half alone, and it leaves when it is dropped", async (t) => {
  const world = smallWorld(t, {
    courier: (handover) =>
      handover.envelope.to[0] === "ducs@caisse.test" ? "refuses-organism" : "accepts",
  });
  world.spool.drop("mapibox.cfg", cutRules());
  world.spool.drop("lot.edi", lot);
  const { id, messages } = await takeOne(world);
  for (const message of messages)
    await send(world, await theDeposit(world, id), message, new AbortController().signal);
  const { todo } = reportModel({
    deposit: await theDeposit(world, id),
    declarations: [],
    findings: [],
    receiptTexts: [],
    agent: { name: "Facteur", version: "test" },
  });
  assert.match(todo.join(" "), /ne le redéposez pas entier.*que la déclaration 2\./u);
  // `facteur status` and the page of the day say the same.
  const recent = [await theDeposit(world, id)];
  const [told] = await attention(world.journal, recent, { language: "fr" });
  assert.match(told?.next ?? "", /ne le redéposez pas entier.*que la déclaration 2\./u);
  const [english] = await attention(world.journal, recent, { language: "en" });
  assert.match(english?.next ?? "", /only declaration 2\./u);
  world.spool.drop("reste.edi", lotOf(["930"]));
  const rest = await takeOne(world);
  assert.equal(rest.stage.is, "frozen", JSON.stringify(rest.stage));
  world.spool.drop("encore.edi", lotOf(["913"]));
  const again = await takeOne(world);
  assert.ok(again.stage.is === "held", "what has left is asked about");
  assert.equal(again.stage.hold.because, "replaces");
});

const both = ["Déclaration REF1 : INTEGREE", "Déclaration REF2 : INTEGREE"];

test("a person may answer for what one organism says of another's, with a reason", async (t) => {
  const { world, headers, states } = await cutWorld(t);
  const { receipt } = await receiveOne(
    world,
    level3({ domain: "urssaf.test", cites: headers[0], lines: both }),
  );
  const [deposit] = [await theDeposit(world, "D1")];
  assert.match(deposit.receipts[0]?.gradeBecause ?? "", /ducs@caisse\.test/u);
  const person = { by: "jeanne", means: "confirm" } as const;
  const bare = await confirmReceipt(world, receipt, person);
  assert.deepEqual(bare, { is: "refused", because: "contradicts" });
  await confirmReceipt(world, receipt, { ...person, reason: "appelé la caisse" });
  assert.deepEqual(await states(), ["registered", "registered"]);
});

test("an intermediary that both rules name answers for both", async (t) => {
  const by = "ar.de=@portail.test";
  const { world, states } = await cutWorld(t, { urssaf: by, irc: by });
  const [first] = (await theDeposit(world, "D1")).messages;
  const cites = first?.frozen.messageIdHeader;
  await receiveOne(world, level3({ domain: "portail.test", cites, lines: both }));
  assert.deepEqual(await states(), ["registered", "registered"]);
});

test("what nothing authenticates proves nothing of either, and contradicts nobody", async (t) => {
  const { world, headers, states } = await cutWorld(t);
  const forged = { domain: "urssaf.test", cites: headers[0], lines: both, authentic: false };
  await receiveOne(world, level3(forged));
  assert.deepEqual(await states(), ["registered ?", "registered ?"]);
});

test("a bounce outside the standards speaks of the mail that it shows, and of no other", async (t) => {
  const { world, headers, states } = await cutWorld(t);
  const bounce = [
    "From: MAILER-DAEMON@fournisseur.test",
    "To: paie@employeur.test",
    "Subject: Undelivered Mail Returned to Sender",
    "Message-ID: <rebond.1@fournisseur.test>",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Votre message n'a pas pu être remis.",
    `Message-ID: ${headers[1] ?? ""}`,
    "",
  ].join("\r\n");
  const { conclusion } = await receiveOne(world, bounce);
  assert.equal(conclusion.class, "probable-bounce");
  assert.deepEqual(await states(), ["waiting ?", "to-read ?"]);
});

test("a receipt that quotes our Message-ID in its text proves the arrival of that mail, not of the first", async (t) => {
  const { world, headers } = await cutWorld(t);
  const text = level3({
    domain: "relais.test",
    lines: ["Déclaration REF2 : INTEGREE", `Message-ID: ${headers[1] ?? ""}`],
  });
  const { conclusion } = await receiveOne(world, text);
  assert.equal(conclusion.matches[0]?.message, "D1.M2");
});
