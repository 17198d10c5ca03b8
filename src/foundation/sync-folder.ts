/** The flush of a folder, which makes the names in it durable, shared by all who ask at once. */
import * as fs from "node:fs";
import { constants } from "node:fs";
import { promisify } from "node:util";
import { codeOf } from "./errors.ts";
import { sharing } from "./sharing.ts";

/** Makes renames and creations in the folder durable, of all who asked before the flush began. */
export const syncFolder = (folder: string): Promise<void> => {
  if (process.platform === "win32") return Promise.resolve();
  const flush = flushes.get(folder) ?? sharing(() => flushFolder(folder));
  // Whoever begins anew flushes once more than needed.
  if (flushes.size >= foldersMax) flushes.clear();
  flushes.set(folder, flush);
  return flush();
};

/** The store has some 260; each report's month and each dossier a few. */
const foldersMax = 2000;
const flushes = new Map<string, () => Promise<void>>();

/** Shares that cannot say so (EINVAL) are believed. */
const flushFolder = async (folder: string): Promise<void> => {
  const handle = await bare.open(folder, constants.O_RDONLY, 0);
  try {
    await bare.fsync(handle);
  } catch (cause) {
    if (!["EINVAL", "ENOTSUP", "EOPNOTSUPP"].includes(codeOf(cause))) throw cause;
  } finally {
    await bare.close(handle);
  }
};

const bare = {
  open: promisify(fs.open),
  fsync: promisify(fs.fsync),
  close: promisify(fs.close),
};
