/** What comes back: matched, graded, judged per declaration, filed once (mail.md F46, F51, F67, F69-F74). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { situation } from "../../src/domain/rollup.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { ducsReceiptText } from "../../src/organism/ducs-receipt.ts";
import { type ArMail, arMail, bounceMail, dpae, dpaeAr, edifact } from "../support/samples.ts";
import { receiveOne, sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const three = dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE");

/** A world in which `bytes` were sent as D1; `answer` sends an AR that cites our mail. */
const sent = async (
  t: Parameters<typeof smallWorld>[0],
  bytes: Uint8Array,
  options: Parameters<typeof smallWorld>[1] = {},
) => {
  const world = smallWorld(t, options);
  world.spool.drop("dpae.txt", bytes);
  const deposit = await takeOne(world);
  await sendOne(world, "D1");
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  return {
    world,
    references,
    answer: (mail: ArMail = {}) => receiveOne(world, arMail({ references, ...mail })),
    states: async () => (await theDeposit(world, "D1")).declarations.map((d) => d.is),
    is: async () => situation(await theDeposit(world, "D1")).is,
  };
};

test("three hires, one refused: two registered, one refused with its code and number", async (t) => {
  const { world, answer, states, is } = await sent(t, three);
  const file = dpaeAr(three, ["00", "12", "00"]);
  const { conclusion } = await answer({ file });
  assert.deepEqual([conclusion.class, conclusion.matches[0]?.grade], ["ar", "B"]);
  assert.deepEqual(await states(), ["registered", "refused", "registered"]);
  assert.equal(await is(), "partiel");
  const refused = (await theDeposit(world, "D1")).declarations[1]?.verdicts[0];
  assert.deepEqual([refused?.code, refused?.number], ["12", "10001"]);
  assert.deepEqual(
    Buffer.from(world.spool.files.get("AR/dpae.txt")?.bytes ?? []),
    Buffer.from(file),
  );
});

test("without references, the file's name and the identifiers inside are enough", async (t) => {
  const { answer, states } = await sent(t, three);
  const { conclusion } = await answer({ references: "", file: dpaeAr(three, []) });
  assert.deepEqual(conclusion.by, ["attachment", "identifiers", "sender", "subject"]);
  assert.deepEqual(await states(), ["registered", "registered", "registered"]);
});

test("identifiers alone, with another subject and another file name, are for a person", async (t) => {
  const { answer, states, world } = await sent(t, three);
  const mail = { references: "", subject: "Bonjour", name: "x.txt", file: dpaeAr(three, []) };
  const { conclusion } = await answer(mail);
  assert.deepEqual([conclusion.class, conclusion.matches], ["ar", []]);
  assert.deepEqual(conclusion.candidates, [
    { deposit: "D1", score: 11, signs: ["identifiers", "sender"] },
  ]);
  assert.deepEqual(await states(), ["waiting", "waiting", "waiting"]);
  assert.equal(world.spool.files.has("AR/x.txt"), false);
});

test("an AR that our own server does not vouch for shows, and is worded as unconfirmed", async (t) => {
  const { answer, is } = await sent(t, three);
  await answer({ file: dpaeAr(three, []), results: "" });
  assert.equal(await is(), "enregistre-a-confirmer");
});

test("an AR from another domain, or with a broken signature, never registers anything", async (t) => {
  for (const mail of [
    { from: "accept@pirate.test" },
    { results: "mx.fournisseur.test; dkim=fail header.d=organisme.test" },
    { results: "mx.pirate.test; dkim=pass header.d=organisme.test" },
  ]) {
    const { answer, world } = await sent(t, three);
    await answer({ file: dpaeAr(three, []), ...mail });
    const deposit = await theDeposit(world, "D1");
    assert.equal(
      deposit.declarations.some((d) => d.is === "registered" && d.proven),
      false,
    );
    assert.notEqual(situation(deposit).is, "enregistre");
  }
});

test("an AR with a broken signature is not put where the payroll program looks", async (t) => {
  const { answer, world } = await sent(t, three);
  const results = "mx.fournisseur.test; dkim=fail header.d=organisme.test";
  assert.equal(
    (await answer({ file: dpaeAr(three, []), results })).conclusion.matches[0]?.grade,
    "F",
  );
  assert.equal(world.spool.files.has("AR/dpae.txt"), false);
});

test("the same AR twice is filed once: the payroll program may have taken it already", async (t) => {
  const { answer, world } = await sent(t, three);
  const file = dpaeAr(three, []);
  await answer({ file });
  world.spool.remove("AR/dpae.txt");
  await answer({ file, more: "X-Second: 1" });
  assert.equal(world.spool.files.has("AR/dpae.txt"), false);
  assert.equal((await theDeposit(world, "D1")).receipts.length, 2);
});

test("a second, different AR takes the place of the first, which is kept", async (t) => {
  const { answer, world } = await sent(t, three);
  await answer({ file: dpaeAr(three, ["00", "98", "98"]) });
  await answer({ file: dpaeAr(three, []) });
  const files = [...world.spool.files.keys()].filter((f) => f.startsWith("AR/"));
  assert.deepEqual(
    Buffer.from(world.spool.files.get("AR/dpae.txt")?.bytes ?? []),
    Buffer.from(dpaeAr(three, [])),
  );
  assert.equal(files.filter((f) => f.startsWith("AR/historique/")).length, 1);
});

test("what nobody here can read is filed all the same, and is for a person", async (t) => {
  const { answer, states, is, world } = await sent(t, three);
  await answer({ file: Buffer.from("AR illisible") });
  assert.deepEqual(await states(), ["to-read", "to-read", "to-read"]);
  assert.equal(await is(), "a-lire");
  assert.equal(world.spool.text("AR/dpae.txt"), "AR illisible");
});

test("levels 1 and 2 are not registration; level 3 is, whatever the order", async (t) => {
  const lot = edifact(["A1", "A2"]);
  const text = (level: 1 | 2 | 3): string =>
    ducsReceiptText({
      level,
      organism: "levels@organisme.test",
      number: "1",
      fileName: "dpae.txt",
      messageId: "<x@y.test>",
      receivedAt: 0,
      lines: ["A1", "A2"].map((reference) => ({ reference, is: "integrated" })),
    });
  for (const order of [
    [1, 2, 3],
    [3, 1, 2],
  ] as const) {
    const { answer, states } = await sent(t, lot);
    for (const level of order) {
      await answer({ subject: "Accusé", text: text(level) });
      const done = order.indexOf(3) <= order.indexOf(level);
      assert.deepEqual(new Set(await states()), new Set([done ? "registered" : "received"]));
    }
  }
});

test("F46 a bounce makes the mail « non remis », and the file may be dropped again", async (t) => {
  const { world, references, is } = await sent(t, three);
  assert.equal((await receiveOne(world, bounceMail(references))).conclusion.class, "bounce");
  assert.equal(await is(), "non-remis");
  world.spool.drop("dpae.txt", three);
  assert.equal((await takeOne(world)).stage.is, "frozen");
});

test("our own mail, an out-of-office and a stranger's mail change nothing", async (t) => {
  const { world, answer, states } = await sent(t, three);
  const own = await world.store.get(
    (await theDeposit(world, "D1")).messages[0]?.frozen.sha256 ?? "",
  );
  assert.equal((await receiveOne(world, own)).conclusion.class, "ours");
  const away = await answer({ subject: "Absence", more: "Auto-Submitted: auto-replied" });
  assert.equal(away.conclusion.class, "auto-reply");
  const stranger = await receiveOne(world, arMail({ subject: "Réunion", from: "x@ailleurs.test" }));
  assert.equal(stranger.conclusion.class, "other");
  assert.deepEqual(await states(), ["waiting", "waiting", "waiting"]);
  assert.equal(world.courier.attempts().length, 1, "none of them is answered");
});

test("an AR that fits two deposits goes to the one whose file name it bears, else to a person", async (t) => {
  const world = smallWorld(t, { courier: () => "drops-after-dot" });
  const [a, b] = [dpae("FICTIVE"), dpae("FICTIVE", "AUTRE")];
  world.spool.drop("mapibox.cfg", "a=accept@organisme.test\r\nsujet=DUE\r\nremplace=non\r\n");
  world.spool.drop("un.txt", a);
  await takeOne(world);
  await sendOne(world, "D1");
  world.spool.drop("deux.txt", b);
  await takeOne(world);
  await giveOrder(world, { deposit: "D2", order: "release", by: "x", reason: "", as: "separate" });
  await advance(world, "D2");
  await sendOne(world, "D2");
  const answer = (name: string) => receiveOne(world, arMail({ name, file: dpaeAr(a, ["12"]) }));
  const lost = await answer("autre.txt");
  assert.deepEqual([lost.conclusion.class, lost.conclusion.matches], ["ar", []]);
  assert.deepEqual(lost.conclusion.by, ["ambiguous", "dpae-ar"]);
  assert.deepEqual(
    lost.conclusion.candidates?.map((c) => c.deposit),
    ["D1", "D2"],
  );
  await answer("un.txt");
  assert.equal((await theDeposit(world, "D1")).declarations[0]?.is, "refused");
  assert.equal((await theDeposit(world, "D2")).declarations[0]?.is, "waiting");
});

test("a social security number in a subject does not reach the journal", async (t) => {
  const world = smallWorld(t);
  const bytes = dpae("FICTIVE");
  world.spool.drop("dpae.txt", bytes);
  const deposit = await takeOne(world);
  await sendOne(world, deposit.id);
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  const mail = Buffer.from(arMail({ references, file: dpaeAr(bytes, ["00"]) })).toString("latin1");
  const subject = "AR de 2 85 05 99 999 001 12 FICTIVE";
  await receiveOne(world, mail.replace(/^Subject: .*$/mu, `Subject: ${subject}`));
  const [receipt] = (await theDeposit(world, deposit.id)).receipts;
  assert.equal(receipt?.subject, "AR de ••• •••");
});
