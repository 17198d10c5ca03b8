/** F83, F84: what a rule's sealing makes of a letter: sealed as asked, or held and told why; never clear text. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { externalSealer } from "../../src/adapters/sealer/external/external-sealer.ts";
import { openPgpSealer } from "../../src/adapters/sealer/openpgp/openpgp-sealer.ts";
import { smimeSealer } from "../../src/adapters/sealer/smime/smime-sealer.ts";
import { type Sealed, SealLater, sealLetter } from "../../src/journey/freeze/seal.ts";
import { acceptPrograms } from "../../src/journey/known-programs.ts";
import type { Sealer } from "../../src/ports/sealer.ts";
import { needs } from "../support/machine.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { pgpPair, x509Pair } from "../support/sealing.ts";
import { address, type SmallWorld, smallWorld, takeOne } from "../support/small-world.ts";

const script = join(import.meta.dirname, "../support/sealing-program.mjs");
const note = "Ceci est la note, avec le nom FICTIVE.";

const external = (folder: string, mode: string): Sealer =>
  externalSealer({
    name: "cirso",
    paths: { programme: process.execPath, script, cle: join(folder, "cle.bin") },
    command: ["{programme}", "{script}", mode, "{cle}", "{entree}", "{sortie}"],
    timeoutMs: 20_000,
    environment: {},
    output: "{fichier}",
    workFolder: join(folder, "travail"),
    stopping: new AbortController().signal,
  });

/** A world with one deposit of a hire, and these sealings. */
const withSealers = async (t: TestContext, ...sealers: readonly Sealer[]) => {
  const world: SmallWorld = { ...smallWorld(t), sealers: new Map(sealers.map((s) => [s.name, s])) };
  const bytes = dpae("FICTIVE");
  world.spool.drop("dpae.txt", bytes);
  const deposit = await takeOne(world);
  const letter = {
    from: { address, name: "Paie" },
    to: "accept@organisme.test",
    subject: "DUE",
    note,
    attachment: { name: "dpae.txt", bytes },
    messageIdHeader: "<d1.m1.aa@employeur.test>",
    date: world.clock.now(),
    agentToken: world.agent.token,
  };
  // Keys made today are not valid yet on the small world's own day.
  const today = { ...world, clock: { ...world.clock, now: () => Date.now() } };
  const seal = (sealer: string): Promise<Sealed> => sealLetter(today, { deposit, sealer, letter });
  return { world, bytes, seal };
};

const mailOf = (sealed: Sealed): string => {
  assert.equal(sealed.is, "sealed", JSON.stringify(sealed));
  return sealed.is === "sealed" ? Buffer.from(sealed.mail).toString("latin1") : "";
};

const holdOf = (sealed: Sealed) => (sealed.is === "held" ? sealed.hold : undefined);

test(
  "a whole body is sealed: the mail's own header stays, note and file are nowhere",
  needs("openssl"),
  async (t) => {
    const folder = await scratch(t);
    const organism = await pgpPair(folder, "organisme");
    const certified = x509Pair(folder, "certifie", "rsa");
    const { seal, bytes } = await withSealers(
      t,
      openPgpSealer({ name: "pgp", takes: "body", recipients: [organism.publicFile] }),
      smimeSealer({ name: "smime", recipients: [certified.certificate] }),
    );
    for (const [name, type] of [
      ["pgp", "multipart/encrypted"],
      ["smime", "application/pkcs7-mime"],
    ] as const) {
      const mail = mailOf(await seal(name));
      const [header = ""] = mail.split("\r\n\r\n");
      assert.match(header, /^Subject: DUE$/mu);
      assert.match(header, /^Message-ID: <d1\.m1\.aa@employeur\.test>$/mu);
      assert.equal(header.match(/^Content-Type: /gmu)?.length, 1);
      assert.match(header, new RegExp(`^Content-Type: ${type}`, "mu"));
      assert.equal(header.match(/^MIME-Version: /gmu)?.length, 1);
      for (const clear of [note.slice(0, 16), "FICTIVE", "dpae.txt"])
        assert.equal(mail.includes(clear), false, `${name}: ${clear}`);
      const base64 = Buffer.from(bytes).toString("base64").slice(0, 60);
      assert.equal(mail.replaceAll("\r\n", "").includes(base64), false);
    }
  },
);

test("the external program's first use is remembered; the same goes on; a changed key holds until a person accepts it", async (t) => {
  const folder = await scratch(t);
  const key = join(folder, "cle.bin");
  await writeFile(key, "première");
  const { world, seal, bytes } = await withSealers(t, external(folder, "seal"));
  const first = await seal("cirso");
  const mail = mailOf(first);
  const attached = mail.slice(mail.indexOf("filename=dpae.txt")).split("\r\n\r\n")[1] ?? "";
  assert.equal(Buffer.from(attached, "base64").length, bytes.length + 16);
  const facts = first.is === "sealed" ? first.facts : [];
  assert.deepEqual(
    facts.map((f) => f.is),
    ["sealer-known"],
  );
  await world.journal.transact(async (j) => {
    for (const fact of facts) await j.append(fact);
  });
  const second = await seal("cirso");
  assert.deepEqual(second.is === "sealed" && second.facts, []);
  await writeFile(key, "seconde");
  const changed = holdOf(await seal("cirso"));
  assert.equal(changed?.because, "seal-changed");
  assert.deepEqual(changed?.details, [`cle (${key}) : modifié`]);
  const { programs } = await external(folder, "seal").inspect(0);
  await acceptPrograms(world, { sealer: "cirso", programs, by: "Odile", reason: "clé définitive" });
  assert.equal((await seal("cirso")).is, "sealed");
});

test("what cannot be sealed is held with its cause; exit code 75 is asked again later", async (t) => {
  const folder = await scratch(t);
  await writeFile(join(folder, "cle.bin"), "essai");
  const { seal } = await withSealers(t, external(folder, "copy"));
  assert.equal(holdOf(await seal("cirso"))?.because, "seal-unverified");
  assert.equal(holdOf(await seal("inconnu"))?.because, "seal-unknown");
  const later = await withSealers(t, external(folder, "75"));
  await assert.rejects(later.seal("cirso"), SealLater);
  const gone = await withSealers(t, external(join(folder, "ailleurs"), "seal"));
  assert.equal(holdOf(await gone.seal("cirso"))?.because, "seal-program");
});

test("a key that is gone from the disk holds, and names the file", async (t) => {
  const absent = openPgpSealer({ name: "pgp", takes: "file", recipients: ["/nowhere/cle.asc"] });
  const { seal } = await withSealers(t, absent);
  const hold = holdOf(await seal("pgp"));
  assert.equal(hold?.because, "seal-key");
  assert.match(hold?.details.join() ?? "", /\/nowhere\/cle\.asc/u);
});
