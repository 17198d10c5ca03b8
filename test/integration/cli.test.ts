/** The command line as a person or a program calls it: words, JSON, exit codes (mail.md F82). */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur, main, plainEnv } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const root = join(import.meta.dirname, "..", "..");
test("--version, --help and wrong usage", async () => {
  assert.match((await facteur("--version")).out, /^\d+\.\d+\.\d+\n$/u);
  const help = await facteur("--help");
  assert.equal(help.code, 0);
  for (const name of ["run", "demo", "status", "list", "show", "config"])
    assert.ok(help.out.includes(`  ${name} `), name);
  assert.match(help.out, /Codes de sortie/u);
  assert.match((await facteur("--lang", "en", "--help")).out, /Exit codes/u);
  for (const wrong of [["rune"], ["show"], ["list", "--limit", "0"], ["--lang", "de", "list"]])
    assert.equal((await facteur(...wrong)).code, 2, wrong.join(" "));
});

test("without settings: exit 78, and the way out", async (t) => {
  const missing = join(await scratch(t), "facteur.json");
  for (const command of ["run", "status", "list"]) {
    const { code, err } = await facteur(command, "--config", missing);
    assert.equal(code, 78, command);
    assert.ok(err.includes(missing));
  }
});

test("bad settings: every problem at once, before anything starts", async (t) => {
  const folder = await scratch(t);
  const file = join(folder, "facteur.json");
  writeFileSync(
    file,
    JSON.stringify({
      data: "data",
      spool: "spool",
      identities: {},
      dossiers: { x: { mode: "essais" } },
      parallele: 3,
    }),
  );
  const { code, err } = await facteur("run", "--config", file);
  assert.equal(code, 78);
  for (const key of ["parallele", "dossiers.x.mode"]) assert.ok(err.includes(key), err);
  assert.match(err, /[2-9] problèmes/u);
});

test("status, list and show beside a running agent, in words and in JSON", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules("partial@organisme.test"));
  assert.equal((await facteur("status", "--config", folder.settings)).code, 1);
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE", "IMAGINAIRE"));
  await folder.until(1, "partiel");
  const call = (...args: readonly string[]) => facteur(...args, "--config", folder.settings);
  const status = await call("status");
  assert.equal(status.code, 0, status.out + status.err);
  assert.ok(status.out.includes(`processus ${process.pid}`));
  assert.match((await call("--lang", "en", "status")).out, /All is well/u);
  const list = JSON.parse((await call("list", "--json")).out) as readonly Record<string, unknown>[];
  assert.deepEqual([list.length, list[0]?.["id"], list[0]?.["state"]], [1, "D1", "partiel"]);
  assert.match((await call("list")).out, /dpae\.txt/u);
  const show = await call("show", "d1");
  for (const words of ["IMAGINAIRE", "refus"]) assert.ok(show.out.includes(words), words);
  const json = JSON.parse((await call("show", "D1", "--json")).out) as { deposit: { id: string } };
  assert.equal(json.deposit.id, "D1");
  assert.equal((await call("show", "D99")).code, 1);
  assert.equal((await call("show", "n'importe quoi")).code, 1);
  await agent.stop();
  const stopped = await call("status");
  assert.equal(stopped.code, 1);
  assert.match(stopped.out, /arrêté/u);
});

test("config check names the file, line, key and remedy of every rule problem", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const check = () => facteur("config", "check", "--config", folder.settings);
  assert.equal((await check()).code, 78);
  writeFileSync(folder.dossier("mapibox.cfg"), "profil=Microsoft Outlook\r\nsjet=DUE\r\n");
  const wrong = await check();
  assert.equal(wrong.code, 78);
  assert.match(wrong.out, /mapibox\.cfg.*ligne 2.*sjet/u);
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  assert.equal((await check()).code, 0);
  assert.match((await facteur("config", "describe")).out, /authservId/u);
});

test("the daemon stops on SIGTERM with exit 0, and says that it does", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const child = spawn(process.execPath, [main, "run", "--config", folder.settings], {
    env: plainEnv,
  });
  cleanup(t, () => child.kill("SIGKILL"));
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  await waitUntil("the agent to run", () => err.includes("en marche"));
  child.kill("SIGTERM");
  const [code] = (await once(child, "exit")) as [number];
  assert.equal(code, 0);
  assert.match(err, /arrêt demandé/u);
});

test("in a checkout, `node src/bootstrap.mjs facteur` is the same command line", () => {
  const done = spawnSync(
    process.execPath,
    [join(root, "src/bootstrap.mjs"), "facteur", "--version"],
    { encoding: "utf8" },
  );
  assert.match(done.stdout, /^\d+\.\d+\.\d+\n$/u);
  assert.equal(done.status, 0);
});

test("on a bare system the first run says which package is missing, and starts nothing", async (t) => {
  const folder = await scratch(t);
  for (const path of ["src", "bin"]) mkdirSync(join(folder, path));
  for (const file of ["src/bootstrap.mjs", "package-lock.json"])
    copyFileSync(join(root, file), join(folder, file));
  const first = () =>
    spawnSync(process.execPath, [join(folder, "src/bootstrap.mjs"), "facteur", "--version"], {
      encoding: "utf8",
      env: { PATH: join(folder, "bin") },
    });
  const bare = first();
  assert.equal(bare.status, 75);
  assert.match(bare.stderr, /npm is not installed[^]*apt-get install npm/u);
  // An npm that brings a Node whose library is not there, in the loader's words.
  const node = [
    "#!/bin/sh",
    "echo node: error while loading shared libraries: libatomic.so.1 >&2",
    "exit 127",
  ].join("\n");
  writeFileSync(join(folder, "node"), node, { mode: 0o755 });
  const npm = [
    "#!/bin/sh",
    "/bin/mkdir -p node_modules/node/bin",
    "/bin/cp node node_modules/node/bin/node",
  ].join("\n");
  writeFileSync(join(folder, "bin", "npm"), npm, { mode: 0o755 });
  for (const _ of [1, 2]) {
    const unfit = first();
    assert.equal(unfit.status, 75, unfit.stdout);
    assert.match(unfit.stderr, /does not start[^]*libatomic\.so\.1[^]*apt-get install libatomic1/u);
  }
});
