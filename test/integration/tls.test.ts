/**
 * F48 against a real Postfix and a real Dovecot: downgrade, wrong host name, expired, self-signed, unknown authority, stripped
 * STARTTLS. Each is refused with a fault of its own, by what sends, by what reads and by `facteur probe`; no login is said.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createServer } from "node:tls";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import { smtpProber } from "../../src/adapters/courier/smtp-look.ts";
import { imapProber } from "../../src/adapters/mailbox/imap-look.ts";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { pop3Prober } from "../../src/adapters/mailbox/pop3-look.ts";
import { pop3Mailbox } from "../../src/adapters/mailbox/pop3-mailbox.ts";
import type { TlsReason } from "../../src/domain/tls-reason.ts";
import { handoverOf } from "../contract/courier.contract.ts";
import { collect } from "../contract/mailbox.contract.ts";
import { cleanup } from "../support/cleanup.ts";
import type { Identity } from "../support/fault-smtp.ts";
import {
  type MailServer,
  mailServer,
  mailServerFolder,
  startMailServer,
} from "../support/mailserver.ts";
import { makePki } from "../support/pki.ts";
import { relay } from "../support/relay.ts";
import { scratch } from "../support/scratch.ts";

const shared = await mailServer();
const options = shared
  ? {}
  : { skip: "no Postfix and Dovecot here: npm test starts them as root on Debian" };

interface Way {
  readonly host?: string;
  readonly ca: string;
  readonly smtp: number;
  readonly imap: number;
  readonly pop3: number;
  readonly security: "tls" | "starttls";
}

const never = new AbortController().signal;

/** What each of the six says of it. */
const verdicts = async (t: TestContext, way: Way): Promise<readonly string[]> => {
  const { host = "localhost", ca, security } = way;
  const common = { host, ca, security, login: "alice@example.test", password: "mot-secret" };
  const sending = { ...common, port: way.smtp };
  const reading = { ...common, port: way.imap, identity: "alice", folders: ["INBOX"] };
  const outcome = await smtpCourier(sending).deliver(handoverOf(), never);
  const fetching = { ...common, port: way.pop3, identity: "alice" };
  const read: string[] = [];
  for (const mailbox of [imapMailbox(reading), pop3Mailbox(fetching)]) {
    cleanup(t, () => mailbox[Symbol.asyncDispose]());
    const end = collect(mailbox).then(
      () => "read",
      (cause: { readonly code: string }) => cause.code,
    );
    read.push(await end);
  }
  await using imap = imapProber(reading);
  await using pop3 = pop3Prober(fetching);
  const looks = [
    await smtpProber(sending).look(never),
    await imap.look(never),
    await pop3.look(never),
  ];
  return [
    outcome.is === "later" ? outcome.because.code : outcome.is,
    ...read,
    ...looks.map((look) => (look.is === "failed" ? look.code : look.is)),
  ];
};

const refused = (reason: TlsReason): readonly string[] => [
  `smtp-tls-${reason}`,
  `mailbox-tls-${reason}`,
  `mailbox-tls-${reason}`,
  `smtp-tls-${reason}`,
  `mailbox-tls-${reason}`,
  `mailbox-tls-${reason}`,
];

const bothWays = (server: MailServer, ca: string): readonly Way[] => {
  const { smtps, imaps, pop3s, submission, imap, pop3 } = server.ports;
  return [
    { ca, smtp: smtps, imap: imaps, pop3: pop3s, security: "tls" },
    { ca, smtp: submission, imap, pop3, security: "starttls" },
  ];
};

test("wrong host name, and an authority that is not the pinned one", options, async (t) => {
  assert.ok(shared);
  const ca = await readFile(shared.ca, "utf8");
  for (const way of bothWays(shared, ca))
    assert.deepEqual(await verdicts(t, { ...way, host: "127.0.0.1" }), refused("wrong-name"));
  for (const way of bothWays(shared, await readFile(shared.otherCa, "utf8")))
    assert.deepEqual(await verdicts(t, way), refused("unknown-authority"));
});

test("STARTTLS taken away on the way", options, async (t) => {
  assert.ok(shared);
  const strip = (chunk: Buffer): Buffer =>
    Buffer.from(
      chunk.toString("latin1").replaceAll("STARTTLS", "XXXXXXXX").replaceAll("STLS", "XXXX"),
      "latin1",
    );
  const ports = [];
  for (const port of [shared.ports.submission, shared.ports.imap, shared.ports.pop3]) {
    const between = await relay(port, strip, strip);
    cleanup(t, () => between[Symbol.asyncDispose]());
    ports.push(between.port);
  }
  const ca = await readFile(shared.ca, "utf8");
  const [smtp = 0, imap = 0, pop3 = 0] = ports;
  const way = { ca, smtp, imap, pop3, security: "starttls" } as const;
  assert.deepEqual(await verdicts(t, way), refused("stripped"));
});

test("a downgrade: a Postfix that speaks TLS 1.1 at most", options, async (t) => {
  const folder = await mailServerFolder();
  cleanup(t, () => rm(folder, { recursive: true, force: true }));
  const old = "=<=TLSv1.1";
  const server = await startMailServer(
    folder,
    `smtpd_tls_protocols ${old}\nsmtpd_tls_mandatory_protocols ${old}\ntls_high_cipherlist = ALL:@SECLEVEL=0\ntls_medium_cipherlist = ALL:@SECLEVEL=0`,
  );
  cleanup(t, () => server.stop());
  for (const way of bothWays(server, await readFile(server.ca, "utf8"))) {
    const [sent, , , looked] = await verdicts(t, way);
    assert.deepEqual([sent, looked], ["smtp-tls-too-old", "smtp-tls-too-old"]);
  }
});

test(
  "a downgrade: mailboxes that speak TLS 1.1 at most (Dovecot has no such setting: OpenSSL's own server)",
  options,
  async (t) => {
    const folder = await scratch(t);
    const { good, ca } = await makePki(folder);
    const server = createServer({
      ...good,
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
      ciphers: "ALL:@SECLEVEL=0",
    });
    // A client that gives up is what is wanted.
    server.on("tlsClientError", () => undefined);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    cleanup(t, () => new Promise<void>((resolve) => void server.close(() => resolve())));
    const { port } = server.address() as AddressInfo;
    const way = { ca, smtp: port, imap: port, pop3: port, security: "tls" } as const;
    assert.deepEqual(await verdicts(t, way), refused("too-old"));
  },
);

/** Both servers of this test's own, with this certificate. */
const serversWith = async (t: TestContext, cert: Identity, ca: string): Promise<MailServer> => {
  const folder = await mailServerFolder();
  cleanup(t, () => rm(folder, { recursive: true, force: true }));
  const tls = join(folder, "tls");
  await mkdir(tls);
  for (const [name, text] of [
    ["ca.pem", ca],
    ["other-ca.pem", ca],
    ["cert.pem", cert.cert],
    ["key.pem", cert.key],
  ] as const)
    await writeFile(join(tls, name), text, { mode: name === "key.pem" ? 0o600 : 0o644 });
  const server = await startMailServer(folder);
  cleanup(t, () => server.stop());
  return server;
};

for (const kind of ["expired", "self-signed"] as const)
  test(`a certificate that is ${kind}`, options, async (t) => {
    const folder = await scratch(t);
    const pki = await makePki(folder);
    const cert = kind === "expired" ? pki.expired : pki.selfSigned;
    const server = await serversWith(t, cert, pki.ca);
    for (const way of bothWays(server, pki.ca))
      assert.deepEqual(await verdicts(t, way), refused(kind));
  });

test("what is right is logged in to, and shown: TLS, certificate, expiry", options, async () => {
  assert.ok(shared);
  const ca = await readFile(shared.ca, "utf8");
  const login = { login: shared.users[0] ?? "", password: shared.password, host: "localhost", ca };
  for (const { smtp, imap, pop3, security } of bothWays(shared, ca)) {
    const sent = await smtpProber({ ...login, port: smtp, security }).look(never);
    await using prober = imapProber({ ...login, port: imap, security, folders: ["INBOX"] });
    const read = await prober.look(never);
    const fetched = await pop3Prober({
      ...login,
      identity: "alice",
      port: pop3,
      security,
    }).look(never);
    assert.ok(sent.is === "logged-in", JSON.stringify(sent));
    assert.ok(read.is === "logged-in", JSON.stringify(read));
    assert.ok(fetched.is === "logged-in", JSON.stringify(fetched));
    for (const { tls } of [sent.seen, read.seen, fetched.seen]) {
      assert.match(tls?.version ?? "", /^TLSv1\.[23]$/u);
      assert.deepEqual([tls?.subject, tls?.issuer], ["localhost", "Test authority"]);
      assert.ok((tls?.expires ?? 0) > Date.now());
    }
    assert.equal(sent.seen.size, 36_700_160);
    assert.ok(sent.seen.dsn);
    assert.ok(sent.seen.mechanisms.includes("PLAIN"));
    assert.ok(read.seen.folders.includes("INBOX"));
  }
});
