/**
 * A rule's `chiffrement` through a real agent, to what the organism's server received: no clear text in it. The mail is
 * looked at in the agent's store under the hash that the server saw.
 */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { clearTextIn } from "../../src/adapters/sealer/external/clear-text.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { situation } from "../../src/domain/rollup.ts";
import { fillAcknowledgement } from "../../src/formats/dpae-flat/acknowledge.ts";
import { composeMail } from "../../src/organism/compose.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { needs, testWith } from "../support/machine.ts";
import { dpae } from "../support/samples.ts";
import { pgpPair, x509Pair } from "../support/sealing.ts";
import { waitUntil } from "../support/wait-until.ts";

const test = testWith(needs("openssl"));

const script = join(import.meta.dirname, "../support/sealing-program.mjs");
/** What becomes of a mail that left. */
const left = ["remis", "en-attente", "enregistre", "refuse", "a-lire"] as const;
const note = "Bonjour, voici notre embauche confidentielle.";

const sealed = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const pgp = await pgpPair(folder.folder, "organisme");
  const { certificate } = x509Pair(folder.folder, "certifie", "rsa");
  const key = join(folder.folder, "cle.bin");
  writeFileSync(key, "premiere");
  folder.settle({
    sealers: {
      piece: { openpgp: { recipients: [pgp.publicFile] } },
      message: { openpgp: { covers: "message", recipients: [pgp.publicFile] } },
      smime: { smime: { recipients: [certificate] } },
      programme: {
        external: {
          paths: {
            node: { path: process.execPath },
            script: { path: script },
            cle: { path: key },
          },
          command: ["{node}", "{script}", "seal", "{cle}", "{entree}", "{sortie}"],
        },
      },
    },
  });
  const rule = (name: string, more = "") =>
    `[${name}]\nfichiers=${name}*\na=accept@organisme.test\nsujet=DPAE\nnote=${note}\nchiffrement=${name}\n${more}\n`;
  const rules = (more: Readonly<Record<string, string>> = {}) =>
    writeFileSync(
      folder.dossier("mapibox.cfg"),
      ["piece", "message", "smime", "programme"].map((name) => rule(name, more[name])).join("\n"),
    );
  rules();
  const type = async (...words: readonly string[]) => {
    const { code, out, err } = await facteur(...words, "--config", folder.settings);
    return { code, said: out + err };
  };
  const drop = (name: string, person: string) =>
    writeFileSync(folder.dossier(`${name}.txt`), dpae(person));
  const when = (name: string, ...states: readonly string[]) =>
    waitUntil(`${name} to be ${states.join(" or ")}`, async () => {
      const found = (await folder.deposits()).find((d) => d.claimed.name === `${name}.txt`);
      return found && states.includes(situation(found).is) ? found : undefined;
    });
  /** The mail as the organism's server has it, transfer encodings undone as well. */
  const arrived = async (name: string): Promise<string> => {
    const deposit = await when(name, ...left);
    const [message] = deposit.messages;
    assert.ok(message);
    const { sha256 } = message.frozen;
    assert.ok(organism.deliveries().some((d) => d.bytesSha256 === sha256));
    const store = fileStore({ data: join(folder.folder, "data") });
    const mail = Buffer.from(await store.get(sha256)).toString("latin1");
    const encoded = mail.replaceAll(/\r?\n/gu, "");
    const runs = encoded.match(/[A-Za-z0-9+/=]{60,}/gu) ?? [];
    return [mail, ...runs.map((run) => Buffer.from(run, "base64").toString("latin1"))].join("\n");
  };
  return { folder, organism, rules, type, drop, when, arrived, key };
};

test("what the organism's server received holds no clear text, in all four ways of sealing", async (t) => {
  const { folder, drop, when, arrived } = await sealed(t);
  await startAgent(t, folder.settings);
  const store = fileStore({ data: join(folder.folder, "data") });
  const people = { piece: "ALPHA", message: "BRAVO", smime: "CHARLIE", programme: "DELTA" };
  for (const [name, person] of Object.entries(people)) drop(name, `${person}XYZZY`);
  for (const [name, person] of Object.entries(people)) {
    const mail = await arrived(name);
    assert.ok(!mail.includes(`${person}XYZZY`), `${name}: the person`);
    assert.ok(!mail.includes("99999999800019"), `${name}: the SIRET`);
    const [message] = (await when(name, ...left)).messages;
    // Any 16 bytes in a row of the file, as they stand, out of base64, inflated.
    const seen = await clearTextIn({
      clear: dpae(`${person}XYZZY`),
      bytes: await store.get(message?.frozen.sha256 ?? ""),
      identifiers: [`${person}XYZZY`, "99999999800019"],
    });
    assert.equal(seen, undefined, name);
    // A sealing of the file alone leaves the note and the file's name; the others leave neither.
    const whole = name === "message" || name === "smime";
    assert.equal(mail.includes("confidentielle"), !whole, `${name}: the note`);
    if (whole) assert.ok(!mail.includes(`${name}.txt`), `${name}: the file's name`);
  }
});

test("a sealed mail whose subject, or whose clear note, would name a person is held and told, and nothing of it leaves", async (t) => {
  const { folder, organism, type, drop, when, arrived } = await sealed(t);
  const rule = (name: string, sealing: string, texts: string) =>
    `[${name}]\nfichiers=${name}*\na=accept@organisme.test\n${texts}\nchiffrement=${sealing}\n`;
  const rules = (...all: readonly string[]) =>
    writeFileSync(folder.dossier("mapibox.cfg"), all.join("\n"));
  rules(
    rule("fichier", "message", "sujet=DPAE {{fichier}}"),
    rule("notes", "piece", "sujet=DPAE\nnote=Embauche de {{salarie}}"),
    rule("scelle", "message", "sujet=DPAE {{siret}}\nnote=Embauche de {{salarie}}"),
  );
  const agent = await startAgent(t, folder.settings);
  // A file that is called after the person whom it declares.
  drop("fichier-golfxyzzy", "GOLFXYZZY");
  drop("notes", "HOTELXYZZY");
  drop("scelle", "INDIAXYZZY");
  for (const name of ["fichier-golfxyzzy", "notes"]) {
    const held = await when(name, "en-attente-de-regle");
    assert.equal(held.stage.is === "held" && held.stage.hold.because, "personal-in-clear", name);
    assert.deepEqual(held.messages, [], name);
    const shown = await type("show", held.id);
    assert.match(shown.said, /nomme une personne/u, name);
  }
  const mail = await arrived("scelle");
  assert.ok(!mail.includes("INDIAXYZZY"));
  assert.equal(organism.deliveries().length, 1);
  await agent.stop();
  // A field that names a person by itself: the file is refused as a whole, by config check and by the agent.
  rules(rule("salarie", "message", "sujet=DPAE {{salarie}}"));
  const checked = await type("config", "check");
  assert.equal(checked.code, 78);
  assert.match(checked.said, /mapibox\.cfg, ligne 4, sujet : .*l'objet ne peut pas nommer/u);
  await startAgent(t, folder.settings);
  drop("salarie", "JULIETXYZZY");
  const refused = await when("salarie", "en-attente-de-regle");
  assert.equal(refused.stage.is === "held" && refused.stage.hold.because, "rules-invalid");
  assert.equal(organism.deliveries().length, 1);
});

test("further attachments beside a sealing of the file alone are held; sealed with all, they go", async (t) => {
  const { folder, organism, rules, drop, when, arrived } = await sealed(t);
  mkdirSync(folder.dossier("regles"));
  writeFileSync(folder.dossier("regles/annexe.pdf"), "%PDF-1.4 annexe XYZZYANNEXE");
  rules(
    Object.fromEntries(
      ["piece", "message", "smime", "programme"].map((name) => [name, "joindre=annexe.pdf"]),
    ),
  );
  await startAgent(t, folder.settings);
  for (const name of ["piece", "programme"]) {
    drop(name, `${name}UN`);
    const held = await when(name, "retenu", "en-attente-de-regle");
    assert.ok(held.stage.is === "held");
    assert.deepEqual(
      [held.stage.hold.because, held.stage.hold.details],
      ["companion-in-clear", [`chiffrement=${name}`]],
    );
  }
  assert.deepEqual(organism.deliveries(), []);
  for (const name of ["message", "smime"]) {
    drop(name, `${name}UN`);
    assert.ok(!(await arrived(name)).includes("XYZZYANNEXE"));
  }
});

test("a changed key holds; accepted and released by a person, the deposit leaves, sealed; no clear copy stays behind", async (t) => {
  const { folder, type, drop, when, arrived, key } = await sealed(t);
  // A former agent was killed while the program ran.
  const places = join(folder.folder, "data", "chiffrement");
  mkdirSync(join(places, "sceau-x1Y2z3"), { recursive: true, mode: 0o700 });
  writeFileSync(join(places, "sceau-x1Y2z3", "entree"), dpae("ANCIENXYZZY"));
  await startAgent(t, folder.settings);
  assert.deepEqual(readdirSync(places), []);
  drop("programme1", "PREMIER");
  await arrived("programme1");
  writeFileSync(key, "seconde");
  drop("programme2", "SECONDXYZZY");
  const held = await when("programme2", "retenu");
  assert.ok(held.stage.is === "held");
  assert.equal(held.stage.hold.because, "seal-changed");
  const accepted = await type("keys", "accept", "programme", "--reason", "cle definitive");
  assert.equal(accepted.code, 0, accepted.said);
  const released = await type("release", held.id, "--reason", "cle acceptee");
  assert.equal(released.code, 0, released.said);
  assert.ok(!(await arrived("programme2")).includes("SECONDXYZZY"));
  assert.deepEqual(readdirSync(places), []);
});

test("the acknowledgement of a sealed deposit is filed in AR/, and registers what it declared", async (t) => {
  const { folder, organism, drop, when } = await sealed(t);
  await startAgent(t, folder.settings);
  drop("smime", "FICTIVE");
  const deposit = await when("smime", "remis", "en-attente", "a-lire");
  // The played organism has no key: what one who has it answers is written here.
  const filled = fillAcknowledgement(dpae("FICTIVE"), () => ({
    batch: "00",
    dossier: "01001",
    code: "00",
  }));
  const mail = composeMail({
    from: "accept@organisme.test",
    to: clientUser.address,
    subject: "Fichier des AR",
    text: "Ci-joint.\r\n",
    messageId: "<ar1@organisme.test>",
    date: Date.now(),
    inReplyTo: deposit.messages[0]?.frozen.messageIdHeader ?? "",
    attachment: { name: "smime.txt", bytes: filled },
  });
  // As the provider vouches for it: nothing else is filed by itself.
  const vouched =
    "Authentication-Results: mx.organisme-demo.test; dkim=pass header.d=organisme.test\r\n";
  organism.mailbox(clientUser.address).append(Buffer.concat([Buffer.from(vouched), mail]));
  const filed = await waitUntil("its answer to be filed", async () => {
    const now = (await folder.deposits())[0];
    return now?.deliveries.find((d) => d.is === "delivered");
  });
  assert.deepEqual(readFileSync(folder.dossier(join("AR", filed.name))), Buffer.from(filled));
});
