/** The SMTP half against nodemailer: what each address does at RCPT, at the dot, and to the ledger. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import nodemailer from "nodemailer";
import { sha256 } from "../../src/foundation/bytes.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { waitUntil } from "../support/wait-until.ts";
import { client, compose, dpae, organism, send } from "./support.ts";

const code = (expected: number) => (error: Error & { responseCode?: number }) => {
  assert.equal(error.responseCode, expected, error.message);
  return true;
};

test("a delivery says who, what and when: the exact bytes and the attachment", async (t) => {
  const served = await organism(t, { now: () => 1_768_469_400_000 });
  const sending = { to: "accept@organisme.test", name: "déclarations été.txt", content: dpae(2) };
  const raw = await compose(sending);
  const answer = await send(served.smtpPort, { ...sending, raw });
  assert.match(answer, /^250 /u);
  assert.deepEqual(served.deliveries(), [
    {
      recipient: "accept@organisme.test",
      recipients: ["accept@organisme.test"],
      from: client.address,
      messageIdHeader: "<dpae.D1.test@client.test>",
      bytesSha256: sha256(raw),
      attachmentName: "déclarations été.txt",
      attachmentSha256: sha256(dpae(2)),
      at: 1_768_469_400_000,
      answered: "250",
    },
  ]);
});

test("the bytes that arrive are the bytes that left, dots and high bytes included", async (t) => {
  const served = await organism(t);
  const raw = Buffer.from(
    "Message-ID: <x@client.test>\r\nSubject: brut\r\n\r\n.\r\n..\r\n.point\r\n\xe9\xff\r\nfin\r\n",
    "latin1",
  );
  const transport = nodemailer.createTransport({
    host: "127.0.0.1",
    port: served.smtpPort,
    ignoreTLS: true,
  });
  t.after(() => transport.close());
  await transport.sendMail({
    raw,
    envelope: { from: client.address, to: "silent@organisme.test" },
  });
  assert.equal(served.deliveries()[0]?.bytesSha256, sha256(raw));
  assert.equal(served.deliveries()[0]?.attachmentName, undefined);
});

for (const to of [
  "550@organisme.test",
  "personne@organisme.test",
  "inconnu@client.test",
  "x@ailleurs.test",
])
  test(`${to} is refused at RCPT, and nothing is delivered`, async (t) => {
    const served = await organism(t);
    await assert.rejects(send(served.smtpPort, { to }), code(550));
    assert.deepEqual(served.deliveries(), []);
  });

test("451@ says later twice to each message, then takes it", async (t) => {
  const served = await organism(t);
  const sending = { to: "451@organisme.test" };
  await assert.rejects(send(served.smtpPort, sending), code(451));
  await assert.rejects(send(served.smtpPort, sending), code(451));
  assert.match(await send(served.smtpPort, sending), /^250 /u);
  const other = { ...sending, messageId: "<autre@client.test>" };
  await assert.rejects(send(served.smtpPort, other), code(451));
  assert.deepEqual(
    served.deliveries().map((d) => d.answered),
    ["451", "451", "250", "451"],
  );
  assert.equal(served.dots("<dpae.D1.test@client.test>"), 3);
});

test("554@ refuses after the dot: counted, never answered", async (t) => {
  const served = await organism(t);
  await assert.rejects(send(served.smtpPort, { to: "554@organisme.test" }), code(554));
  assert.equal(served.deliveries()[0]?.answered, "554");
});

test("drop-at-dot@ takes the message, cuts without an answer once, and answers by mail", async (t) => {
  const served = await organism(t);
  const sending = { to: "drop-at-dot@organisme.test" };
  await assert.rejects(
    send(served.smtpPort, sending),
    (error: Error & { responseCode?: number }) => {
      assert.equal(error.responseCode, undefined);
      return true;
    },
  );
  assert.equal(served.dots("<dpae.D1.test@client.test>"), 1);
  await waitUntil("the receipt", () => served.mailbox(client.address).mails().length === 1);
  assert.match(await send(served.smtpPort, sending), /^250 /u);
  assert.equal(served.dots("<dpae.D1.test@client.test>"), 2);
});

test("a connection cut in the middle of the data is no delivery", async (t) => {
  const served = await organism(t);
  const socket = connect(served.smtpPort, "127.0.0.1");
  let heard = "";
  socket.on("data", (bytes) => (heard += bytes.toString()));
  await waitUntil("greeting", () => heard.includes("220 "));
  socket.write(
    "EHLO x\r\nMAIL FROM:<declarations@client.test>\r\nRCPT TO:<accept@organisme.test>\r\nDATA\r\n",
  );
  await waitUntil("go on", () => heard.includes("354 "));
  socket.write("Message-ID: <cut@client.test>\r\n\r\nhalf");
  socket.destroy();
  await send(served.smtpPort, { to: "accept@organisme.test" });
  assert.deepEqual(
    served.deliveries().map((d) => d.messageIdHeader),
    ["<dpae.D1.test@client.test>"],
  );
});

test("an own copy reaches the client's mailbox with the provider's stamp", async (t) => {
  const served = await organism(t);
  const to = ["silent@organisme.test", "declarations+D1@client.test"];
  await send(served.smtpPort, { to });
  const [copy] = served.mailbox(client.address).mails();
  const text = Buffer.from(copy?.bytes ?? []).toString("latin1");
  assert.match(
    text,
    /^Authentication-Results: mx\.organisme-demo\.test;\r\n\tdkim=pass header\.d=client\.test;/mu,
  );
  assert.match(text, /^Delivered-To: declarations\+D1@client\.test\r$/mu);
  const [delivery] = served.deliveries();
  assert.equal(delivery?.recipient, "silent@organisme.test");
  assert.deepEqual(delivery.recipients, to);
});

test("SIZE, 8BITMIME, DSN and AUTH are offered; a wrong password is 535, the right one enters", async (t) => {
  const served = await organism(t);
  const socket = connect(served.smtpPort, "127.0.0.1");
  t.after(() => socket.destroy());
  let heard = "";
  socket.on("data", (bytes) => (heard += bytes.toString()));
  await waitUntil("greeting", () => heard.includes("220 "));
  socket.write("EHLO x\r\n");
  await waitUntil("the offers", () => /^250 /mu.test(heard));
  for (const offer of ["SIZE 26214400", "8BITMIME", "DSN", "AUTH PLAIN LOGIN"])
    assert.ok(heard.includes(offer), offer);
  assert.ok(!heard.includes("STARTTLS"), "no TLS without a certificate");
  for (const authMethod of ["PLAIN", "LOGIN"]) {
    const options = { host: "127.0.0.1", port: served.smtpPort, ignoreTLS: true, authMethod };
    const auth = { user: client.address, pass: client.password };
    assert.equal(await nodemailer.createTransport({ ...options, auth }).verify(), true);
    const wrong = { ...auth, pass: "faux" };
    await assert.rejects(
      nodemailer.createTransport({ ...options, auth: wrong }).verify(),
      code(535),
    );
  }
});

test("slow@ answers after its time", async (t) => {
  const served = await organism(t, { slowMs: 60 });
  const begun = performance.now();
  assert.match(await send(served.smtpPort, { to: "slow@organisme.test" }), /^250 /u);
  assert.ok(performance.now() - begun >= 59);
});

test("what waits is cancelled, and connections are cut, when the organism stops", async () => {
  const served = await startOrganism({ users: [client], lateMs: 3_600_000, slowMs: 3_600_000 });
  await send(served.smtpPort, { to: "late@organisme.test" });
  const hanging = send(served.smtpPort, { to: "slow@organisme.test" });
  await waitUntil("the second dot", () => served.deliveries().length === 2);
  const refused = assert.rejects(hanging);
  await served[Symbol.asyncDispose]();
  await refused;
  // The process would not end by itself with a timer of an hour; and the ports are free again.
  const again = await startOrganism({ users: [client], smtpPort: 0 });
  await again[Symbol.asyncDispose]();
});

test("a port that is taken is told, and nothing stays open", async (t) => {
  const served = await organism(t);
  await assert.rejects(startOrganism({ users: [], imapPort: served.imapPort }), {
    code: "EADDRINUSE",
  });
});
