/**
 * Hints that something moved in a dossier. Only hints: events get lost, shares send none, and the
 * periodic scan finds everything without them (style.md H7, mail.md F08). The only file that knows chokidar.
 */

import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type FSWatcher, watch } from "chokidar";
import { limits } from "../../domain/limits.ts";
import { asError } from "../../foundation/errors.ts";
import { isOwnFile } from "./own-names.ts";

export interface WatchOptions {
  /** Absolute paths. One that is missing is waited for. */
  readonly folders: readonly string[];
  /** Look by polling: network shares tell of no changes made elsewhere. */
  readonly polling: boolean;
  /** Look at this folder now. Also called once when its watch is armed, and when it comes back. */
  readonly onHint: (folder: string) => void;
  /** The watch may be blind from here on; nothing stops. */
  readonly onError: (folder: string, error: Error) => void;
  readonly signal: AbortSignal;
}

/** Watches until aborted; resolves when every watch is closed. Never rejects. */
export const watchFolders = async (options: WatchOptions): Promise<void> => {
  await Promise.all(options.folders.map((folder) => watchOne(folder, options)));
};

/**
 * A watch holds on to the folder it was given, even when a share is mounted over it or when it was
 * removed and made again (measured with chokidar 6: it may then stay blind, and at depth 0 it never
 * tells of files in a folder that came back). So we look ourselves whether it is still the same one.
 */
const watchOne = async (folder: string, options: WatchOptions): Promise<void> => {
  while (!options.signal.aborted) {
    const mark = await markOf(folder);
    const lost = new AbortController();
    const watcher = mark === undefined ? undefined : arm(folder, options, () => lost.abort());
    if (!watcher) options.onHint(folder);
    const until = AbortSignal.any([options.signal, lost.signal]);
    do await pause(limits.watchCheckMs, undefined, { signal: until }).catch(() => undefined);
    while (!until.aborted && (await markOf(folder)) === mark);
    await watcher?.close().catch((cause: unknown) => options.onError(folder, asError(cause)));
  }
};

/** Tells one folder from another under the same path; undefined when none can be reached. */
const markOf = async (folder: string): Promise<string | undefined> => {
  try {
    const stats = await stat(folder, { bigint: true });
    // Numbers of removed folders are given again at once; the time of birth is not.
    return stats.isDirectory() ? `${stats.dev}:${stats.ino}:${stats.birthtimeNs}` : undefined;
  } catch {
    // Missing or out of reach: the scan is the one that tells a person.
    return undefined;
  }
};

const arm = (folder: string, options: WatchOptions, lost: () => void): FSWatcher => {
  const watcher = watch(folder, {
    depth: 0,
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    backend: options.polling ? "polling" : "auto",
    pollingInterval: limits.watchPollMs,
    ignored: (path) => path !== folder && isOwnFile(basename(path)),
  });
  const hint = (): void => {
    if (!options.signal.aborted) options.onHint(folder);
  };
  watcher.on("ready", hint);
  watcher.on("add", hint);
  watcher.on("change", hint);
  watcher.on("unlinkDir", (path) => path === folder && lost());
  watcher.on("error", (cause) => options.onError(folder, asError(cause)));
  return watcher;
};
