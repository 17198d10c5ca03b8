/** `facteur evidence` and `facteur keys` as a person types them, on an agent that sent a sealed declaration. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { pgpPair } from "../support/sealing.ts";
import { rules } from "../support/small-world.ts";

test("the proof of a registered declaration: one file, verified elsewhere, and refused when a byte changes", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  const zip = join(folder.folder, "preuve.zip");
  const made = await facteur("evidence", "D1", "--output", zip, "--config", folder.settings);
  assert.equal(made.code, 0, made.err);
  assert.match(made.out, /preuve\.zip : dossier de preuve du dépôt D1\.\nSHA-256 [0-9a-f]{64}/u);
  const bytes = readFileSync(zip);
  for (const piece of [
    "couverture.pdf",
    "LISEZ-MOI.txt",
    "copie-en-clair.pdf",
    "original/dpae.txt",
  ])
    assert.ok(bytes.includes(piece), piece);
  // Pieces are stored, not compressed: the dialogue can be read in it.
  const dialogue = /Tentative 1,[\s\S]+?Terminée le .+/u.exec(bytes.toString())?.[0] ?? "";
  assert.match(
    dialogue,
    /< 220 .*> EHLO .*> MAIL FROM:<paie@client\.test> .*> RCPT TO:<accept@organisme\.test> .*< 354 .*octets\] \.\s+< 250 2\.0\.0 received.*accepté par le serveur, qui répond : 250 2\.0\.0/su,
  );
  // No settings: it is another machine.
  const verified = await facteur("evidence", "verify", zip);
  assert.equal(verified.code, 0, verified.out);
  assert.match(verified.out, /^Intact/u);
  bytes[bytes.indexOf("%PDF") + 100] = 0x41;
  writeFileSync(zip, bytes);
  const refused = await facteur("evidence", "verify", zip, "--json");
  assert.equal(refused.code, 1);
  const { sound, faults } = JSON.parse(refused.out) as { sound: boolean; faults: { is: string }[] };
  assert.equal(sound, false);
  assert.equal(faults[0]?.is, "altered");
});

test("evidence of what is not there: wrong usage, unknown deposit, no file", async (t) => {
  await using organism = await startOrganism({ users: [clientUser] });
  const folder = await agentFolder(t, clientOf(organism));
  const agent = await startAgent(t, folder.settings);
  await agent.stop();
  assert.equal((await facteur("evidence", "--config", folder.settings)).code, 2);
  assert.equal((await facteur("evidence", "D9", "--config", folder.settings)).code, 1);
  assert.equal((await facteur("evidence", "verify", join(folder.folder, "absent.zip"))).code, 2);
});

test("keys list and check: what seals, until when, and whether it works", async (t) => {
  await using organism = await startOrganism({ users: [clientUser] });
  const folder = await agentFolder(t, clientOf(organism));
  const good = await pgpPair(folder.folder, "organisme", { seconds: 40 * 86_400 });
  const old = await pgpPair(folder.folder, "perime", {
    seconds: 60,
    date: new Date(Date.now() - 86_400_000),
  });
  folder.settle({
    sealers: {
      bon: { openpgp: { recipients: [good.publicFile] } },
      perime: { openpgp: { recipients: [old.publicFile] } },
    },
  });
  const list = await facteur("keys", "list", "--config", folder.settings);
  assert.equal(list.code, 1, "one of them cannot seal");
  assert.match(
    list.out,
    /bon : OpenPGP\n {2}destinataire : organisme <organisme@organisme\.test>/u,
  );
  assert.match(list.out, /expire le \d{4}-\d\d-\d\d \(dans 39 jours\)/u);
  assert.match(list.out, /!! .*perime\.asc|!! [0-9a-f]{40}/u);
  const check = await facteur("keys", "check", "bon", "--config", folder.settings);
  assert.equal(check.code, 0, check.out + check.err);
  assert.match(check.out, /bon : un texte d'essai a été chiffré/u);
  const wrong = await facteur("keys", "check", "perime", "--config", folder.settings);
  assert.equal(wrong.code, 1);
  assert.match(wrong.out, /perime : rien ne serait envoyé/u);
  assert.equal((await facteur("keys", "check", "autre", "--config", folder.settings)).code, 1);
  const json = await facteur("keys", "list", "bon", "--json", "--config", folder.settings);
  assert.equal((JSON.parse(json.out) as { sealers: unknown[] }).sealers.length, 1);
});

test("accepting a program asks for a reason, and for something that changed", async (t) => {
  await using organism = await startOrganism({ users: [clientUser] });
  const folder = await agentFolder(t, clientOf(organism));
  const key = join(folder.folder, "cle.bin");
  writeFileSync(key, "première");
  folder.settle({
    sealers: {
      cirso: {
        external: {
          paths: { cle: { path: key } },
          command: ["{cle}", "{entree}", "{sortie}"],
        },
      },
    },
  });
  const call = (...args: readonly string[]) =>
    facteur("keys", ...args, "--config", folder.settings);
  assert.match((await call("list")).out, /pas encore utilisé/u);
  assert.equal((await call("accept", "cirso")).code, 2, "a reason is needed");
  assert.equal((await call("accept", "cirso", "--reason", "essai")).code, 1, "nothing changed");
});
