/**
 * F48 against a real Postfix and a real Dovecot: downgrade, wrong host name, expired, self-signed, unknown authority, stripped
 * STARTTLS. Each is refused with a fault of its own, by what sends, by what reads and by `facteur probe`; no login is said.
 */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import { smtpProber } from "../../src/adapters/courier/smtp-look.ts";
import { imapProber } from "../../src/adapters/mailbox/imap-look.ts";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import type { TlsReason } from "../../src/domain/tls-reason.ts";
import { handoverOf } from "../contract/courier.contract.ts";
import { collect } from "../contract/mailbox.contract.ts";
import { cleanup } from "../support/cleanup.ts";
import type { Identity } from "../support/fault-smtp.ts";
import { type MailServer, mailServer, startMailServer } from "../support/mailserver.ts";
import { makePki } from "../support/pki.ts";
import { relay } from "../support/relay.ts";

const shared = await mailServer();
const options = shared
  ? {}
  : { skip: "no Postfix and Dovecot here: npm test starts them as root on Debian" };

interface Way {
  readonly host?: string;
  readonly ca: string;
  readonly smtp: number;
  readonly imap: number;
  readonly security: "tls" | "starttls";
}

const never = new AbortController().signal;

/** What each of the four says of it. */
const verdicts = async (t: TestContext, way: Way): Promise<readonly string[]> => {
  const { host = "localhost", ca, security } = way;
  const common = { host, ca, security, login: "alice@example.test", password: "mot-secret" };
  const sending = { ...common, port: way.smtp };
  const reading = { ...common, port: way.imap, identity: "alice", folders: ["INBOX"] };
  const outcome = await smtpCourier(sending).deliver(handoverOf(), never);
  const mailbox = imapMailbox(reading);
  cleanup(t, () => mailbox[Symbol.asyncDispose]());
  const read = await collect(mailbox).then(
    () => "read",
    (cause: { readonly code: string }) => cause.code,
  );
  const looks = [await smtpProber(sending).look(never)];
  await using prober = imapProber(reading);
  const seen = await prober.look(never);
  return [
    outcome.is === "later" ? outcome.because.code : outcome.is,
    read,
    ...[...looks, seen].map((look) => (look.is === "failed" ? look.code : look.is)),
  ];
};

const refused = (reason: TlsReason): readonly string[] => [
  `smtp-tls-${reason}`,
  `mailbox-tls-${reason}`,
  `smtp-tls-${reason}`,
  `mailbox-tls-${reason}`,
];

const bothWays = (server: MailServer, ca: string): readonly Way[] => [
  { ca, smtp: server.ports.smtps, imap: server.ports.imaps, security: "tls" },
  { ca, smtp: server.ports.submission, imap: server.ports.imap, security: "starttls" },
];

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
    Buffer.from(chunk.toString("latin1").replaceAll("STARTTLS", "XXXXXXXX"), "latin1");
  const [smtp, imap] = [
    await relay(shared.ports.submission, strip, strip),
    await relay(shared.ports.imap, strip, strip),
  ];
  cleanup(t, () => smtp[Symbol.asyncDispose]());
  cleanup(t, () => imap[Symbol.asyncDispose]());
  const ca = await readFile(shared.ca, "utf8");
  const way = { ca, smtp: smtp.port, imap: imap.port, security: "starttls" } as const;
  assert.deepEqual(await verdicts(t, way), refused("stripped"));
});

test("a downgrade: a Postfix that speaks TLS 1.1 at most", options, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "ft-"));
  cleanup(t, () => rm(folder, { recursive: true, force: true }));
  const old = "=<=TLSv1.1";
  const server = await startMailServer(
    folder,
    `smtpd_tls_protocols ${old}\nsmtpd_tls_mandatory_protocols ${old}\ntls_high_cipherlist = ALL:@SECLEVEL=0\ntls_medium_cipherlist = ALL:@SECLEVEL=0`,
  );
  cleanup(t, () => server.stop());
  for (const way of bothWays(server, await readFile(server.ca, "utf8"))) {
    const [sent, , looked] = await verdicts(t, way);
    assert.deepEqual([sent, looked], ["smtp-tls-too-old", "smtp-tls-too-old"]);
  }
});

/** Both servers of this test's own, with this certificate. */
const serversWith = async (t: TestContext, cert: Identity, ca: string): Promise<MailServer> => {
  const folder = await mkdtemp(join(tmpdir(), "ft-"));
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
    const folder = await mkdtemp(join(tmpdir(), "fp-"));
    cleanup(t, () => rm(folder, { recursive: true, force: true }));
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
  for (const { smtp, imap, security } of bothWays(shared, ca)) {
    const sent = await smtpProber({ ...login, port: smtp, security }).look(never);
    await using prober = imapProber({ ...login, port: imap, security, folders: ["INBOX"] });
    const read = await prober.look(never);
    assert.ok(sent.is === "logged-in", JSON.stringify(sent));
    assert.ok(read.is === "logged-in", JSON.stringify(read));
    for (const { tls } of [sent.seen, read.seen]) {
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
