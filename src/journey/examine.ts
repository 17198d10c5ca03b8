/**
 * Reading and checking a file: the pure part that the daemon's steps and `facteur validate` share, so
 * that a file is never judged in two ways.
 */
import type { CheckContext } from "../domain/checks/context.ts";
import type { Declaration } from "../domain/declaration.ts";
import { type Finding, isBlocking } from "../domain/finding.ts";
import { limits } from "../domain/limits.ts";
import type { Mode } from "../domain/mode.ts";
import { formatsWith, recognise } from "../formats/all.ts";
import type { Format, Reading } from "../formats/format.ts";
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

export const unrecognised: Finding = { code: "format-inconnu", severity: "blocking", place: {} };

export const readAs = (
  bytes: Uint8Array,
  context: CheckContext,
  known?: readonly Format[],
): { readonly format: Format; readonly reading: Reading } | undefined => {
  const format = recognise(bytes, known);
  return format && { format, reading: format.read(bytes, context) };
};

/** All that is said of a file, once what was read is known. */
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
 * A file that calls itself a test never goes out as real. The other way round nothing leaves, so a
 * real file in a test dossier is what the seed's « mode Test » is for (docs/decisions/0004).
 */
const againstMode = (mode: Mode, testFlag: "test" | "real" | undefined): readonly Finding[] =>
  mode === "reel" && testFlag === "test"
    ? [{ code: "indicateur-de-test", severity: "blocking", place: {}, value: "test" }]
    : [];

/** The whole examination of bytes that no dossier holds: judged as in test mode. */
export const examine = (about: {
  readonly size: number;
  /** Not needed when the size alone decides. */
  readonly bytes: Uint8Array;
  readonly context: CheckContext;
  readonly known?: readonly Format[];
}): Examination => {
  const refused = unfit(about.size);
  if (refused) return { declarations: [], findings: [refused] };
  const read = readAs(about.bytes, about.context, about.known);
  if (!read) return { declarations: [], findings: [unrecognised] };
  const { declarations, judgedBy, testFlag, findings } = read.reading;
  const mode = about.context.mode ?? "test";
  return {
    format: read.format.name,
    judgedBy,
    ...(testFlag ? { testFlag } : {}),
    declarations,
    findings: judge({ declarations, findings, mode, testFlag }),
  };
};

/** The formats with one profile of the user's, tried before the shipped one. */
export const withProfile = formatsWith;

const megabytes = (bytes: number): string =>
  `${(bytes / 1024 / 1024).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Mo`;
