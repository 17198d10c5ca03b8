/** Texts that are made anew from facts, beside the files that they speak of: written only when they changed. */
import { statsOf, writeFileSafely } from "../../foundation/safe-file.ts";
import { fileMode } from "./paths.ts";
import { readAtMost } from "./read-file.ts";

export const writeDerived = async (path: string, text: string, group?: number): Promise<void> => {
  const bytes = Buffer.from(text);
  if (await says(path, bytes)) return;
  await writeFileSafely(path, bytes, {
    mode: fileMode,
    overwrite: true,
    ...(group === undefined ? {} : { group }),
  });
};

export const says = async (path: string, bytes: Buffer): Promise<boolean> => {
  const stats = await statsOf(path);
  if (!stats?.isFile() || Number(stats.size) !== bytes.byteLength) return false;
  return bytes.equals(await readAtMost(path, bytes.byteLength));
};
