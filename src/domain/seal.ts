/** What the journal keeps of a sealing: how, for whom, and with which programs. */
import type { Instant } from "./ids.ts";

/** What shows that the bytes are sealed; it goes into the journal with them. */
export interface SealProof {
  readonly method: "external" | "openpgp" | "smime";
  readonly encrypted: boolean;
  /** Fingerprints or serials of those who can open it, read back from the sealed bytes themselves. */
  readonly recipients: readonly string[] | "not-verifiable";
  readonly signedBy?: string;
  /** Opened again with the archive key, and found the same. */
  readonly reopened: boolean;
  /** External: what ran, by hash. */
  readonly programs?: readonly SealProgram[];
}

/** A named path of an external sealer (seed 000: three paths, verified and remembered at the first sending). */
export interface SealProgram {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
}

export interface SealKey {
  readonly role: "recipient" | "archive" | "signature" | "opening" | "signer";
  readonly file: string;
  /** Fingerprint, hexadecimal. */
  readonly fingerprint: string;
  /** As the key or certificate names its owner. */
  readonly owner: string;
  /** Undefined: never. */
  readonly expires?: Instant;
}

/** What differs between the programs that were known and those that would run now: name and path, for people. */
export const changedPrograms = (
  known: readonly SealProgram[],
  now: readonly SealProgram[],
): readonly string[] => {
  const names = new Set([...known, ...now].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [before, after] = [known, now].map((list) => list.find((p) => p.name === name));
    if (before && after && before.path === after.path && before.sha256 === after.sha256) return [];
    const what = !before ? "nouveau" : !after ? "retiré" : "modifié";
    return [`${name} (${(after ?? before)?.path ?? ""}) : ${what}`];
  });
};
