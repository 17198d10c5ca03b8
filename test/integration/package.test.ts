/** `npm pack`: what is published holds what runs and nothing else, and runs. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../service/build/bundle.ts";
import { run } from "../../service/build/node-binaries.ts";
import { packed } from "../support/packed.ts";
import { scratch } from "../support/scratch.ts";

test("the package holds the program, its data and its documents, and it runs", async (t) => {
  const folder = await scratch(t);
  const { archive, files } = await packed(folder);
  const kinds = [
    /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/u,
    /^dist\/facteur\.mjs$/u,
    /^dist\/lib\/[\w-]+\.js$/u,
    /^config\/[\w./-]+\.(?:json|md|cfg|csv|txt)$/u,
    /^docs\/(?:[\w-]+(?:\.md|-schema\.json)|schemas\/[\w-]+\.json)$/u,
    /^service\/(?:README\.md|facteur\.service)$/u,
  ];
  for (const kind of kinds)
    assert.ok(
      files.some((f) => kind.test(f)),
      String(kind),
    );
  assert.deepEqual(
    files.filter((f) => !kinds.some((kind) => kind.test(f))),
    [],
  );
  run("tar", ["-xzf", archive, "-C", folder]);
  // The libraries as npm would put them; `test/full/package.test.ts` lets npm do it.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const program = join(folder, "package", "dist", "facteur.mjs");
  const facteur = (...args: readonly string[]) =>
    spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly version: string;
    readonly scripts: Readonly<Record<string, string>>;
  };
  assert.equal(facteur("--version").stdout, `${manifest.version}\n`);
  writeFileSync(join(folder, "lettre.txt"), "Madame,\r\nbonjour.\r\n");
  const judged = facteur("validate", "--format", "pdf", "--output", "lettre.pdf", "lettre.txt");
  assert.equal(judged.status, 1, judged.stderr);
  assert.equal(readFileSync(join(folder, "lettre.pdf")).subarray(0, 5).toString(), "%PDF-");
  const demo = facteur("--lang", "fr", "demo");
  assert.equal(demo.status, 0, demo.stdout + demo.stderr);
  assert.match(demo.stdout, /Tout est comme attendu/u);
  // `npm pack` itself builds first.
  assert.match(manifest.scripts["prepack"] ?? "", /build package$/u);
});

test("no file of the package names the machine that built it", async (t) => {
  const folder = await scratch(t);
  const { archive } = await packed(folder);
  run("tar", ["-xzf", archive, "-C", folder]);
  // The checkout may be called `/app` or `/src`, which any text holds: what stands below it is asked for.
  const below = ["src", "service", "node_modules"].flatMap((name) => ["-e", join(root, name)]);
  const found = spawnSync("grep", ["-rlF", ...below, join(folder, "package")], {
    encoding: "utf8",
  });
  assert.deepEqual([found.stdout, found.status], ["", 1]);
});
