/** Sealed mails that gpg and openssl made, opened and judged; and what forgers and the unlucky send in their shape. */
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import fc from "fast-check";
import { mailVerifier } from "../../src/adapters/authenticity/mail-verifier.ts";
import type { OpenerKey } from "../../src/adapters/authenticity/opening/opener.ts";
import type { OpenedMail } from "../../src/ports/mail-verifier.ts";
import { cleanup } from "../support/cleanup.ts";
import { needs, testWith } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";
import { head, pgpEncrypted, pgpSigned, pkcs7, withFile } from "../support/sealed-mails.ts";
import {
  gnupg,
  openssl,
  type PgpPair,
  pgpPair,
  type X509Pair,
  x509Pair,
} from "../support/sealing.ts";

const test = testWith(needs("gpg", "openssl"));

const content =
  "Content-Type: text/plain; charset=utf-8\r\n\r\nVotre declaration est enregistree.\r\n";
const bytes = Buffer.from(content);

const verifierOf = (t: TestContext, options: Parameters<typeof mailVerifier>[0]) => {
  const verifier = mailVerifier(options);
  cleanup(t, () => verifier[Symbol.asyncDispose]());
  return verifier;
};

const opened = (found: OpenedMail) => {
  if (found.is !== "opened") throw new Error(JSON.stringify(found));
  return { ...found, text: Buffer.from(found.content).toString() };
};

const because = (found: { readonly is: string; readonly because?: string }): string => {
  assert.equal(found.is, "closed");
  return found.because ?? "";
};

/** The firm that receives, and the organism that answers with its own gpg. */
const pgpWorld = async (t: TestContext, more: Parameters<typeof pgpPair>[2] = {}) => {
  const firm = await pgpPair(await scratch(t), "cabinet", more);
  const organism = await pgpPair(await scratch(t), "organisme");
  const ring = gnupg(await scratch(t));
  cleanup(t, ring.stop);
  ring.import(firm.publicKey);
  ring.import(organism.privateKey);
  const passphrase = more.passphrase;
  const opener: OpenerKey = {
    name: "cabinet",
    is: "openpgp",
    file: firm.privateFile,
    ...(passphrase === undefined ? {} : { passphrase: () => passphrase }),
  };
  return { firm, organism, ring, opener };
};

const pins = (pair: PgpPair) => [{ domain: "organisme.test", file: pair.publicFile }];
const to = ["cabinet@organisme.test"];
const signing = ["--armor", "--sign", "--local-user", "organisme@organisme.test"];

test("what gpg encrypted and signed is opened, and its pinned signer known", async (t) => {
  const { organism, ring, opener } = await pgpWorld(t, { passphrase: "sésame" });
  const verifier = verifierOf(t, { openers: [opener], signers: pins(organism) });
  const raw = pgpEncrypted(ring.encrypt(bytes, to, signing));
  const found = opened(await verifier.open(raw));
  assert.equal(found.text, content);
  assert.deepEqual(found.encryption, { method: "openpgp", by: "cabinet" });
  assert.deepEqual([found.openpgp?.result, found.openpgp?.domains], ["pass", ["organisme.test"]]);
  assert.match(
    found.openpgp?.key ?? "",
    /^-----BEGIN PGP PUBLIC KEY BLOCK-----/u,
    "as it was pinned",
  );
  const { openpgp, encryption } = await verifier.verify(raw);
  assert.deepEqual([openpgp?.result, encryption?.by], ["pass", "cabinet"]);
});

test("encrypted without a signature, or by a key that is not pinned, vouches for nothing", async (t) => {
  const { ring, opener } = await pgpWorld(t);
  const verifier = verifierOf(t, { openers: [opener] });
  const plain = opened(await verifier.open(pgpEncrypted(ring.encrypt(bytes, to, ["--armor"]))));
  assert.deepEqual([plain.text, plain.openpgp], [content, undefined]);
  const stranger = opened(await verifier.open(pgpEncrypted(ring.encrypt(bytes, to, signing))));
  assert.equal(stranger.openpgp?.result, "nothing");
  assert.match(stranger.openpgp?.said ?? "", /n'est pas épinglé/u);
});

test("what gpg signed beside is checked on its bytes; changed ones are false", async (t) => {
  const { organism, ring } = await pgpWorld(t);
  const verifier = verifierOf(t, { signers: pins(organism) });
  const signature = ring.signature(bytes);
  const raw = pgpSigned(content, signature);
  const found = opened(await verifier.open(raw));
  assert.deepEqual([found.text, found.openpgp?.result], [content, "pass"]);
  const unix = Buffer.from(raw.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
  assert.equal(opened(await verifier.open(unix)).openpgp?.result, "pass");
  const changed = Buffer.from(
    raw.toString("latin1").replace("enregistree", "refusee,oui"),
    "latin1",
  );
  assert.equal(opened(await verifier.open(changed)).openpgp?.result, "fail");
  const third = raw.toString("latin1").replace("--=_s\r\n", "--=_s\r\n\r\nFaux.\r\n--=_s\r\n");
  assert.deepEqual(await verifier.open(Buffer.from(third, "latin1")), { is: "bare" });
});

test("a pinned key that was revoked vouches for nothing", async (t) => {
  const { organism, ring } = await pgpWorld(t);
  const { enums, readKey, revokeKey, readPrivateKey } = await import("openpgp");
  const raw = pgpSigned(content, ring.signature(bytes));
  const { publicKey } = await revokeKey({
    key: await readPrivateKey({ armoredKey: organism.privateKey }),
    reasonForRevocation: { flag: enums.reasonForRevocation.keyCompromised, string: "perdue" },
  });
  assert.ok(await readKey({ armoredKey: publicKey }));
  writeFileSync(organism.publicFile, publicKey);
  const verifier = verifierOf(t, { signers: pins(organism) });
  assert.equal(opened(await verifier.open(raw)).openpgp?.result, "nothing");
});

test("a key that has expired since opens what was encrypted for it", async (t) => {
  const { opener, firm } = await pgpWorld(t, {
    seconds: 3600,
    date: new Date(Date.now() - 7_200_000),
  });
  const { createMessage, encrypt, readKey } = await import("openpgp");
  const armoured = await encrypt({
    message: await createMessage({ binary: bytes }),
    encryptionKeys: await readKey({ armoredKey: firm.publicKey }),
    date: new Date(Date.now() - 7_000_000),
  });
  const verifier = verifierOf(t, { openers: [opener] });
  assert.equal(opened(await verifier.open(pgpEncrypted(Buffer.from(armoured)))).text, content);
});

test("what no key opens stays closed, and says for whom it is and what is wrong with ours", async (t) => {
  const { ring, opener, organism } = await pgpWorld(t, { passphrase: "sésame" });
  const raw = pgpEncrypted(ring.encrypt(bytes, to, ["--armor"]));
  const none = verifierOf(t, {});
  assert.match(because(await none.open(raw)), /chiffré en OpenPGP pour [0-9A-F]{16} ; aucune clé/u);
  const wrong = verifierOf(t, { openers: [{ ...opener, passphrase: () => "autre" }] });
  assert.match(because(await wrong.open(raw)), /cabinet : .*passphrase/iu);
  const gone = verifierOf(t, {
    openers: [{ name: "perdue", is: "openpgp", file: "/nowhere/cle.asc" }],
  });
  assert.match(because(await gone.open(raw)), /perdue : ENOENT/u);
  const others = verifierOf(t, {
    openers: [{ name: "autre", is: "openpgp", file: organism.privateFile }],
  });
  assert.match(because(await others.open(raw)), /aucune clé de receipts\.openers/u);
});

test("a byte changed in the encrypted data opens nothing", async (t) => {
  const { ring, opener } = await pgpWorld(t);
  const verifier = verifierOf(t, { openers: [opener] });
  const sealed = ring.encrypt(bytes, to);
  const { armor, enums } = await import("openpgp");
  await fc.assert(
    fc.asyncProperty(
      fc.nat(sealed.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ by;
        const raw = pgpEncrypted(Buffer.from(armor(enums.armor.message, changed)));
        const found = await verifier.open(raw);
        // A change of what is beside the data (a key's id, a length's form) may leave it whole: then it is the very same.
        if (found.is === "opened") assert.equal(Buffer.from(found.content).toString(), content);
      },
    ),
    { numRuns: 40 },
  );
});

test("a bomb is not unfolded: the thread survives it, and the next mail is opened", async (t) => {
  const { ring, opener } = await pgpWorld(t);
  const verifier = verifierOf(t, { openers: [opener] });
  const packed = "--armor --compress-algo zlib -z 9".split(" ");
  const bomb = ring.encrypt(Buffer.alloc(120 * 1024 * 1024), to, packed);
  assert.ok(bomb.length < 2 * 1024 * 1024);
  assert.match(because(await verifier.open(pgpEncrypted(bomb))), /cabinet : |délai/u);
  const next = pgpEncrypted(ring.encrypt(bytes, to, ["--armor"]));
  assert.equal(opened(await verifier.open(next)).text, content);
});

const cms = async (t: TestContext, args: readonly string[], input = content): Promise<Buffer> => {
  const file = join(await scratch(t), "clair");
  writeFileSync(file, input, "latin1");
  return openssl(["cms", ...args, "-binary", "-in", file, "-outform", "DER"]);
};

const smimeOpener = (pair: X509Pair): OpenerKey => ({ name: "cabinet", is: "smime", ...pair });

const fingerprintOf = (pair: X509Pair): string =>
  new X509Certificate(readFileSync(pair.certificate)).fingerprint256
    .replaceAll(":", "")
    .toLowerCase();

test("what openssl enveloped is opened: RSA in both paddings, curves, key ids, old and new ciphers", async (t) => {
  const [rsa, ec] = [x509Pair(await scratch(t), "c", "rsa"), x509Pair(await scratch(t), "e", "ec")];
  const cases: readonly (readonly [string, X509Pair, readonly string[]])[] = [
    ["as openssl does unasked", rsa, []],
    ["AES-128", rsa, ["-aes-128-cbc"]],
    ["AES-256", rsa, ["-aes-256-cbc"]],
    ["by key id", rsa, ["-aes-256-cbc", "-keyid"]],
    ["a curve", ec, ["-aes-256-cbc"]],
    ["a curve, by key id", ec, ["-aes-128-cbc", "-keyid"]],
    ["a curve, SHA-256", ec, ["-aes-256-cbc", "-keyopt", "ecdh_kdf_md:sha256"]],
  ];
  for (const [name, pair, more] of cases) {
    const verifier = verifierOf(t, { openers: [smimeOpener(pair)] });
    const der = await cms(t, ["-encrypt", "-recip", pair.certificate, ...more]);
    const answer = await verifier.open(pkcs7(der));
    assert.equal(answer.is, "opened", `${name}: ${JSON.stringify(answer)}`);
    const found = opened(answer);
    assert.equal(found.text, content, name);
    assert.deepEqual(found.encryption, { method: "smime", by: "cabinet" }, name);
  }
  const verifier = verifierOf(t, { openers: [smimeOpener(rsa)] });
  for (const hash of ["sha1", "sha256"]) {
    const options = ["-keyopt", "rsa_padding_mode:oaep", "-keyopt", `rsa_oaep_md:${hash}`];
    const der = await cms(t, ["-encrypt", "-aes-256-cbc", "-recip", rsa.certificate, ...options]);
    assert.equal(opened(await verifier.open(pkcs7(der))).is, "opened", hash);
  }
});

test("what openssl signed around its content is opened and its signer known; changed, it is false", async (t) => {
  const signer = x509Pair(await scratch(t), "organisme", "rsa");
  const verifier = verifierOf(t, {});
  const files = ["-signer", signer.certificate, "-inkey", signer.key];
  const der = await cms(t, ["-sign", "-nodetach", ...files]);
  const { smime, text } = opened(await verifier.open(pkcs7(der)));
  assert.deepEqual([smime?.result, smime?.fingerprint], ["pass", fingerprintOf(signer)]);
  assert.match(text, /enregistr/u);
  const changed = Buffer.from(
    der.toString("latin1").replace("enregistree", "refusee,oui"),
    "latin1",
  );
  assert.equal(opened(await verifier.open(pkcs7(changed))).smime?.result, "fail");
});

test("signed, then enveloped: both are told", async (t) => {
  const [firm, organism] = [
    x509Pair(await scratch(t), "cabinet", "rsa"),
    x509Pair(await scratch(t), "organisme", "ec"),
  ];
  const signer = ["-signer", organism.certificate, "-inkey", organism.key];
  const file = join(await scratch(t), "clair");
  writeFileSync(file, content);
  const signed = openssl(["cms", "-sign", ...signer, "-in", file]).toString("latin1");
  const verifier = verifierOf(t, { openers: [smimeOpener(firm)] });
  const der = await cms(t, ["-encrypt", "-aes-256-cbc", "-recip", firm.certificate], signed);
  const found = opened(await verifier.open(pkcs7(der)));
  assert.deepEqual(
    [found.encryption?.method, found.smime?.result, found.smime?.fingerprint],
    ["smime", "pass", fingerprintOf(organism)],
  );
  assert.match(found.text, /^Content-Type: text\/plain/u);
});

test("S/MIME that is for others, of another kind, or changed stays closed", async (t) => {
  const [firm, other] = [
    x509Pair(await scratch(t), "cabinet", "rsa"),
    x509Pair(await scratch(t), "autre", "rsa"),
  ];
  const verifier = verifierOf(t, { openers: [smimeOpener(firm)] });
  const der = await cms(t, ["-encrypt", "-aes-256-cbc", "-recip", other.certificate]);
  assert.match(because(await verifier.open(pkcs7(der))), /S\/MIME pour 1 destinataire ; aucune/u);
  const digest = await cms(t, ["-digest_create"]);
  assert.match(because(await verifier.open(pkcs7(digest))), /sorte qui n'est pas lue/u);
  const mixed = { ...smimeOpener(firm), key: other.key } as OpenerKey;
  const own = await cms(t, ["-encrypt", "-aes-256-cbc", "-recip", firm.certificate]);
  const crossed = verifierOf(t, { openers: [mixed] });
  assert.match(because(await crossed.open(pkcs7(own))), /pas celle du certificat/u);
  assert.match(because(await verifier.open(pkcs7(own.subarray(0, 300)))), /illisible/u);
});

test("a file that was encrypted by itself comes out under its own name; others are left as they are", async (t) => {
  const { ring, opener } = await pgpWorld(t);
  const firm = x509Pair(await scratch(t), "cabinet", "rsa");
  const verifier = verifierOf(t, { openers: [opener, smimeOpener(firm)] });
  const file = Buffer.from("AR;1\r\n");
  const der = await cms(t, ["-encrypt", "-aes-256-cbc", "-recip", firm.certificate], "AR;1\r\n");
  for (const [name, sealed] of [
    ["dpae.txt.gpg", ring.encrypt(file, to)],
    ["dpae.txt.asc", ring.encrypt(file, to, ["--armor"])],
    ["dpae.txt.p7m", der],
  ] as const) {
    const found = await verifier.openFile({ name, bytes: sealed });
    assert.equal(found.is, "opened", name);
    if (found.is !== "opened") continue;
    assert.deepEqual([found.name, Buffer.from(found.bytes).toString()], ["dpae.txt", "AR;1\r\n"]);
  }
  for (const [name, plain] of [
    ["dpae.txt", file],
    ["cle.asc", Buffer.from("-----BEGIN PGP PUBLIC KEY BLOCK-----\n")],
    ["photo.gpg", Buffer.from("\x89PNG")],
  ] as const)
    assert.deepEqual(await verifier.openFile({ name, bytes: plain }), { is: "bare" }, name);
  const none = verifierOf(t, {});
  const closed = await none.openFile({ name: "dpae.txt.gpg", bytes: ring.encrypt(file, to) });
  assert.match(because(closed), /^dpae\.txt\.gpg : chiffré en OpenPGP/u);
  assert.ok(withFile("dpae.txt.gpg", file).length > 0);
});

test("more wrappings than anybody uses stay closed", async (t) => {
  const organism = x509Pair(await scratch(t), "organisme", "ec");
  const signer = ["-signer", organism.certificate, "-inkey", organism.key];
  let inner = content;
  for (let n = 0; n < 5; n += 1) {
    const der = await cms(t, ["-sign", "-nodetach", ...signer], inner);
    inner = pkcs7(der)
      .toString("latin1")
      .slice(head().join("\r\n").length + 2);
  }
  const verifier = verifierOf(t, {});
  const raw = Buffer.from(`${head().join("\r\n")}\r\n${inner}`, "latin1");
  assert.match(because(await verifier.open(raw)), /plus de 4 enveloppes/u);
});

test("any bytes in any of these shapes settle, and open nothing", async (t) => {
  const { opener } = await pgpWorld(t);
  const firm = x509Pair(await scratch(t), "cabinet", "rsa");
  const verifier = verifierOf(t, { openers: [opener, smimeOpener(firm)] });
  const shapes = [
    pgpEncrypted,
    pkcs7,
    (b: Uint8Array) => pgpSigned(content, b),
    (b: Uint8Array) => Buffer.from(`Content-Type: multipart/encrypted\r\n\r\n${b.toString()}`),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom(...shapes),
      async (b, shape) => {
        const found = await verifier.open(shape(b));
        if (found.is === "opened") assert.notEqual(found.openpgp?.result, "pass");
      },
    ),
    { numRuns: 60 },
  );
});
