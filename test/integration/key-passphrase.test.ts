/** A key that is renewed with another passphrase counts at once: both files are read at each sealing, whatever was at load. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSealers } from "../../src/compose/sealers.ts";
import { loadSettings } from "../../src/config/load.ts";
import { agentFolder } from "../support/agent.ts";
import { needs, testWith } from "../support/machine.ts";
import { openssl, pgpPair, x509Pair } from "../support/sealing.ts";

const test = testWith(needs("openssl"));

const body = Buffer.from("Content-Type: text/plain\r\n\r\nBonjour.\r\n");

test("a signing key and its passphrase that change under a running agent are read again", async (t) => {
  const { folder, settle, settings } = await agentFolder(t, {
    address: "paie@client.test",
    submission: { host: "localhost", port: 25, security: "none" },
  });
  const [pgpWord, cmsWord] = [join(folder, "mot-pgp"), join(folder, "mot-cms")];
  const organism = await pgpPair(folder, "organisme");
  const firm = await pgpPair(folder, "cabinet", { passphrase: "premier" });
  const own = x509Pair(folder, "cabinet", "ec");
  const locked = join(folder, "cabinet-ferme.key");
  const lock = (word: string): void => {
    openssl(["pkey", "-in", own.key, "-aes256", "-passout", `pass:${word}`, "-out", locked]);
    writeFileSync(cmsWord, word, { mode: 0o600 });
  };
  lock("premier");
  writeFileSync(pgpWord, "premier", { mode: 0o600 });
  const cms = { certificate: own.certificate, key: locked, passphrase: { file: cmsWord } };
  const pgp = { file: firm.privateFile, passphrase: { file: pgpWord } };
  settle({
    sealers: {
      pgp: { openpgp: { recipients: [organism.publicFile], sign: pgp } },
      cms: { smime: { recipients: [own.certificate], sign: cms, archive: cms } },
    },
  });
  const loaded = loadSettings(settings, process.env);
  assert.ok(loaded.is === "ok", JSON.stringify(loaded));
  const sealers = await openSealers(loaded.settings);
  const seal = async (name: string): Promise<string | undefined> => {
    const clear = { name: "f.txt", bytes: body, identifiers: [], now: Date.now() };
    return (await sealers.get(name)?.seal(clear))?.is;
  };
  assert.deepEqual([await seal("pgp"), await seal("cms")], ["sealed", "sealed"]);
  await pgpPair(folder, "cabinet", { passphrase: "second" });
  writeFileSync(pgpWord, "second");
  lock("second");
  assert.deepEqual([await seal("pgp"), await seal("cms")], ["sealed", "sealed"]);
  // A passphrase that does not open it: nothing is sealed.
  writeFileSync(pgpWord, "faux");
  writeFileSync(cmsWord, "faux");
  assert.deepEqual([await seal("pgp"), await seal("cms")], ["failed", "failed"]);
});
