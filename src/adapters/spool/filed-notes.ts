/**
 * What was ever filed in an `AR/`, one mark a line, in the folder itself: it survives a journal that was
 * restored from an old backup. It is written before the file takes its place, so it may name one that a crash
 * kept back; the journal knows of that one, and files it still.
 */
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../foundation/errors.ts";
import { fileMode } from "./paths.ts";

const notes = ".facteur-ranges";

export const isNoted = async (shelf: string, mark: string): Promise<boolean> => {
  try {
    return (await readFile(join(shelf, notes), "latin1")).split("\n").includes(mark);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return false;
    throw cause;
  }
};

/** Durable when it resolves; a mark that stands there already is not written again. */
export const note = async (shelf: string, mark: string): Promise<void> => {
  if (!/^[0-9a-f]{16,64}$/u.test(mark)) throw new Error(`not a mark: ${mark}`);
  if (await isNoted(shelf, mark)) return;
  await using handle = await open(join(shelf, notes), "a", fileMode);
  await handle.appendFile(`${mark}\n`);
  await handle.sync();
};
