/** The profiles that come with the agent, and those that a user writes: each is tried on its own examples. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { profileProblems, textProfile } from "../../src/compose/profiles.ts";
import { parseTextReceipt } from "../../src/formats/receipts/text/text-receipts.ts";
import { scratch } from "../support/scratch.ts";

const bundled = join(import.meta.dirname, "..", "..", "config", "receipts");
const names = readdirSync(bundled).filter((name) => name.endsWith(".json"));

/** What `facteur config check` says of these files. */
const problems = (...files: readonly string[]): readonly string[] => profileProblems(files);

test("every profile that comes with the agent reads its examples, and calls itself unofficial", () => {
  assert.ok(names.length >= 2);
  for (const name of names) {
    const profile = textProfile(join(bundled, name));
    assert.equal(profile.official, false, name);
    assert.notEqual(profile.source, "");
    assert.ok(profile.examples.length > 0);
  }
  assert.deepEqual(problems(...names.map((name) => join(bundled, name))), []);
});

test("the seed's own words never register anything", () => {
  const profile = textProfile(join(bundled, "ducs-niveaux.json"));
  for (const said of [
    "La déclaration a été intégrée.",
    "La déclaration a été reçue.",
    "INTEGREE",
  ]) {
    const reading = parseTextReceipt(`Accusé de réception de niveau 3\n\n${said}`, profile);
    assert.ok(
      reading?.lines.every((line) => line.is === "to-read"),
      said,
    );
  }
});

test("a sample file beside the profile must match; one that is missing, or changed, is named", async (t) => {
  const folder = await scratch(t);
  mkdirSync(join(folder, "own"));
  cpSync(bundled, join(folder, "own"), { recursive: true });
  const own = join(folder, "own", "ducs-niveaux.json");
  const sample = join(folder, "own", "ducs-niveau-1.sample.txt");
  assert.deepEqual(problems(own), []);
  writeFileSync(sample, "Accusé de réception de niveau 1\n\nRien de connu.\n");
  assert.match(
    problems(own).join(),
    /ligne \d+, examples\[0\] : .*ducs-niveau-1\.sample\.txt.*lisent .*to-read.*attend .*received.*Corrigez/u,
  );
  assert.throws(() => textProfile(own), /examples\[0\]/u);
  writeFileSync(sample, "");
  assert.match(problems(own).join(), /examples\[0\] : .*lisent rien .*corrigez ces motifs/u);
  const alone = join(folder, "alone.json");
  cpSync(own, alone);
  assert.match(problems(alone).join(), /ducs-niveau-1\.sample\.txt.*ne peut pas être lu/u);
});

test("a sample is looked for beside the profile and nowhere else", async (t) => {
  const folder = await scratch(t);
  const file = join(folder, "p.json");
  writeFileSync(file, JSON.stringify({ examples: [{ file: "../../etc/hostname", reads: [] }] }));
  assert.match(problems(file).join(), /etc\/hostname/u);
  writeFileSync(file, '{\n  "name": "p"\n  "source": "x"\n}');
  assert.deepEqual(problems(file), [
    `${file} : ligne 3, colonne 3 : ce n'est pas du JSON (« "source": "x" »). Attendu : une virgule.`,
  ]);
  writeFileSync(file, '{\n  "name": "p",\n  "level": "(?=x)"\n}');
  const told = problems(file).join("\n");
  assert.match(told, /p\.json : ligne 3, level : motif illisible .* RE2, .*corrigez-le/u);
  assert.match(told, /p\.json : ligne 1, source : /u);
  writeFileSync(file, Buffer.from('{\n"name": "\xe9t\xe9"}', "latin1"));
  assert.match(problems(file).join(), /ligne 2 : le fichier n'est pas en UTF-8/u);
  assert.match(problems(join(folder, "absent.json")).join(), /aucun fichier de ce nom/u);
});
