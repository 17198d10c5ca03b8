/** An agent carried to another server: what it had sent is known there, what it waits for arrives there, and the old one is silent. */
import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { situation } from "../../src/domain/rollup.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command } from "../support/command.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const env = { FACTEUR_TEST_PASSWORD: clientUser.password };

/** An agent that sent one declaration, and one whose acknowledgement comes late; stopped. */
const sentWorld = async (t: TestContext) => {
  // Late enough for a busy machine to see that it was accepted, and to stop, before it is answered.
  const organism = await startOrganism({ users: [clientUser], delayMs: 20, lateMs: 6_000 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("mapibox.cfg"), rules("accept@organisme.test"));
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  writeFileSync(folder.dossier("mapibox.cfg"), rules("late@organisme.test"));
  writeFileSync(folder.dossier("dpae.txt"), dpae("IMAGINAIRE"));
  await folder.until(2, "remis");
  await agent.stop();
  const facteur = (...args: readonly string[]) => command(args, { env });
  const archive = join(folder.folder, "agent.tar");
  return { organism, folder, facteur, archive, config: ["--config", folder.settings] };
};

/** The other server: the dossiers copied as they are, nothing else. */
const elsewhere = (folder: { readonly folder: string }) => {
  const there = join(folder.folder, "ailleurs");
  mkdirSync(there);
  cpSync(join(folder.folder, "spool"), join(there, "spool"), { recursive: true });
  const settings = join(there, "facteur.json");
  const places = [
    "--config",
    settings,
    "--data",
    join(there, "data"),
    "--spool",
    join(there, "spool"),
  ];
  return { there, settings, places };
};

test("carried away: nothing is sent twice, the late acknowledgement arrives there, the chain goes on", async (t) => {
  const { organism, folder, facteur, archive, config } = await sentWorld(t);
  const left = await facteur("move", "export", archive, "--by", "martin", ...config);
  assert.equal(left.code, 0, left.err);
  assert.match(left.out, /Cet agent ne travaille plus ici/u);
  assert.equal(statSync(archive).mode & 0o777, 0o600);
  for (const verb of [["run"], ["hold", "D2", "--reason", "x"], ["dossier", "take", "cirso"]]) {
    const refused = await facteur(...verb, ...config);
    assert.equal(refused.code, 78, verb.join(" "));
    assert.match(refused.err, /emporté le .* par martin/u);
  }
  assert.equal((await facteur("list", ...config)).code, 0, "it may still be read");
  const { there, settings, places } = elsewhere(folder);
  const arrived = await facteur("move", "import", archive, ...places, "--by", "durand");
  assert.equal(arrived.code, 0, arrived.err);
  assert.match(arrived.out, /cirso : ce dossier est désormais suivi d'ici/u);
  for (const path of ["", "keys", "store"])
    assert.equal(statSync(join(there, "data", path)).mode & 0o777, 0o700, path);
  await startAgent(t, settings);
  writeFileSync(join(there, "spool", "cirso", "dpae.txt"), dpae("FICTIVE"));
  const states = async () => {
    await using journal = readJournal(join(there, "data", "journal.db"));
    const found = (await journal?.find({ by: "recent" }, 10)) ?? [];
    return found.toReversed().map((deposit) => situation(deposit).is);
  };
  await waitUntil("the late acknowledgement and the duplicate", async () => {
    const now = await states();
    return now[1] === "enregistre" && now[2] === "doublon" ? now : undefined;
  });
  assert.deepEqual(await states(), ["enregistre", "enregistre", "doublon"]);
  assert.equal(organism.deliveries().length, 2, "each once, on both servers together");
  assert.ok(existsSync(join(there, "spool", "cirso", "AR", "dpae.txt")));
  const audit = await facteur("audit", "--config", settings);
  assert.equal(audit.code, 0, audit.out);
});

test("an archive of which a byte changed, and one that is cut, install nothing and name the file", async (t) => {
  const { folder, facteur, archive, config } = await sentWorld(t);
  assert.equal((await facteur("move", "export", archive, ...config)).code, 0);
  const whole = readFileSync(archive);
  const { there, places } = elsewhere(folder);
  const before = readdirSync(there, { recursive: true }).length;
  const at = whole.lastIndexOf("SQLite format 3") + 5000;
  const changed = Buffer.from(whole);
  changed[at] = (changed[at] ?? 0) ^ 1;
  const cases: readonly (readonly [Buffer, RegExp])[] = [
    [changed, /data\/journal\.db : modifié/u],
    [whole.subarray(0, whole.length / 2), /manque|TAR|unexpected/iu],
    [Buffer.from("this is no archive"), /agent\.tar/u],
  ];
  for (const [bytes, said] of cases) {
    writeFileSync(archive, bytes);
    const { code, err } = await facteur("move", "import", archive, ...places);
    assert.equal(code, 1, err);
    assert.match(err, said);
    assert.equal(readdirSync(there, { recursive: true }).length, before);
  }
  writeFileSync(archive, whole);
  assert.equal((await facteur("move", "import", archive, ...places)).code, 0);
  const again = await facteur("move", "import", archive, ...places);
  assert.equal(again.code, 1);
  assert.match(again.err, /n'est pas vide/u);
});

test("a running agent is not packed; an existing archive is not written over", async (t) => {
  const { folder, facteur, archive, config } = await sentWorld(t);
  writeFileSync(archive, "mine");
  assert.equal((await facteur("move", "export", archive, ...config)).code, 2);
  assert.equal(readFileSync(archive, "utf8"), "mine");
  await startAgent(t, folder.settings);
  const other = `${archive}.2`;
  assert.equal((await facteur("move", "export", other, ...config)).code, 75);
  assert.deepEqual(
    readdirSync(folder.folder).filter((name) => name.startsWith("agent.tar.")),
    [],
  );
});

test("a move that did not happen is cancelled by a person, with a reason that stays", async (t) => {
  const { folder, facteur, archive, config } = await sentWorld(t);
  assert.equal((await facteur("move", "cancel", "--reason", "x", ...config)).code, 1);
  assert.equal((await facteur("move", "export", archive, ...config)).code, 0);
  assert.equal((await facteur("move", "cancel", ...config)).code, 2);
  const done = await facteur(
    "move",
    "cancel",
    "--reason",
    "serveur annulé",
    "--by",
    "martin",
    ...config,
  );
  assert.equal(done.code, 0, done.err);
  await startAgent(t, folder.settings);
  await folder.until(2, "enregistre");
  await using journal = readJournal(join(folder.folder, "data", "journal.db"));
  const facts = (await journal?.facts({ agent: true, is: ["moved"] }, 10)) ?? [];
  assert.deepEqual(
    facts.map((fact) => fact.is === "moved" && [fact.what, fact.by, fact.said]),
    [["cancelled", "martin", "serveur annulé"]],
  );
});

test("settings that do not fit the new server: the agent is there, and what is left to do is said", async (t) => {
  const { folder, facteur, archive, config } = await sentWorld(t);
  assert.equal((await facteur("move", "export", archive, ...config)).code, 0);
  const { there, places } = elsewhere(folder);
  const arrived = await command(["move", "import", archive, ...places], { env: {} });
  assert.equal(arrived.code, 0, arrived.err);
  assert.match(arrived.err, /ne conviennent pas à ce serveur/u);
  assert.ok(existsSync(join(there, "data", "journal.db")));
});
