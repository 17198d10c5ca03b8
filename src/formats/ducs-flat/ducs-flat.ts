/**
 * Flat DUCS, as one payroll product wrote it (formats.md §6, profile [1]; that it is the official
 * COPLAT form is our reading). One record a line: a tag of six characters, then fields at fixed columns.
 * A declaration runs from its `BGM` to its `UNT`; the envelope before it (`TYP`, `UNB`) is shared by
 * the declarations that follow; `UNZ` ends the file.
 */
import type { CheckContext } from "../../domain/checks/context.ts";
import { checkTogether } from "../../domain/checks/doubles.ts";
import type { DeclaredPayments } from "../../domain/checks/payment.ts";
import type { Contribution, Declaration } from "../../domain/declaration.ts";
import { shown } from "../../domain/finding.ts";
import { type Charset, charsetOf, decode } from "../charset.ts";
import { checkContribution, softened } from "../contribution-checks.ts";
import { type FindingList, findingList, shiftedByUtf8 } from "../finding-list.ts";
import type { Completeness, Format, Reading } from "../format.ts";
import { contentEnd, type Line, linesOf } from "../lines.ts";
import { type TestFlags, testFlags } from "../test-flags.ts";
import { paymentsOf, totalOf } from "./payments.ts";
import { type Column, columns, field, type Placed, tagOf } from "./record.ts";
import { checkEnvelope, checkWanted } from "./wanted.ts";

const recognises = (bytes: Uint8Array): boolean => {
  const head = decode(bytes.subarray(0, 512), "ascii").split(/\r?\n/u, 2);
  const [first = "", second = ""] = head;
  if (first.startsWith("UNB   ")) return true;
  return first.startsWith("TYP   ") && second.startsWith("UNB   ");
};

/** The last line is the `UNZ` record with its field: a bare tag may still be growing. */
const completeness = (bytes: Uint8Array): Completeness => {
  const end = contentEnd(bytes);
  const lastLine = bytes.subarray(bytes.lastIndexOf(0x0a, Math.max(end - 1, 0)) + 1, end);
  const text = decode(lastLine.subarray(0, 20), "ascii");
  return endsFile(text) ? { is: "complete" } : { is: "truncated", at: bytes.length };
};

const endsFile = (record: string): boolean => /^UNZ {3}[^ ]/u.test(record);

/** The records of one declaration, in order. */
interface Opened {
  readonly at: number;
  readonly records: Placed[];
}

interface Progress {
  readonly findings: FindingList;
  readonly flags: TestFlags;
  readonly declarations: Declaration[];
  readonly paid: DeclaredPayments[];
  readonly context: CheckContext;
  envelope: string | undefined;
  opened: Opened | undefined;
  ended: boolean;
}

const read = (bytes: Uint8Array, context: CheckContext): Reading => {
  const findings = findingList();
  const progress: Progress = {
    findings,
    flags: testFlags(findings),
    declarations: [],
    paid: [],
    context,
    envelope: undefined,
    opened: undefined,
    ended: false,
  };
  const charset = charsetOf(bytes);
  if (charset === "utf-8") findings.add(shiftedByUtf8);
  for (const line of linesOf(bytes)) {
    if (line.end > line.start) takeRecord(textOf(bytes, line, charset), line.number, progress);
  }
  if (!progress.ended) {
    findings.add({ code: "fichier-tronque", severity: "blocking", place: {}, expected: "UNZ" });
  } else if (progress.declarations.length === 0) {
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  }
  const { declarations, flags, paid: payments } = progress;
  // The product gives its references the file's name: two alike are not an error here.
  findings.addAll(checkTogether(declarations).map(softened));
  return { declarations, findings: findings.all(), ...flags.result(), judgedBy, payments };
};

const judgedBy = {
  name: "ducs-texte",
  source: "tel qu'un logiciel de paie l'écrit (« V4.2 »)",
  official: false,
} as const;

const textOf = (bytes: Uint8Array, line: Line, charset: Charset): string =>
  decode(bytes.subarray(line.start, line.end), charset);

const takeRecord = (record: string, line: number, progress: Progress): void => {
  const tag = tagOf(record);
  if (tag === undefined) {
    wrong(progress, { line, value: record.slice(0, 6), expected: "étiquette de 6 caractères" });
    return;
  }
  if (tag === "UNB" || tag === "BGM" || tag === "UNZ") interrupted(progress, line, tag);
  progress.ended = endsFile(record);
  switch (tag) {
    case "UNB":
      progress.envelope = record;
      seeTestFlag(record, line, progress);
      progress.findings.addAll(checkEnvelope(record, line));
      return;
    case "BGM":
      if (progress.envelope === undefined) wrong(progress, { line, value: tag, expected: "UNB" });
      progress.opened = { at: line, records: [{ tag, record, line }] };
      return;
    case "UNT":
      if (progress.opened === undefined) wrong(progress, { line, value: tag, expected: "BGM" });
      conclude(progress);
      return;
    case "TYP":
    case "UNZ":
      return;
    default:
      if (progress.opened === undefined) wrong(progress, { line, value: tag, expected: "BGM" });
      else progress.opened.records.push({ tag, record, line });
  }
};

/** A declaration without its `UNT`: read for the report, refused for its structure. */
const interrupted = (progress: Progress, line: number, tag: string): void => {
  if (progress.opened === undefined) return;
  wrong(progress, { line, value: tag, expected: "UNT" });
  conclude(progress);
};

const seeTestFlag = (record: string, line: number, progress: Progress): void => {
  const flag = field(record, columns.testFlag);
  const place = { line, column: columns.testFlag.from, field: "indicateur de test" };
  if (flag === "" || flag === "1") progress.flags.see(flag === "1" ? "test" : "real", place);
  else {
    const value = shown(flag);
    progress.findings.add({ code: "champ-invalide", severity: "blocking", place, value });
  }
};

const conclude = (progress: Progress): void => {
  const { opened, declarations, findings } = progress;
  if (opened === undefined) return;
  const declared = contribution(opened.records, progress.envelope ?? "");
  const position = declarations.length + 1;
  const total = totalOf(opened.records);
  const payments = paymentsOf(opened.records, position);
  if (payments.length > 0) progress.paid.push({ declaration: position, payments });
  const place = { line: opened.at, declaration: position };
  checkContribution(
    {
      declared,
      payments,
      ...(total === undefined ? {} : { total }),
      place,
      context: progress.context,
      layout: "profile",
    },
    findings,
  );
  findings.addAll(checkWanted(opened.records, declared.form, place));
  declarations.push({ ...declared, position, at: opened.at });
  progress.opened = undefined;
};

const contribution = (records: readonly Placed[], envelope: string): Contribution => {
  const first = (tag: string): string => records.find((r) => r.tag === tag)?.record ?? "";
  const of = (tag: string, column: Column): string => field(first(tag), column);
  const party = first("NADDT") === "" ? "NADFR" : "NADDT";
  return {
    kind: "ducs",
    siret: of(party, columns.partyId),
    employer: of(party, columns.partyName),
    recipient: of("NADMR", columns.partyId) || field(envelope, columns.recipient),
    recipientName: of("NADMR", columns.partyName),
    form: of("GIS", columns.form),
    period:
      of("PEDM00", columns.period) || of("PEDT00", columns.period) || of("PEDA00", columns.period),
    reference: of("BGM", columns.reference),
    // The flat form has no identifier of a lot that we know of.
    lot: "",
  };
};

const wrong = (
  progress: Progress,
  about: { readonly line: number; readonly value: string; readonly expected: string },
): void =>
  progress.findings.add({
    code: "structure-invalide",
    severity: "blocking",
    place: { line: about.line },
    value: shown(about.value),
    expected: about.expected,
  });

export const ducsFlat: Format = {
  name: "ducs-flat",
  recognises,
  completeness,
  read: (bytes, context = {}) => read(bytes, context),
};
