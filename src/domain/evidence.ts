/**
 * A bundle that proves one deposit to someone who does not trust us: which files it holds, and the rows of the journal from the
 * deposit's first fact to its last, chained; what others' rows say is left out, only their hashes stand there.
 */
import { sha256 } from "../foundation/bytes.ts";
import { type Link, type Stub, stubHash } from "./chain.ts";
import type { DepositId, Instant, Sha256 } from "./ids.ts";

export interface EvidenceFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Manifest {
  readonly kind: "facteur-evidence";
  readonly version: 1;
  readonly deposit: DepositId;
  readonly made: Instant;
  readonly program: string;
  /** Hash of the row before the extract's first. */
  readonly before: Sha256;
  /** The extract's last row: what a timestamp or a daily report names. */
  readonly head: { readonly seq: number; readonly hash: Sha256 };
  /** SHA-256 of every other file of the bundle, by path. */
  readonly files: Readonly<Record<string, Sha256>>;
}

/** One line of `journal/extrait.ndjson`: this deposit's rows with their words, the others without. */
export type ExtractRow = (Link | Stub) & { readonly hash: Sha256 };

export const manifestPath = "manifeste.json";
/** The token of a third party over the hash of the extract's last row, and that hash as it was stamped. */
export const stampPath = "journal/horodatage.tst";
export const stampedPath = "journal/horodatage.txt";
export const extractPath = "journal/extrait.ndjson";

/** A row of someone else's, without its words. */
export const stubOf = ({ seq, at, body, hash }: Link): ExtractRow => ({
  seq,
  at,
  bodyHash: sha256(body),
  hash,
});

export type EvidenceFault =
  | { readonly is: "unreadable"; readonly path: string; readonly said: string }
  | { readonly is: "missing"; readonly path: string }
  | { readonly is: "stranger"; readonly path: string }
  | { readonly is: "altered"; readonly path: string }
  /** The container itself is not the one that was written, though every file in it is. */
  | { readonly is: "container" }
  | { readonly is: "chain-broken"; readonly seq: number }
  /** The third party's token is not about the last row, or its signature is false. */
  | { readonly is: "stamp-wrong"; readonly said: string }
  /** No row of the journal names this file, or it is not what the row says: it was put there by whoever made the bundle. */
  | { readonly is: "unnamed"; readonly path: string }
  /** A fact names bytes that no file of the bundle holds. */
  | { readonly is: "unproved"; readonly seq: number; readonly sha256: Sha256 };

/** Whether each row follows from the one before, up to the head; the first that does not is told. */
export const followExtract = (
  manifest: Pick<Manifest, "before" | "head">,
  rows: readonly ExtractRow[],
): readonly EvidenceFault[] => {
  let [previous, seq] = [manifest.before, (rows[0]?.seq ?? 1) - 1];
  for (const row of rows) {
    const bodyHash = "body" in row ? sha256(row.body) : row.bodyHash;
    const sound =
      row.seq === seq + 1 &&
      stubHash(previous, { seq: row.seq, at: row.at, bodyHash }) === row.hash;
    if (!sound) return [{ is: "chain-broken", seq: row.seq }];
    [previous, seq] = [row.hash, row.seq];
  }
  const whole = seq === manifest.head.seq && previous === manifest.head.hash;
  return whole ? [] : [{ is: "chain-broken", seq }];
};

/** Every file is there, is what the manifest says, and nothing else is. */
export const compareFiles = (
  manifest: Pick<Manifest, "files">,
  files: readonly EvidenceFile[],
): readonly EvidenceFault[] => {
  const found = new Map(files.map((f) => [f.path, sha256(f.bytes)]));
  found.delete(manifestPath);
  const known = Object.entries(manifest.files).flatMap(([path, hash]): readonly EvidenceFault[] => {
    const there = found.get(path);
    if (there === undefined) return [{ is: "missing", path }];
    return there === hash ? [] : [{ is: "altered", path }];
  });
  const strangers = [...found.keys()].filter((path) => !Object.hasOwn(manifest.files, path));
  return [...known, ...strangers.map((path) => ({ is: "stranger", path }) as const)];
};
