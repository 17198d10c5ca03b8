/**
 * The mark of a dossier (`.facteur`): which agent watches it (mail.md F12). It is taken without overwriting, so
 * that of two agents that come at once one is told of the other.
 */
import { hostname } from "node:os";
import { join } from "node:path";
import { codeOf } from "../../foundation/errors.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { FileFault, FolderFault, type Owner } from "../../ports/spool.ts";
import { fileMode } from "./paths.ts";
import { readAtMost } from "./read-file.ts";

const markBytesMax = 1024;

/** Undefined when there is none. One that cannot be read is somebody's: nothing is taken on a guess. */
export const readMark = async (folder: string): Promise<Owner | undefined> => {
  try {
    const text = Buffer.from(await readAtMost(join(folder, ".facteur"), markBytesMax)).toString();
    const valueOf = (key: string): string =>
      new RegExp(`^${key}=([^\\r\\n]*)`, "mu").exec(text)?.[1]?.trim() ?? "";
    return { agent: valueOf("agent"), machine: valueOf("machine") };
  } catch (cause) {
    if (!(cause instanceof FileFault)) throw cause;
    if (cause.code === "file-changed") return undefined;
    throw new FolderFault("folder-unwritable", cause.message);
  }
};

export const writeMark = async (folder: string, agent: string, over: boolean): Promise<Owner> => {
  const owner: Owner = { agent, machine: hostname() };
  const text = `agent=${owner.agent}\r\nmachine=${owner.machine}\r\n`;
  try {
    await writeFileSafely(join(folder, ".facteur"), text, { mode: fileMode, overwrite: over });
    return owner;
  } catch (cause) {
    const first = codeOf(cause) === "EEXIST" ? await readMark(folder) : undefined;
    if (!first) throw cause;
    return first;
  }
};
