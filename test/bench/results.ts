/** What was measured, kept as JSON and shown as a table; a row that is measured again replaces itself only. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "./machine.ts";
import { type Figure, isMet, type Measured, type Row } from "./row.ts";

const docs = join(import.meta.dirname, "..", "..", "docs");
const page = join(docs, "performance.md");
const data = join(docs, "performance.json");

export interface Result extends Measured {
  readonly name: string;
  readonly figure: string;
  readonly goal: string;
  readonly rounds: number;
  readonly machine: Machine;
}

export const resultOf = (
  row: Row,
  measured: Measured,
  about: { readonly rounds: number; readonly machine: Machine },
): Result => ({ name: row.name, figure: row.figure, goal: row.goal, ...about, ...measured });

const number = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  return size >= 10 ? value.toFixed(1) : value.toFixed(size >= 1 ? 2 : 3);
};

const promised = ({ goal }: Figure): string => {
  if (!goal) return "";
  return "atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
};

const verdict = (figure: Figure): string => {
  const met = isMet(figure);
  return met === undefined ? "" : met ? "met" : "**not met**";
};

const machineOf = (m: Machine): string =>
  `${m.cpu}, ${m.cores} cores, ${m.memoryGiB} GiB, ${m.system}, Node ${m.node}, ${m.fileSystem}`;

const inShort = (figure: Figure): string =>
  `${figure.what}: ${number(figure.value)} ${figure.unit}`.trim() +
  (isMet(figure) === false ? " (**not met**)" : "");

/** Each goal beside what was measured of it. */
const summary = (results: readonly Result[]): readonly string[] => [
  "| row | figure | goal | measured |",
  "|---|---|---|---|",
  ...results.map((r) => {
    const promised = r.figures.filter((f) => f.goal).map(inShort);
    return `| ${r.name} | ${r.figure} | ${r.goal} | ${promised.join("; ") || "not measured"} |`;
  }),
];

export const asMarkdown = (results: readonly Result[]): string => {
  const machines = [...new Set(results.map((r) => machineOf(r.machine)))];
  const lines = [...machines.map((m) => `Measured on: ${m}.`), "", ...summary(results)];
  for (const r of results) {
    lines.push("", `### ${r.name}: ${r.figure}`, "", `Goal: ${r.goal}.`, "");
    if (machines.length > 1) lines.push(`Machine: ${machineOf(r.machine)}.`, "");
    lines.push("| figure | measured | rounds from … to | goal | |", "|---|---|---|---|---|");
    for (const f of r.figures) {
      const spread = f.spread ? `${number(f.spread[0])} … ${number(f.spread[1])}` : "";
      const cells = [f.what, `${number(f.value)} ${f.unit}`, spread, promised(f), verdict(f)];
      lines.push(`| ${cells.map((c) => c.trim()).join(" | ")} |`);
    }
    lines.push("", `Rounds: ${r.rounds}.${r.notes ? ` ${r.notes.join(" ")}` : ""}`);
  }
  return lines.join("\n");
};

/** The page's own words stay; what stands between its two marks is written anew. */
const begin = "<!-- figures: written by `npm run bench -- --write` -->";
const end = "<!-- end of figures -->";

export const keepInDocs = (measured: readonly Result[]): void => {
  const before: readonly Result[] = existsSync(data)
    ? (JSON.parse(readFileSync(data, "utf8")) as readonly Result[])
    : [];
  const again = new Map(measured.map((r) => [r.name, r]));
  const kept = before.map((r) => again.get(r.name) ?? r);
  const added = measured.filter((r) => !before.some((b) => b.name === r.name));
  const results = [...kept, ...added];
  writeFileSync(data, `${JSON.stringify(results, undefined, 2)}\n`);
  const text = readFileSync(page, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error("docs/performance.md has lost its two marks");
  const head = text.slice(0, from + begin.length);
  writeFileSync(page, `${head}\n\n${asMarkdown(results)}\n\n${text.slice(to)}`);
};
