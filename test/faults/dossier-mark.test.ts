/** Two agents, one dossier: the second is told, takes nothing, and takes over only when a person says so. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { agentIdentity } from "../../src/adapters/system/agent-file.ts";
import { runCli } from "../../src/cli/program.ts";
import type { Owner } from "../../src/domain/dossier-owner.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import {
  type AgentFolder,
  agentFolder,
  clientOf,
  clientUser,
  type MailSettings,
  startAgent,
} from "../support/agent.ts";
import { problemOver, problemTold } from "../support/problems.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const facteur = async (...argv: readonly string[]) => {
  let [out, err] = ["", ""];
  const exit = await runCli({
    argv,
    env: process.env,
    out: (text) => (out += text),
    err: (text) => (err += text),
    columns: undefined,
    attended: false,
  });
  return { exit, out, err };
};

const owner = (agent: string, more: Partial<Owner> = {}): Owner => ({
  agent,
  machine: "poste",
  data: "/data",
  place: "here",
  start: "first",
  ...more,
});

test("F12 the mark is taken once, whoever comes first; over it only when asked", async (t) => {
  const folder = await scratch(t);
  const [one, two] = [folderSpool({ folder, ignore: [] }), folderSpool({ folder, ignore: [] })];
  const [a, b, c] = [owner("aaaaaaaaaaaa"), owner("bbbbbbbbbbbb"), owner("cccccccccccc")];
  const owners = await Promise.all([one.own(a), two.own(b)]);
  assert.equal(new Set(owners.map((o) => o.agent)).size, 1);
  const [first] = owners;
  assert.deepEqual(await two.own(c), first);
  assert.deepEqual(await two.own(c, true), c);
  assert.deepEqual(await one.own(a), c);
  assert.deepEqual(await one.names(), [], "the mark is no deposit");
  writeFileSync(join(folder, ".facteur"), "");
  assert.equal((await one.own(a)).agent, "", "one that says nothing is not ours");
});

test("F12 the same agent starts again without a person; a copy of it elsewhere does not; the later start wins", async (t) => {
  const folder = await scratch(t);
  const start = () => folderSpool({ folder, ignore: [] });
  const [us, again] = [owner("aaaaaaaaaaaa"), owner("aaaaaaaaaaaa", { start: "second" })];
  const [one, two] = [start(), start()];
  await one.own(us);
  const copy = owner("aaaaaaaaaaaa", { place: "there", start: "copy" });
  assert.deepEqual(await start().own(copy), us, "another place");
  assert.deepEqual(await two.own(again), again, "a restart, or a clone that shares even its place");
  assert.deepEqual(await one.own(us), again, "who still runs sees it");
  assert.deepEqual(await two.own(again), again);
  writeFileSync(join(folder, ".facteur"), "agent=aaaaaaaaaaaa\r\nmachine=poste\r\n");
  assert.deepEqual(await start().own(us), us, "a mark of before places were written");
});

test("F12 the public id of an agent stays, and is not its token", async (t) => {
  const data = join(await scratch(t), "data");
  const made = await agentIdentity(data, 1);
  assert.match(made.id, /^[0-9a-f]{12}$/u);
  assert.ok(!made.token.includes(made.id));
  assert.equal((await agentIdentity(data, 2)).id, made.id);
});

const claims = async (folder: AgentFolder): Promise<number> => (await folder.deposits()).length;

test("F12 another agent's dossier is refused by name until `facteur dossier take`", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const ours = await agentFolder(t, clientOf(organism));
  const other = await agentFolder(t, clientOf(organism), { folder: ours.dossier() });
  writeFileSync(ours.dossier("mapibox.cfg"), rules());
  const first = await startAgent(t, ours.settings);
  writeFileSync(ours.dossier("un.txt"), dpae("FICTIVE"));
  await ours.until(1, "enregistre");
  await startAgent(t, other.settings);
  const told = await problemTold(other, "dossier-taken");
  const { id } = await agentIdentity(join(ours.folder, "data"), 0);
  assert.equal(told.about, "cirso");
  assert.ok(told.said.includes(id), told.said);
  await first.stop();
  writeFileSync(ours.dossier("deux.txt"), dpae("INVENTE"));
  assert.equal((await facteur("--config", other.settings, "dossier", "take", "ailleurs")).exit, 1);
  const taken = await facteur("--config", other.settings, "dossier", "take", "cirso");
  assert.equal(taken.exit, 0, taken.err);
  assert.ok(taken.out.includes(id), taken.out);
  await other.until(1, "enregistre");
  await problemOver(other, "dossier-taken");
  assert.deepEqual([await claims(ours), await claims(other)], [1, 1]);
  // Back again, while no agent of ours runs: the command takes the lock itself.
  const back = await facteur("--config", ours.settings, "dossier", "take", "cirso", "--json");
  assert.equal(back.exit, 0, back.err);
  assert.match(readFileSync(ours.dossier(".facteur"), "utf8"), new RegExp(`^agent=${id}\r$`, "mu"));
  await problemTold(other, "dossier-taken");
});

/** A second data folder with the first's bytes, as a cloned machine or a backup that is started beside has. */
const copyOf = async (t: TestContext, ours: AgentFolder, client: MailSettings) => {
  const copy = await agentFolder(t, client, { folder: ours.dossier() });
  cpSync(join(ours.folder, "data"), join(copy.folder, "data"), { recursive: true });
  return copy;
};

test("F12 two live copies of one data folder on one dossier: each file leaves once", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const client = clientOf(organism);
  const ours = await agentFolder(t, client);
  writeFileSync(ours.dossier("mapibox.cfg"), rules());
  const first = await startAgent(t, ours.settings);
  writeFileSync(ours.dossier("un.txt"), dpae("FICTIVE"));
  await ours.until(1, "enregistre");
  await first.stop();
  const copy = await copyOf(t, ours, client);
  await startAgent(t, ours.settings);
  await startAgent(t, copy.settings);
  const told = await problemTold(copy, "dossier-copy");
  assert.ok(told.said.includes(join(ours.folder, "data")), told.said);
  writeFileSync(ours.dossier("deux.txt"), dpae("INVENTE"));
  await ours.until(2, "enregistre");
  assert.deepEqual([await claims(ours), await claims(copy)], [2, 1]);
  assert.equal(organism.deliveries().length, 2);
  // A person gives the dossier to the copy while the first still runs: that one stops by itself.
  const taken = await facteur("--config", copy.settings, "dossier", "take", "cirso");
  assert.equal(taken.exit, 0, taken.err);
  await problemTold(ours, "dossier-copy");
  await problemOver(copy, "dossier-copy");
});

test("F12 what waited when the data folder was copied leaves from one of the copies only", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const client = clientOf(organism);
  const ours = await agentFolder(t, client);
  const identity = { displayName: "Paie", legacyNames: ["Microsoft Outlook"], ...client };
  const away = { ...identity, submission: { ...client.submission, port: 1 } };
  ours.settle({ identities: { cabinet: away } });
  writeFileSync(ours.dossier("mapibox.cfg"), rules());
  const first = await startAgent(t, ours.settings);
  writeFileSync(ours.dossier("un.txt"), dpae("FICTIVE"));
  await waitUntil("D1 to be tried", async () => {
    const [deposit] = await ours.deposits();
    return deposit?.messages[0]?.attempts[0]?.ended;
  });
  await first.stop();
  const copy = await copyOf(t, ours, client);
  await startAgent(t, copy.settings);
  await problemTold(copy, "dossier-copy");
  ours.settle({});
  await startAgent(t, ours.settings);
  await ours.until(1, "enregistre");
  assert.equal(organism.deliveries().length, 1);
  const [waiting] = await copy.deposits();
  assert.ok(waiting?.messages.every((m) => m.attempts.every((a) => a.phase !== "dot")));
});
