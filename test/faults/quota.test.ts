/** F75: a mailbox that is nearly full is told before receipts bounce, and it is over when there is room. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { limits } from "../../src/domain/limits.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";
import { type FaultImapOptions, faultImap } from "../support/fault-imap.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

const begin = async (
  t: Parameters<typeof smallWorld>[0],
  options: Partial<FaultImapOptions> = {},
) => {
  const server = await faultImap({ mails: [], fault: () => undefined, ...options });
  const mailbox = imapMailbox({
    identity: "cabinet",
    host: "localhost",
    port: server.port,
    security: "none",
    login: "alice@example.test",
    password: "mot-de-passe",
    folders: ["INBOX"],
    timeouts: { connectMs: 10_000, silenceMs: 3000 },
  });
  t.after(async () => {
    await mailbox[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  return { server, mailbox };
};

test("F75 a full mailbox is told, with how full it is, until there is room", async (t) => {
  let used = 899;
  const { server, mailbox } = await begin(t, { quota: () => [used, 1000] });
  const world = smallWorld(t);
  const small = smallDaemon(t, world, [], { sentBoxes: new Map([["cabinet", mailbox]]) });
  const told = () => small.daemon.problems.list().map((p) => `${p.code} ${p.about} ${p.said}`);
  const asked = () => server.heard.filter((command) => command.startsWith("GETQUOTAROOT")).length;
  await small.until("it is asked", () => asked() === 1);
  assert.deepEqual(told(), []);
  used = 950;
  await world.clock.advance(limits.mailboxQuotaMs);
  await small.until("it is told", () => told().length > 0);
  assert.deepEqual(told(), ["mailbox-full cabinet 95 %"]);
  used = 300;
  await world.clock.advance(limits.mailboxQuotaMs);
  await small.until("it is over", () => told().length === 0);
  assert.equal(asked(), 3, "once an hour");
});

test("F75 a server that does not count, or refuses to say, tells nothing", async (t) => {
  const silent = await begin(t);
  assert.equal(await silent.mailbox.quota?.(), undefined);
  const unlimited = await begin(t, { quota: () => [10, 0] });
  assert.equal(await unlimited.mailbox.quota?.(), undefined);
  const refusing = await begin(t, {
    quota: () => [10, 100],
    fault: (command) => (command.startsWith("GETQUOTA") ? { after: "empty" } : undefined),
  });
  assert.equal(await refusing.mailbox.quota?.(), undefined);
});

test("F75 a mailbox that hangs while it is asked is a fault, and is asked again", async (t) => {
  const { mailbox } = await begin(t, {
    quota: () => [10, 100],
    fault: (command) => (command.startsWith("GETQUOTA") ? { after: "hang" } : undefined),
  });
  await assert.rejects(async () => mailbox.quota?.(), MailboxFault);
});
