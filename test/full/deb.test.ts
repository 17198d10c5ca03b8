/** The Debian package, installed below a folder by dpkg itself: what it holds, that it runs, and what it leaves alone. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { run } from "../../service/build/node-binaries.ts";
import { productVersion } from "../../src/foundation/product.ts";
import { debBuilder } from "../support/built-deb.ts";
import { scratch } from "../support/scratch.ts";

const has = (program: string): boolean =>
  spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const debian =
  has("dpkg-deb") && process.getuid?.() === 0
    ? {}
    : { skip: "needs dpkg, and root for its database" };

/** A machine of its own below a folder: dpkg's database, and nothing else. */
const machine = (folder: string) => {
  const place = join(folder, "machine");
  for (const path of ["var/lib/dpkg/info", "var/lib/dpkg/updates", "var/log"])
    mkdirSync(join(place, path), { recursive: true });
  writeFileSync(join(place, "var/lib/dpkg/status"), "");
  const dpkg = (...args: readonly string[]): string =>
    run("dpkg", [`--root=${place}`, "--force-script-chrootless", "--force-depends", ...args]);
  return { place, dpkg };
};

test(
  "the package installs, runs, upgrades and goes, and people's files stay",
  debian,
  async (t) => {
    const folder = await scratch(t);
    const deb = await debBuilder(folder);
    const first = deb("0.1.0");
    const told = run("dpkg-deb", ["--info", first]);
    assert.match(told, /Version: 0\.1\.0/u);
    assert.match(told, /Maintainer: Cabinet d'essai <paie@cabinet\.example>/u);
    complaints(t, first);

    const { place, dpkg } = machine(folder);
    dpkg("--install", first);
    const settings = join(place, "etc/facteur/facteur.json");
    assert.equal(statSync(dirname(settings)).mode & 0o7777, 0o750);
    assert.ok(!existsSync(settings), "settings are nobody's but the people's");
    const program = join(place, "usr/bin/facteur");
    const facteur = (...args: readonly string[]) =>
      spawnSync(program, args, { encoding: "utf8", env: { TMPDIR: folder }, cwd: folder });
    assert.equal(facteur("--version").stdout, `${productVersion()}\n`);
    const demo = facteur("demo");
    assert.equal(demo.status, 0, demo.stdout + demo.stderr);
    assert.match(demo.stdout, /Tout est comme attendu/u);
    const read = (path: string): Buffer => readFileSync(join(place, path));
    assert.match(gunzipSync(read("usr/share/man/man1/facteur.1.gz")).toString(), /^\.TH FACTEUR/mu);
    assert.match(read("usr/share/bash-completion/completions/facteur").toString(), /facteur/u);
    const unit = read("usr/lib/systemd/system/facteur.service").toString();
    assert.match(unit, /^ExecStart=\/usr\/bin\/facteur run /mu);
    assert.match(read("usr/share/doc/facteur/THIRD-PARTY.txt").toString(), /nodemailer/u);

    writeFileSync(settings, "{}");
    writeFileSync(join(place, "etc/facteur/credentials/cabinet"), "correct horse\n");
    dpkg("--install", deb("0.1.1"));
    assert.match(dpkg("--list", "facteur"), /^ii\s+facteur\s+0\.1\.1/mu);
    dpkg("--purge", "facteur");
    assert.ok(!existsSync(program));
    assert.equal(readFileSync(settings, "utf8"), "{}");
    assert.ok(existsSync(join(place, "etc/facteur/credentials/cabinet")));
  },
);

/** Debian's own judge, where it is installed. */
const complaints = (t: TestContext, deb: string): void => {
  if (!has("lintian")) {
    t.diagnostic("not tried: lintian is not on this machine");
    return;
  }
  const judged = spawnSync("lintian", ["--allow-root", deb], { encoding: "utf8" });
  assert.equal(judged.stdout, "");
};
