/** The one executable: no Node, no packages, no sources beside it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bundleWhole, root } from "../../service/build/bundle.ts";
import { makeExecutable } from "../../service/build/executable.ts";
import { nodeBinary, pinnedNode } from "../../service/build/node-binaries.ts";
import { productVersion } from "../../src/foundation/product.ts";
import { scratch } from "../support/scratch.ts";

test("the Linux executable sends, reads mails in its thread, writes PDF, and knows what came with it", async (t) => {
  const folder = await scratch(t);
  const made = join(folder, "build", "facteur");
  const bundle = await bundleWhole(join(folder, "whole"));
  const node = nodeBinary(root, "linux-x64", pinnedNode);
  makeExecutable({ bundle, output: made, node, codeCache: true });
  const program = join(folder, "facteur");
  renameSync(made, program);
  const facteur = (...args: readonly string[]) =>
    spawnSync(program, args, {
      cwd: folder,
      encoding: "utf8",
      // Nothing of this machine: no PATH, no options for Node.
      env: { HOME: folder, TMPDIR: folder, NODE_OPTIONS: "--no-such-option" },
    });
  assert.equal(facteur("--version").stdout, `${productVersion()}\n`, facteur("--version").stderr);
  // Its acknowledgements are parsed in the thread: without it, none would be registered.
  const demo = facteur("demo");
  assert.equal(demo.status, 0, demo.stdout + demo.stderr);
  assert.match(demo.stdout, /✓ déclarations enregistrées : 7/u);
  const [sent = ""] = globSync("facteur-demo-*/spool/cirso/traites/*/*.txt", { cwd: folder });
  const judged = facteur("validate", "--format", "pdf", "--output", "avis.pdf", sent);
  assert.equal(judged.status, 0, judged.stderr);
  assert.ok(statSync(join(folder, "avis.pdf")).size > 10_000);
  assert.match(readFileSync(join(folder, "avis.pdf"), "latin1"), /^%PDF-[\s\S]*SourceSans3/u);
  // Providers, calendars and receipt profiles come from inside.
  writeFileSync(join(folder, "facteur.json"), JSON.stringify(settings));
  const checked = facteur("config", "check", "--config", "facteur.json");
  assert.match(checked.stdout + checked.stderr, /gmaile[\s\S]*google/u);
  assert.doesNotMatch(checked.stdout + checked.stderr, /organisme-demo|urssaf-exemple/u);
});

const settings = {
  data: "data",
  spool: "spool",
  identities: {
    paie: { address: "paie@employeur.test", provider: "gmaile", password: { file: "secret" } },
    autre: { address: "autre@employeur.test", provider: "googl", password: { file: "secret" } },
  },
  dossiers: { cirso: {} },
  receipts: { profiles: ["organisme-demo"] },
  calendars: ["urssaf-exemple"],
};
