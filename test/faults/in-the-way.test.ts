/** F11: what somebody put in the place of the agent's own folders and files: never followed, named, and nothing is lost. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderMailbox } from "../../src/adapters/mailbox/folder-mailbox.ts";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";
import { FolderFault } from "../../src/ports/spool-faults.ts";
import { agentFolder, clientOf, clientUser, filedIn, startAgent } from "../support/agent.ts";
import { problemOver, problemTold } from "../support/problems.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const posix = { skip: process.platform === "win32" ? "links need a right there" : false };

for (const [own, content, ending] of [
  ["traites", dpae("FICTIVE"), "enregistre"],
  ["rejetes", Buffer.from("pas une déclaration"), "rejete"],
] as const)
  test(
    `F11 a link in the place of ${own}: nothing is written behind it, it is named, and goes on without it`,
    posix,
    async (t) => {
      await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
      const folder = await agentFolder(t, clientOf(organism));
      const outside = join(folder.folder, "ailleurs");
      mkdirSync(outside);
      symlinkSync(outside, folder.dossier(own));
      writeFileSync(folder.dossier("mapibox.cfg"), rules());
      writeFileSync(folder.dossier("dpae.txt"), content);
      await startAgent(t, folder.settings);
      const told = await problemTold(folder, "folder-replaced");
      assert.equal(told.about, "cirso");
      assert.ok(told.said.includes(folder.dossier(own)), told.said);
      assert.deepEqual(readdirSync(outside), []);
      assert.deepEqual(readFileSync(folder.dossier("dpae.txt")), Buffer.from(content));
      unlinkSync(folder.dossier(own));
      await folder.until(1, ending);
      await problemOver(folder, "folder-replaced");
      assert.ok(readdirSync(folder.dossier(own)).length > 0);
      assert.deepEqual(readdirSync(outside), []);
    },
  );

test(
  "F11 a link in the place of AR: no receipt goes behind it, none is read there; then it is filed",
  posix,
  async (t) => {
    await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
    const folder = await agentFolder(t, clientOf(organism));
    const outside = join(folder.folder, "ailleurs");
    mkdirSync(outside);
    writeFileSync(join(outside, "faux.txt"), "un accusé d'ailleurs");
    symlinkSync(outside, folder.dossier("AR"));
    writeFileSync(folder.dossier("mapibox.cfg"), rules());
    writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
    await startAgent(t, folder.settings);
    await problemTold(folder, "folder-replaced");
    assert.deepEqual(readdirSync(outside), ["faux.txt"]);
    unlinkSync(folder.dossier("AR"));
    await waitUntil("the receipt to be filed", () => {
      return existsSync(folder.dossier("AR")) && filedIn(folder.dossier()).includes("dpae.txt");
    });
    await problemOver(folder, "folder-replaced");
    assert.deepEqual(readdirSync(outside), ["faux.txt"]);
  },
);

test("F11 a folder under a receipt's own name: named, kept, and filed once it is away", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  mkdirSync(folder.dossier("AR/dpae.txt"), { recursive: true });
  writeFileSync(folder.dossier("AR/dpae.txt/dedans"), "à quelqu'un");
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await startAgent(t, folder.settings);
  const told = await problemTold(folder, "filing-blocked");
  assert.ok(told.said.includes(folder.dossier("AR/dpae.txt")), told.said);
  assert.equal(readFileSync(folder.dossier("AR/dpae.txt/dedans"), "utf8"), "à quelqu'un");
  // The others go on meanwhile.
  writeFileSync(folder.dossier("autre.txt"), dpae("INVENTE"));
  await waitUntil("the other receipt", () => filedIn(folder.dossier()).includes("autre.txt"));
  rmSync(folder.dossier("AR/dpae.txt"), { recursive: true });
  await waitUntil("the first one", () => filedIn(folder.dossier()).includes("dpae.txt"));
  await problemOver(folder, "filing-blocked");
});

test("F11 behind a link nothing is swept, and nothing is removed by a purge", posix, async (t) => {
  const [folder, outside] = [await scratch(t), await scratch(t)];
  const theirs = ".tmp-facteur-00";
  writeFileSync(join(outside, theirs), "à quelqu'un");
  mkdirSync(join(outside, "2026-11"));
  writeFileSync(join(outside, "2026-11", "dpae.txt"), "x");
  symlinkSync(outside, join(folder, "AR"));
  symlinkSync(outside, join(folder, "traites"));
  const spool = folderSpool({ folder, ignore: [] });
  await spool.note("dpae.txt", "etat=recu\r\n");
  await assert.rejects(
    spool.removeRetired("traites/2026-11/dpae.txt", sha256("x")),
    (cause) => cause instanceof FolderFault && cause.code === "folder-replaced",
  );
  assert.deepEqual(readdirSync(outside).sort(), [theirs, "2026-11"].sort());
  assert.ok(existsSync(join(outside, "2026-11", "dpae.txt")));
  const { signal } = new AbortController();
  const shelf = folderMailbox({ identity: "x", folder: join(folder, "AR"), mayBeMissing: true });
  await assert.rejects(async () => {
    for await (const one of shelf.arrivals(async () => false, 0, signal)) assert.ok(one);
  }, MailboxFault);
});

const names = [
  // « déclaration » in Windows-1252, as an old share may hand it over.
  ["that is not UTF-8", "name-unreadable", Buffer.of(0x64, 0xe9, 0x2e, 0x74), "d\uFFFD.t"],
  ["with a line break", "name-control", Buffer.from("d\r\nx.t"), "d\r\nx.t"],
] as const;

for (const [what, code, bytes, shown] of names)
  test(
    `F11 a name ${what} is named as such, with its remedy; renamed, it is taken and the note goes`,
    posix,
    async (t) => {
      await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
      const folder = await agentFolder(t, clientOf(organism));
      writeFileSync(folder.dossier("mapibox.cfg"), rules());
      const old = Buffer.concat([Buffer.from(folder.dossier("")), Buffer.of(0x2f), bytes]);
      writeFileSync(old, dpae("FICTIVE"));
      await startAgent(t, folder.settings);
      const told = await problemTold(folder, code);
      assert.equal(told.about, `cirso/${shown}`);
      const note = folder.dossier(`${shown}.statut`);
      const statut = await waitUntil("its note", () =>
        existsSync(note) ? readFileSync(note, "utf8") : undefined,
      );
      assert.match(statut, new RegExp(`^raison=${code}\\r$`, "mu"));
      assert.match(statut, /^texte=.*Renommez-le/mu);
      assert.deepEqual(readFileSync(old), Buffer.from(dpae("FICTIVE")), "nothing was lost");
      writeFileSync(folder.dossier("declaration.txt"), readFileSync(old));
      unlinkSync(old);
      await folder.until(1, "enregistre");
      await problemOver(folder, code);
      await waitUntil("the note to go", () => !existsSync(note));
    },
  );
