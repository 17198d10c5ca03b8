/** What a page of the documents cites: `test/file.ts` « the beginning of a test's name », separated by commas. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

export interface Citation {
  readonly file: string;
  readonly name: string;
}

export const citationsIn = (cell: string): readonly Citation[] =>
  [...cell.matchAll(/`(test\/[\w./-]+)` « ((?:« [^«»]* »|[^«»])*?) »(?=,|$)/gu)].map(
    ([, file = "", name = ""]) => ({ file, name }),
  );

/** Why a citation leads nowhere; empty when it leads to a test. */
export const lostCitations = (cell: string): readonly string[] =>
  citationsIn(cell).flatMap(({ file, name }) => {
    if (!existsSync(join(root, file))) return [`no ${file}`];
    return readFileSync(join(root, file), "utf8").includes(name)
      ? []
      : [`${file} has no « ${name} »`];
  });
