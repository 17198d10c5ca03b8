/**
 * Flat DUCS, as one payroll product wrote it (formats.md §6, profile [1]; that it is the official
 * COPLAT form is our reading). One record a line: a tag of six characters, then fields at fixed columns.
 * A declaration runs from its `BGM` to its `UNT`; the envelope before it (`TYP`, `UNB`) is shared by
 * the declarations that follow; `UNZ` ends the file.
 */
import type { CheckContext } from "../../domain/checks/context.ts";
import { type Together, together } from "../../domain/checks/doubles.ts";
import type { Contribution } from "../../domain/declaration.ts";
import { isBlocking, shown } from "../../domain/finding.ts";
import { type Charset, decode } from "../charset.ts";
import {
  type ContributionPlaces,
  checkContribution,
  isOddSiret,
  type StatedParty,
  softened,
} from "../contribution-checks.ts";
import type { FindingList } from "../finding-list.ts";
import type { Completeness, FileReader, Format, Sink, Summary } from "../format.ts";
import { contentEnd, type PushedLine } from "../lines.ts";
import { recordFile } from "../record-file.ts";
import { type TestFlags, testFlags } from "../test-flags.ts";
import { paymentsOf, placeIn, totalOf } from "./payments.ts";
import { type Column, columns, field, type Placed, tagOf } from "./record.ts";
import { checkEnvelope, checkWanted } from "./wanted.ts";

const recognises = (bytes: Uint8Array): boolean => {
  const head = decode(bytes.subarray(0, 512), "ascii").split(/\r\n?|\n/u, 2);
  const [first = "", second = ""] = head;
  if (first.startsWith("UNB   ")) return true;
  return first.startsWith("TYP   ") && second.startsWith("UNB   ");
};

/** The last line is the `UNZ` record with its field: a bare tag may still be growing. */
const completeness = (bytes: Uint8Array): Completeness => {
  const end = contentEnd(bytes);
  const last = Math.max(end - 1, 0);
  // Lines that a return alone ends are refused for it once they are read, not awaited for ever.
  const before = Math.max(bytes.lastIndexOf(0x0a, last), bytes.lastIndexOf(0x0d, last));
  const lastLine = bytes.subarray(before + 1, end);
  const text = decode(lastLine.subarray(0, 20), "ascii");
  return endsFile(text) ? { is: "complete" } : { is: "truncated", at: bytes.length };
};

const endsFile = (record: string): boolean => /^UNZ {3}[^ ]/u.test(record);

/** The records of one declaration, in order. */
interface Opened {
  readonly at: number;
  readonly records: Placed[];
  full?: true;
}

interface Progress {
  readonly findings: FindingList;
  readonly flags: TestFlags;
  readonly doubles: Together;
  readonly context: CheckContext;
  readonly sink: Sink;
  envelope: string | undefined;
  opened: Opened | undefined;
  /** True while records pass that no `BGM` opened. */
  stray: boolean;
  ended: boolean;
  /** True once a return alone stood in a line, which is told: where lines do not end, no end can be seen. */
  run: boolean;
  count: number;
  /** Of the last record: where a torn file stops. */
  lastLine: number;
}

const open = (sink: Sink, context: CheckContext): FileReader =>
  recordFile((findings) => {
    const progress: Progress = {
      findings,
      flags: testFlags(findings),
      doubles: together(),
      context,
      sink,
      envelope: undefined,
      opened: undefined,
      stray: false,
      ended: false,
      run: false,
      count: 0,
      lastLine: 1,
    };
    return {
      take: (line, charset) => takeLine(line, charset, progress),
      conclude: () => conclusion(progress),
    };
  });

const conclusion = (progress: Progress): Summary => {
  const { findings, flags, doubles, ended, run, count, lastLine } = progress;
  if (!ended && !run) {
    const place = { line: lastLine };
    const expected = "enregistrement de fin UNZ";
    findings.add({ code: "fichier-tronque", severity: "blocking", place, expected });
  } else if (count === 0 && !isBlocking(findings.all())) {
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  }
  // The product gives its references the file's name: two alike are not an error here.
  findings.addAll(doubles.findings().map(softened));
  return { findings: findings.all(), ...flags.result(), judgedBy };
};

const judgedBy = {
  name: "ducs-texte",
  source: "tel qu'un logiciel de paie l'écrit (« V4.2 »)",
  official: false,
} as const;

const carriageReturn = 0x0d;

/** No record of the layout has more characters that are read. */
const recordCharsMax = 250;

const takeLine = (line: PushedLine, charset: Charset, progress: Progress): void => {
  if (line.length === 0) return;
  progress.lastLine = line.number;
  progress.run ||= line.bytes.includes(carriageReturn);
  const bytes = line.bytes.subarray(0, recordCharsMax);
  takeRecord(decode(bytes, charset), line.number, progress);
};

const takeRecord = (record: string, line: number, progress: Progress): void => {
  const tag = tagOf(record);
  if (tag === undefined) {
    wrong(progress, { line, value: record.slice(0, 6), expected: "étiquette de 6 caractères" });
    return;
  }
  if (tag === "UNB" || tag === "BGM" || tag === "UNZ") {
    interrupted(progress, line, tag);
    progress.stray = false;
  }
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
      if (progress.opened === undefined) strayed(progress, line, tag);
      progress.stray = false;
      conclude(progress);
      return;
    case "TYP":
    case "UNZ":
      return;
    default:
      if (progress.opened === undefined) strayed(progress, line, tag);
      else keep({ tag, record, line }, progress.opened, progress);
  }
};

/** A declaration without its `BGM` is one mistake, told at its first record. */
const strayed = (progress: Progress, line: number, value: string): void => {
  if (!progress.stray) wrong(progress, { line, value, expected: "BGM" });
  progress.stray = true;
};

/** Records of one declaration: far more than the largest return; a hostile one has a million. */
const recordsMax = 50_000;

const keep = (placed: Placed, opened: Opened, progress: Progress): void => {
  if (opened.records.length < recordsMax) opened.records.push(placed);
  else if (!opened.full) {
    opened.full = true;
    wrong(progress, { line: placed.line, value: placed.tag, expected: `≤ ${recordsMax} lignes` });
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
  const { opened, findings } = progress;
  if (opened === undefined) return;
  progress.opened = undefined;
  progress.count += 1;
  const position = progress.count;
  const declared = contribution(opened.records, progress.envelope ?? "");
  const total = totalOf(opened.records);
  const payments = paymentsOf(opened.records, position);
  const place = { line: opened.at, declaration: position };
  const { context } = progress;
  const places = (): ContributionPlaces => placesOf(opened.records);
  const oddParties = oddPartiesOf(opened.records);
  const stated = {
    declared,
    payments,
    places,
    place,
    context,
    oddParties,
    total,
    qualified: false,
  };
  checkContribution(stated, findings);
  findings.addAll(checkWanted(opened.records, declared.form, place));
  const whole = { ...declared, position, at: opened.at };
  progress.doubles.see(whole);
  progress.sink(whole, payments);
};

const contribution = (records: readonly Placed[], envelope: string): Contribution => {
  const of = (tag: string, column: Column): string =>
    field(records.find((r) => r.tag === tag)?.record ?? "", column);
  const party = declarantOf(records);
  return {
    kind: "ducs",
    siret: of(party, columns.partyId),
    employer: of(party, columns.partyName),
    recipient: of("NADMR", columns.partyId) || field(envelope, columns.recipient),
    recipientName: of("NADMR", columns.partyName),
    form: of("GIS", columns.form),
    period: periodTags.map((tag) => of(tag, columns.period)).find((one) => one !== "") ?? "",
    reference: of("BGM", columns.reference),
    // The flat form has no identifier of a lot that we know of.
    lot: "",
  };
};

/** Enough to see that a whole file is wrong. */
const oddPartiesMax = 10;

/** `NADDCE` is an entity too. */
const oddPartiesOf = (records: readonly Placed[]): readonly StatedParty[] =>
  records
    .filter(({ tag }) => tag.startsWith("NAD") && tag !== "NADDT")
    .map((placed) => ({
      role: placed.tag.slice(3, 5),
      id: field(placed.record, columns.partyId),
      place: placeIn(placed, columns.partyId),
    }))
    .filter(({ id }) => isOddSiret(id))
    .slice(0, oddPartiesMax);

const declarantOf = (records: readonly Placed[]): string =>
  records.some(({ tag }) => tag === "NADDT") ? "NADDT" : "NADFR";

const periodTags = ["PEDM00", "PEDT00", "PEDA00"] as const;

/** Where the values of `contribution` stand, or would stand if they were filled. */
const placesOf = (records: readonly Placed[]): ContributionPlaces => {
  const at = (key: keyof ContributionPlaces, column: Column, ...tags: readonly string[]) => {
    const holding = records.filter(({ tag }) => tags.includes(tag));
    const placed = holding.find(({ record }) => field(record, column) !== "") ?? holding[0];
    return placed === undefined ? {} : { [key]: placeIn(placed, column) };
  };
  return {
    ...at("siret", columns.partyId, declarantOf(records)),
    ...at("recipient", columns.partyId, "NADMR"),
    ...at("reference", columns.reference, "BGM"),
    ...at("form", columns.form, "GIS"),
    ...at("period", columns.period, ...periodTags),
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
  open: (_head, sink, context = {}) => open(sink, context),
};
