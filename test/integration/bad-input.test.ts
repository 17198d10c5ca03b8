/** What people do wrong: each gets a clear message, and loses nothing (mail.md F11, F12, F13, F40, F47). */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { problemOver, problemsOf, problemTold } from "../support/problems.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

test("a missing dossier is told, the agent works, and the folder is picked up when it comes", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  rmSync(folder.dossier(), { recursive: true });
  await startAgent(t, folder.settings);
  assert.equal((await problemTold(folder, "folder-missing")).about, "cirso");
  mkdirSync(folder.dossier());
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  await problemOver(folder, "folder-missing");
});

/** Makes the dossier read-only, for root too (a bind mount); returns how to make it writable, or why it could not. */
const readOnly = (t: TestContext, folder: string): (() => void) | string => {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o555);
    return () => chmodSync(folder, 0o755);
  }
  const mount = (...args: readonly string[]) => spawnSync("mount", args, { encoding: "utf8" });
  const bound = mount("--bind", folder, folder);
  if (bound.status !== 0) return `root writes everywhere, and cannot mount here: ${bound.stderr}`;
  cleanup(t, () => spawnSync("umount", ["--lazy", folder]));
  mount("-o", "remount,ro,bind", folder);
  // Not by umount, which is refused while the agent happens to read the folder.
  return () => assert.equal(mount("-o", "remount,rw,bind", folder).status, 0);
};

test("a folder we cannot write in is told, and nothing is taken from it", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const writable = readOnly(t, folder.dossier());
  if (typeof writable === "string") return t.skip(writable);
  await startAgent(t, folder.settings);
  await problemTold(folder, "folder-unwritable");
  assert.ok(existsSync(folder.dossier("dpae.txt")));
  assert.equal((await folder.deposits()).length, 0);
  writable();
  await folder.until(1, "enregistre");
  await problemOver(folder, "folder-unwritable");
});

test("an unknown host: the message waits, says so, and goes when the name is right", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const right = clientOf(organism);
  const nowhere = {
    host: "nulle-part.invalid",
    port: 587,
    security: "starttls",
    login: "x",
    password: { env: "FACTEUR_TEST_PASSWORD" },
  };
  const folder = await agentFolder(t, { ...right, submission: nowhere });
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const agent = await startAgent(t, folder.settings);
  const waiting = await folder.until(1, "nouvel-essai");
  const outcome = waiting.messages[0]?.attempts[0]?.ended?.outcome;
  assert.equal(outcome?.is === "later" && outcome.because.code, "smtp-unreachable");
  await agent.stop();
  folder.settle({
    identities: { cabinet: { displayName: "Paie", legacyNames: ["Microsoft Outlook"], ...right } },
  });
  await startAgent(t, folder.settings);
  await folder.until(1, "enregistre");
  assert.equal(organism.deliveries().length, 1);
});

test("a wrong password that both sides refuse is told once, and nothing is lost", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  process.env["FACTEUR_TEST_WRONG"] = "faux";
  const right = clientOf(organism);
  const wrong = { login: clientUser.address, password: { env: "FACTEUR_TEST_WRONG" } };
  const folder = await agentFolder(t, {
    ...right,
    submission: { ...right.submission, ...wrong },
    mailbox: { ...right.mailbox, ...wrong },
  });
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await startAgent(t, folder.settings);
  const waiting = await folder.until(1, "nouvel-essai");
  const outcome = waiting.messages[0]?.attempts[0]?.ended?.outcome;
  assert.equal(outcome?.is === "later" && outcome.because.code, "smtp-login");
  const told = await problemTold(folder, "identity-suspended");
  assert.equal(told.about, "cabinet");
  assert.deepEqual(
    (await problemsOf(folder)).map((p) => p.code),
    ["identity-suspended"],
  );
  const everything =
    JSON.stringify([waiting, told]) + readFileSync(join(folder.folder, "facteur.log"), "utf8");
  assert.equal(everything.includes("faux"), false);
});

test("a directory, a link out of the spool and a dangling link are left alone and told", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  mkdirSync(folder.dossier("dpae.txt"));
  writeFileSync(folder.dossier("dpae.txt/dedans"), "x");
  const outside = join(folder.folder, "secret.txt");
  writeFileSync(outside, dpae("FICTIVE"));
  symlinkSync(outside, folder.dossier("lien.txt"));
  symlinkSync("/nulle/part", folder.dossier("perdu.txt"));
  await startAgent(t, folder.settings);
  await waitUntil(
    "three oddities",
    async () => (await problemsOf(folder)).filter((p) => p.code === "not-a-file").length === 3,
  );
  const statut = await waitUntil("the .statut of the directory", () =>
    existsSync(folder.dossier("dpae.txt.statut"))
      ? readFileSync(folder.dossier("dpae.txt.statut"), "latin1")
      : undefined,
  );
  assert.match(statut, /^etat=ignore\r$/mu);
  writeFileSync(folder.dossier("bon.txt"), dpae("INVENTE"));
  await folder.until(1, "enregistre");
  assert.equal((await folder.deposits()).length, 1);
  assert.ok(existsSync(folder.dossier("dpae.txt/dedans")));
  assert.ok(existsSync(outside));
});

test("an empty file and one of 200 MB are rejected with their reason, and kept whole", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("vide.txt"), "");
  await folder.until(1, "rejete");
  const huge = 200 * 1024 * 1024;
  const elsewhere = join(folder.folder, "gros.tmp");
  writeFileSync(elsewhere, "");
  truncateSync(elsewhere, huge);
  renameSync(elsewhere, folder.dossier("gros.txt"));
  const rejected = await folder.until(2, "rejete");
  assert.deepEqual(rejected.stage.is === "rejected" && rejected.stage.codes, ["taille-excessive"]);
  const kept = await waitUntil("the original in rejetes/", () => {
    const months = existsSync(folder.dossier("rejetes"))
      ? readdirSync(folder.dossier("rejetes"))
      : [];
    return months
      .flatMap((m) => readdirSync(folder.dossier(`rejetes/${m}`)))
      .find((f) => f.endsWith("gros.txt"));
  });
  assert.ok(kept);
  assert.equal(organism.deliveries().length, 0);
});

test("a second agent on the same data folder is refused with the first one's process", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  await startAgent(t, folder.settings);
  await assert.rejects(startAgent(t, folder.settings), (refusal: Error & { exit?: number }) => {
    assert.equal(refusal.exit, 75);
    assert.match(refusal.message, new RegExp(`processus ${process.pid}`, "u"));
    return true;
  });
});
