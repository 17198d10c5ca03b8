/**
 * The mark of a dossier (`.facteur`): which agent watches it (mail.md F12). It is taken without overwriting, so
 * that of two agents that come at once one is told of the other. A copied data folder has the agent's name too: the
 * place tells copies apart before one starts, the start tells them apart while both run.
 */
import { join } from "node:path";
import type { Owner } from "../../domain/dossier-owner.ts";
import { codeOf } from "../../foundation/errors.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { FileFault, FolderFault } from "../../ports/spool-faults.ts";
import { fileMode } from "./paths.ts";
import { readAtMost } from "./read-file.ts";

const markBytesMax = 1024;

export const markFile = (folder: string): string => join(folder, ".facteur");

/** Undefined when there is none. One that cannot be read is somebody's: nothing is taken on a guess. */
export const readMark = async (folder: string): Promise<Owner | undefined> => {
  try {
    const text = Buffer.from(await readAtMost(markFile(folder), markBytesMax)).toString();
    const valueOf = (key: string): string =>
      new RegExp(`^${key}=([^\\r\\n]*)`, "mu").exec(text)?.[1]?.trim() ?? "";
    return {
      agent: valueOf("agent"),
      machine: valueOf("machine"),
      data: valueOf("data"),
      place: valueOf("place"),
      start: valueOf("start"),
    };
  } catch (cause) {
    if (!(cause instanceof FileFault)) throw cause;
    if (cause.code === "file-changed") return undefined;
    throw new FolderFault("folder-unwritable", cause.message);
  }
};

/**
 * What our last start left, which this start takes over without a person: same agent, same place. A mark of before
 * places were written counts as left there.
 */
export const isLeftBy = (mark: Owner, us: Owner): boolean =>
  mark.agent === us.agent && (mark.place === us.place || mark.place === "");

export const writeMark = async (folder: string, us: Owner, over: boolean): Promise<Owner> => {
  const lines = ["agent", "machine", "place", "start", "data"] as const;
  const text = lines.map((key) => `${key}=${oneLine(us[key])}\r\n`).join("");
  try {
    await writeFileSafely(markFile(folder), text, { mode: fileMode, overwrite: over });
    return us;
  } catch (cause) {
    const first = codeOf(cause) === "EEXIST" ? await readMark(folder) : undefined;
    if (!first) throw cause;
    return first;
  }
};

/** A folder's name may hold anything, and the mark is read up to its limit. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]/gu, " ").slice(0, 200);
