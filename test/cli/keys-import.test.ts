/** `facteur keys import`: whose key it is, asked before anything is written, and files that the settings can name. */
import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { rightSettings } from "../config/wrong-shapes.ts";
import { facteur, facteurTold } from "../support/facteur.ts";
import { needs, testWith } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";
import { openssl, pgpPair, x509Pair } from "../support/sealing.ts";

const test = testWith(needs("openssl"));

const importing = async (t: TestContext) => {
  const folder = await scratch(t);
  const settings = join(folder, "facteur.json");
  writeFileSync(settings, rightSettings);
  const before = readFileSync(settings, "utf8");
  const run = (input: string, ...args: readonly string[]) =>
    facteurTold(input, "keys", "import", ...args, "--config", settings);
  const kept = (name: string) => join(folder, "cles", name);
  return { folder, settings, before, run, kept };
};

test("a public key is shown, and installed only after a yes; the settings are not touched", async (t) => {
  const { folder, settings, before, run, kept } = await importing(t);
  const pgp = await pgpPair(folder, "caisse", { seconds: 86_400 * 100 });
  const asked = await run("", pgp.publicFile);
  assert.equal(asked.code, 2);
  assert.match(
    asked.out,
    /Clé publique OpenPGP\n {2}caisse <caisse@organisme\.test>\n {2}empreinte (?:[0-9A-F]{4} ){9}[0-9A-F]{4}\n {2}jusqu'au/u,
  );
  assert.match(asked.err, /Rien n'a été installé\. Une fois l'empreinte comparée : --yes/u);
  assert.equal(existsSync(kept("caisse.asc")), false);
  const done = await run("", pgp.publicFile, "--yes");
  assert.equal(done.code, 0, done.err);
  assert.match(
    done.out,
    /"sealers": \{"NOM":\{"openpgp":\{"recipients":\["cles\/caisse\.asc"\]\}\}\}/u,
  );
  assert.equal(statSync(kept("caisse.asc")).mode & 0o777, 0o644 & ~process.umask());
  assert.equal(readFileSync(settings, "utf8"), before);
});

test("another key takes its place only when that is said; the same again is nothing", async (t) => {
  const { folder, run, kept } = await importing(t);
  const [first, second] = [await pgpPair(folder, "a"), await pgpPair(folder, "b")];
  assert.equal((await run("", first.publicFile, "--name", "caisse", "--yes")).code, 0);
  assert.equal((await run("", first.publicFile, "--name", "caisse", "--yes")).code, 0);
  const other = await run("", second.publicFile, "--name", "caisse", "--yes");
  assert.equal(other.code, 1);
  assert.match(other.err, /Une autre clé s'y trouve : .*caisse\.asc\. .*--replace/u);
  const text = readFileSync(kept("caisse.asc"), "utf8");
  assert.equal(
    (await run("", second.publicFile, "--name", "caisse", "--yes", "--replace")).code,
    0,
  );
  assert.notEqual(readFileSync(kept("caisse.asc"), "utf8"), text);
});

test("a certificate in PEM or DER becomes PEM; a secret OpenPGP key is for its owner alone", async (t) => {
  const { folder, run, kept } = await importing(t);
  const pair = x509Pair(folder, "organisme", "ec");
  const der = join(folder, "binaire.cer");
  openssl(["x509", "-in", pair.certificate, "-outform", "DER", "-out", der]);
  for (const [file, name] of [
    [pair.certificate, "organisme"],
    [der, "binaire"],
  ] as const) {
    const done = await run("", file, "--yes", "--json");
    assert.equal(done.code, 0, done.err);
    const told = JSON.parse(done.out) as { kind: string; fingerprint: string };
    const x509 = new X509Certificate(readFileSync(kept(`${name}.crt`)));
    assert.deepEqual(
      [told.kind, told.fingerprint],
      ["certificate", x509.fingerprint256.replaceAll(":", "").toLowerCase()],
    );
  }
  const own = await pgpPair(folder, "cabinet", { passphrase: "sésame" });
  const done = await run("", own.privateFile, "--yes");
  assert.match(done.out, /Clé SECRÈTE OpenPGP/u);
  assert.equal(statSync(kept("cabinet-secrete.asc")).mode & 0o777, 0o600);
});

test("a .p12, new or old, of RSA or a curve, gives certificate and key, locked by its passphrase", async (t) => {
  const { folder, run, kept } = await importing(t);
  for (const [name, kind, more] of [
    ["neuf", "rsa", []],
    ["courbe", "ec", []],
    ["ancien", "rsa", ["-legacy"]],
  ] as const) {
    const pair = x509Pair(folder, name, kind);
    const file = join(folder, `${name}.p12`);
    const files = ["-in", pair.certificate, "-inkey", pair.key, "-out", file];
    openssl(["pkcs12", "-export", ...more, ...files, "-passout", "pass:sesame"]);
    const wrong = await run("autre\n", file, "--yes");
    assert.equal(wrong.code, 1, name);
    assert.match(wrong.err, /le mot de passe ne l'ouvre pas/u);
    const done = await run("sesame\n", file, "--yes");
    assert.equal(done.code, 0, `${name}: ${done.err}`);
    assert.doesNotMatch(done.out + done.err, /sesame/u);
    assert.equal(statSync(kept(`${name}.key`)).mode & 0o777, 0o600);
    const text = readFileSync(kept(`${name}.key`), "utf8");
    assert.match(text, /BEGIN ENCRYPTED PRIVATE KEY/u);
    const key = createPrivateKey({ key: text, passphrase: "sesame" });
    assert.ok(new X509Certificate(readFileSync(kept(`${name}.crt`))).checkPrivateKey(key), name);
  }
});

test("what has ended, is several, or is nothing of the kind is refused, with its reason", async (t) => {
  const { folder, run, kept } = await importing(t);
  const old = await pgpPair(folder, "old", {
    seconds: 60,
    date: new Date(Date.now() - 86_400_000),
  });
  const [one, two] = [x509Pair(folder, "un", "ec"), x509Pair(folder, "deux", "ec")];
  const chain = join(folder, "chaine.pem");
  writeFileSync(chain, [one, two].map((p) => readFileSync(p.certificate, "utf8")).join(""));
  const note = join(folder, "note.txt");
  writeFileSync(note, "bonjour");
  for (const [file, code, said] of [
    [old.publicFile, 1, /expiré ou révoqué depuis le/u],
    [chain, 1, /2 certificats dans le fichier, un attendu/u],
    [note, 1, /ni clé OpenPGP, ni certificat, ni \.p12/u],
    [one.key, 1, /une clé privée sans son certificat/u],
    [join(folder, "absent"), 2, /absent : aucun fichier de ce nom/u],
  ] as const) {
    const answer = await run("", file, "--yes");
    assert.equal(answer.code, code, file);
    assert.match(answer.err, said);
  }
  assert.equal(existsSync(kept("")), false);
});

test("what was imported seals and opens: the lines it gave, in the settings, are valid", async (t) => {
  const { folder, settings, run } = await importing(t);
  const pgp = await pgpPair(folder, "caisse");
  await run("", pgp.publicFile, "--yes");
  await run("", (await pgpPair(folder, "cabinet")).privateFile, "--yes");
  const lines = `"sealers": { "caisse": { "openpgp": { "recipients": ["cles/caisse.asc"] } } },
    "receipts": { "openers": { "cabinet": { "openpgp": { "file": "cles/cabinet-secrete.asc" } } } }, "sending"`;
  // Any variable that every machine has.
  const named = rightSettings.replaceAll("SMTP_PASSWORD", "PATH");
  writeFileSync(settings, named.replace('"sending"', lines));
  const env = ["--config", settings];
  const checked = await facteur("keys", "check", ...env);
  assert.match(checked.out, /caisse : un texte d'essai a été chiffré/u, checked.err);
  const listed = await facteur("keys", "list", ...env);
  assert.match(listed.out, /receipts\.openers\.cabinet\n {2}ouvre les accusés chiffrés : cabinet/u);
});
