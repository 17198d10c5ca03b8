/** docs/first-declaration.md: its commands in their order, and what each is said to print. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const page = join(import.meta.dirname, "..", "..", "docs", "first-declaration.md");

export interface Typed {
  readonly command: string;
  /** Whole lines; « … » stands for some that are left out. */
  readonly printed: readonly string[];
}

export const transcript = (): readonly Typed[] => {
  const found: { command: string; printed: string[] }[] = [];
  for (const [, block = ""] of readFileSync(page, "utf8").matchAll(/```text\n([\s\S]*?)```/gu))
    for (const line of block.replaceAll("\\\n", "").trimEnd().split("\n"))
      if (line.startsWith("$ ")) found.push({ command: line.slice(2), printed: [] });
      else found.at(-1)?.printed.push(line);
  return found;
};

/** Numbers, hours and the places of ports change; words do not. */
const still = (text: string): string => text.replace(/\d+/gu, "0").replace(/ +/gu, " ").trim();

/** The lines of the page that were not printed. */
export const missingIn = (printed: readonly string[], said: string): readonly string[] => {
  const lines = said.split("\n").map(still);
  return printed.filter(
    (line) => line !== "…" && line.trim() !== "" && !lines.includes(still(line)),
  );
};

/** What becomes of a file takes its time: these are asked until they answer what the page shows. */
export const isAskedAgain = (command: string): boolean => / (?:list|status)$/u.test(command);
