/**
 * CVE-2011-0411 and its kind: somebody on the way adds text after the answer to STARTTLS, in clear, to have it believed once the
 * connection is protected. Nothing of it counts, and no login is said before the handshake.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { TestContext } from "node:test";
import { createSecureContext, TLSSocket } from "node:tls";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { pop3Mailbox } from "../../src/adapters/mailbox/pop3-mailbox.ts";
import type { Mailbox } from "../../src/ports/mailbox.ts";
import { handoverOf } from "../contract/courier.contract.ts";
import { collect } from "../contract/mailbox.contract.ts";
import { cleanup } from "../support/cleanup.ts";
import { needs, testWith } from "../support/machine.ts";
import { makePki } from "../support/pki.ts";
import { scratch } from "../support/scratch.ts";

const test = testWith(needs("openssl"));

interface Server {
  readonly port: number;
  /** What the client said before the handshake. */
  readonly inClear: readonly string[];
  readonly ca: string;
}

/** Answers each line; after the one that starts TLS, shakes hands with the answer's tail still on the wire. */
const injecting = async (
  t: TestContext,
  greeting: string,
  answer: (line: string) => { readonly text: string; readonly startsTls?: true },
): Promise<Server> => {
  const { good, ca } = await makePki(await scratch(t));
  const inClear: string[] = [];
  const hear = (socket: Socket, encrypted: boolean): void => {
    socket.on("error", () => undefined);
    const listen = (bytes: Buffer): void => {
      for (const line of bytes.toString("latin1").split("\r\n").filter(Boolean)) {
        if (!encrypted) inClear.push(line);
        const { text, startsTls } = answer(line);
        socket.write(text);
        if (startsTls !== true) continue;
        socket.removeListener("data", listen);
        const secureContext = createSecureContext(good);
        hear(new TLSSocket(socket, { isServer: true, secureContext }), true);
      }
    };
    socket.on("data", listen);
  };
  const server = createServer((socket) => {
    socket.write(greeting);
    hear(socket, false);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanup(t, () => void server.close());
  return { port: (server.address() as AddressInfo).port, inClear, ca };
};

const client = ({ port, ca }: Server) =>
  ({
    host: "localhost",
    port,
    ca,
    security: "starttls",
    login: "paie",
    password: "motdepasse",
  }) as const;

const refused = async (t: TestContext, mailbox: Mailbox): Promise<void> => {
  cleanup(t, () => mailbox[Symbol.asyncDispose]());
  await assert.rejects(collect(mailbox), { code: "mailbox-tls" });
};

test("IMAP: capabilities and mails that came before the handshake end the connection", async (t) => {
  const server = await injecting(t, "* OK [CAPABILITY IMAP4rev1 STARTTLS] x\r\n", (line) => ({
    text: `${line.split(" ")[0]} OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n* 5 EXISTS\r\n`,
    startsTls: true,
  }));
  await refused(t, imapMailbox({ ...client(server), identity: "a", folders: ["INBOX"] }));
  assert.deepEqual(server.inClear, ["1 STARTTLS"]);
});

test("POP3: an answer that came before the handshake ends the connection", async (t) => {
  const text = "+OK go\r\n+OK 5 mails\r\n";
  const server = await injecting(t, "+OK x\r\n", () => ({ text, startsTls: true }));
  await refused(t, pop3Mailbox({ ...client(server), identity: "a" }));
  assert.deepEqual(server.inClear, ["STLS"]);
});

test("SMTP: extensions that came before the handshake are forgotten; the login is said after it", async (t) => {
  const server = await injecting(t, "220 x ESMTP\r\n", (line) => {
    if (line.startsWith("EHLO")) return { text: "250-x\r\n250 STARTTLS\r\n" };
    if (line !== "STARTTLS") return { text: "535 no\r\n" };
    return { text: "220 go\r\n250-x\r\n250-AUTH LOGIN\r\n250 DSN\r\n", startsTls: true };
  });
  const outcome = await smtpCourier(client(server)).deliver(
    handoverOf(),
    new AbortController().signal,
  );
  assert.equal(outcome.trace.dsn, false, "nobody said so under protection");
  assert.ok(outcome.is === "later" && outcome.because.code === "smtp-login");
  assert.deepEqual(
    server.inClear.map((line) => line.split(" ")[0]),
    ["EHLO", "STARTTLS"],
  );
});
