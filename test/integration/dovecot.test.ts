/** F60-F63: the mailbox against a real Dovecot, by each way in; skipped, with the reason, where none was started. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { TestContext } from "node:test";
import { describe, test } from "node:test";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import type { ImapMailboxOptions, Skip } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { limits } from "../../src/domain/limits.ts";
import type { House, MakeHouse } from "../contract/mailbox.contract.ts";
import { absentFolder, collect, mail, mailboxContract } from "../contract/mailbox.contract.ts";
import { mailboxSentContract } from "../contract/mailbox-sent.contract.ts";
import { lineClient } from "../support/line-client.ts";
import type { MailServer } from "../support/mailserver.ts";
import { doveadm, freshMailbox, mailServer } from "../support/mailserver.ts";
import { plainImap } from "../support/plain-imap.ts";
import { relay } from "../support/relay.ts";

const noServer = "no test mail server was started (it needs Linux, root and apt)";

interface Way {
  readonly security: ImapMailboxOptions["security"];
  readonly port: "imap" | "imaps";
  /** Alters what the server says. */
  readonly alter?: (chunk: Buffer) => Buffer;
}

const houseBy =
  (way: Way): MakeHouse =>
  async (t) => {
    const server = await mailServer();
    return server ? house(t, server, way) : { skip: noServer };
  };

const house = async (t: TestContext, server: MailServer, way: Way): Promise<House> => {
  const account = await freshMailbox(server);
  const line = await relay(server.ports[way.port], way.alter);
  t.after(() => line[Symbol.asyncDispose]());
  const options: ImapMailboxOptions = {
    ...account,
    identity: "urssaf",
    host: server.host,
    port: line.port,
    security: way.security,
    ca: await readFile(server.ca, "utf8"),
    folders: ["INBOX", absentFolder, "Junk"],
  };
  const mailbox = imapMailbox(options);
  const wrongPassword = imapMailbox({ ...options, password: "faux-mot-de-passe" });
  const wrongCa = imapMailbox({ ...options, ca: await readFile(server.otherCa, "utf8") });
  const wrongPort = imapMailbox({ ...options, port: 1 });
  const plain = await plainImap({ port: server.ports.imap, ...account });
  t.after(async () => {
    plain[Symbol.dispose]();
    for (const one of [mailbox, wrongPassword, wrongCa, wrongPort])
      await one[Symbol.asyncDispose]();
  });
  return {
    mailbox,
    deliver: (raw, to) => plain.append(to?.folder ?? "INBOX", raw, to?.arrived),
    content: (folder) => plain.content(folder),
    renumberJunk: async () => {
      await doveadm(server, "mailbox", "delete", "-u", account.login, "Junk");
      await doveadm(server, "mailbox", "create", "-u", account.login, "Junk");
    },
    cut: () => line.cut(),
    refused: [
      { mailbox: wrongPassword, code: "mailbox-login" },
      { mailbox: wrongPort, code: "mailbox-unreachable" },
      ...(way.security === "none"
        ? []
        : [{ mailbox: wrongCa, code: "mailbox-tls-unknown-authority" } as const]),
    ],
  };
};

mailboxContract("Dovecot over TLS", houseBy({ security: "tls", port: "imaps" }));
mailboxSentContract("Dovecot over TLS", houseBy({ security: "tls", port: "imaps" }));
mailboxContract("Dovecot over STARTTLS", houseBy({ security: "starttls", port: "imap" }));

/** A server without MOVE and IDLE: its capabilities are renamed on the way (same length, plain text). */
const without = (chunk: Buffer): Buffer =>
  Buffer.from(
    chunk
      .toString("latin1")
      .replaceAll(/ MOVE\b/gu, " XOVE")
      .replaceAll(/ IDLE\b/gu, " XDLE"),
    "latin1",
  );
mailboxContract(
  "Dovecot in clear, without MOVE",
  houseBy({
    security: "none",
    port: "imap",
    alter: (chunk) =>
      Buffer.from(chunk.toString("latin1").replaceAll(/ MOVE\b/gu, " XOVE"), "latin1"),
  }),
);

describe("mailbox: Dovecot", () => {
  const open = async (t: TestContext, more: Partial<ImapMailboxOptions>, way?: Partial<Way>) => {
    const server = await mailServer();
    if (!server) return undefined;
    const account = await freshMailbox(server);
    const line = await relay(server.ports.imap, way?.alter);
    t.after(() => line[Symbol.asyncDispose]());
    const plain = await plainImap({ port: server.ports.imap, ...account });
    const mailbox = imapMailbox({
      ...account,
      identity: "urssaf",
      host: "localhost",
      port: line.port,
      security: "none",
      folders: ["INBOX"],
      ...more,
    });
    t.after(async () => {
      plain[Symbol.dispose]();
      await mailbox[Symbol.asyncDispose]();
    });
    return { mailbox, plain, line, server, login: account.login };
  };

  test("reads a thousand mails in order", { timeout: 300_000 }, async (t) => {
    const world = await open(t, {});
    if (!world) return t.skip(noServer);
    const names = Array.from({ length: 1000 }, (_, n) => `mail ${n}`);
    for (const name of names) await world.plain.append("INBOX", mail(name));
    const found = await collect(world.mailbox);
    assert.deepEqual(
      found.map(({ raw }) => /^Subject: (.*)\r$/mu.exec(Buffer.from(raw).toString())?.[1]),
      names,
    );
    assert.equal(world.line.count(), 1);
  });

  test("tells of a folder that cannot be opened", async (t) => {
    const skips: Skip[] = [];
    const world = await open(t, {
      folders: [absentFolder, "INBOX"],
      onSkip: (skip) => skips.push(skip),
    });
    if (!world) return t.skip(noServer);
    await world.plain.append("INBOX", mail("un"));
    assert.equal((await collect(world.mailbox)).length, 1);
    assert.deepEqual(
      skips.map(({ folder }) => folder),
      [absentFolder],
    );
    assert.match(skips[0]?.said ?? "", /Absent|exist/u);
  });

  test("asks with NOOP a server that has no IDLE", async (t) => {
    const world = await open(t, { pollSeconds: 1 }, { alter: without });
    if (!world) return t.skip(noServer);
    await collect(world.mailbox);
    const begun = performance.now();
    const hint = world.mailbox.hint(60_000, new AbortController().signal);
    await world.plain.append("INBOX", mail("un"));
    await hint;
    assert.ok(performance.now() - begun < 55_000);
  });

  test("never removes what somebody else marked as deleted", async (t) => {
    const world = await open(t, {}, { alter: without });
    if (!world) return t.skip(noServer);
    for (const subject of ["marqué", "accusé"]) await world.plain.append("INBOX", mail(subject));
    await world.plain.command("SELECT INBOX");
    await world.plain.command("STORE 1 +FLAGS (\\Deleted)");
    const found = await collect(world.mailbox);
    const last = found[1];
    assert.ok(last);
    await world.mailbox.move(last.ref, "AR");
    assert.deepEqual(await world.plain.content("INBOX"), [
      { raw: mail("marqué"), flags: "\\Deleted" },
    ]);
    assert.deepEqual(await world.plain.content("AR"), [{ raw: mail("accusé"), flags: "" }]);
  });

  test("gives a mail of the largest size whole, and of a larger one the headers", async (t) => {
    const world = await open(t, {});
    if (!world) return t.skip(noServer);
    const head = mail("énorme", "").length;
    const ofSize = (size: number): Buffer =>
      mail(
        "énorme",
        "x"
          .repeat(98)
          .concat("\r\n")
          .repeat(size / 100 + 1)
          .slice(0, size - head - 2)
          .concat("\r\n"),
      );
    await world.plain.append("INBOX", ofSize(limits.mailBytesMax));
    await world.plain.append("INBOX", ofSize(limits.mailBytesMax + 1));
    await world.plain.append("INBOX", mail("petit"));
    const found = await collect(world.mailbox);
    assert.deepEqual(
      found.map(({ raw, headersOnly }) => [raw.length, headersOnly]),
      [
        [limits.mailBytesMax, undefined],
        [head, "too-large"],
        [mail("petit").length, undefined],
      ],
    );
  });

  test("a report of Postfix about a lost mail arrives, wakes us, and can be read", async (t) => {
    const world = await open(t, {});
    if (!world) return t.skip(noServer);
    await collect(world.mailbox);
    const woken = world.mailbox.hint(60_000, new AbortController().signal);
    const { server, login } = world;
    await postTo(server, { from: login, to: `ghost@${server.domain}`, raw: mail("perdu") });
    await woken;
    const [report] = await collect(world.mailbox);
    const reader = workerMailReader();
    t.after(() => reader[Symbol.asyncDispose]());
    const reading = await reader.read(report?.raw ?? new Uint8Array());
    assert.ok(reading.is === "read", JSON.stringify(reading));
    assert.match(reading.mail.from, /^MAILER-DAEMON@/u);
    const status = reading.mail.parts.find(({ type }) => type === "message/delivery-status");
    assert.match(
      Buffer.from(status?.bytes ?? []).toString(),
      /^Final-Recipient: .*ghost@.*^Action: failed/msu,
    );
    const returned = reading.mail.parts.find(({ type }) => type === "message/rfc822");
    assert.match(Buffer.from(returned?.bytes ?? []).toString("latin1"), /^Subject: perdu\r$/mu);
  });

  test("an address of the outside is refused by the test server", async (t) => {
    const server = await mailServer();
    if (!server) return t.skip(noServer);
    const { users, domain } = server;
    const post = postTo(server, {
      from: users[0] ?? domain,
      to: "x@outside.example",
      raw: mail(""),
    });
    await assert.rejects(post, /^Error: RCPT .* 5\d\d /u);
  });
});

/** SMTP spoken by hand, to the port that takes mail for the domain without login. */
const postTo = async (
  server: MailServer,
  { from, to, raw }: { from: string; to: string; raw: Buffer },
): Promise<void> => {
  const answer = /^\d{3} .*\r\n$/mu;
  using client = await lineClient(server.ports.smtp, answer);
  for (const line of ["EHLO localhost", `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, "DATA"]) {
    const said = await client.ask(`${line}\r\n`, answer);
    if (!/^[23]/u.test(said)) throw new Error(`${line} ${said}`);
  }
  assert.match(await client.ask(Buffer.concat([raw, Buffer.from("\r\n.\r\n")]), answer), /^250/u);
};
