/** The table of deposits fits its terminal, whatever the names. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { oneLine } from "../../src/cli/terminal/one-line.ts";
import { rightSettings } from "../config/wrong-shapes.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { command } from "../support/command.ts";
import { scratch } from "../support/scratch.ts";

const names = [
  "dpae.txt",
  `${"déclaration-très-longue-".repeat(20)}.txt`,
  "deux\nlignes\r.txt",
  "couleur\u001B[31mrouge\u0007.txt",
  "gauche\u202Etxt.exe",
  "漢字".repeat(80),
  "👩‍👩‍👧".repeat(40),
];

const withNames = async (t: TestContext, at = Date.now()): Promise<string> => {
  const folder = await scratch(t);
  const file = join(folder, "facteur.json");
  writeFileSync(file, rightSettings);
  mkdirSync(join(folder, "data"));
  await using journal = sqliteJournal({
    file: join(folder, "data", "journal.db"),
    clock: { now: () => at },
  });
  for (const [index, name] of names.entries())
    await journal.transact((transactor) =>
      transactor.append(claimedFact(`D${index + 1}`, { name, dossier: "cirso-de-la-maison-mère" })),
    );
  return file;
};

const env = { SMTP_PASSWORD: "correct horse", NO_COLOR: "1" };
/** What a terminal shows of it: wide signs take two places. */
const widthOf = (line: string): number =>
  [...new Intl.Segmenter().segment(line)].reduce(
    (sum, { segment }) =>
      sum + (/[\p{Script=Han}\p{Extended_Pictographic}]/u.test(segment) ? 2 : 1),
    0,
  );

test("every line fits the terminal, each deposit is one line, and its number, hour and state stay", async (t) => {
  const here = await withNames(t);
  const former = await withNames(t, Date.UTC(2020, 10, 5));
  for (const columns of [80, 100, 60])
    for (const [file, when] of [
      [here, String.raw`\d\d/\d\d \d\d:\d\d`],
      // Of another year, the day goes before the hour.
      [former, columns === 60 ? "05/11/2020 *" : "05/11/2020 01:00"],
    ] as const) {
      const { code, out } = await command(["list", "--config", file], { env, columns });
      assert.equal(code, 0);
      const lines = out.trimEnd().split("\n");
      for (const line of lines) assert.ok(widthOf(line) <= columns, `${columns}: ${line}`);
      assert.equal(lines.filter((line) => /^│ D\d/u.test(line)).length, names.length);
      assert.doesNotMatch(out, /[^\P{Cc}\n]|\u202E/u);
      assert.match(out, new RegExp(`│ D1 +│ [^│]+│ [^│]+│ ${when} │ Pris en `, "u"));
    }
  const wide = await command(["list", "--config", here], { env });
  assert.ok(wide.out.includes("deux\\nlignes\\r.txt"));
  assert.ok(wide.out.includes("couleur\\u{1b}[31mrouge\\u{7}.txt"));
});

test("the JSON keeps the names as they are", async (t) => {
  const { out } = await command(["list", "--json", "--config", await withNames(t)], { env });
  const listed = (JSON.parse(out) as { file: string }[]).map((d) => d.file);
  assert.deepEqual(listed.toReversed(), names);
});

test("what cannot be shown is its escape; everything else stays", () => {
  for (const name of ["dpae.txt", "été à l'œuvre « 1 ».txt", "漢字"])
    assert.equal(oneLine(name), name);
  assert.equal(oneLine("a\tb\u200bc\ud800"), "a\\tb\\u{200b}c\\u{d800}");
});
