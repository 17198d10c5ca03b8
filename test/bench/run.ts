/**
 * `npm run bench -- [ROW…] [--quick] [--rounds=N] [--write] [--json]`: measures the rows, all of them or those named,
 * and prints a table (or JSON). `--write` puts the results into `docs/performance.md` and `docs/performance.json`.
 * Exit 1 when a row failed; a goal that is not met is said, and is no failure.
 */
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { thisMachine } from "./machine.ts";
import { asMarkdown, keepInDocs, type Result, resultOf } from "./results.ts";
import type { Row } from "./row.ts";

const roundsUsual = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    write: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const rowsThere = async (): Promise<readonly Row[]> => {
  const files = globSync(join(import.meta.dirname, "rows", "*.ts")).sort();
  const modules = await Promise.all(files.map((f) => import(f) as Promise<{ row: Row }>));
  return modules.map((m) => m.row);
};

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const measure = async (row: Row): Promise<Result | undefined> => {
  const folder = await mkdtemp(join(tmpdir(), "facteur-bench-"));
  const rounds = values.quick ? 1 : Number(values.rounds ?? roundsUsual);
  tell(`▶ ${row.name}: ${row.figure}`);
  try {
    const measured = await row.run({
      quick: values.quick,
      rounds,
      folder,
      tell: (text) => tell(`  ${text}`),
    });
    return resultOf(row, measured, { rounds, machine: await thisMachine() });
  } catch (cause) {
    tell(`✗ ${row.name}: ${cause instanceof Error ? (cause.stack ?? cause.message) : cause}`);
    process.exitCode = 1;
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const main = async (): Promise<void> => {
  const rows = await rowsThere();
  const unknown = positionals.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0) {
    tell(`no such row: ${unknown.join(", ")}. There are: ${rows.map((r) => r.name).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const chosen = rows.filter((row) => positionals.length === 0 || positionals.includes(row.name));
  const results: Result[] = [];
  for (const row of chosen) {
    const result = await measure(row);
    if (!result) continue;
    results.push(result);
    if (values.write && !values.quick) keepInDocs([result]);
  }
  const shown = values.json ? JSON.stringify(results, undefined, 2) : asMarkdown(results);
  process.stdout.write(`${shown}\n`);
};

await main();
