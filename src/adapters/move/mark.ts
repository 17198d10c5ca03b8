/**
 * The mark of an agent that was carried away (`demenage.json`): two agents with one journal would send everything twice, so what
 * stays behind no longer works until a person says that the move did not happen.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asError, codeOf } from "../../foundation/errors.ts";
import { removeFileSafely, writeFileSafely } from "../../foundation/safe-file.ts";

export interface MoveMark {
  readonly at: number;
  readonly by: string;
  readonly archive: string;
}

const markFile = (data: string): string => join(data, "demenage.json");

/** One that cannot be read is a mark all the same. */
export const readMoveMark = (data: string): MoveMark | undefined => {
  try {
    return JSON.parse(readFileSync(markFile(data), "utf8")) as MoveMark;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    return { at: 0, by: "?", archive: asError(cause).message };
  }
};

export const writeMoveMark = (data: string, mark: MoveMark): Promise<void> =>
  writeFileSafely(markFile(data), `${JSON.stringify(mark)}\n`, { mode: 0o600, overwrite: true });

export const removeMoveMark = (data: string): Promise<void> => removeFileSafely(markFile(data));
