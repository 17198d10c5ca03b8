/**
 * Reading and checking a file: the pure part that the daemon's steps and `facteur validate` share, so
 * that a file is never judged in two ways.
 */
import type { CheckContext } from "../domain/checks/context.ts";
import type { Declaration } from "../domain/declaration.ts";
import { type Finding, isBlocking } from "../domain/finding.ts";
import { limits } from "../domain/limits.ts";
import type { Mode } from "../domain/mode.ts";
import { recognise } from "../formats/all.ts";
import { type FileReader, type Format, headBytes, type Reading } from "../formats/format.ts";
import { type Keeper, keeper, readWhole } from "../formats/read-whole.ts";
import { looksLike } from "../formats/unknown-content.ts";
import type { Examination } from "../ports/examination.ts";

/** A file that is not worth reading, known by its size. */
export const unfit = (size: number): Finding | undefined => {
  if (size === 0) return { code: "fichier-vide", severity: "blocking", place: {} };
  if (size <= limits.depositBytesMax) return undefined;
  return {
    code: "taille-excessive",
    severity: "blocking",
    place: {},
    value: megabytes(size),
    expected: `≤ ${megabytes(limits.depositBytesMax)}`,
  };
};

export const unrecognised = (head: Uint8Array): Finding => ({
  code: "format-inconnu",
  severity: "blocking",
  place: {},
  ...looksLike(head),
});

export const readAs = (
  bytes: Uint8Array,
  context: CheckContext,
  known: readonly Format[],
): { readonly format: Format; readonly reading: Reading } | undefined => {
  const format = recognise(bytes, known);
  return format && { format, reading: readWhole(format, bytes, context) };
};

/** All that is said of a file by itself and its dossier's mode, once what was read is known. */
export const judge = (about: {
  readonly declarations: readonly Declaration[];
  readonly findings: readonly Finding[];
  readonly mode: Mode;
  readonly testFlag?: "test" | "real" | undefined;
}): readonly Finding[] => [
  ...about.findings,
  ...(about.declarations.length === 0 && !isBlocking(about.findings) ? [nothingDeclared] : []),
  ...againstMode(about.mode, about.testFlag),
];

const nothingDeclared: Finding = { code: "sans-declaration", severity: "blocking", place: {} };

/**
 * A file that calls itself a test never goes out as real, and a real one is no essai. In test mode nothing
 * leaves, so a real file in a test dossier is what the seed's « mode Test » is for (docs/decisions/0004).
 */
const againstMode = (mode: Mode, testFlag: "test" | "real" | undefined): readonly Finding[] => {
  const wrong = mode === "reel" ? "test" : mode === "essai" ? "real" : undefined;
  if (testFlag === undefined || testFlag !== wrong) return [];
  const [value, expected] =
    testFlag === "test"
      ? (["test", "réel, car le dossier est en mode réel"] as const)
      : (["réel", "test, car le dossier est en mode essai"] as const);
  const place = { field: "indicateur de test" };
  return [{ code: "indicateur-de-test", severity: "blocking", place, value, expected }];
};

/** What was read of a file that no dossier holds. */
export interface Examined extends Examination {
  readonly size: number;
  /** For the checks that need more than the file. */
  readonly reading?: Reading;
}

export interface Examiner {
  push(bytes: Uint8Array): void;
  end(): Examined;
}

/** What reads the file; what is said of one that no format reads. */
type Open = { readonly format: Format; readonly reader: FileReader } | Finding;

/**
 * A file in one pass, whatever its size: what no mail can carry is read and judged all the same, so that
 * its mistakes are known before it is split. `keptMax`: declarations that the report can list.
 */
export const examiner = (about: {
  readonly context: CheckContext;
  readonly formats: readonly Format[];
  readonly keptMax: number;
}): Examiner => {
  const { context } = about;
  const kept = keeper(about.keptMax);
  const head: Uint8Array[] = [];
  let headSize = 0;
  let size = 0;
  let open: Open | undefined;
  const begin = (): void => {
    const bytes = Buffer.concat(head);
    const format = recognise(bytes, about.formats);
    open = format
      ? { format, reader: format.open(bytes.subarray(0, headBytes), kept.sink, context) }
      : unrecognised(bytes);
    if ("reader" in open) open.reader.push(bytes);
    head.length = 0;
  };
  return {
    push: (bytes) => {
      size += bytes.length;
      if (open) return "reader" in open ? open.reader.push(bytes) : undefined;
      head.push(Uint8Array.from(bytes));
      headSize += bytes.length;
      if (headSize >= headBytes) begin();
    },
    end: () => {
      if (!open) begin();
      return conclude({ kept, size, mode: context.mode ?? "test", open });
    },
  };
};

const conclude = (about: {
  readonly kept: Keeper;
  readonly size: number;
  readonly mode: Mode;
  readonly open: Open | undefined;
}): Examined => {
  const { kept, size, mode, open } = about;
  const refused = unfit(size);
  const base = { size, mode, declarations: [], declared: 0 };
  if (open === undefined || !("reader" in open)) {
    const unknown = size === 0 || open === undefined ? [] : [open];
    const findings = [...(refused ? [refused] : []), ...unknown];
    return { ...base, findings };
  }
  const reading = kept.reading(open.reader.end());
  const findings = judge({ ...reading, mode });
  return {
    ...base,
    format: open.format.name,
    judgedBy: reading.judgedBy,
    ...(reading.testFlag ? { testFlag: reading.testFlag } : {}),
    declarations: reading.declarations,
    declared: kept.count(),
    reading,
    findings: refused ? [refused, ...findings] : findings,
  };
};

const megabytes = (bytes: number): string =>
  `${(bytes / 1024 / 1024).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Mo`;
