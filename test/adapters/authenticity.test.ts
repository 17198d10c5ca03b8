/** Signatures of received mails: DKIM against an injected DNS, S/MIME made by openssl, and what forgers try with them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mailVerifier } from "../../src/adapters/authenticity/mail-verifier.ts";
import { authenticity } from "../../src/domain/receipt/authenticity.ts";
import type { Verification } from "../../src/domain/receipt/verification.ts";
import { needs } from "../support/machine.ts";
import { deadDns, signed, testDns } from "../support/received.ts";
import { smimeSigner } from "../support/smime-signer.ts";

const verifier = mailVerifier({ resolve: testDns });

const mail = (more = ""): Buffer =>
  Buffer.from(
    `From: ar@organisme.test\r\nTo: paie@employeur.test\r\nSubject: Fichier des AR\r\nDate: Thu, 05 Nov 2026 10:00:00 +0100\r\n${more}\r\nBonjour.\r\n`,
  );

const gradeOf = (
  verified: Verification,
  pinned: readonly string[] = [],
  from = "ar@organisme.test",
  arrived = Date.UTC(2026, 10, 5),
) =>
  authenticity({
    results: [],
    from,
    expectedDomains: ["organisme.test"],
    verified,
    pinned,
    arrived,
  });

test("a mail without signatures says nothing, and asks the DNS nothing", async () => {
  let asked = 0;
  const counting = mailVerifier({ resolve: (name) => ((asked += 1), testDns(name)) });
  assert.deepEqual(await counting.verify(mail()), { dkim: [] });
  assert.equal(asked, 0);
});

test("a good signature of the organism's domain is A, of another one is C", async () => {
  const own = await verifier.verify(await signed(mail(), "organisme.test"));
  assert.deepEqual(
    own.dkim.map((s) => [s.domain, s.result]),
    [["organisme.test", "pass"]],
  );
  assert.equal(gradeOf(own).grade, "A");
  const other = await verifier.verify(await signed(mail(), "pirate.test"));
  assert.equal(gradeOf(other).grade, "C");
});

test("a signed mail that was changed is F: its body, its subject, its sender", async () => {
  const whole = (await signed(mail(), "organisme.test")).toString("latin1");
  for (const [from, to] of [
    ["Bonjour.", "Bonsoir."],
    ["Subject: Fichier", "Subject: Autre"],
    ["From: ar@", "From: x@"],
  ] as const) {
    const changed = await verifier.verify(Buffer.from(whole.replace(from, to), "latin1"));
    assert.equal(gradeOf(changed).grade, "F", to);
  }
});

test("the key that signed is kept as the DNS gave it: with it alone the mail verifies when the DNS has it no more", async () => {
  const raw = await signed(mail(), "organisme.test");
  const [{ key } = {}] = (await verifier.verify(raw)).dkim;
  assert.match(key?.name ?? "", /^[^.]+\._domainkey\.organisme\.test$/u);
  assert.match(key?.record ?? "", /p=/u);
  const offline = mailVerifier({
    resolve: (name) => (name === key?.name ? Promise.resolve([[key.record]]) : deadDns()),
  });
  assert.deepEqual((await offline.verify(raw)).dkim, (await verifier.verify(raw)).dkim);
  assert.equal(gradeOf(await offline.verify(raw)).grade, "A");
});

test("a DNS that does not answer is pending, and a key that is not there is not", async () => {
  const raw = await signed(mail(), "organisme.test");
  const silent = gradeOf(await mailVerifier({ resolve: deadDns }).verify(raw));
  assert.deepEqual([silent.grade, silent.pending], ["C", true]);
  const none = mailVerifier({
    resolve: () => Promise.reject(Object.assign(new Error("none"), { code: "ENOTFOUND" })),
  });
  const unknown = gradeOf(await none.verify(raw));
  assert.deepEqual([unknown.grade, unknown.pending], ["C", undefined]);
});

test("a DNS that answers never is pending within the deadline, unless our own server vouches", async () => {
  const raw = await signed(mail(), "organisme.test");
  const slow = mailVerifier({ resolve: () => new Promise(() => undefined), msMax: 50 });
  const verified = await slow.verify(raw);
  assert.equal(gradeOf(verified).pending, true);
  const vouched = authenticity({
    results: ["mx.ici.test; dkim=pass header.d=organisme.test"],
    authservId: "mx.ici.test",
    from: "ar@organisme.test",
    expectedDomains: ["organisme.test"],
    verified,
    pinned: [],
    arrived: Date.UTC(2026, 10, 5),
  });
  assert.deepEqual([vouched.grade, vouched.pending], ["B", undefined]);
});

const content = "Content-Type: text/plain; charset=utf-8\r\n\r\nAvis de conformite.\r\nFin.";

test(
  "an S/MIME signature of a pinned certificate is A, whatever the address; of any other, nothing",
  needs("openssl"),
  async (t) => {
    const portal = await smimeSigner(t, "Portail de test");
    const { smime } = await verifier.verify(portal.sign(content));
    assert.deepEqual(
      [smime?.result, smime?.subject, smime?.fingerprint],
      ["pass", "Portail de test", portal.fingerprint],
    );
    const verified: Verification = { dkim: [], ...(smime ? { smime } : {}) };
    assert.equal(gradeOf(verified, [portal.fingerprint], "depot@ailleurs.test").grade, "A");
    const end = smime?.until ?? 0;
    const age = Date.now() - (smime?.signed ?? 0);
    assert.ok(age >= 0 && age < 600_000, `signed ${age} ms ago`);
    assert.ok(end > Date.now());
    const late = gradeOf(verified, [portal.fingerprint], "depot@ailleurs.test", end + 1);
    assert.equal(late.grade, "C");
    const stranger = await smimeSigner(t, "Portail de test");
    assert.equal(gradeOf(verified, [stranger.fingerprint]).grade, "C");
  },
);

test(
  "a signed part that was changed, or another one put before it, is F",
  needs("openssl"),
  async (t) => {
    const portal = await smimeSigner(t, "Portail de test");
    const raw = portal.sign(content).toString("latin1");
    const changed = await verifier.verify(Buffer.from(raw.replace("Avis", "Abus"), "latin1"));
    assert.equal(changed.smime?.result, "fail");
    assert.equal(gradeOf(changed, [portal.fingerprint]).grade, "F");
    const before = raw.replace(
      "--=_s\r\n",
      "--=_s\r\nContent-Type: text/plain\r\n\r\nFaux.\r\n--=_s\r\n",
    );
    const first = await verifier.verify(Buffer.from(before, "latin1"));
    assert.notEqual(first.smime?.result, "pass");
  },
);

test(
  "a true signature of something else, which stands inside it, is no signature of this mail",
  needs("openssl"),
  async (t) => {
    const portal = await smimeSigner(t, "Portail de test");
    const other = "Content-Type: text/plain\r\n\r\nVotre avis d'avant.\r\n";
    const forged = await verifier.verify(portal.sign(content, other));
    assert.equal(forged.smime?.result, "fail");
    assert.equal(gradeOf(forged, [portal.fingerprint]).grade, "F");
    // A mailer that repeats the very same content inside has signed it all the same.
    assert.equal((await verifier.verify(portal.sign(content, content))).smime?.result, "pass");
  },
);

test("line ends changed on the way do not break a signature", needs("openssl"), async (t) => {
  const portal = await smimeSigner(t, "Portail de test");
  const unix = portal.sign(content).toString("latin1").replaceAll("\r\n", "\n");
  assert.equal((await verifier.verify(Buffer.from(unix, "latin1"))).smime?.result, "pass");
});

test(
  "a signed mail attached to another mail says nothing of the outer one",
  needs("openssl"),
  async (t) => {
    const portal = await smimeSigner(t, "Portail de test");
    const inner = portal.sign(content).toString("latin1");
    const outer = `From: x@pirate.test\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--o--\r\n`;
    assert.deepEqual(await verifier.verify(Buffer.from(outer, "latin1")), { dkim: [] });
  },
);

test("what is no signature settles without throwing", async () => {
  const head =
    'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="s"\r\n\r\n';
  for (const body of [
    "",
    "--s\r\n\r\nx\r\n--s\r\n\r\nAAAA\r\n--s--\r\n",
    "--s\r\n\r\nx\r\n--s\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIBAAAA////\r\n--s--\r\n",
    `--s\r\n\r\nx\r\n--s\r\nContent-Transfer-Encoding: base64\r\n\r\n${"MIAGCSqGSIb3DQEHAqCA".repeat(200)}\r\n--s--\r\n`,
  ]) {
    const { smime } = await verifier.verify(Buffer.from(head + body, "latin1"));
    assert.notEqual(smime?.result, "pass");
  }
});
