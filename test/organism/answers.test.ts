/** What the organism sends back, as the client finds it in its mailbox. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { simpleParser } from "mailparser";
import { behaviourOf, behaviours } from "../../src/organism/behaviours.ts";
import type { OrganismOptions } from "../../src/organism/organism.ts";
import { waitUntil } from "../support/wait-until.ts";
import { client, dpae, edifact, organism, type Sending, send } from "./support.ts";

const ask = async (
  t: TestContext,
  sending: Sending,
  options: { count?: number } & Partial<OrganismOptions> = {},
) => {
  const { count = 1, ...others } = options;
  const served = await organism(t, others);
  await send(served.smtpPort, sending);
  const box = served.mailbox(client.address);
  await waitUntil(`${count} answers`, () => box.mails().length === count);
  const raws = box.mails().map((mail) => Buffer.from(mail.bytes));
  return { raws, mails: await Promise.all(raws.map((raw) => simpleParser(raw))) };
};

const codes = (file: Buffer | undefined): string[] =>
  (file?.toString("latin1") ?? "")
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) => `${line.slice(75, 77)}/${line.slice(424, 429)}/${line.slice(429, 431)}`);

test("accept@: the file comes back under its name with its slots filled", async (t) => {
  const sending = { to: "accept@organisme.test", name: "dpae été.txt", content: dpae(2) };
  const { mails, raws } = await ask(t, sending);
  const [mail] = mails;
  assert.equal(mail?.subject, "Fichier des AR");
  assert.equal(mail.inReplyTo, "<dpae.D1.test@client.test>");
  assert.equal(mail.references, "<dpae.D1.test@client.test>");
  assert.equal(mail.from?.value[0]?.address, "accept@organisme.test");
  const [attachment] = mail.attachments;
  assert.equal(attachment?.filename, "dpae été.txt");
  assert.deepEqual(codes(attachment.content), ["00/01001/00", "00/01002/00"]);
  const back = attachment.content.toString("latin1");
  assert.equal(back.length, dpae(2).length);
  assert.ok(back.includes("SALARIE 2"), "the rest of the record is what was sent");
  const stamp =
    /^Return-Path: <accept@organisme\.test>\r\nAuthentication-Results: mx\.organisme-demo\.test;\r\n\tdkim=pass header\.d=organisme\.test;\r\n\tspf=pass smtp\.mailfrom=accept@organisme\.test;\r\n\tdmarc=pass header\.from=organisme\.test\r\n/u;
  assert.match(raws[0]?.toString("latin1") ?? "", stamp);
});

test("refuse@ and partial@: refused records have the invented code and no number", async (t) => {
  const all = await ask(t, { to: "refuse@organisme.test", content: dpae(2) });
  assert.deepEqual(codes(all.mails[0]?.attachments[0]?.content), ["00/     /12", "00/     /12"]);
  const some = await ask(t, { to: "partial2+essai@organisme.test", content: dpae(5) });
  assert.deepEqual(codes(some.mails[0]?.attachments[0]?.content), [
    "00/01001/00",
    "00/     /12",
    "00/01003/00",
    "00/01004/00",
    "00/     /12",
  ]);
});

test("twice@: the same mail two times", async (t) => {
  const { mails } = await ask(t, { to: "twice@organisme.test" }, { count: 2 });
  assert.equal(mails[0]?.messageId, mails[1]?.messageId);
  assert.deepEqual(mails[0]?.attachments[0]?.content, mails[1]?.attachments[0]?.content);
});

test("garbled@: no record keeps its length", async (t) => {
  const { mails } = await ask(t, { to: "garbled@organisme.test", content: dpae(3) });
  const lines = mails[0]?.attachments[0]?.content.toString("latin1").split(/\r?\n/u) ?? [];
  assert.ok(lines.length > 1);
  assert.ok(lines.every((line) => line.length !== 989));
});

test("late@ answers after lateMs and not after delayMs; silent@ never", async (t) => {
  const served = await organism(t, { lateMs: 150 });
  const box = served.mailbox(client.address);
  await send(served.smtpPort, { to: "silent@organisme.test", messageId: "<s@client.test>" });
  const begun = performance.now();
  await send(served.smtpPort, { to: "late@organisme.test" });
  await waitUntil("the late answer", () => box.mails().length > 0);
  assert.ok(performance.now() - begun >= 149);
  const mail = await simpleParser(Buffer.from(box.mails()[0]?.bytes ?? []));
  assert.equal(mail.from?.value[0]?.address, "late@organisme.test");
});

test("bounce@: a delivery status notification with the envelope id, from the empty sender", async (t) => {
  const { raws } = await ask(t, { to: "bounce@organisme.test", envid: "D1.M1" });
  const text = raws[0]?.toString("utf8") ?? "";
  assert.match(text, /^Return-Path: <>\r\n/u);
  assert.match(text, /^Content-Type: multipart\/report; report-type=delivery-status;/mu);
  assert.match(text, /^Original-Envelope-Id: D1\.M1\r$/mu);
  assert.match(
    text,
    /^Final-Recipient: rfc822; bounce@organisme\.test\r\nAction: failed\r\nStatus: 5\.1\.1\r$/mu,
  );
  assert.match(
    text,
    /Content-Type: text\/rfc822-headers\r\n[\s\S]*^Message-ID: <dpae\.D1\.test@client\.test>\r$/mu,
  );
});

test("a DUCS is answered by text, one line for each declaration", async (t) => {
  const content = edifact(["REF0001", "A?+B?'C", "REF0003"]);
  const { mails } = await ask(
    t,
    { to: "partial@organisme.test", name: "lot.edi", content },
    { now: () => 1_768_469_400_000 },
  );
  assert.equal(mails[0]?.subject, "Accusé de réception DUCS niveau 3");
  assert.deepEqual(mails[0].text?.trimEnd().split("\n"), [
    "Accusé de réception de niveau 3",
    "Organisme : Organisme de démonstration (organisme.test)",
    "Numéro : DEMO-000001",
    "Fichier : lot.edi",
    "Message : <dpae.D1.test@client.test>",
    "Reçu le : 2026-01-15T09:30:00.000Z",
    "",
    "Déclaration REF0001 : INTEGREE",
    "Déclaration A+B'C : REJETEE motif 12",
    "Déclaration REF0003 : INTEGREE",
    "",
    "Présentation propre à l'organisme de démonstration : aucun organisme réel n'écrit ainsi.",
  ]);
});

test("levels@: three mails, in order, with one number", async (t) => {
  const sending = { to: "levels@organisme.test", name: "lot.edi", content: edifact(["R1"]) };
  const { mails } = await ask(t, sending, { count: 3, delayMs: 30 });
  const said = mails.map((m) => m.text ?? "");
  assert.deepEqual(
    said.map((text) => /niveau (\d)/u.exec(text)?.[1]),
    ["1", "2", "3"],
  );
  assert.ok(said.every((text) => text.includes("Numéro : DEMO-000001")));
  assert.ok(said[0]?.includes("Flux reçu, non lu."));
  assert.ok(said[1]?.includes("Déclaration R1 : LUE"));
  assert.ok(said[2]?.includes("Déclaration R1 : INTEGREE"));
  const ids = new Set(mails.map((m) => m.messageId));
  assert.equal(ids.size, 3);
  const one = await ask(t, { to: "levels@organisme.test" });
  assert.equal(one.mails[0]?.subject, "Fichier des AR", "a DPAE has one acknowledgement");
});

test("flat DUCS and XML DPAE are answered by reference and by position", async (t) => {
  const flat = [
    "TYP   A",
    "UNB   5   ",
    `BGM   ${"DUA-1".padEnd(35)}`,
    "UNT   1",
    `BGM   ${"DUA-2".padEnd(35)}`,
    "UNZ   1",
  ];
  const ducs = await ask(t, { to: "accept@organisme.test", content: flat.join("\r\n") });
  assert.match(
    ducs.mails[0]?.text ?? "",
    /Déclaration DUA-1 : INTEGREE\nDéclaration DUA-2 : INTEGREE\n/u,
  );
  const content =
    "<?xml version='1.0'?><FR_DUE_Upload><FR_EmployeeGroup><FR_EmployeeGroup.Comment.Text>x</FR_EmployeeGroup.Comment.Text></FR_EmployeeGroup><x:FR_EmployeeGroup a='b'></x:FR_EmployeeGroup></FR_DUE_Upload>";
  const xml = await ask(t, { to: "accept@organisme.test", name: "dpae.xml", content });
  assert.equal(xml.mails[0]?.subject, "Accusé de réception DPAE niveau 3");
  assert.match(
    xml.mails[0].text ?? "",
    /\n\nDéclaration 1 : INTEGREE\nDéclaration 2 : INTEGREE\n\n/u,
  );
});

test("a file that nobody can read is refused in text", async (t) => {
  const { mails } = await ask(t, { to: "accept@organisme.test", content: "bonjour" });
  assert.match(mails[0]?.text ?? "", /Fichier illisible : REJETE motif 90/u);
});

for (const [to, expected] of [
  ["unsigned@organisme.test", undefined],
  ["failed@organisme.test", /^Authentication-Results: mx\.organisme-demo\.test;\s+dkim=fail/mu],
  ["forged@organisme.test", /^Authentication-Results: mx\.organisme\.test;\s+dkim=pass/mu],
] as const)
  test(`${to}: the stamp is not what makes an answer trustworthy`, async (t) => {
    const { raws } = await ask(t, { to });
    const text = raws[0]?.toString("latin1") ?? "";
    const stamps = text.split("\r\n").filter((line) => /^Authentication-Results:/iu.test(line));
    assert.equal(stamps.length, expected === undefined ? 0 : 1);
    if (expected !== undefined) assert.match(text, expected);
  });

test("words: digits and tags are cut off, a stamp word takes another behaviour with it", () => {
  assert.equal(behaviourOf("accept12"), behaviours["accept"]);
  assert.equal(behaviourOf("451+x"), behaviours["451"]);
  assert.equal(behaviourOf("Drop-At-Dot"), behaviours["drop-at-dot"]);
  assert.deepEqual(behaviourOf("unsigned+refuse"), { ...behaviours["refuse"], stamp: "none" });
  assert.equal(behaviourOf("constructor"), undefined);
  assert.equal(behaviourOf(""), undefined);
});
