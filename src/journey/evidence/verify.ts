/**
 * Looks at a bundle on any machine, without a journal: every byte of it is what was written, the rows follow each other, and what
 * they name is there.
 */

import {
  compareFiles,
  type EvidenceFault,
  type EvidenceFile,
  type ExtractRow,
  extractPath,
  followExtract,
  type Manifest,
  manifestPath,
  stampPath,
} from "../../domain/evidence.ts";
import type { Fact } from "../../domain/facts.ts";
import { storedHashes } from "../../domain/removal/stored-hashes.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { asError } from "../../foundation/errors.ts";
import type { Archive } from "../../ports/archive.ts";
import type { ReadToken, TokenReading } from "../../ports/timestamper.ts";
import { unnamed } from "./named.ts";

export interface Verified {
  readonly faults: readonly EvidenceFault[];
  /** Undefined when the bundle cannot be read at all. */
  readonly manifest?: Manifest;
  /** When a third party saw the last row, where the bundle has its token. */
  readonly stamp?: TokenReading;
  /** SHA-256 of the whole bundle. */
  readonly sha256: string;
}

export const verifyEvidence = async (
  world: { readonly archive: Archive; readonly readToken: ReadToken },
  bytes: Uint8Array,
): Promise<Verified> => {
  const { archive } = world;
  const hash = sha256(bytes);
  const files = attempt("", () => archive.unpack(bytes));
  if ("is" in files) return { faults: [files], sha256: hash };
  const manifest = attempt(manifestPath, () => manifestIn(files.value));
  if ("is" in manifest) return { faults: [manifest], sha256: hash };
  const rows = attempt(extractPath, () => rowsIn(files.value));
  const stamp = await stampIn(world.readToken, manifest.value, files.value);
  const broken = "is" in rows ? [rows] : followExtract(manifest.value, rows.value);
  const faults = [
    ...compareFiles(manifest.value, files.value),
    ...broken,
    ...(stamp && "is" in stamp ? [stamp] : []),
    // What broken rows say proves nothing, and may not even be readable.
    ...("is" in rows || broken.length > 0 ? [] : saidIn(manifest.value, rows.value, files.value)),
  ];
  const same = Buffer.from(archive.pack(files.value)).equals(bytes);
  const container = same || faults.length > 0 ? [] : [{ is: "container" } as const];
  return {
    faults: [...faults, ...container],
    manifest: manifest.value,
    ...(stamp && !("is" in stamp) ? { stamp } : {}),
    sha256: hash,
  };
};

/** What the rows say of the files; what is altered already is told once. Rows that follow each other may still be no facts of ours. */
const saidIn = (
  manifest: Manifest,
  rows: readonly ExtractRow[],
  files: readonly EvidenceFile[],
): readonly EvidenceFault[] => {
  const told = new Set(compareFiles(manifest, files).flatMap((f) => ("path" in f ? [f.path] : [])));
  const found = attempt(extractPath, () => [
    ...unproved(rows, files),
    ...unnamed(rows, { deposit: manifest.deposit, files }).filter(
      (f) => !("path" in f) || !told.has(f.path),
    ),
  ]);
  return "is" in found ? [found] : found.value;
};

const stampIn = async (
  readToken: ReadToken,
  manifest: Manifest,
  files: readonly EvidenceFile[],
): Promise<TokenReading | Extract<EvidenceFault, { is: "stamp-wrong" }> | undefined> => {
  const token = files.find((f) => f.path === stampPath);
  if (!token) return undefined;
  try {
    return await readToken(token.bytes, manifest.head.hash);
  } catch (cause) {
    return { is: "stamp-wrong", said: asError(cause).message };
  }
};

const attempt = <T>(
  path: string,
  work: () => T,
): { readonly value: T } | Extract<EvidenceFault, { is: "unreadable" }> => {
  try {
    return { value: work() };
  } catch (cause) {
    return { is: "unreadable", path, said: asError(cause).message };
  }
};

const contentOf = (files: readonly EvidenceFile[], path: string): string => {
  const found = files.find((f) => f.path === path);
  if (!found) throw new Error("absent");
  return Buffer.from(found.bytes).toString();
};

const manifestIn = (files: readonly EvidenceFile[]): Manifest => {
  const text = contentOf(files, manifestPath);
  const manifest = JSON.parse(text) as Manifest;
  const whole =
    manifest.kind === "facteur-evidence" &&
    typeof (manifest.files ?? "") === "object" &&
    typeof manifest.before === "string" &&
    typeof manifest.head?.hash === "string";
  if (!whole) throw new Error("ce n'est pas un dossier de preuve de Facteur");
  // The one file that no hash names: it has one spelling.
  if (`${JSON.stringify(manifest, undefined, 2)}\n` !== text) throw new Error("réécrit");
  return manifest;
};

const rowsIn = (files: readonly EvidenceFile[]): readonly ExtractRow[] =>
  contentOf(files, extractPath)
    .trimEnd()
    .split("\n")
    .map((line) => {
      const row = JSON.parse(line) as ExtractRow | null;
      if (typeof row?.seq !== "number" || ("body" in row && typeof row.body !== "string"))
        throw new Error(line);
      return row;
    });

const proved: ReadonlySet<Fact["is"]> = new Set([
  "claimed",
  "frozen",
  "receipt-stored",
  "receipt-classified",
]);

/** The original, the frozen mails, the raw receipts and what was opened of them, as the rows name them, must be among the files. */
const unproved = (
  rows: readonly ExtractRow[],
  files: readonly EvidenceFile[],
): readonly EvidenceFault[] => {
  const held = new Set(files.map((f) => sha256(f.bytes)));
  return rows.flatMap((row): readonly EvidenceFault[] => {
    if (!("body" in row)) return [];
    const fact = JSON.parse(row.body) as Fact;
    if (!proved.has(fact.is)) return [];
    return storedHashes(fact)
      .filter((hash) => !held.has(hash))
      .map((hash) => ({ is: "unproved", seq: row.seq, sha256: hash }));
  });
};
