/**
 * Whether what is planned could be written: a file that stands where a folder must be, or a folder that this person may not write to, is
 * told before anything is written, and where it can be, before anything is asked.
 */
import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Answers } from "./answers.ts";
import type { Plan } from "./plan.ts";
import type { SetupWords } from "./words.ts";

/** One line for each place, none twice. */
export const placeFaults = (
  plan: Plan,
  { data, spool }: Pick<Answers, "data" | "spool">,
  words: SetupWords,
): readonly string[] => {
  const files = [plan.settings, plan.former, plan.secret, ...plan.rules].flatMap(
    (file) => file?.file ?? [],
  );
  const faults = [
    // The agent makes them, perhaps as somebody else.
    ...[data, spool].map((place) =>
      kindOf(place) === "other" ? words.notFolder(place) : undefined,
    ),
    ...plan.folders.map((folder) => folderFault(folder, words)),
    ...files.map((file) => (isFolder(file) ? words.isFolder(file) : undefined)),
    ...files.map((file) => writeFault(dirname(file), words)),
  ];
  return [...new Set(faults)].filter((fault) => fault !== undefined);
};

/** Of a folder in which something will be made. */
export const writeFault = (folder: string, words: SetupWords): string | undefined => {
  const standing = nearest(folder);
  if (!isFolder(standing)) return words.notFolder(standing);
  return mayWrite(standing) ? undefined : words.noRight(standing);
};

/** One that stands is good as it is: its files are the payroll program's. */
const folderFault = (folder: string, words: SetupWords): string | undefined =>
  isFolder(folder) ? undefined : writeFault(folder, words);

/** The first one that stands, from it upwards. */
const nearest = (path: string): string =>
  kindOf(path) === "nothing" && dirname(path) !== path ? nearest(dirname(path)) : path;

const isFolder = (path: string): boolean => kindOf(path) === "folder";

const kindOf = (path: string): "nothing" | "folder" | "other" => {
  try {
    return statSync(path).isDirectory() ? "folder" : "other";
  } catch {
    return "nothing";
  }
};

const mayWrite = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
