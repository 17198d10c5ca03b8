/** What the validation report says of each file, as plain values; the paper and the JSON are made of them. */
import type { Finding, Place, Severity } from "../../../domain/finding.ts";
import type { Instant } from "../../../domain/ids.ts";
import { limits } from "../../../domain/limits.ts";
import type { Mode } from "../../../domain/mode.ts";
import type { ReportDeclaration, ReportFinding } from "../../../domain/report/deposit.ts";
import type { Examination } from "../../../ports/examination.ts";
import { describe } from "../model/declarations.ts";
import { findingRows } from "../model/findings.ts";
import { printable } from "../model/printable.ts";

export interface Validated extends Examination {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** Plain values; `docs/validation-schema.json` publishes it. */
export interface ValidationModel {
  readonly layout: 1;
  readonly agent: string;
  readonly at: string;
  readonly strict: boolean;
  readonly conform: boolean;
  readonly files: readonly ValidatedFile[];
}

export interface ValidatedFile {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly format?: string;
  readonly judgedBy?: NonNullable<Examination["judgedBy"]>;
  readonly testFlag?: "test" | "real";
  /** As which dossier's file it was judged. */
  readonly mode: Mode;
  readonly conform: boolean;
  /** Of the whole file; `declarations` lists the first ones. */
  readonly declared: number;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly declarations: readonly (Pick<ReportDeclaration, "position" | "who" | "details"> & {
    readonly blocking: number;
    readonly warnings: number;
  })[];
  readonly findings: readonly ReportFinding[];
  /** True when a mistake was made so often that the reader stopped listing it: more are likely. */
  readonly cut: boolean;
  /** How many of a kind are not listed. */
  readonly hidden: readonly { readonly code: string; readonly count: number }[];
}

export const validationModel = (about: {
  readonly files: readonly Validated[];
  readonly agent: string;
  readonly at: Instant;
  readonly strict: boolean;
}): ValidationModel => {
  const files = about.files.map((f) => validatedFile(f, about.strict));
  return {
    layout: 1,
    agent: about.agent,
    at: new Date(about.at).toISOString(),
    strict: about.strict,
    conform: files.every((f) => f.conform),
    files,
  };
};

const validatedFile = (v: Validated, strict: boolean): ValidatedFile => {
  const count = (s: Severity): number =>
    v.findings.filter((f) => f.severity === s).reduce((n, f) => n + 1 + (f.more ?? 0), 0);
  const counts = {
    blocking: count("blocking"),
    warning: count("warning"),
    "not-checked": count("not-checked"),
    information: count("information"),
  };
  const { kept, hidden } = capped([...v.findings].sort((a, b) => byPlace(a.place, b.place)));
  const tally = new Map<string, number>();
  for (const { place, severity } of v.findings) {
    const key = `${place.declaration} ${severity}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  return {
    file: printable(v.file),
    size: v.size,
    sha256: v.sha256,
    ...(v.format === undefined ? {} : { format: v.format }),
    ...(v.judgedBy === undefined ? {} : { judgedBy: v.judgedBy }),
    ...(v.testFlag === undefined ? {} : { testFlag: v.testFlag }),
    mode: v.mode,
    declared: v.declared,
    conform: counts.blocking === 0 && !(strict && counts.warning > 0),
    counts,
    declarations: v.declarations.map((d) => ({
      position: d.position,
      ...describe(d),
      blocking: tally.get(`${d.position} blocking`) ?? 0,
      warnings: tally.get(`${d.position} warning`) ?? 0,
    })),
    findings: findingRows(kept, v.declarations),
    cut: isCut(v),
    hidden,
  };
};

const byPlace = (a: Place, b: Place): number =>
  (a.declaration ?? 0) - (b.declaration ?? 0) ||
  (a.line ?? a.segment ?? 0) - (b.line ?? b.segment ?? 0) ||
  (a.column ?? a.element ?? 0) - (b.column ?? b.element ?? 0);

/** Twenty of a kind show what it is; the rest is a number. */
const capped = (found: readonly Finding[]) => {
  const seen = new Map<string, number>();
  const listed = new Map<string, number>();
  const kept: Finding[] = [];
  for (const { more, ...finding } of found) {
    const { code } = finding;
    seen.set(code, (seen.get(code) ?? 0) + 1 + (more ?? 0));
    const before = listed.get(code) ?? 0;
    if (before >= limits.reportPerCodeMax) continue;
    listed.set(code, before + 1);
    kept.push(finding);
  }
  const hidden = [...seen]
    .map(([code, n]) => ({ code, count: n - (listed.get(code) ?? 0) }))
    .filter(({ count }) => count > 0);
  return { kept, hidden };
};

/** The reader stops telling a mistake made too often: then silence on a declaration says nothing. */
const isCut = (v: Validated): boolean =>
  v.findings.length >= limits.findingsMax || v.findings.some((f) => (f.more ?? 0) > 0);
