/**
 * Where an encryption program reads the file in clear and writes its result: a folder of its own for each sealing, the agent's
 * alone, removed at its end. What a killed agent or a power cut left is swept at the next start: it is somebody's data, in clear.
 */
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../../foundation/errors.ts";

const prefix = "sceau-";

export const privateFoldersOf = (data: string): string => join(data, "chiffrement");

/** `work` has the folder while it runs. */
export const inPrivateFolder = async <T>(
  place: string,
  work: (folder: string) => Promise<T>,
): Promise<T> => {
  await mkdir(place, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(place, prefix));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** For the one agent of this data folder, before it seals anything. */
export const sweepPrivateFolders = async (data: string): Promise<void> => {
  const place = privateFoldersOf(data);
  const names = await readdir(place).catch((cause: unknown) => {
    if (codeOf(cause) === "ENOENT") return [];
    throw cause;
  });
  for (const name of names)
    if (name.startsWith(prefix)) await rm(join(place, name), { recursive: true, force: true });
};
