/**
 * Flat DPAE (formats.md §1): one record of 989 characters a line, the envelope repeated on each, no
 * file header, no trailer. Recognised by its first record's envelope, because another product calls
 * a tab-separated file `dpae.txt` too. It has no end mark: a cut between two records cannot be seen,
 * so completeness is never more than "cannot tell".
 */
import type { CheckContext } from "../../domain/checks/context.ts";
import { type Together, together } from "../../domain/checks/doubles.ts";
import type { ReturnAddress } from "../../domain/checks/return-address.ts";
import type { StatedVersion } from "../../domain/checks/tables.ts";
import { isBlocking } from "../../domain/finding.ts";
import { limits } from "../../domain/limits.ts";
import { bomLength, type Charset, decode } from "../charset.ts";
import type { FindingList } from "../finding-list.ts";
import type { Completeness, FileReader, Format, Sink, Summary } from "../format.ts";
import { checkHire, type HireField } from "../hire-checks.ts";
import { linesOf, type PushedLine } from "../lines.ts";
import { recordFile } from "../record-file.ts";
import { checkRecord, placeOf, type RecordPlace, returnAddressOf } from "./check-record.ts";
import { type Cutter, cutter, type DpaeProfile, profile2006, type Role } from "./profile.ts";
import { hasHeader, hireOf } from "./record.ts";
import { type RecordScan, recordScan } from "./scan.ts";

/** The profile whose record fits the first line whole; else the first whose header is there, or its constant in a whole line. */
const cutterFor = (bytes: Uint8Array, cutters: readonly Cutter[]): Cutter | undefined => {
  const start = bomLength(bytes);
  const feed = bytes.indexOf(0x0a, start);
  const stop = feed < 0 ? bytes.length : feed;
  const end = stop > start && bytes[stop - 1] === 0x0d ? stop - 1 : stop;
  const head = decode(bytes.subarray(start, Math.min(end, start + envelopeBytes)), "ascii");
  const whole = (by: Cutter): boolean => by.profile.recordLength === end - start;
  const fitting = cutters.filter((by) => hasHeader(head, by));
  // A whole record with the constant is ours, and a wrong length in its header is told as such.
  const ours = (by: Cutter): boolean => whole(by) && by.text(head, "constant") === "DUE";
  return fitting.find(whole) ?? fitting[0] ?? cutters.find(ours);
};

/** Longer than any envelope. */
const envelopeBytes = 10_000;

/** Only a last line that nothing closes can be a torn one; a short line with its end is a fault. */
const completeness = (bytes: Uint8Array, by: Cutter): Completeness => {
  const [tail] = linesOf(bytes.subarray(bytes.lastIndexOf(0x0a) + 1));
  const length = tail === undefined ? 0 : tail.end - tail.start;
  return length > 0 && length < by.profile.recordLength
    ? { is: "truncated", at: bytes.length }
    : { is: "cannot-tell" };
};

interface Progress {
  readonly by: Cutter;
  readonly scan: RecordScan;
  readonly context: CheckContext;
  readonly sink: Sink;
  readonly findings: FindingList;
  readonly doubles: Together;
  readonly returns: ReturnType<typeof returnAddresses>;
  readonly versions: Map<string, StatedVersion>;
  /** Length of the file's byte order mark, while the first line is to come. */
  mark: number;
  /** Empty lines are told only when a record follows. */
  blank: number | undefined;
  count: number;
}

const open = (by: Cutter, head: Uint8Array, sink: Sink, context: CheckContext): FileReader =>
  recordFile((findings) => {
    const progress: Progress = {
      by,
      scan: recordScan(by.profile),
      context,
      sink,
      findings,
      doubles: together(),
      returns: returnAddresses(),
      versions: new Map(),
      mark: bomLength(head),
      blank: undefined,
      count: 0,
    };
    return {
      take: (line, charset) => takeLine(line, charset, progress),
      conclude: () => conclusion(progress),
    };
  });

const conclusion = ({ by, findings, doubles, returns, versions, count }: Progress): Summary => {
  // Records that are there and cannot be read were told: nothing was forgotten in the payroll program.
  if (count === 0 && !isBlocking(findings.all()))
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  findings.addAll(doubles.findings());
  const { name, source, official } = by.profile;
  const judgedBy = { name, source, official };
  const stated = [...versions.values()];
  return { findings: findings.all(), judgedBy, returns: returns.all(), versions: stated };
};

const written = { date: "JJMMAAAA", hour: "HHMM" };

const takeLine = (line: PushedLine, charset: Charset, to: Progress): void => {
  if (line.length === 0) {
    to.blank ??= line.number;
    return;
  }
  const { by, context, findings } = to;
  if (to.blank !== undefined) findings.add(wrongLength(to.blank, 0, by));
  to.blank = undefined;
  const place = { line: line.number, declaration: to.count + 1 };
  const record = soundRecord(line, charset, to);
  if (record === undefined) return;
  const hire = hireOf(record, by);
  checkHire(hire, findings, {
    placeOf: (field: HireField) => placeOf(by.zone(fields[field]), place),
    context,
    written,
  });
  // A byte is a character, save in a file that is refused for it.
  const aligned = line.length === by.profile.recordLength;
  const doubtful = aligned ? to.scan(line.bytes) : by.profile.zones;
  const about = { ...place, context, doubtful };
  for (const found of checkRecord(record, by, about)) findings.add(found);
  to.returns.see(record, by, place);
  seeVersion(record, place, to);
  to.count += 1;
  const declared = { ...hire, position: place.declaration, at: line.number };
  to.doubles.see(declared);
  to.sink(declared, []);
};

const seeVersion = (record: string, place: RecordPlace, { by, versions }: Progress): void => {
  const version = by.text(record, "version");
  if (version === "" || versions.has(version) || versions.size >= limits.returnAddressesMax) return;
  const organism = by.text(record, "centre");
  versions.set(version, { version, organism, place: placeOf(by.zone("version"), place) });
};

/** Each medium and address once, with the place of the first; bounded, because a file may hold many. */
const returnAddresses = () => {
  const seen = new Map<string, ReturnAddress>();
  return {
    see: (record: string, by: Cutter, place: RecordPlace): void => {
      const medium = by.text(record, "acknowledgeMedium");
      const key = `${medium}|${by.text(record, "returnAddress")}`;
      if (seen.has(key) || seen.size >= limits.returnAddressesMax) return;
      seen.set(key, returnAddressOf(record, by, place));
    },
    all: (): readonly ReturnAddress[] => [...seen.values()],
  };
};

const carriageReturn = 0x0d;

/** The text of a record that can be cut by position, or a finding and nothing. */
const soundRecord = (line: PushedLine, charset: Charset, to: Progress): string | undefined => {
  const { by, findings } = to;
  const record = decode(line.bytes.subarray(to.mark), charset);
  const cut = line.length > line.bytes.length;
  to.mark = 0;
  if (cut || record.length !== by.profile.recordLength) {
    // Told already, and the length is what comes of it.
    if (line.bytes.includes(carriageReturn)) return undefined;
    const found = wrongLength(line.number, line.length, by);
    const torn = !line.closed && line.length < by.profile.recordLength;
    findings.add(torn ? { ...found, code: "fichier-tronque" } : found);
    return undefined;
  }
  if (hasHeader(record, by)) return record;
  const [constant, length] = [by.zone("constant"), by.zone("length")];
  findings.add({
    code: "structure-invalide",
    severity: "blocking",
    place: { line: line.number, column: constant?.from ?? 1, field: "en-tête" },
    expected: `« DUE » en ${constant?.from}, ${by.profile.messageLength} en ${length?.from}`,
  });
  return undefined;
};

const wrongLength = (line: number, length: number, by: Cutter) =>
  ({
    code: "structure-invalide",
    severity: "blocking",
    place: { line },
    value: `${length} caractères`,
    expected: `${by.profile.recordLength} caractères`,
  }) as const;

const fields: Readonly<Record<HireField, Role>> = {
  siret: "siret",
  family: "family",
  given: "given",
  born: "bornOn",
  hireDate: "hireDate",
  hireHour: "hireHour",
};

/** `profiles`: a user's own, tried before the shipped one. */
export const dpaeFlatOf = (profiles: readonly DpaeProfile[]): Format => {
  const shipped = cutter(profile2006);
  const cutters = [...profiles.map((profile) => cutter(profile)), shipped];
  const of = (bytes: Uint8Array): Cutter => cutterFor(bytes, cutters) ?? shipped;
  return {
    name: "dpae-flat",
    recognises: (bytes) => cutterFor(bytes, cutters) !== undefined,
    completeness: (bytes) => completeness(bytes, of(bytes)),
    zonesOf: (head) => of(head).profile.zones,
    open: (head, sink, context = {}) => open(of(head), head, sink, context),
  };
};

export const dpaeFlat: Format = dpaeFlatOf([]);
