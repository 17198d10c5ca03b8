/** Long work says how far it is, to somebody who waits at a terminal; a program reads nothing of it. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { progressOf } from "../../src/cli/terminal/progress.ts";
import { auditedFolder } from "../support/audited-folder.ts";
import { command } from "../support/command.ts";
import { plainEnv } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { rules } from "../support/small-world.ts";

const works = async (t: TestContext) => {
  const { settings, folder } = await auditedFolder(t);
  writeFileSync(join(folder, "spool", "cirso", "mapibox.cfg"), rules("accept@organisme.test"));
  mkdirSync(join(folder, "tables"));
  const table = join(folder, "tables", "organismes.csv");
  writeFileSync(table, "code;nom;famille;identifiants\r\nB;Autre;irc;99999999100013\r\n");
  const file = join(folder, "dpae.txt");
  writeFileSync(file, dpae("FICTIVE"));
  return {
    settings,
    works: [
      [["validate", file], /1\/1 dpae\.txt : 0 Mio/u],
      [["register", "import", table], /écriture de 1 ligne/u],
      [["rehearse"], /1\/\d+ D\d/u],
      [["audit"], /\d+ (?:faits lus|dépôts vérifiés)/u],
      [["store", "status"], /\d+ lus/u],
      [["purge", "--dry-run"], /\d+ faits lus/u],
      [["move", "export", join(folder, "agent.tar")], /\d+ fichiers lus/u],
    ] as const,
  };
};

test("checks, imports, rehearsals, audits, purges and moves tell how far they are, then clear the line", async (t) => {
  const { settings, works: all } = await works(t);
  const env = Object.fromEntries(Object.entries(plainEnv).map(([k, v]) => [k, v ?? ""]));
  for (const [words, told] of all) {
    const watched = await command(["--config", settings, ...words], { env, attended: true });
    assert.match(stripVTControlCharacters(watched.err), told, words.join(" "));
    // Nothing of it stays: what is written over ends with an empty line.
    const shown = watched.err.slice(watched.err.lastIndexOf("\r"));
    assert.ok(shown.startsWith("\r\u001B[K"), words.join(" "));
    assert.ok(!told.test(stripVTControlCharacters(shown)), words.join(" "));
    assert.ok(!watched.out.includes("\u001B"), words.join(" "));
  }
});

test("a program, a file and a log see nothing of it", async (t) => {
  const folder = await scratch(t);
  const file = join(folder, "dpae.txt");
  writeFileSync(file, dpae("FICTIVE"));
  assert.equal((await command(["validate", file])).err, "");
});

test("it fits the terminal, is shown a few times a second, and hides what a name would do to the line", () => {
  let err = "";
  const io = { argv: [], env: {}, out: () => undefined, columns: 20, attended: true };
  const progress = progressOf({ io: { ...io, err: (text) => void (err += text) } });
  progress.show(() => `deux\nlignes ${"x".repeat(80)}`);
  for (let n = 0; n < 1000; n += 1) progress.show(() => "trop tôt");
  assert.equal(err, `\r\u001B[K${`deux\\nlignes ${"x".repeat(80)}`.slice(0, 18)}…`);
  progress.clear();
  progress.clear();
  assert.ok(err.endsWith("\r\u001B[K"));
  assert.equal(err.split("\r").length, 3, "cleared once");
});
