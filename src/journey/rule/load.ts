/** A dossier's rule file with all that it brings in, read from its folder. */

import { limits } from "../../domain/limits.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { FileFault } from "../../ports/spool-faults.ts";
import { RuleMemory } from "../../rules/memory.ts";
import { type Companion, type ReadSet, readRuleSet } from "../../rules/set.ts";
import type { Dossier } from "../world.ts";

export type RulesDossier = Pick<Dossier, "rules"> & {
  readonly spool: Pick<Dossier["spool"], "rules" | "companion">;
};

export interface RuleBytes {
  readonly root: Uint8Array;
  readonly companions: ReadonlyMap<string, Companion>;
  /** Of everything that was read: another hash, another rule set. */
  readonly hash: string;
}

export type LoadedRules =
  | { readonly is: "absent" }
  | { readonly is: "unreadable"; readonly said: string }
  | { readonly is: "read"; readonly bytes: RuleBytes; readonly read: ReadSet };

export type ReadRules = Extract<LoadedRules, { readonly is: "read" }>;

/** `before`: the last reading; when no byte changed, it is given back as it is. */
export const loadRules = async (
  dossier: RulesDossier,
  {
    before,
    memory = new RuleMemory(),
  }: { readonly before?: ReadRules | undefined; readonly memory?: RuleMemory } = {},
): Promise<LoadedRules> => {
  const root = await rootOf(dossier);
  if (!(root instanceof Uint8Array)) return root;
  const known = before ? [...before.bytes.companions.keys()] : [];
  const companions = await fetchAll(dossier, known, new Map());
  const bytes = { root, companions, hash: hashOf(root, companions) };
  if (before?.bytes.hash === bytes.hash) return before;
  return readAll(dossier, root, memory);
};

/** What one file names is only known once it was read: each round brings in one more level. */
const readAll = async (
  dossier: RulesDossier,
  root: Uint8Array,
  memory: RuleMemory,
): Promise<LoadedRules> => {
  const companions = new Map<string, Companion>();
  for (;;) {
    const read = readRuleSet({ root, companions }, memory);
    if (read.wanted.length === 0)
      return { is: "read", bytes: { root, companions, hash: hashOf(root, companions) }, read };
    await fetchAll(dossier, read.wanted, companions);
  }
};

const rootOf = async (
  dossier: RulesDossier,
): Promise<Uint8Array | Exclude<LoadedRules, { readonly is: "read" }>> => {
  try {
    const bytes = await dossier.spool.rules(dossier.rules);
    return bytes ?? { is: "absent" };
  } catch (cause) {
    // A rule file that cannot be read, or is several, is a person's to correct: not a step that failed.
    if (cause instanceof FileFault) return { is: "unreadable", said: cause.message };
    throw cause;
  }
};

const fetchAll = async (
  dossier: RulesDossier,
  paths: readonly string[],
  into: Map<string, Companion>,
): Promise<Map<string, Companion>> => {
  for (const path of paths) into.set(path, await fetchOne(dossier, path));
  return into;
};

const fetchOne = async (dossier: RulesDossier, path: string): Promise<Companion> => {
  try {
    return (await dossier.spool.companion(path, limits.ruleBytesMax)) ?? "absent";
  } catch (cause) {
    if (cause instanceof FileFault) return { unreadable: cause.message };
    throw cause;
  }
};

/** The hash of the file itself when it stands alone, as it always was. */
const hashOf = (root: Uint8Array, companions: ReadonlyMap<string, Companion>): string => {
  if (companions.size === 0) return sha256(root);
  const parts = [...companions].map(
    ([path, found]) =>
      `${path} ${found instanceof Uint8Array ? sha256(found) : JSON.stringify(found)}`,
  );
  return sha256(JSON.stringify([sha256(root), parts.toSorted((a, b) => (a < b ? -1 : 1))]));
};
