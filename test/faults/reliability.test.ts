/**
 * docs/reliability.md names every fault of mail.md §2 once, with a test that exists and says its number, or the reason
 * why none was run.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { citationsIn, lostCitations } from "../support/citations.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/reliability.md"), "utf8");

const numbers = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `F${String(from + n).padStart(2, "0")}`);

/** mail.md §2, whose numbers have holes. */
const faults = [
  ...numbers(1, 13),
  ...numbers(20, 33),
  ...numbers(40, 51),
  ...numbers(60, 75),
  ...numbers(80, 85),
];

interface Row {
  readonly id: string;
  readonly does: string;
  readonly shown: string;
}

const rows: readonly Row[] = [...page.matchAll(/^\| (F\d\d) \| (.*) \|$/gmu)].map(
  ([, id = "", rest = ""]) => {
    const cells = rest.split(" | ");
    return { id, does: cells[1]?.trim() ?? "", shown: cells.at(-1)?.trim() ?? "" };
  },
);

/** What a text says, "F20-F29" as all ten of them. */
const saidIn = (text: string): ReadonlySet<string> => {
  const said = new Set<string>();
  for (const [, from, to] of text.matchAll(/\bF(\d\d)(?:-F(\d\d))?\b/gu))
    for (const id of numbers(Number(from), Number(to ?? from))) said.add(id);
  return said;
};

const citations = (row: Row) => citationsIn(row.shown);

test("every fault has one row", () => {
  assert.deepEqual(
    rows.map((r) => r.id),
    faults,
  );
});

test("a row says what is done and which test shows it, or that none was run and why", () => {
  for (const row of rows) {
    const notRun = /^\*not run\*: \S/u.test(row.shown);
    const cited = citations(row);
    assert.notEqual(notRun, cited.length > 0, `${row.id}: ${row.shown}`);
    if (notRun) continue;
    assert.notEqual(row.does, "", row.id);
    // Nothing in the cell but citations.
    assert.equal(row.shown.split("`test/").length - 1, cited.length, `${row.id}: ${row.shown}`);
  }
});

const wrongIn = (row: Row): readonly string[] => {
  const lost = lostCitations(row.shown).map((why) => `${row.id}: ${why}`);
  if (lost.length > 0) return lost;
  return citations(row).flatMap(({ file }) =>
    saidIn(readFileSync(join(root, file), "utf8")).has(row.id)
      ? []
      : [`${file} does not say ${row.id}`],
  );
};

test("each test that is named exists, and its file says the number", () => {
  assert.deepEqual(rows.flatMap(wrongIn), []);
});
