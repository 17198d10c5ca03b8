/** Why a sealer gave nothing: thrown inside it, an answer outside. */
import { readFile } from "node:fs/promises";
import { asError, diskTrouble } from "../../foundation/errors.ts";
import type { SealAnswer, SealFault } from "../../ports/sealer.ts";

export class SealTrouble extends Error {
  readonly because: SealFault;
  constructor(because: SealFault, said: string) {
    super(said);
    this.name = "SealTrouble";
    this.because = because;
  }
}

/** Whatever goes wrong while sealing is an answer: nothing leaves, and a person is told. Rejects for a full disk only. */
export const sealing = async (work: () => Promise<SealAnswer>): Promise<SealAnswer> => {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof SealTrouble)
      return { is: "failed", because: cause.because, said: cause.message };
    // The disk's fault is not the key's: the step is asked again when there is room, and nobody is held for it.
    if (diskTrouble(cause)) throw cause;
    return { is: "failed", because: "seal-key", said: asError(cause).message };
  }
};

/** A key or certificate, read anew at each use: one that was replaced counts at once. */
export const readKeyFile = async (file: string): Promise<string> => {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new SealTrouble("seal-key", asError(cause).message);
  }
};

/** What each look found, and in words what it could not: an inspection tells everything at once. */
export const inspected = async <T>(
  looks: readonly Promise<T>[],
): Promise<{ readonly found: readonly T[]; readonly troubles: readonly string[] }> => {
  const settled = await Promise.allSettled(looks);
  return {
    found: settled.flatMap((s) => (s.status === "fulfilled" ? [s.value] : [])),
    troubles: settled.flatMap((s) => (s.status === "rejected" ? [asError(s.reason).message] : [])),
  };
};
