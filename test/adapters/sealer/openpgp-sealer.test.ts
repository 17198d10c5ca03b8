/** F84: what the OpenPGP sealer gives opens with gpg, for exactly those it was meant for, and shows nothing of the clear text. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { enums, readPrivateKey, revokeKey } from "openpgp";
import { openPgpSealer } from "../../../src/adapters/sealer/openpgp/openpgp-sealer.ts";
import { cleanup } from "../../support/cleanup.ts";
import { needs, testWith } from "../../support/machine.ts";
import { scratch } from "../../support/scratch.ts";
import { gnupg, pgpPair, sealedOf } from "../../support/sealing.ts";

const test = testWith(needs("gpg"));

const clear = (text: string) => ({
  name: "dpae.txt",
  bytes: Buffer.from(text, "latin1"),
  identifiers: [],
  // Keys are dated to the second, and made just before.
  now: Date.now() + 1000,
});

test("gpg opens the file, with the organism's key and with the archive's", async (t) => {
  const organism = await pgpPair(await scratch(t), "organisme");
  const archive = await pgpPair(await scratch(t), "archive");
  const sealer = openPgpSealer({
    name: "essai",
    takes: "file",
    recipients: [organism.publicFile],
    archive: { file: archive.publicFile, secret: { file: archive.privateFile } },
  });
  const sealed = sealedOf(await sealer.seal(clear("Déclaration\r\n")));
  assert.equal(sealed.name, "dpae.txt.gpg");
  assert.equal(sealed.proof.reopened, true);
  assert.equal(sealed.proof.recipients.length, 2);
  for (const [n, pair] of [organism, archive].entries()) {
    const ring = gnupg(await scratch(t));
    cleanup(t, ring.stop);
    ring.import(pair.privateKey);
    assert.equal(ring.decrypt(sealed.bytes).toString("latin1"), "Déclaration\r\n", `key ${n}`);
  }
});

test("gpg finds the signature good, made with a key that a passphrase locks", async (t) => {
  const organism = await pgpPair(await scratch(t), "organisme");
  const firm = await pgpPair(await scratch(t), "cabinet", { passphrase: "sésame" });
  const sealer = openPgpSealer({
    name: "essai",
    takes: "file",
    recipients: [organism.publicFile],
    sign: { file: firm.privateFile, passphrase: () => "sésame" },
  });
  const sealed = sealedOf(await sealer.seal({ ...clear("x\r\n"), now: Date.now() }));
  const ring = gnupg(await scratch(t));
  cleanup(t, ring.stop);
  ring.import(organism.privateKey);
  ring.import(firm.publicKey);
  assert.match(ring.status(sealed.bytes), /GOODSIG/u);
  assert.equal(typeof sealed.proof.signedBy, "string");
});

test("the whole body becomes PGP/MIME whose second part gpg opens", async (t) => {
  const organism = await pgpPair(await scratch(t), "organisme");
  const sealer = openPgpSealer({ name: "e", takes: "body", recipients: [organism.publicFile] });
  const body = "Content-Type: text/plain\r\n\r\nBonjour\r\n";
  const sealed = sealedOf(await sealer.seal(clear(body)));
  const text = Buffer.from(sealed.bytes).toString();
  assert.match(
    text,
    /^Content-Type: multipart\/encrypted; protocol="application\/pgp-encrypted";/u,
  );
  assert.match(text, /\r\n\r\nVersion: 1\r\n/u);
  assert.equal(/[^\r]\n/u.test(text), false, "CRLF throughout");
  const armoured = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/u.exec(text)?.[0];
  const ring = gnupg(await scratch(t));
  cleanup(t, ring.stop);
  ring.import(organism.privateKey);
  assert.equal(ring.decrypt(Buffer.from(`${armoured}\n`)).toString(), body);
});

test("a key that has expired seals nothing, and says which", async (t) => {
  const old = await pgpPair(await scratch(t), "vieux", {
    seconds: 60,
    date: new Date(Date.now() - 86_400_000),
  });
  const sealer = openPgpSealer({ name: "e", takes: "file", recipients: [old.publicFile] });
  const answer = await sealer.seal(clear("x"));
  assert.equal(answer.is, "failed");
  assert.equal(answer.is === "failed" && answer.because, "seal-key");
});

test("a key that its owner revoked seals nothing, and the look at keys says so", async (t) => {
  const pair = await pgpPair(await scratch(t), "revoque");
  const { publicKey } = await revokeKey({
    key: await readPrivateKey({ armoredKey: pair.privateKey }),
    reasonForRevocation: { flag: enums.reasonForRevocation.keyCompromised, string: "perdue" },
  });
  writeFileSync(pair.publicFile, publicKey);
  const sealer = openPgpSealer({ name: "e", takes: "file", recipients: [pair.publicFile] });
  const answer = await sealer.seal(clear("x"));
  assert.ok(answer.is === "failed", JSON.stringify(answer));
  assert.equal(answer.because, "seal-key");
  const { keys, troubles } = await sealer.inspect(Date.now());
  assert.deepEqual(keys, []);
  assert.match(troubles.join(), /revoked/u);
});

test("text that is no key, a secret key among the recipients, a wrong passphrase: nothing is sealed", async (t) => {
  const organism = await pgpPair(await scratch(t), "organisme");
  const locked = await pgpPair(await scratch(t), "cabinet", { passphrase: "sésame" });
  const wrong = [
    { recipients: ["/nowhere/cle.asc"] },
    { recipients: [import.meta.filename] },
    { recipients: [organism.privateFile] },
    {
      recipients: [organism.publicFile],
      sign: { file: locked.privateFile, passphrase: () => "faux" },
    },
  ];
  for (const options of wrong) {
    const answer = await openPgpSealer({ name: "e", takes: "file", ...options }).seal(clear("x"));
    assert.equal(answer.is === "failed" && answer.because, "seal-key", JSON.stringify(answer));
  }
});

test("no 16 bytes of any clear text stand in what is sealed, in either form", async (t) => {
  const { publicFile } = await pgpPair(await scratch(t), "organisme");
  const sealers = (["file", "body"] as const).map((takes) =>
    openPgpSealer({ name: "e", takes, recipients: [publicFile] }),
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 400 }), async (bytes) => {
      for (const sealer of sealers) {
        const given = { ...clear(""), bytes };
        const sealed = sealedOf(await sealer.seal(given));
        for (let at = 0; at + 16 <= bytes.length; at += 1)
          assert.equal(Buffer.from(sealed.bytes).includes(bytes.subarray(at, at + 16)), false);
      }
    }),
    { numRuns: 25 },
  );
});
