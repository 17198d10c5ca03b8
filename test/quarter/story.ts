/** The tables of `quarter.md`: what happens and what must be told of it, as they were written by hand. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { instantIn, paris } from "../../src/domain/calendar/zoned-time.ts";

export type Row = Readonly<Record<string, string>>;

/** The first table below a heading, or the nth. */
export const tableOf = (heading: string, nth = 0): readonly Row[] => {
  const text = readFileSync(join(import.meta.dirname, "quarter.md"), "utf8");
  const part = text.split(/^## /mu).find((one) => one.startsWith(`${heading}\n`));
  if (part === undefined) throw new Error(`quarter.md has no part « ${heading} »`);
  const lines = part
    .split(/\n{2,}/u)
    .filter((block) => block.startsWith("|"))
    .at(nth)
    ?.split("\n");
  const [head = [], ...all] = (lines ?? []).filter((line) => line !== "").map(cells);
  const rows = all.slice(1);
  if (rows.length === 0) throw new Error(`« ${heading} » has no table ${nth}`);
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
};

const cells = (line: string): readonly string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

export const cell = (row: Row, name: string): string => {
  const found = row[name];
  if (found === undefined) throw new Error(`no column « ${name} »`);
  return found;
};

/** `2026-04-02 12:00`, in Paris. */
export const instantOf = (text: string): number => {
  const [day = "", hour = ""] = text.split(" ");
  const found = instantIn(paris, day, hour);
  if (found === undefined) throw new Error(`no instant: ${text}`);
  return found;
};
