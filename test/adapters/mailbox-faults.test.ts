/** What a broken or hostile IMAP server can do to us: a fault, never a crash, and the next look works (mail.md F61, F62). */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { describe, test } from "node:test";
import type { Skip } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { limits } from "../../src/domain/limits.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";
import { collect, mail } from "../contract/mailbox.contract.ts";
import type { FaultImap, Misdeed } from "../support/fault-imap.ts";
import { faultImap } from "../support/fault-imap.ts";
import { waitUntil } from "../support/wait-until.ts";

const mails = [mail("un"), mail("deux"), mail("trois")];
const whole = /^UID FETCH ([\d,:]+) \(UID BODY\.PEEK\[\]\)$/u;
/** Whether the command asks for this mail, alone or with others. */
const asksFor = (uid: string, command: string): boolean =>
  ["1:3", uid].includes(whole.exec(command)?.[1] ?? "");
const given = (number: number, uid: number): string => {
  const raw = mails[uid - 1] ?? Buffer.alloc(0);
  return `* ${number} FETCH (UID ${uid} BODY[] {${raw.length}}\r\n${raw.toString("latin1")})\r\n`;
};

const open = async (t: TestContext, fault: (command: string) => Misdeed | undefined) => {
  const rejections: unknown[] = [];
  const note = (cause: unknown): void => void rejections.push(cause);
  process.on("unhandledRejection", note);
  const server: FaultImap = await faultImap({ mails, fault });
  const skips: Skip[] = [];
  const mailbox = imapMailbox({
    identity: "urssaf",
    host: "localhost",
    port: server.port,
    security: "none",
    login: "alice@example.test",
    password: "mot-de-passe",
    folders: ["INBOX"],
    onSkip: (skip) => skips.push(skip),
    // Short for a test, long for a busy machine: the look after the fault must not be taken for a silent one.
    timeouts: { connectMs: 2000, silenceMs: 2000, turnMs: 6000 },
  });
  t.after(async () => {
    await mailbox[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    process.off("unhandledRejection", note);
    assert.deepEqual(rejections, []);
  });
  return { mailbox, server, skips };
};

/** The misdeed happens at the first command that matches, and only then. */
const once = (at: RegExp, misdeed: Misdeed): ((command: string) => Misdeed | undefined) => {
  let done = false;
  return (command) => {
    if (done || !at.test(command)) return undefined;
    done = true;
    return misdeed;
  };
};

const all = (found: readonly { readonly raw: Uint8Array }[]): Buffer[] =>
  found.map(({ raw }) => Buffer.from(raw));

const misdeeds: readonly (readonly [string, RegExp, Misdeed])[] = [
  [
    "cuts inside a literal",
    whole,
    { say: "* 1 FETCH (UID 1 BODY[] {500}\r\nFrom: x", after: "cut" },
  ],
  ["closes inside a literal", whole, { say: "* 1 FETCH (UID 1 BODY[] {500}\r\nFr", after: "end" }],
  [
    "announces a literal of a gigabyte",
    whole,
    {
      say: `* 1 FETCH (UID 1 BODY[] {1073741824}\r\n${"x".repeat(100_000)}`,
      after: "hang",
    },
  ],
  [
    "announces a literal beyond numbers",
    whole,
    {
      say: "* 1 FETCH (UID 1 BODY[] {99999999999999999999}\r\n",
      after: "hang",
    },
  ],
  ["says BYE in the middle", whole, { say: "* BYE shutting down\r\n", after: "end" }],
  ["says BYE as greeting", /greeting/u, { say: "* BYE too many\r\n", after: "end" }],
  [
    "greets with garbage",
    /greeting/u,
    { say: "\u0000\u0001(((]]] HTTP/1.1 400\r\n\r\n", after: "end" },
  ],
  ["never greets", /greeting/u, { after: "hang" }],
  ["cuts at once", /greeting/u, { after: "cut" }],
  ["hangs at login", /^LOGIN/u, { after: "hang" }],
  ["cuts at login", /^LOGIN/u, { after: "cut" }],
  ["says at login that it is still there, for ever", /^LOGIN/u, { after: "trickle" }],
  ["says in a fetch that it is still there, for ever", whole, { after: "trickle" }],
  ["hangs at search", /^UID SEARCH/u, { after: "hang" }],
  ["hangs in a fetch", whole, { say: "* 1 FETCH (UID 1 ", after: "hang" }],
  ["answers with garbage", whole, { say: "* 1 FETCH ((((((\r\n* }{ \r\n", after: "end" }],
  [
    "forgets its mails and cuts in a search",
    /^UID SEARCH/u,
    { say: "* 3 EXISTS\r\n", after: "cut" },
  ],
];

describe("a faulty IMAP server", { concurrency: 6 }, () => {
  for (const [what, at, misdeed] of misdeeds) {
    test(`that ${what} gives a fault, and the next look works`, async (t) => {
      const { mailbox } = await open(t, once(at, misdeed));
      const before = process.memoryUsage().rss;
      await assert.rejects(collect(mailbox, { since: 0 }), (fault) => {
        assert.ok(fault instanceof MailboxFault, String(fault));
        assert.equal(fault.code, "mailbox-unreachable", fault.message);
        assert.doesNotMatch(fault.message, /mot-de-passe/u);
        return true;
      });
      assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024);
      assert.deepEqual(all(await collect(mailbox, { since: 0 })), mails);
    });
  }

  test("that loses a mail while it is read gives the others", async (t) => {
    const said = ["* 2 EXPUNGE\r\n* 2 EXISTS\r\n", given(1, 1), given(2, 3)].join("");
    const gone: Misdeed = { say: said, after: "empty" };
    const { mailbox } = await open(t, (command) => (asksFor("2", command) ? gone : undefined));
    assert.deepEqual(all(await collect(mailbox, { since: 0 })), [mails[0], mails[2]]);
  });

  test("that gives a mail without its bytes gives a fault, not a removed mail", async (t) => {
    const { mailbox } = await open(
      t,
      once(whole, { say: "* 1 FETCH (UID 1 FLAGS ())\r\n", after: "empty" }),
    );
    await assert.rejects(collect(mailbox, { since: 0 }), MailboxFault);
    assert.deepEqual(all(await collect(mailbox, { since: 0 })), mails);
  });

  test("that tells of other mails' flags in between does not confuse", async (t) => {
    const flags: Misdeed = {
      say: "* 3 FETCH (UID 3 FLAGS (\\Seen))\r\n* 1 FETCH (FLAGS ())\r\n",
      after: "go-on",
    };
    const { mailbox } = await open(t, (command) => (whole.test(command) ? flags : undefined));
    assert.deepEqual(all(await collect(mailbox, { since: 0 })), mails);
  });

  test("that fails on one mail: three tries, then its headers, and the mails behind it", async (t) => {
    const { mailbox } = await open(t, (command) =>
      asksFor("2", command)
        ? { say: "* 2 FETCH (UID 2 BODY[] {9}\r\nFr", after: "cut" }
        : undefined,
    );
    for (let n = 0; n < limits.mailboxWholeTriesMax; n += 1)
      await assert.rejects(collect(mailbox, { since: 0 }), MailboxFault);
    const found = await collect(mailbox, { since: 0 });
    assert.deepEqual(
      found.map(({ headersOnly }) => headersOnly),
      [undefined, "failed", undefined],
    );
    const second = Buffer.from(found[1]?.raw ?? []).toString("latin1");
    assert.equal(second, mail("deux", "").toString("latin1"));
  });

  test("that fails on one mail for ever: it is passed over, and named", async (t) => {
    const { mailbox, skips } = await open(t, (command) =>
      asksFor("2", command) || command.startsWith("UID FETCH 2 ") ? { after: "cut" } : undefined,
    );
    for (let n = 0; n < limits.mailboxTriesMax; n += 1)
      await assert.rejects(collect(mailbox, { since: 0 }), MailboxFault);
    assert.deepEqual(all(await collect(mailbox, { since: 0 })), [mails[0], mails[2]]);
    assert.deepEqual(
      skips.map(({ folder, uid }) => [folder, uid]),
      [["INBOX", 2]],
    );
  });

  test("that gives small mails is asked for them in one command; after a failure each is asked for alone", async (t) => {
    const { mailbox, server } = await open(t, once(whole, { after: "cut" }));
    const asked = () => server.heard.filter((command) => whole.test(command));
    await assert.rejects(collect(mailbox, { since: 0 }), MailboxFault);
    assert.deepEqual(all(await collect(mailbox, { since: 0 })), mails);
    assert.deepEqual(all(await collect(mailbox, { since: 0 })), mails);
    const of = (uids: string): string => `UID FETCH ${uids} (UID BODY.PEEK[])`;
    assert.deepEqual(asked(), [of("1:3"), of("1"), of("2"), of("3"), of("1:3")]);
  });

  test("that announces too large a literal is cut off at once, not waited for", async (t) => {
    const large = `* 1 FETCH (UID 1 BODY[] {${limits.mailBytesMax + 1}}\r\nFrom: x`;
    const { mailbox } = await open(t, once(whole, { say: large, after: "hang" }));
    await assert.rejects(collect(mailbox, { since: 0 }), /LiteralTooLarge/u);
  });

  test("that refuses the login for the moment is not a wrong password", async (t) => {
    const said = (line: string): ((command: string) => Misdeed | undefined) => {
      let tag = 0;
      return (command) => {
        tag += command === "greeting" ? 0 : 1;
        return command.startsWith("LOGIN")
          ? { say: `${hex(tag)} ${line}\r\n`, after: "hang" }
          : undefined;
      };
    };
    const busy = await open(t, said("NO [UNAVAILABLE] try later, alice@example.test mot-de-passe"));
    await assert.rejects(collect(busy.mailbox), (fault) => {
      assert.ok(fault instanceof MailboxFault);
      assert.equal(fault.code, "mailbox-unreachable");
      assert.match(fault.message, /try later/u);
      assert.doesNotMatch(fault.message, /mot-de-passe/u);
      return true;
    });
    const wrong = await open(t, said("NO [AUTHENTICATIONFAILED] no"));
    await assert.rejects(collect(wrong.mailbox), { code: "mailbox-login" });
    const confused = await open(t, said("BAD not now"));
    await assert.rejects(collect(confused.mailbox), { code: "mailbox-unreachable" });
  });

  test("without STARTTLS, where it is required, gets no password", async (t) => {
    const { server } = await open(t, () => undefined);
    const mailbox = imapMailbox({
      identity: "urssaf",
      host: "localhost",
      port: server.port,
      security: "starttls",
      login: "alice@example.test",
      password: "mot-de-passe",
      folders: ["INBOX"],
    });
    await assert.rejects(collect(mailbox), { code: "mailbox-tls-stripped" });
    await mailbox[Symbol.asyncDispose]();
    assert.ok(server.heard.every((command) => !/LOGIN|AUTHENTICATE/u.test(command)));
  });

  test("that greets with PREAUTH cannot avoid TLS", async (t) => {
    const { server } = await open(
      t,
      once(/greeting/u, { say: "* PREAUTH hello\r\n", after: "hang" }),
    );
    const mailbox = imapMailbox({
      identity: "urssaf",
      host: "localhost",
      port: server.port,
      security: "starttls",
      login: "alice@example.test",
      password: "mot-de-passe",
      folders: ["INBOX"],
      timeouts: { connectMs: 2000, silenceMs: 2000 },
    });
    await assert.rejects(collect(mailbox), { code: "mailbox-tls-stripped" });
    await mailbox[Symbol.asyncDispose]();
  });

  test("is never spoken to in clear over the network", () => {
    const options = { identity: "x", host: "mail.example", port: 143, folders: ["INBOX"] };
    assert.throws(() => imapMailbox({ ...options, security: "none" }), /loopback/u);
  });

  test("that ends IDLE at once makes no hot loop", async (t) => {
    const idles: number[] = [];
    const { mailbox } = await open(t, (command) => {
      if (command === "IDLE") idles.push(performance.now());
      return undefined;
    });
    const stop = new AbortController();
    const waiting = mailbox.hint(600_000, stop.signal);
    await waitUntil("a second IDLE", () => idles.length > 1);
    const [first = 0, second = 0] = idles;
    // A timer may end a millisecond early.
    assert.ok(second - first >= limits.mailboxIdleAgainMs - 2, `${second - first} ms`);
    stop.abort();
    await waiting;
  });

  test("that hangs in IDLE lets the hint end, and the mailbox close", async (t) => {
    const { mailbox } = await open(t, (command) =>
      command === "IDLE" ? { after: "hang" } : undefined,
    );
    await mailbox.hint(200, new AbortController().signal);
    const waiting = mailbox.hint(600_000, new AbortController().signal);
    await mailbox[Symbol.asyncDispose]();
    await waiting;
    await assert.rejects(collect(mailbox), MailboxFault);
  });
});

/** imapflow's tags are hexadecimal numbers from 1. */
const hex = (tag: number): string => tag.toString(16).toUpperCase();
