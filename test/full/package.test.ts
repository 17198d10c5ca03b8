/** The published package on every Node that it promises, installed by npm into an empty folder. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../service/build/bundle.ts";
import { nodeBinary, pinnedNode, run } from "../../service/build/node-binaries.ts";
import { productVersion } from "../../src/foundation/product.ts";
import { packed } from "../support/packed.ts";
import { scratch } from "../support/scratch.ts";

test("npm installs the package into an empty folder, and it runs on Node 22, 24 and 26", async (t) => {
  const folder = await scratch(t);
  const { archive } = await packed(folder);
  const empty = join(folder, "empty");
  mkdirSync(empty);
  run("npm", ["install", "--prefer-offline", "--loglevel=error", archive], { cwd: empty });
  const installed = join(empty, "node_modules", "facteur");
  assert.ok(existsSync(join(empty, "node_modules", ".bin", "facteur")));
  assert.ok(!existsSync(join(installed, "src")));
  writeFileSync(join(folder, "lettre.txt"), "bonjour\r\n");
  for (const version of ["22.23.3", "24.21.0", pinnedNode]) {
    const node = nodeBinary(root, "linux-x64", version);
    const facteur = (...args: readonly string[]) =>
      spawnSync(node, [join(installed, "dist", "facteur.mjs"), ...args], {
        cwd: folder,
        encoding: "utf8",
      });
    const told = facteur("--version");
    // Nothing beside the answer: what Node thinks of its own parts is not a clerk's affair.
    assert.equal(told.stdout + told.stderr, `${productVersion()}\n`, version);
    assert.equal(facteur("validate", "lettre.txt").status, 1, version);
    const demo = facteur("--lang", "fr", "demo");
    assert.equal(demo.status, 0, `${version}\n${demo.stdout}${demo.stderr}`);
    assert.match(demo.stdout, /Tout est comme attendu/u, version);
  }
});

test("an older Node is told which one is needed", (t) => {
  const old = spawnSync("node", ["--version"], { encoding: "utf8", cwd: "/" }).stdout ?? "";
  const major = Number(/^v(\d+)/u.exec(old)?.[1] ?? Number.NaN);
  if (!(major < 22)) {
    t.diagnostic(`not tried: the machine's own Node is ${old.trim() || "missing"}`);
    return;
  }
  const program = join(root, "service", "build", "facteur.mjs");
  const done = spawnSync("node", [program], { encoding: "utf8", cwd: "/" });
  assert.equal(done.status, 78);
  assert.match(done.stderr, /22\.22/u);
});
