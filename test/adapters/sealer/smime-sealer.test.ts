/** F84: what the S/MIME sealer gives opens and verifies with openssl, RSA and elliptic curve, and for nobody else. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { smimeSealer } from "../../../src/adapters/sealer/smime/smime-sealer.ts";
import { needs, testWith } from "../../support/machine.ts";
import { scratch } from "../../support/scratch.ts";
import { openssl, sealedOf, type X509Pair, x509Pair } from "../../support/sealing.ts";

const test = testWith(needs("openssl"));

const body = "Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour, voici le fichier.\r\n";
const clear = (now = Date.now()) => ({
  name: "message",
  bytes: Buffer.from(body),
  identifiers: [],
  now,
});

const opened = (folder: string, sealed: Uint8Array, pair: X509Pair): string => {
  const file = join(folder, "sealed.eml");
  writeFileSync(file, sealed);
  return openssl([
    "cms",
    "-decrypt",
    "-inform",
    "SMIME",
    "-in",
    file,
    "-recip",
    pair.certificate,
    "-inkey",
    pair.key,
  ]).toString();
};

for (const kind of ["rsa", "ec"] as const)
  test(`openssl opens what was enveloped for a ${kind} certificate and the archive's`, async (t) => {
    const folder = await scratch(t);
    const organism = x509Pair(folder, "organisme", kind);
    const archive = x509Pair(folder, "archive", kind === "rsa" ? "ec" : "rsa");
    const sealer = smimeSealer({ name: "e", recipients: [organism.certificate], archive });
    const sealed = sealedOf(await sealer.seal(clear()));
    assert.equal(sealed.proof.reopened, true);
    assert.equal(sealed.proof.recipients.length, 2);
    assert.equal(opened(folder, sealed.bytes, organism), body);
    assert.equal(opened(folder, sealed.bytes, archive), body);
    const other = x509Pair(folder, "autre", kind);
    assert.throws(() => opened(folder, sealed.bytes, other));
  });

for (const kind of ["rsa", "ec"] as const)
  test(`openssl verifies a ${kind} signature, alone and inside an envelope, and refuses a changed body`, async (t) => {
    const folder = await scratch(t);
    const firm = x509Pair(folder, "cabinet", kind);
    const organism = x509Pair(folder, "organisme", "rsa");
    const verified = (mail: Uint8Array | string): string => {
      const file = join(folder, "signed.eml");
      writeFileSync(file, mail);
      return openssl([
        "cms",
        "-verify",
        "-inform",
        "SMIME",
        "-in",
        file,
        "-CAfile",
        firm.certificate,
        "-purpose",
        "any",
      ]).toString();
    };
    const signed = sealedOf(
      await smimeSealer({ name: "e", recipients: [], sign: firm }).seal(clear()),
    );
    assert.equal(signed.proof.encrypted, false);
    assert.equal(verified(signed.bytes), body);
    assert.throws(() => verified(Buffer.from(signed.bytes).toString().replace("voici", "voila")));
    const both = sealedOf(
      await smimeSealer({ name: "e", recipients: [organism.certificate], sign: firm }).seal(
        clear(),
      ),
    );
    assert.equal(verified(opened(folder, both.bytes, organism)), body);
  });

test("an expired certificate, one that is no certificate, and a key of another seal nothing", async (t) => {
  const folder = await scratch(t);
  const organism = x509Pair(folder, "organisme", "rsa");
  const other = x509Pair(folder, "autre", "ec");
  const late = clear(Date.now() + 40 * 86_400_000);
  const answers = [
    await smimeSealer({ name: "e", recipients: [organism.certificate] }).seal(late),
    await smimeSealer({ name: "e", recipients: [join(folder, "absent.crt")] }).seal(clear()),
    await smimeSealer({
      name: "e",
      recipients: [],
      sign: { certificate: organism.certificate, key: other.key },
    }).seal(clear()),
  ];
  for (const answer of answers)
    assert.equal(answer.is === "failed" && answer.because, "seal-key", JSON.stringify(answer));
  assert.match(JSON.stringify(answers[0]), /expiré/u);
});

test("no 16 bytes of any clear text stand in the envelope, in base64 or out of it", async (t) => {
  const organism = x509Pair(await scratch(t), "organisme", "ec");
  const sealer = smimeSealer({ name: "e", recipients: [organism.certificate] });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 400 }), async (bytes) => {
      const sealed = sealedOf(await sealer.seal({ ...clear(), bytes }));
      const text = Buffer.from(sealed.bytes);
      const inner = Buffer.from(text.toString().split("\r\n\r\n")[1] ?? "", "base64");
      for (let at = 0; at + 16 <= bytes.length; at += 1) {
        const window = bytes.subarray(at, at + 16);
        assert.equal(text.includes(window) || inner.includes(window), false);
      }
    }),
    { numRuns: 25 },
  );
});
