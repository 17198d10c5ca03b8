/** Each row of the bench measures, on a few items: that its figures are right is for `npm run bench` to show. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { figure, quantile, ratio } from "./measure.ts";
import { asMarkdown, type Result } from "./results.ts";

const run = promisify(execFile);
const rows = globSync(join(import.meta.dirname, "rows", "*.ts")).map((f) => basename(f, ".ts"));
const program = join(import.meta.dirname, "run.ts");

for (const name of rows.sort())
  test(`the row ${name} measures`, async (t) => {
    const { stdout } = await run(process.execPath, [program, name, "--quick", "--json"]);
    const results = JSON.parse(stdout) as readonly Result[];
    assert.equal(results.length, 1);
    for (const result of results) {
      assert.equal(result.name, name);
      if (result.figures.length === 0) t.diagnostic(result.notes?.join(" ") ?? "");
      assert.ok(result.figures.length > 0 || (result.notes ?? []).length > 0);
      for (const f of result.figures)
        assert.ok(Number.isFinite(f.value) && f.value >= 0, `${f.what}: ${f.value}`);
    }
  });

test("a row that does not exist is said, with those that do", async () => {
  const failed = await run(process.execPath, [program, "nothing"]).then(
    () => assert.fail("it found a row"),
    (cause: unknown) => cause as { readonly code: number; readonly stderr: string },
  );
  assert.equal(failed.code, 2);
  assert.match(failed.stderr, /no such row: nothing\. There are: .*sending/u);
});

test("quantiles lie between their neighbours, ratios are taken round by round", () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([1, 2], 0.5), 1.5);
  assert.deepEqual(ratio([2, 9], [4, 3]), [0.5, 3]);
  assert.throws(() => quantile([], 0.5), /nothing was measured/u);
});

test("the table says which goals were met, and which were not", () => {
  const result: Result = {
    name: "row",
    figure: "what is measured",
    goal: "what is promised",
    rounds: 3,
    machine: {
      cpu: "a processor",
      cores: 2,
      memoryGiB: 8,
      system: "linux",
      node: "v26",
      fileSystem: "ext4",
    },
    figures: [
      figure({ what: "fast", unit: "files/s", goal: { atLeast: 10 } }, [9, 12, 30]),
      figure({ what: "slow", unit: "ms", goal: { atMost: 10 } }, [9, 12, 30]),
      figure({ what: "bare", unit: "files/s" }, [20]),
    ],
    notes: ["A peer was not run."],
  };
  const table = asMarkdown([result]);
  assert.match(table, /\| fast \| 12\.0 files\/s \| 9\.00 … 30\.0 \| ≥ 10 \| met \|/u);
  assert.match(table, /\| slow \| 12\.0 ms \| 9\.00 … 30\.0 \| ≤ 10 \| \*\*not met\*\* \|/u);
  assert.match(table, /\| bare \| 20\.0 files\/s \| +\| +\| +\|/u);
  assert.match(
    table,
    /\| what is promised \| fast: 12\.0 files\/s; slow: 12\.0 ms \(\*\*not met\*\*\) \|/u,
  );
  assert.match(table, /Rounds: 3\. A peer was not run\./u);
});
