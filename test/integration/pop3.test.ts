/** F64: the mailbox over POP3 against a real Dovecot, by each way in; skipped, with the reason, where none was started. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { TestContext } from "node:test";
import { describe, test } from "node:test";
import { type Pop3MailboxOptions, pop3Mailbox } from "../../src/adapters/mailbox/pop3-mailbox.ts";
import type { Pop3Server } from "../../src/adapters/mailbox/pop3-wire.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";
import { collect, mail } from "../contract/mailbox.contract.ts";
import { doveadm, freshMailbox, mailServer } from "../support/mailserver.ts";
import { plainImap } from "../support/plain-imap.ts";

const noServer = "no test mail server was started (it needs Linux, root and apt)";

const open = async (t: TestContext, more: Partial<Pop3MailboxOptions> = {}) => {
  const server = await mailServer();
  if (!server) return undefined;
  const account = await freshMailbox(server);
  const security = more.security ?? "tls";
  const options: Pop3MailboxOptions = {
    ...account,
    identity: "urssaf",
    host: server.host,
    port: server.ports[security === "tls" ? "pop3s" : "pop3"],
    security,
    ca: await readFile(server.ca, "utf8"),
    ...more,
  };
  const plain = await plainImap({ port: server.ports.imap, ...account });
  t.after(() => plain[Symbol.dispose]());
  return { server, account, options, plain, mailbox: pop3Mailbox(options) };
};

const keyOf = (ref: { readonly uidValidity: string; readonly uid: number; folder: string }) =>
  `${ref.folder}/${ref.uidValidity}/${ref.uid}`;

const subjects = (found: Awaited<ReturnType<typeof collect>>): readonly string[] =>
  found.map((a) => /^Subject: (.*)\r$/mu.exec(Buffer.from(a.raw).toString("latin1"))?.[1] ?? "");

describe("POP3: Dovecot", () => {
  for (const security of [
    "tls",
    "starttls",
    "none",
  ] as const satisfies readonly Pop3Server["security"][])
    test(`reads whole mails byte for byte, oldest first, and leaves them (${security})`, async (t) => {
      const world = await open(t, { security });
      if (!world) return t.skip(noServer);
      const bytes = Array.from({ length: 255 }, (_, n) => n + 1).filter(
        (b) => b !== 10 && b !== 13,
      );
      const eightBit = Buffer.concat([
        mail("8 bits"),
        Buffer.from(bytes),
        Buffer.from("\r\n.\r\n..\r\n.fin\r\n"),
      ]);
      await world.plain.append("INBOX", mail("un"));
      await world.plain.append("INBOX", eightBit);
      const found = await collect(world.mailbox);
      assert.deepEqual(subjects(found), ["un", "8 bits"]);
      assert.deepEqual(Buffer.from(found[1]?.raw ?? []), eightBit);
      assert.equal((await world.plain.content("INBOX")).length, 2);
      assert.ok((await world.plain.content("INBOX")).every((m) => !m.flags.includes("Deleted")));
    });

  test("passes over known mails, and gives the same references again", async (t) => {
    const world = await open(t);
    if (!world) return t.skip(noServer);
    for (const subject of ["un", "deux"]) await world.plain.append("INBOX", mail(subject));
    const first = await collect(world.mailbox);
    const known = new Set(first.slice(0, 1).map(({ ref }) => keyOf(ref)));
    const again = await collect(pop3Mailbox(world.options), { known });
    assert.deepEqual(subjects(again), ["deux"]);
    assert.deepEqual(again[0]?.ref, first[1]?.ref);
  });

  test("a mailbox deleted and made again gives its mails under other references", async (t) => {
    const world = await open(t);
    if (!world) return t.skip(noServer);
    await world.plain.append("INBOX", mail("un"));
    const before = await collect(world.mailbox);
    world.plain[Symbol.dispose]();
    const { login } = world.account;
    await doveadm(world.server, "expunge", "-u", login, "mailbox", "INBOX", "all");
    await doveadm(world.server, "mailbox", "delete", "-u", login, "-s", "INBOX").catch(() => "");
    const plain = await plainImap({ port: world.server.ports.imap, ...world.account });
    t.after(() => plain[Symbol.dispose]());
    await plain.append("INBOX", mail("un"));
    const known = new Set(before.map(({ ref }) => keyOf(ref)));
    const after = await collect(world.mailbox, { known });
    assert.deepEqual(subjects(after), ["un"]);
  });

  test("deletes only what it is told may go, and only at the end of a whole look", async (t) => {
    const gone = new Map<string, string>();
    const world = await open(t, { deletable: async (ref) => gone.get(keyOf(ref)) });
    if (!world) return t.skip(noServer);
    for (const subject of ["un", "deux", "trois"]) await world.plain.append("INBOX", mail(subject));
    const found = await collect(world.mailbox);
    const known = new Set(found.map(({ ref }) => keyOf(ref)));
    await collect(world.mailbox, { known });
    assert.equal((await world.plain.content("INBOX")).length, 3);
    const second = found[1];
    assert.ok(second);
    gone.set(keyOf(second.ref), sha256(second.raw));
    await collect(world.mailbox, { known });
    await world.plain.command("NOOP");
    const left = (await world.plain.content("INBOX")).map(({ raw }) => raw.toString("latin1"));
    assert.deepEqual(left, [mail("un").toString("latin1"), mail("trois").toString("latin1")]);
  });

  test("another agent in the same mailbox makes us wait, and loses nothing", async (t) => {
    const world = await open(t);
    if (!world) return t.skip(noServer);
    for (const subject of ["un", "deux"]) await world.plain.append("INBOX", mail(subject));
    const other = pop3Mailbox(world.options);
    const mine = async (): Promise<readonly string[]> => {
      for (;;) {
        try {
          return subjects(await collect(world.mailbox));
        } catch (cause) {
          assert.ok(cause instanceof MailboxFault);
          assert.equal(cause.code, "mailbox-unreachable");
        }
      }
    };
    for await (const _ of other.arrivals(
      () => Promise.resolve(false),
      0,
      new AbortController().signal,
    ))
      break;
    assert.deepEqual(await mine(), ["un", "deux"]);
  });

  test("says which fault it is, without the password", async (t) => {
    const world = await open(t);
    if (!world) return t.skip(noServer);
    const otherCa = await readFile(world.server.otherCa, "utf8");
    for (const [more, code] of [
      [{ password: "faux-mot-de-passe" }, "mailbox-login"],
      [{ port: 1 }, "mailbox-unreachable"],
      [{ ca: otherCa }, "mailbox-tls-unknown-authority"],
    ] as const)
      await assert.rejects(collect(pop3Mailbox({ ...world.options, ...more })), (fault) => {
        assert.ok(fault instanceof MailboxFault, String(fault));
        assert.equal(fault.code, code, fault.message);
        assert.doesNotMatch(fault.message, /faux-mot-de-passe/u);
        return true;
      });
  });
});
