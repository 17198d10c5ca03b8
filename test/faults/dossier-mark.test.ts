/** Two agents, one dossier: the second is told, takes nothing, and takes over only when a person says so. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { agentIdentity } from "../../src/adapters/system/agent-file.ts";
import { runCli } from "../../src/cli/program.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import {
  type AgentFolder,
  agentFolder,
  clientOf,
  clientUser,
  startAgent,
} from "../support/agent.ts";
import { problemOver, problemTold } from "../support/problems.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { rules } from "../support/small-world.ts";

const facteur = async (...argv: readonly string[]) => {
  let [out, err] = ["", ""];
  const exit = await runCli({
    argv,
    env: process.env,
    out: (text) => (out += text),
    err: (text) => (err += text),
    columns: undefined,
  });
  return { exit, out, err };
};

test("F12 the mark is taken once, whoever comes first; over it only when asked", async (t) => {
  const folder = await scratch(t);
  const [one, two] = [folderSpool({ folder, ignore: [] }), folderSpool({ folder, ignore: [] })];
  const owners = await Promise.all([one.own("aaaaaaaaaaaa"), two.own("bbbbbbbbbbbb")]);
  assert.equal(new Set(owners.map((o) => o.agent)).size, 1);
  const [first] = owners;
  assert.deepEqual(await two.own("cccccccccccc"), first);
  assert.equal((await two.own("cccccccccccc", true)).agent, "cccccccccccc");
  assert.equal((await one.own("aaaaaaaaaaaa")).agent, "cccccccccccc");
  assert.deepEqual(await one.list(), [], "the mark is no deposit");
  writeFileSync(join(folder, ".facteur"), "");
  assert.equal((await one.own("aaaaaaaaaaaa")).agent, "", "one that says nothing is not ours");
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
