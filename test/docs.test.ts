/** The documents say what the code does: error codes, links, decisions. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { faults } from "../src/domain/faults.ts";
import { findings } from "../src/domain/findings.ts";
import { columnsOf, registerTableNames, registerTables } from "../src/domain/register/kinds.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

test("docs/errors.md names every fault and finding, with its texts, and no other", () => {
  const page = read("docs/errors.md");
  const documented = [...page.matchAll(/^\| `([a-z-]+)` \|/gmu)].map((m) => m[1]);
  const known = [...Object.keys(faults), ...Object.keys(findings)];
  assert.equal(documented.length, known.length);
  assert.deepEqual(new Set(documented), new Set(known));
  for (const text of Object.values(faults)) {
    assert.ok(page.includes(text.fr.what), text.fr.what);
    assert.ok(page.includes(text.fr.next), text.fr.next);
  }
  for (const text of Object.values(findings))
    assert.ok(page.includes(text.fr.remedy), text.fr.remedy);
});

test("every relative link in a document leads to a file", () => {
  const wrong: string[] = [];
  for (const file of globSync(["*.md", "{docs,config,spool,service}/**/*.md"], { cwd: root }))
    for (const [, target = ""] of read(file).matchAll(
      /\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/gu,
    ))
      if (!existsSync(join(root, dirname(file), target))) wrong.push(`${file} → ${target}`);
  assert.deepEqual(wrong, []);
});

test("every file that the documents name in code style exists", () => {
  const wrong: string[] = [];
  for (const file of ["README.md", "docs/architecture.md"])
    for (const [, path = ""] of read(file).matchAll(
      /`((?:src|test|config|docs|service|spool)\/[\w./-]+\w)`/gu,
    ))
      if (!existsSync(join(root, path))) wrong.push(`${file}: ${path}`);
  assert.deepEqual(wrong, []);
});

test("docs/register.md names every table of the register and its columns, as they are read", () => {
  const page = read("docs/register.md");
  for (const table of registerTableNames) {
    const [, section = ""] = page.split(`### \`${table}\`: ${registerTables[table].told.en}\n`);
    const rows = (section.split("\n### ")[0] ?? "").split("\n").filter((l) => l.startsWith("| `"));
    const written = columnsOf(table).map(
      (c) =>
        `| \`${c.name}\` | ${c.is ?? ""} | ${c.told.en}${c.refers ? ` (of \`${c.refers}\`)` : ""} | ${c.cell.told.en} |`,
    );
    assert.deepEqual(rows, written, table);
  }
});
