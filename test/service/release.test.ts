/** What a release must agree on: each disagreement is named with its remedy, and what is built can be checked. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { root } from "../../service/build/bundle.ts";
import { run } from "../../service/build/node-binaries.ts";
import {
  type Checkout,
  checkoutOf,
  filesOf,
  leftDataOf,
  objections,
  writeSums,
} from "../../service/build/release.ts";
import { zipFolder } from "../../service/build/windows.ts";
import { productVersion } from "../../src/foundation/product.ts";
import { needs } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";

const changelog =
  "# Changelog\n\n## Unreleased\n\n## 1.2.3 — 2030-01-02\n\n- a line\n\n## 1.2.2 — 2029-01-01\n\n- older\n";
const ready: Checkout = {
  version: "1.2.3",
  lockVersion: "1.2.3",
  changes: [],
  changelog,
  head: "a".repeat(40),
  tagged: "a".repeat(40),
  otherTags: [],
  leftData: true,
};

test("one commit, one version, one section, one tag may be released; each disagreement is named with what to do", () => {
  assert.deepEqual(objections(ready), []);
  const cases: readonly (readonly [Partial<Checkout>, RegExp])[] = [
    [
      { changes: [" M src/main.ts", "?? notes"] },
      /M src\/main\.ts, \?\? notes\. Commit or remove/u,
    ],
    [{ lockVersion: "1.2.2" }, /package-lock\.json says 1\.2\.2.*npm version 1\.2\.3/u],
    [
      { changelog: changelog.replace(" — 2030-01-02", " — unreleased") },
      /no section « ## 1\.2\.3/u,
    ],
    [{ changelog: changelog.replace("1.2.3", "1x2.3") }, /no section/u],
    [{ changelog: changelog.replace("1.2.3", "1.2.30") }, /no section/u],
    [
      { changelog: changelog.replace("## Unreleased\n", "## Unreleased\n\n- forgotten\n") },
      /under Unreleased.*move them to 1\.2\.3/u,
    ],
    [{ leftData: false }, /fixtures\/upgrade\/v1\.2\.3 is missing/u],
    [{ tagged: undefined }, /no tag v1\.2\.3: git tag -a v1\.2\.3/u],
    [{ tagged: "b".repeat(40) }, /the tag v1\.2\.3 names bbbbbbb, and this is aaaaaaa/u],
    [{ otherTags: ["v1.3.0"] }, /also tagged v1\.3\.0/u],
  ];
  for (const [change, said] of cases) {
    const told = objections({ ...ready, ...change });
    assert.equal(told.length, 1, String(said));
    assert.match(told[0] ?? "", said);
  }
});

test("a checkout is read as files and git tell it", needs("git"), async (t) => {
  const folder = await scratch(t);
  // Nothing of whoever runs the tests, who may sign commits, have hooks, or push from another checkout this very moment.
  for (const name of Object.keys(process.env))
    if (name.startsWith("GIT_")) delete process.env[name];
  Object.assign(process.env, { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" });
  const git = (...args: readonly string[]): string =>
    run("git", ["-c", "user.name=Personne", "-c", "user.email=personne@cabinet.example", ...args], {
      cwd: folder,
    });
  writeFileSync(join(folder, "package.json"), '{ "version": "1.2.3" }');
  writeFileSync(join(folder, "package-lock.json"), '{ "version": "1.2.3" }');
  writeFileSync(join(folder, "CHANGELOG.md"), changelog);
  mkdirSync(join(folder, leftDataOf("1.2.3")), { recursive: true });
  writeFileSync(join(folder, leftDataOf("1.2.3"), "journal.db"), "");
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "one");
  assert.match(objections(checkoutOf(folder)).join(), /^no tag v1\.2\.3/u);
  git("tag", "--annotate", "v1.2.3", "--message", "Facteur 1.2.3");
  assert.deepEqual(objections(checkoutOf(folder)), []);
  git("tag", "v2.0.0");
  assert.deepEqual(checkoutOf(folder).otherTags, ["v2.0.0"]);
  git("tag", "--delete", "v2.0.0");
  writeFileSync(join(folder, "neuf.txt"), "");
  assert.deepEqual(checkoutOf(folder).changes, ["?? neuf.txt"]);
  git("add", "--all");
  git("commit", "--quiet", "--message", "two");
  assert.match(objections(checkoutOf(folder)).join(), /the tag v1\.2\.3 names/u);
});

test("this checkout has its section and the data of its version, and keeps one version in both files", () => {
  const here = filesOf(root);
  assert.equal(here.version, productVersion());
  const told = objections({ ...ready, ...here });
  // Between two releases, lines gather under Unreleased, and the version is the last one's.
  assert.deepEqual(
    told.filter((one) => !one.includes("under Unreleased")),
    [],
  );
});

test("the sums are those that sha256sum checks, and the zip holds the folder", async (t) => {
  const folder = await scratch(t);
  const made = join(folder, "facteur-1.2.3-win-x64");
  mkdirSync(join(made, "config"), { recursive: true });
  writeFileSync(join(made, "facteur.exe"), "MZ");
  writeFileSync(join(made, "config", "a.json"), "{}");
  const zip = zipFolder(made);
  assert.deepEqual(Object.keys(unzipSync(readFileSync(zip))).toSorted(), [
    "facteur-1.2.3-win-x64/config/a.json",
    "facteur-1.2.3-win-x64/facteur.exe",
  ]);
  writeFileSync(join(folder, "facteur-1.2.3.tgz"), "a package");
  await writeSums([zip, join(folder, "facteur-1.2.3.tgz")]);
  const checked = run("sha256sum", ["--check", "SHA256SUMS"], { cwd: folder });
  assert.equal(checked, "facteur-1.2.3-win-x64.zip: OK\nfacteur-1.2.3.tgz: OK\n");
});
