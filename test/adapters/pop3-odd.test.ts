/** POP3 servers as they are: without UIDL, with one UIDL for two mails, in use, silent, cut, endless. */
import assert from "node:assert/strict";
import { createServer, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { receivedAt } from "../../src/adapters/mailbox/pop3-listing.ts";
import { type Pop3MailboxOptions, pop3Mailbox } from "../../src/adapters/mailbox/pop3-mailbox.ts";
import type { MailRef } from "../../src/domain/facts.ts";
import { limits } from "../../src/domain/limits.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";
import { collect } from "../contract/mailbox.contract.ts";
import { cleanup } from "../support/cleanup.ts";

interface Odd {
  readonly mails?: readonly string[];
  readonly greeting?: string;
  /** The answer to a command, or undefined for the usual one. */
  readonly answer?: (command: string, socket: Socket) => string | undefined;
}

const usual = (mails: readonly string[], command: string): string => {
  const [verb = "", number = "1"] = command.split(" ");
  const mail = mails[Number(number) - 1] ?? "";
  const list = (line: (n: number) => string) =>
    `+OK\r\n${mails.map((_, n) => `${n + 1} ${line(n)}\r\n`).join("")}.\r\n`;
  if (verb === "LIST") return list((n) => String(mails[n]?.length));
  if (verb === "UIDL") return list((n) => `uid${n}`);
  if (verb === "RETR") return `+OK\r\n${mail.replace(/^\./gmu, "..")}.\r\n`;
  if (verb === "TOP") return `+OK\r\n${mail.slice(0, mail.indexOf("\r\n\r\n") + 4)}.\r\n`;
  return "+OK\r\n";
};

/** A server that answers as told; returns its mailbox and the commands that it heard. */
const server = async (t: TestContext, odd: Odd, more: Partial<Pop3MailboxOptions> = {}) => {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write(odd.greeting ?? "+OK ready\r\n");
    let rest = "";
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString("latin1")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        heard.push(line);
        socket.write(odd.answer?.(line, socket) ?? usual(odd.mails ?? [], line), "latin1");
      }
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  cleanup(t, () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => listening.close(() => resolve()));
  });
  const address = listening.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const mailbox = pop3Mailbox({
    identity: "urssaf",
    host: "localhost",
    port,
    security: "none",
    login: "paie",
    password: "secret-de-paie",
    timeouts: { connectMs: 2000, silenceMs: 2000 },
    ...more,
  });
  return { mailbox, heard };
};

const mail = (subject: string): string =>
  `Received: from x by y; ${new Date(Date.now()).toUTCString()}\r\nSubject: ${subject}\r\n\r\nBonjour.\r\n`;

const fault = (code: MailboxFault["code"]) => (cause: unknown) =>
  cause instanceof MailboxFault && cause.code === code && !cause.message.includes("secret-de-paie");

test("F64 without UIDL a mail is known by its bytes", async (t) => {
  const answer = (command: string) => (command === "UIDL" ? "-ERR what?\r\n" : undefined);
  const { mailbox } = await server(t, { mails: [mail("un"), mail("deux")], answer });
  const first = await collect(mailbox);
  assert.equal(first.length, 2);
  assert.ok(first.every(({ ref }) => ref.uidValidity.startsWith("sha256:")));
  const known = new Set(first.map(({ ref: r }) => `${r.folder}/${r.uidValidity}/${r.uid}`));
  assert.equal((await collect(mailbox, { known })).length, 0);
});

test("F64 two mails under one UIDL are two mails", async (t) => {
  const answer = (command: string) =>
    command === "UIDL" ? "+OK\r\n1 same\r\n2 same\r\n.\r\n" : undefined;
  const { mailbox } = await server(t, { mails: [mail("un"), mail("deux")], answer });
  const found = await collect(mailbox);
  assert.equal(new Set(found.map(({ ref }) => ref.uidValidity)).size, 2);
});

test("F64 a deletion that is lost with the connection: the mail is passed over, and deleted again", async (t) => {
  let quits = 0;
  const answer = (command: string, socket: Socket) => {
    if (command !== "QUIT") return undefined;
    quits += 1;
    if (quits !== 2) return undefined;
    socket.destroy();
    return "";
  };
  const mails = [mail("un")];
  const deletable = () => Promise.resolve(sha256(Buffer.from(mails[0] ?? "")));
  const { mailbox, heard } = await server(t, { mails, answer }, { deletable });
  const deletions = () => heard.filter((line) => line === "DELE 1").length;
  const [first] = await collect(mailbox);
  assert.ok(first);
  assert.equal(deletions(), 0, "what is not known yet stays");
  const { folder, uidValidity, uid } = first.ref;
  const known = new Set([`${folder}/${uidValidity}/${uid}`]);
  // The server deletes at QUIT, which it never saw: the mail is there again.
  for (const times of [1, 2]) {
    const found = await collect(mailbox, { known }).catch((cause: unknown) => {
      assert.ok(fault("mailbox-unreachable")(cause));
      return [];
    });
    assert.deepEqual([found, deletions()], [[], times]);
  }
});

const keyOf = ({ folder, uidValidity, uid }: MailRef): string => `${folder}/${uidValidity}/${uid}`;

test("a server that numbers its mails anew hides no new one, and none is deleted in another's place", async (t) => {
  for (const top of [true, false]) {
    const mails = [mail("AR A"), mail("AR B")];
    const kept = new Map<string, string>();
    const answer = (command: string) =>
      command === "UIDL"
        ? `+OK\r\n${mails.map((_, n) => `${n + 1} ${n + 1}\r\n`).join("")}.\r\n`
        : command.startsWith("TOP") && !top
          ? "-ERR what?\r\n"
          : undefined;
    const deletable = async (ref: MailRef) => kept.get(keyOf(ref));
    const { mailbox, heard } = await server(t, { mails, answer }, { deletable });
    const first = await collect(mailbox);
    assert.equal(first.length, 2);
    const known = new Set(first.map(({ ref }) => keyOf(ref)));
    assert.deepEqual(await collect(mailbox, { known }), []);
    for (const { ref, raw } of first) kept.set(keyOf(ref), sha256(raw));
    // A person deletes A in a webmail; C comes, as long as B was.
    mails.splice(0, 2, mails[1] ?? "", mail("AR C"));
    const found = await collect(mailbox, { known });
    assert.deepEqual(
      found.map(({ raw }) => /Subject: (.*)\r/u.exec(Buffer.from(raw).toString())?.[1]),
      ["AR C"],
    );
    assert.deepEqual(
      heard.filter((line) => line.startsWith("DELE")),
      top ? ["DELE 1"] : [],
    );
  }
});

test("a name that is given to another mail deletes nothing, and the other is read", async (t) => {
  const mails = [mail("AR A")];
  const first = sha256(Buffer.from(mails[0] ?? ""));
  const { mailbox, heard } = await server(t, { mails }, { deletable: async () => first });
  const [one] = await collect(mailbox);
  assert.ok(one);
  mails[0] = mail("AR B");
  const known = new Set([keyOf(one.ref)]);
  const [other] = await collect(mailbox, { known });
  assert.match(Buffer.from(other?.raw ?? []).toString(), /AR B/u);
  assert.ok(!heard.some((line) => line.startsWith("DELE")));
  assert.ok(other);
  assert.deepEqual(await collect(mailbox, { known: new Set([...known, keyOf(other.ref)]) }), []);
});

test("a name given again to a mail of the same size hides no new one, however many were deleted", async (t) => {
  const count = 8;
  const mails = Array.from({ length: count }, (_, n) => mail(`AR ${n}`));
  const kept = new Map<string, Uint8Array>();
  const known = new Set<string>();
  const { mailbox, heard } = await server(
    t,
    { mails, answer: (c) => (c === "UIDL" ? counted(mails.length) : undefined) },
    { kept: async (ref) => kept.get(keyOf(ref)) },
  );
  const take = async (): Promise<readonly string[]> => {
    const found = await collect(mailbox, { known });
    for (const { ref, raw } of found) {
      known.add(keyOf(ref));
      kept.set(keyOf(ref), raw);
    }
    return found.map(
      ({ raw }) => /Subject: AR (.*)\r/u.exec(Buffer.from(raw).toString())?.[1] ?? "",
    );
  };
  assert.equal((await take()).length, count);
  heard.splice(0);
  assert.deepEqual(await take(), []);
  assert.ok(heard.filter((line) => line.startsWith("TOP")).length <= 5, "the last ones only");
  // All but the first are deleted, and as many of their size come.
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  mails.splice(1, count, ...names.map((name) => mail(`AR ${name}`)));
  assert.deepEqual(await take(), names);
  assert.deepEqual(await take(), []);
});

const counted = (count: number): string =>
  `+OK\r\n${Array.from({ length: count }, (_, n) => `${n + 1} msg-${n + 1}\r\n`).join("")}.\r\n`;

const dated = (subject: string, at: string): string =>
  mail(subject).replace(/; .*/u, `; ${new Date(at).toUTCString()}`);

test("a wrong date hides no mail that came after a read one, and what is passed over is told once", async (t) => {
  const since = Date.parse("2026-11-01T00:00:00Z");
  const mails = [
    dated("ancien 1", "2026-01-05T10:00:00Z"),
    dated("ancien 2", "2026-10-05T10:00:00Z"),
    dated("AR A", "2026-11-05T10:00:00Z"),
    dated("AR B, horloge fausse", "1970-01-01T00:00:00Z"),
  ];
  for (const uidl of [true, false]) {
    const told: string[] = [];
    const all = [...mails];
    const { mailbox } = await server(
      t,
      { mails: all, answer: (c) => (c === "UIDL" && !uidl ? "-ERR what?\r\n" : undefined) },
      { onSkip: ({ said }) => told.push(said) },
    );
    const known = new Set<string>();
    const take = async (): Promise<readonly (string | undefined)[]> => {
      const found = await collect(mailbox, { known, since });
      for (const { ref } of found) known.add(keyOf(ref));
      return found.map(({ raw }) => /Subject: (.*)\r/u.exec(Buffer.from(raw).toString())?.[1]);
    };
    assert.deepEqual(await take(), ["AR A", "AR B, horloge fausse"]);
    all.push(dated("AR C, horloge fausse", "1970-01-01T00:00:00Z"));
    assert.deepEqual(await take(), ["AR C, horloge fausse"]);
    assert.deepEqual(told, ["2 mails from before 2026-11-01 are not read"]);
  }
});

test("what arrives in a mailbox of old mails alone is read, whatever its date", async (t) => {
  const since = Date.parse("2026-11-01T00:00:00Z");
  const mails = [dated("ancien", "2026-01-05T10:00:00Z")];
  const { mailbox } = await server(t, { mails });
  assert.deepEqual(await collect(mailbox, { since }), []);
  mails.push(dated("AR", "2025-01-05T10:00:00Z"));
  assert.equal((await collect(mailbox, { since })).length, 1);
});

test("a mail that the server will not give stops no other, and is given up at last", async (t) => {
  const skipped: string[] = [];
  const answer = (command: string) =>
    /^(?:RETR|TOP) 1/u.test(command) ? "-ERR lost\r\n" : undefined;
  const { mailbox, heard } = await server(
    t,
    { mails: [mail("un"), mail("deux")], answer },
    { onSkip: ({ said }) => skipped.push(said) },
  );
  for (let look = 0; look < limits.mailboxTriesMax + 2; look += 1)
    assert.equal((await collect(mailbox)).length, 1);
  assert.deepEqual(skipped, ["-ERR lost"]);
  const asked = heard.filter((line) => /^(?:RETR|TOP) 1/u.test(line)).length;
  assert.equal(asked, limits.mailboxTriesMax);
});

test("a mail on which the connection is cut each time hides those behind it for so many looks, and no longer", async (t) => {
  const skipped: string[] = [];
  const answer = (command: string, socket: Socket) => {
    if (!/^(?:RETR|TOP) 1/u.test(command)) return undefined;
    socket.end("+OK\r\nSubject: un\r\n\r\nBonj");
    return "";
  };
  const { mailbox } = await server(
    t,
    { mails: [mail("un"), mail("deux")], answer },
    { onSkip: ({ said }) => skipped.push(said) },
  );
  for (let look = 0; look < limits.mailboxTriesMax; look += 1)
    await assert.rejects(collect(mailbox), fault("mailbox-unreachable"));
  const found = await collect(mailbox);
  assert.equal(found.length, 1);
  assert.match(Buffer.from(found[0]?.raw ?? []).toString("latin1"), /Subject: deux/u);
  assert.equal(skipped.length, 1);
});

test("F64 a UIDL that is empty is none: the mail is known by its bytes", async (t) => {
  const answer = (command: string) =>
    command === "UIDL" ? "+OK\r\n1 \r\n2 uid2\r\n.\r\n" : undefined;
  const { mailbox } = await server(t, { mails: [mail("un"), mail("deux")], answer });
  const found = await collect(mailbox);
  assert.match(found[0]?.ref.uidValidity ?? "", /^sha256:/u);
  assert.equal(found[1]?.ref.uidValidity, "uid2");
});

test("a mail beyond the limit comes by its headers", async (t) => {
  const answer = (command: string) =>
    command === "LIST" ? `+OK\r\n1 ${limits.mailBytesMax + 1}\r\n.\r\n` : undefined;
  const { mailbox } = await server(t, { mails: [mail("énorme")], answer });
  const [found] = await collect(mailbox);
  assert.equal(found?.headersOnly, "too-large");
  assert.match(Buffer.from(found?.raw ?? []).toString("latin1"), /Subject: .norme\r\n\r\n$/u);
});

test("a mailbox in use is tried again, a refused login is a refused login", async (t) => {
  const refusing = (line: string) => (command: string) =>
    command.startsWith("PASS") ? `${line}\r\n` : undefined;
  const busy = await server(t, { answer: refusing("-ERR [IN-USE] by another agent") });
  await assert.rejects(collect(busy.mailbox), fault("mailbox-unreachable"));
  const wrong = await server(t, { answer: refusing("-ERR invalid secret") });
  await assert.rejects(collect(wrong.mailbox), fault("mailbox-login"));
});

test("a server that is silent, cut, endless or no POP3 server is unreachable, and nothing hangs", async (t) => {
  const mails = [mail("un")];
  for (const odd of [
    { mails, answer: (c: string) => (c === "LIST" ? "" : undefined) },
    { mails, answer: (c: string, s: Socket) => (c === "LIST" ? (s.destroy(), "") : undefined) },
    { mails, answer: (c: string) => (c.startsWith("RETR") ? "+OK\r\nSubject: un\r\n" : undefined) },
    { mails, answer: (c: string) => (c === "UIDL" ? `+OK\r\n${"x".repeat(70_000)}` : undefined) },
    { greeting: "220 smtp.test ESMTP\r\n" },
    { greeting: `+OK ${"x".repeat(10_000)}\r\n` },
  ] satisfies readonly Odd[]) {
    const { mailbox } = await server(t, odd);
    await assert.rejects(collect(mailbox), fault("mailbox-unreachable"));
  }
});

test("a look that is aborted ends quietly, and nothing was deleted", async (t) => {
  const { mailbox, heard } = await server(t, { mails: [mail("un"), mail("deux")] });
  const stop = new AbortController();
  for await (const _ of mailbox.arrivals(() => Promise.resolve(false), 0, stop.signal))
    stop.abort();
  assert.deepEqual(await collect(mailbox, { signal: AbortSignal.abort() }), []);
  assert.ok(!heard.some((line) => line.startsWith("DELE")));
});

test("the time of arrival is that of the topmost Received field", () => {
  const at = (fields: string) => receivedAt(Buffer.from(`${fields}\r\n\r\n`));
  const top = "Received: from a by b\r\n\twith POP; Thu, 5 Nov 2026 10:00:00 +0100 (CET)";
  assert.equal(
    at(`${top}\r\nReceived: from c; Wed, 4 Nov 2026 10:00:00 +0100`),
    Date.UTC(2026, 10, 5, 9),
  );
  assert.equal(at("Subject: x"), undefined);
  assert.equal(at("Received: from a; hier"), undefined);
});
