/** The IMAP half against imapflow, the client that the agent uses. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ImapFlow } from "imapflow";
import { waitUntil } from "../support/wait-until.ts";
import { client, organism, reader } from "./support.ts";

const mail = (subject: string, body = "corps"): Buffer =>
  Buffer.from(
    [
      "From: =?UTF-8?B?w4lsb8Ovc2U=?= <elo@organisme.test>",
      `To: ${client.address}`,
      `Subject: ${subject}`,
      `Message-ID: <${subject}@organisme.test>`,
      "Date: Thu, 15 Jan 2026 09:30:00 +0000",
      "X-Folded: one",
      "\ttwo",
      "",
      body,
      "",
    ].join("\r\n"),
    "latin1",
  );

test("every byte value comes back unchanged, whole and in parts", async (t) => {
  const served = await organism(t);
  const every = Buffer.concat([
    mail("octets"),
    Buffer.from(Array.from({ length: 1024 }, (_, i) => i % 256)),
  ]);
  served.mailbox(client.address).append(every);
  const flow = await reader(t, served.imapPort);
  await flow.mailboxOpen("INBOX", { readOnly: true });

  const whole = await flow.fetchOne("1", { source: true, size: true, headers: true });
  assert.ok(whole);
  assert.deepEqual(whole.source, every);
  assert.equal(whole.size, every.length);
  assert.equal(String(whole.headers).endsWith("two\r\n\r\n"), true);
  const part = await flow.fetchOne("1", { source: { start: 300, maxLength: 500 } });
  assert.ok(part);
  assert.deepEqual(part.source, every.subarray(300, 800));
  assert.deepEqual(served.mailbox(client.address).mails()[0]?.flags, [], "reading leaves no trace");
});

test("envelope, flags, date and chosen header fields are told", async (t) => {
  const served = await organism(t);
  const arrived = Date.UTC(2026, 0, 15, 9, 30, 1);
  served.mailbox(client.address).append(mail("sujet"), "INBOX", arrived);
  const flow = await reader(t, served.imapPort);
  await flow.mailboxOpen("INBOX");
  const query = { uid: true, flags: true, envelope: true, internalDate: true, bodyStructure: true };
  const told = await flow.fetchOne("1", { ...query, headers: ["x-folded"] });
  assert.ok(told);
  assert.equal(told.uid, 1);
  assert.equal(told.envelope?.subject, "sujet");
  assert.deepEqual(told.envelope?.from?.[0], { name: "Éloïse", address: "elo@organisme.test" });
  assert.equal(told.envelope?.messageId, "<sujet@organisme.test>");
  assert.equal(new Date(told.internalDate ?? 0).getTime(), arrived);
  assert.equal(String(told.headers), "X-Folded: one\r\n\ttwo\r\n\r\n");
});

test("IDLE wakes up when a mail arrives", async (t) => {
  const served = await organism(t);
  const flow = await reader(t, served.imapPort);
  await flow.mailboxOpen("INBOX");
  const counts: number[] = [];
  flow.on("exists", ({ count }) => counts.push(count));
  const idling = flow.idle();
  await waitUntil("the client idles", () => flow.idling);
  served.mailbox(client.address).append(mail("nouveau"));
  await waitUntil("EXISTS came", () => counts.includes(1));
  await flow.noop();
  await idling;
});

test("two clients see each other's changes", async (t) => {
  const served = await organism(t);
  for (const subject of ["a", "b", "c"]) served.mailbox(client.address).append(mail(subject));
  const [one, other] = [await reader(t, served.imapPort), await reader(t, served.imapPort)];
  await one.mailboxOpen("INBOX");
  await other.mailboxOpen("INBOX");
  const expunged: number[] = [];
  one.on("expunge", ({ seq }) => expunged.push(seq ?? 0));
  await other.messageDelete("2", { uid: true });
  // A number that was told keeps its meaning until EXPUNGE was told.
  const third = await one.fetchOne("3", { uid: true, envelope: true });
  assert.ok(third);
  assert.equal(third.envelope?.subject, "c");
  await one.noop();
  assert.deepEqual(expunged, [2]);
  const second = await one.fetchOne("2", { uid: true });
  assert.ok(second);
  assert.equal(second.uid, 3);
});

test("MOVE gives the new UID, and the mail keeps bytes, date and flags", async (t) => {
  const served = await organism(t);
  const box = served.mailbox(client.address);
  box.append(mail("premier"), "INBOX", 1_000_000_000_000);
  box.append(mail("second", "é\xff"), "INBOX", 1_000_000_000_000);
  const flow = await reader(t, served.imapPort);
  await flow.mailboxOpen("INBOX");
  await flow.mailboxCreate("Reçus & traités");
  await flow.messageFlagsAdd("2", ["\\Seen", "vu"], { uid: true });
  const moved = await flow.messageMove("2", "Reçus & traités", { uid: true });
  assert.ok(moved !== false);
  assert.deepEqual([...(moved.uidMap ?? [])], [[2, 1]]);
  assert.equal(moved.uidValidity, BigInt(box.uidValidity("Reçus & traités")));
  const [there] = box.mails("Reçus & traités");
  assert.deepEqual(Buffer.from(there?.bytes ?? []), mail("second", "é\xff"));
  assert.equal(there?.arrived, 1_000_000_000_000);
  assert.deepEqual(there.flags, ["\\Seen", "vu"]);
  assert.deepEqual(
    box.mails().map((m) => m.uid),
    [1],
  );
  assert.equal(await flow.messageMove("1", "Nulle part", { uid: true }), false);
  assert.equal(box.mails().length, 1, "a refused move moves nothing");
});

test("COPY keeps the original; UID EXPUNGE takes only the mails it names", async (t) => {
  const served = await organism(t);
  const box = served.mailbox(client.address);
  for (const subject of ["a", "b", "c"]) box.append(mail(subject));
  const flow = await reader(t, served.imapPort);
  await flow.mailboxOpen("INBOX");
  const copied = await flow.messageCopy("1,3", "Trash", { uid: true });
  assert.ok(copied !== false);
  assert.deepEqual(
    [...(copied.uidMap ?? [])],
    [
      [1, 1],
      [3, 2],
    ],
  );
  assert.equal(box.mails("Trash").length, 2);
  await flow.messageFlagsAdd("1", ["\\Deleted"], { uid: true });
  await flow.messageDelete("3", { uid: true });
  assert.deepEqual(
    box.mails().map((m) => m.uid),
    [1, 2],
  );
});

test("APPEND keeps the bytes and answers the UID", async (t) => {
  const served = await organism(t);
  const flow = await reader(t, served.imapPort);
  const bytes = mail("copie", "é\x80\xff");
  const when = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));
  const kept = await flow.append("Sent", bytes, ["\\Seen"], when);
  assert.ok(kept !== false);
  assert.equal(kept.uid, 1);
  const [there] = served.mailbox(client.address).mails("Sent");
  assert.deepEqual(Buffer.from(there?.bytes ?? []), bytes);
  assert.deepEqual(there?.flags, ["\\Seen"]);
  assert.equal(there.arrived, when.getTime());
});

test("search finds by date, field, UID, flag and their negation", async (t) => {
  const served = await organism(t);
  const box = served.mailbox(client.address);
  const day = (n: number): number => Date.UTC(2026, 0, n, 23, 59);
  for (const n of [1, 2, 3]) box.append(mail(`jour-${n}`), "INBOX", day(n));
  const flow = await reader(t, served.imapPort);
  await flow.mailboxOpen("INBOX");
  await flow.messageFlagsAdd("2", ["\\Seen"], { uid: true });
  const uids = (query: Parameters<typeof flow.search>[0]) => flow.search(query, { uid: true });
  assert.deepEqual(await uids({ all: true }), [1, 2, 3]);
  assert.deepEqual(await uids({ since: "2026-01-02" }), [2, 3]);
  assert.deepEqual(await uids({ before: "2026-01-02" }), [1]);
  assert.deepEqual(await uids({ uid: "2:*" }), [2, 3]);
  assert.deepEqual(await uids({ header: { "message-id": "<jour-3@organisme.test>" } }), [3]);
  assert.deepEqual(await uids({ seen: false }), [1, 3]);
  assert.deepEqual(await uids({ not: { subject: "JOUR-1" } }), [2, 3]);
  assert.deepEqual(await uids({ or: [{ uid: "1" }, { seen: true }] }), [1, 2]);
  assert.deepEqual(await uids({ subject: "absent" }), []);
});

test("a folder made again has a new UIDVALIDITY, and who had it open is sent away", async (t) => {
  const served = await organism(t);
  const box = served.mailbox(client.address);
  box.append(mail("avant"));
  const flow = await reader(t, served.imapPort);
  const before = await flow.mailboxOpen("INBOX");
  let closed = false;
  flow.on("close", () => (closed = true));
  box.recreate("INBOX", "keep");
  await waitUntil("the connection was ended", () => closed);
  const again = await reader(t, served.imapPort);
  const after = await again.mailboxOpen("INBOX");
  assert.notEqual(after.uidValidity, before.uidValidity);
  assert.equal(after.exists, 1);
});

test("folders are listed with their special use, and counted", async (t) => {
  const served = await organism(t);
  served.mailbox(client.address).append(mail("a"));
  const flow = await reader(t, served.imapPort);
  const listed = await flow.list();
  assert.deepEqual(
    listed.map((f) => [f.path, f.specialUse]),
    [
      ["INBOX", "\\Inbox"],
      ["Sent", "\\Sent"],
      ["Junk", "\\Junk"],
      ["Trash", "\\Trash"],
    ],
  );
  const status = await flow.status("INBOX", { messages: true, unseen: true, uidNext: true });
  assert.ok(status !== false);
  assert.deepEqual([status.messages, status.unseen, status.uidNext], [1, 1, 2]);
});

for (const loginMethod of ["LOGIN", "AUTH=LOGIN", "AUTH=PLAIN"])
  test(`${loginMethod}: the right password enters, a wrong one does not`, async (t) => {
    const served = await organism(t);
    const good = { user: client.address, pass: client.password, loginMethod };
    await reader(t, served.imapPort, { auth: good });
    const flow = new ImapFlow({
      host: "localhost",
      port: served.imapPort,
      secure: false,
      doSTARTTLS: false,
      auth: { ...good, pass: "faux" },
      logger: false,
    });
    flow.on("error", () => undefined);
    await assert.rejects(flow.connect(), (error: Error & Record<string, unknown>) => {
      assert.equal(error["authenticationFailed"], true);
      assert.equal(error["serverResponseCode"], "AUTHENTICATIONFAILED");
      return true;
    });
  });
