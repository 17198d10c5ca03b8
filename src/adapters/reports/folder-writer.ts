/** Reports in a folder that people open: whole or not at all, and untouched when nothing is new. */
import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { sha256 } from "../../foundation/bytes.ts";
import { codeOf } from "../../foundation/errors.ts";
import {
  makeFolderSafely,
  removeFileSafely,
  statsOf,
  writeFileSafely,
} from "../../foundation/safe-file.ts";
import { safeName } from "../../foundation/safe-name.ts";
import { shareFolder } from "../../foundation/share-with-group.ts";
import type { ReportWriter } from "../../ports/report-writer.ts";

/** Group members read beside us; where no group is set, the umask takes the rest away. */
const fileMode = 0o660;
const folderMode = 0o770;

export const folderReportWriter = (folder: string, group?: number): ReportWriter => {
  /** Reports that are written together open their folder together. */
  const opening = new Map<string, Promise<string>>();
  const opened = (parts: readonly string[]): Promise<string> => {
    const key = parts.join("/");
    const mine =
      opening.get(key) ??
      openFolder({ folder, group }, parts).finally(() => void opening.delete(key));
    opening.set(key, mine);
    return mine;
  };
  return writerIn({ folder, group, opened });
};

const writerIn = (about: {
  readonly folder: string;
  readonly group: number | undefined;
  readonly opened: (parts: readonly string[]) => Promise<string>;
}): ReportWriter => {
  const { folder, group, opened } = about;
  return {
    async write(path, text) {
      const parts = partsOf(path);
      const at = await opened(parts.slice(0, -1));
      const to = join(at, parts.at(-1) ?? "");
      if (await isThere(to, text)) return;
      await writeFileSafely(to, text, {
        mode: fileMode,
        overwrite: true,
        ...(group === undefined ? {} : { group }),
      });
    },
    async stands(path) {
      const at = join(folder, ...partsOf(path));
      if (!(await statsOf(at))?.isFile()) return undefined;
      const bytes = await readFile(at);
      return { sha256: sha256(bytes), size: bytes.byteLength };
    },
    async remove(path) {
      const at = join(folder, ...partsOf(path));
      if (await statsOf(at)) await removeFileSafely(at);
    },
  };
};

/** A path that would leave the folder is a bug of ours; a strange name in it only becomes a plain one. */
const partsOf = (path: string): readonly string[] => {
  const parts = path.split("/");
  const leaves = parts.some((part) => part === "" || part === "." || part === "..");
  if (leaves || path.includes("\\") || isAbsolute(path))
    throw new Error(`not a path inside the reports: ${path}`);
  return parts.map(safeName);
};

/** A link instead of a folder would lead out. */
const openFolder = async (
  { folder, group }: { readonly folder: string; readonly group: number | undefined },
  parts: readonly string[],
): Promise<string> => {
  let at = folder;
  if (!(await statsOf(at))) await makeFolderSafely(at, folderMode);
  if (group !== undefined) await shareFolder(at, { mode: folderMode, group });
  for (const part of parts) {
    at = join(at, part);
    let stats = await statsOf(at);
    if (!stats) {
      await makeFolderSafely(at, folderMode);
      stats = await statsOf(at);
    }
    if (!stats?.isDirectory()) throw new Error(`${at} is not a folder`);
    if (group !== undefined) await shareFolder(at, { mode: folderMode, group });
  }
  return at;
};

const isThere = async (path: string, text: string): Promise<boolean> => {
  const stats = await statsOf(path);
  if (!stats?.isFile() || Number(stats.size) !== Buffer.byteLength(text)) return false;
  try {
    return (await readFile(path, "utf8")) === text;
  } catch (cause) {
    // What we may not read, or is gone, we write anew.
    if (["EACCES", "ENOENT"].includes(codeOf(cause))) return false;
    throw cause;
  }
};
