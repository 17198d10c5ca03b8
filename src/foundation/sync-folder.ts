/** The flush of a folder, which makes the names in it durable, shared by all who ask at once. */
import * as fs from "node:fs";
import { constants } from "node:fs";
import { promisify } from "node:util";
import { codeOf } from "./errors.ts";

/**
 * Makes renames and creations in the folder durable. Whoever asks while a flush of the same folder is under way
 * shares the next one with all others who asked meanwhile: it begins after what each of them did.
 */
export const syncFolder = (folder: string): Promise<void> => {
  if (process.platform === "win32") return Promise.resolve();
  const flush = flushes.get(folder);
  if (!flush) return begin(folder);
  flush.next ??= flush.now.then(
    () => begin(folder),
    () => begin(folder),
  );
  return flush.next;
};

/** By folder: the flush under way, and the one that waits for it. */
const flushes = new Map<string, { readonly now: Promise<void>; next?: Promise<void> }>();

const begin = (folder: string): Promise<void> => {
  const flush: { readonly now: Promise<void>; next?: Promise<void> } = {
    now: flushFolder(folder).finally(() => {
      if (!flush.next) flushes.delete(folder);
    }),
  };
  flushes.set(folder, flush);
  return flush.now;
};

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
