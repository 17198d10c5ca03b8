/**
 * An antivirus or an indexer holds a file for a moment (mail.md F10): the same call is made again, a few
 * times, within about a second. Longer than that is for the caller to tell.
 */
import { setTimeout as pause } from "node:timers/promises";
import { codeOf } from "./errors.ts";

const pausesMs = [10, 20, 50, 100, 250, 500] as const;

/** Windows answers EPERM or EACCES for a file somebody holds; elsewhere they mean what they say. */
const isBusy = (cause: unknown, platform: NodeJS.Platform): boolean => {
  const code = codeOf(cause);
  return code === "EBUSY" || (platform === "win32" && (code === "EPERM" || code === "EACCES"));
};

export const retryWhileBusy = async <T>(
  work: () => Promise<T>,
  platform: NodeJS.Platform = process.platform,
): Promise<T> => {
  for (const ms of pausesMs) {
    try {
      return await work();
    } catch (cause) {
      if (!isBusy(cause, platform)) throw cause;
      await pause(ms);
    }
  }
  return work();
};
