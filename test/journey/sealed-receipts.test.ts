/** Receipts that came sealed: opened and judged before they are understood; those that no key opens wait, and are read when one comes. */

import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { mailVerifier } from "../../src/adapters/authenticity/mail-verifier.ts";
import { zipArchive } from "../../src/adapters/evidence/zip-archive.ts";
import { readToken } from "../../src/adapters/timestamp/token.ts";
import { assignTo, retrySealed } from "../../src/daemon/receipts.ts";
import { audit } from "../../src/journey/audit.ts";
import { collectEvidence, manifestOf } from "../../src/journey/evidence/collect.ts";
import { verifyEvidence } from "../../src/journey/evidence/verify.ts";
import { inParts } from "../../src/journey/purge/parts.ts";
import { planPurge } from "../../src/journey/purge/plan.ts";
import { purge } from "../../src/journey/purge.ts";
import { noDrift } from "../support/audited.ts";
import { cleanup } from "../support/cleanup.ts";
import { needs, testWith } from "../support/machine.ts";
import { mails, sentWorld, signed, testDns } from "../support/received.ts";
import { scratch } from "../support/scratch.ts";
import { pgpEncrypted, pkcs7, withFile } from "../support/sealed-mails.ts";
import { gnupg, openssl, pgpPair, x509Pair } from "../support/sealing.ts";
import { receiveOne, theDeposit } from "../support/small-world.ts";

const test = testWith(needs("gpg", "openssl"));

const ten = { unit: "years", count: 10 } as const;

/** A notice that says « acceptée » of D3. */
const avis =
  /Content-Type: text\/xml; name="avis.xml"[\s\S]*?(?=--=_i--)/u.exec(
    readFileSync(join(mails, "004-ars-acceptee.eml"), "latin1"),
  )?.[0] ?? "";
const entity = `Content-Type: multipart/mixed; boundary="=_i"\r\n\r\n--=_i\r\n${avis}--=_i--\r\n`;

const world = async (t: TestContext) => {
  const firm = await pgpPair(await scratch(t), "cabinet");
  const portal = await pgpPair(await scratch(t), "portail");
  const ring = gnupg(await scratch(t));
  cleanup(t, ring.stop);
  ring.import(firm.publicKey);
  ring.import(portal.privateKey);
  const [cert, organism] = [
    x509Pair(await scratch(t), "cabinet", "rsa"),
    x509Pair(await scratch(t), "portail", "ec"),
  ];
  const verifier = mailVerifier({
    resolve: testDns,
    openers: [
      { name: "pgp", is: "openpgp", file: firm.privateFile },
      { name: "cms", is: "smime", ...cert },
    ],
    signers: [{ domain: "portail.test", file: portal.publicFile }],
  });
  cleanup(t, () => verifier[Symbol.asyncDispose]());
  const { fingerprint256 } = new (await import("node:crypto")).X509Certificate(
    readFileSync(organism.certificate),
  );
  const pinned = fingerprint256.replaceAll(":", "").toLowerCase();
  const sent = await sentWorld(t, { verifier, signers: new Map([["portail.test", [pinned]]]) });
  const replying = [`In-Reply-To: ${sent.headers.get("D3")}`];
  const gpg = (content: string, more: readonly string[] = []): Buffer =>
    ring.encrypt(Buffer.from(content, "latin1"), ["cabinet@organisme.test"], ["--armor", ...more]);
  const cms = async (args: readonly string[], input: string): Promise<Buffer> => {
    const file = join(await scratch(t), "clair");
    writeFileSync(file, input, "latin1");
    return openssl(["cms", ...args, "-in", file]);
  };
  return { ...sent, firm, cert, organism, replying, gpg, cms };
};

type Given = Awaited<ReturnType<typeof world>>;

const from = (raw: Buffer, who = "depot@portail.test"): Buffer =>
  Buffer.from(raw.toString("latin1").replace("ar@organisme.test", who), "latin1");

const received = async (given: Given, raw: Buffer) => {
  const { receipt, conclusion } = await receiveOne(given.world, raw);
  return { receipt, conclusion, deposit: await theDeposit(given.world, "D3") };
};

const isRegistered = (deposit: Awaited<ReturnType<typeof theDeposit>>): boolean =>
  deposit.declarations.every((d) => d.is === "registered" && d.proven);

const signing = ["--sign", "--local-user", "portail@organisme.test"];

test("an answer that gpg encrypted and a pinned key signed registers, whoever carried it", async (t) => {
  const given = await world(t);
  const raw = from(pgpEncrypted(given.gpg(entity, signing), given.replying), "x@relais.test");
  const { receipt, conclusion, deposit } = await received(given, raw);
  const [match] = conclusion.matches;
  assert.deepEqual([match?.grade, match?.gradeBecause.slice(0, 20)], ["A", "signature OpenPGP de"]);
  assert.ok(isRegistered(deposit));
  assert.ok(deposit.deliveries.some((d) => d.is === "delivered"));
  const classified = (await given.world.journal.facts({ receipt }, 10)).find(
    (f) => f.is === "receipt-classified",
  );
  assert.equal(classified?.verified?.encryption?.by, "pgp");
  const kept = await given.world.store.get(classified?.opened?.sha256 ?? "");
  assert.equal(Buffer.from(kept).toString("latin1"), entity);
});

test("an answer that openssl signed with a pinned certificate, then enveloped, registers", async (t) => {
  const given = await world(t);
  const signer = ["-signer", given.organism.certificate, "-inkey", given.organism.key];
  const inner = await given.cms(["-sign", ...signer], entity);
  const der = await given.cms(
    ["-encrypt", "-binary", "-outform", "DER", "-recip", given.cert.certificate],
    inner.toString("latin1"),
  );
  const { conclusion, deposit } = await received(
    given,
    from(pkcs7(der, given.replying), "x@relais.test"),
  );
  assert.equal(conclusion.matches[0]?.grade, "A", conclusion.matches[0]?.gradeBecause ?? "");
  assert.ok(isRegistered(deposit));
});

test("encrypted for us proves nothing: anybody may do that", async (t) => {
  const given = await world(t);
  const { conclusion, deposit } = await received(
    given,
    from(pgpEncrypted(given.gpg(entity), given.replying)),
  );
  assert.equal(conclusion.matches[0]?.grade, "C");
  assert.ok(!isRegistered(deposit));
  assert.deepEqual(deposit.deliveries, []);
});

test("the organism's DKIM over the encrypted mail vouches for what is inside", async (t) => {
  const given = await world(t);
  const raw = await signed(from(pgpEncrypted(given.gpg(entity), given.replying)), "portail.test");
  const { conclusion, deposit } = await received(given, raw);
  assert.equal(conclusion.matches[0]?.grade, "A");
  assert.ok(isRegistered(deposit));
});

test("a file encrypted by itself is read, and filed in clear under its own name", async (t) => {
  const given = await world(t);
  const xml = avis.slice(avis.indexOf("\r\n\r\n") + 4).trim();
  const body = /base64/iu.test(avis) ? Buffer.from(xml, "base64").toString("latin1") : xml;
  const raw = await signed(
    from(withFile("avis.xml.gpg", given.gpg(body), given.replying)),
    "portail.test",
  );
  const { conclusion, deposit } = await received(given, raw);
  assert.equal(conclusion.matches[0]?.file?.name, "avis.xml");
  assert.ok(isRegistered(deposit));
});

test("what no key opens is set aside with its reason, kept as it came, and read by itself when the key comes", async (t) => {
  const given = await world(t);
  const key = readFileSync(given.firm.privateFile);
  rmSync(given.firm.privateFile);
  const raw = from(pgpEncrypted(given.gpg(entity, signing), given.replying));
  const { receipt, conclusion, deposit } = await received(given, raw);
  assert.equal(conclusion.class, "sealed");
  assert.match(conclusion.by.join(), /chiffré en OpenPGP pour .*pgp : ENOENT/u);
  assert.deepEqual(deposit.receipts, []);
  const [aside] = await given.world.journal.receipts({ state: "poison" }, 10);
  assert.equal(aside?.id, receipt);
  assert.deepEqual(Buffer.from(await given.world.store.get(aside?.stored.sha256 ?? "")), raw);
  assert.deepEqual(await retrySealed(given.world), []);
  const before = await given.world.mailVerifier.keys();
  writeFileSync(given.firm.privateFile, key);
  assert.notEqual(await given.world.mailVerifier.keys(), before);
  const [read] = await retrySealed(given.world);
  assert.deepEqual([read?.receipt, read?.conclusion.matches[0]?.grade], [receipt, "A"]);
  assert.ok(isRegistered(await theDeposit(given.world, "D3")));
  assert.deepEqual(await retrySealed(given.world), []);
});

test("a key that is lost later takes nothing back: what came out is kept, and a person can still assign it", async (t) => {
  const given = await world(t);
  const raw = from(pgpEncrypted(given.gpg(entity, signing)), "x@relais.test");
  const { receipt, conclusion } = await received(given, raw);
  assert.equal(conclusion.opened === undefined, false);
  rmSync(given.firm.privateFile);
  const person = { by: "dupont", means: "assign" } as const;
  const answer = await assignTo(given.world, { receipt, deposit: "D3", person });
  assert.equal(answer.is, "done", JSON.stringify(answer));
  assert.ok(isRegistered(await theDeposit(given.world, "D3")));
});

test("the evidence holds the mail as it came and what came out of it; changing that is found", async (t) => {
  const given = await world(t);
  const raw = from(pgpEncrypted(given.gpg(entity, signing), given.replying));
  const { receipt, deposit } = await received(given, raw);
  const files = [...(await collectEvidence(given.world, deposit))];
  const opened = files.find((f) => f.path === `retours/${receipt}.ouvert.eml`);
  assert.equal(Buffer.from(opened?.bytes ?? []).toString("latin1"), entity);
  const pack = async (all: typeof files): Promise<Uint8Array> => {
    const about = { deposit, files: all, made: 0, program: "test" };
    return zipArchive().pack([...all, await manifestOf(given.world, about)]);
  };
  const judge = async (all: typeof files) =>
    (await verifyEvidence({ archive: zipArchive(), readToken }, await pack(all))).faults;
  assert.deepEqual(await judge(files), []);
  // Even a manifest written anew cannot take it away: the chain names it.
  const without = files.filter((f) => f !== opened);
  assert.deepEqual(
    (await judge(without)).map((f) => f.is),
    ["unproved", "missing"],
  );
});

test("an erasure takes what came out with the mail, and leaves the chain and the audit sound", async (t) => {
  const given = await world(t);
  const raw = from(pgpEncrypted(given.gpg(entity, signing), given.replying));
  const { receipt } = await received(given, raw);
  const { journal, store } = given.world;
  const classified = (await journal.facts({ receipt }, 10)).find(
    (f) => f.is === "receipt-classified",
  );
  const opened = classified?.opened?.sha256 ?? "";
  assert.equal(await store.sizeOf(opened), entity.length);
  const retention = { originals: ten, mails: ten, receipts: ten, reports: ten };
  const plan = await planPurge(journal, { retention, now: 0, forget: new Set(["D3"]) });
  const reports = { kept: async () => [], discard: async () => undefined };
  const signedBy = { by: "dupont", reason: "demande", claimed: true } as const;
  for await (const part of inParts({ journal, plan, signed: signedBy }, (order) =>
    purge({ ...given.world, reports }, order),
  ))
    assert.deepEqual([part.changed, part.left], [[], []]);
  assert.equal(await store.sizeOf(opened), undefined);
  const facts = await journal.facts({ receipt }, 10);
  const purged = facts.find((f) => f.is === "receipt-purged");
  assert.deepEqual(
    purged?.opened?.map((o) => o.sha256),
    [opened],
  );
  const violations: string[] = [];
  // The journal in memory derives no tables: there is nothing to drift.
  const derived = Object.assign(journal, noDrift);
  const now = given.world.clock.now();
  const looked = audit({ ...given.world, journal: derived, now, readToken });
  for await (const event of looked)
    if (event.is === "violation") violations.push(event.violation.code);
  assert.deepEqual(violations, []);
});
