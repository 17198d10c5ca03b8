/**
 * Files that many dossiers share, read once: by their name and their very bytes, so that a changed file is
 * never taken for the one before.
 */
import { sha256 } from "../foundation/bytes.ts";
import { type PlanRead, planTable } from "./plan.ts";
import { readSource, type Source } from "./source.ts";

export class RuleMemory {
  readonly #sources = new Map<string, Source>();
  readonly #tables = new Map<string, PlanRead>();

  source(bytes: Uint8Array, file: string): Source {
    return kept(this.#sources, bytes, { file, read: readSource });
  }

  table(bytes: Uint8Array, file: string): PlanRead {
    return kept(this.#tables, bytes, { file, read: planTable });
  }
}

/** Versions of shared files that a long run may meet; beyond, all are read anew. */
const keptMax = 500;

const kept = <T>(
  known: Map<string, T>,
  bytes: Uint8Array,
  of: { readonly file: string; readonly read: (bytes: Uint8Array, file: string) => T },
): T => {
  const key = `${sha256(bytes)} ${of.file}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= keptMax) known.clear();
  const made = of.read(bytes, of.file);
  known.set(key, made);
  return made;
};
