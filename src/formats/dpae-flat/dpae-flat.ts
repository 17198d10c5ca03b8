/**
 * Flat DPAE (formats.md §1): one record of 989 characters a line, the envelope repeated on each, no
 * file header, no trailer. Recognised by its first record's envelope, because another product calls
 * a tab-separated file `dpae.txt` too. It has no end mark: a cut between two records cannot be seen,
 * so completeness is never more than "cannot tell".
 */
import type { CheckContext } from "../../domain/checks/context.ts";
import { checkTogether } from "../../domain/checks/doubles.ts";
import type { ReturnAddress } from "../../domain/checks/return-address.ts";
import type { Declaration } from "../../domain/declaration.ts";
import { limits } from "../../domain/limits.ts";
import { bomLength, type Charset, charsetOf, decode } from "../charset.ts";
import { type FindingList, findingList, shiftedByUtf8 } from "../finding-list.ts";
import type { Completeness, Format, Reading } from "../format.ts";
import { checkHire, type HireField } from "../hire-checks.ts";
import { type Line, linesOf } from "../lines.ts";
import { checkRecord, placeOf, returnAddressOf } from "./check-record.ts";
import { type Cutter, cutter, type DpaeProfile, profile2006, type Role } from "./profile.ts";
import { hasHeader, hireOf } from "./record.ts";

/** The profile whose record fits the first line whole; else the first whose header is there. */
const cutterFor = (bytes: Uint8Array, cutters: readonly Cutter[]): Cutter | undefined => {
  const start = bomLength(bytes);
  const feed = bytes.indexOf(0x0a, start);
  const stop = feed < 0 ? bytes.length : feed;
  const end = stop > start && bytes[stop - 1] === 0x0d ? stop - 1 : stop;
  const head = decode(bytes.subarray(start, Math.min(end, start + headBytes)), "ascii");
  const fitting = cutters.filter((by) => hasHeader(head, by));
  return fitting.find((by) => by.profile.recordLength === end - start) ?? fitting[0];
};

/** Longer than any envelope. */
const headBytes = 10_000;

/** Only a last line that nothing closes can be a torn one; a short line with its end is a fault. */
const completeness = (bytes: Uint8Array, by: Cutter): Completeness => {
  const [tail] = linesOf(bytes.subarray(bytes.lastIndexOf(0x0a) + 1));
  const length = tail === undefined ? 0 : tail.end - tail.start;
  return length > 0 && length < by.profile.recordLength
    ? { is: "truncated", at: bytes.length }
    : { is: "cannot-tell" };
};

const read = (bytes: Uint8Array, by: Cutter, context: CheckContext): Reading => {
  const findings = findingList();
  const declarations: Declaration[] = [];
  const returns = returnAddresses();
  const charset = charsetOf(bytes);
  if (charset === "utf-8") findings.add(shiftedByUtf8);
  let blanks: Line | undefined;
  for (const line of linesOf(bytes)) {
    if (line.end === line.start) {
      blanks ??= line;
      continue;
    }
    if (blanks !== undefined) findings.add(wrongLength(blanks, 0, by));
    blanks = undefined;
    const place = { line: line.number, declaration: declarations.length + 1 };
    const record = soundRecord(bytes, line, { charset, findings, by });
    if (record === undefined) continue;
    const hire = hireOf(record, by);
    const placeOfField = (field: HireField) => placeOf(by.zone(fields[field]), place);
    checkHire(hire, findings, { placeOf: placeOfField, context });
    findings.addAll(checkRecord(record, by, { ...place, context }));
    returns.see(returnAddressOf(record, by, place));
    declarations.push({ ...hire, position: place.declaration, at: line.number });
  }
  if (declarations.length === 0) {
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  }
  findings.addAll(checkTogether(declarations));
  const { name, source, official } = by.profile;
  const judgedBy = { name, source, official };
  return { declarations, findings: findings.all(), judgedBy, returns: returns.all() };
};

/** Each medium and address once, with the place of the first; bounded, because a file may hold many. */
const returnAddresses = () => {
  const seen = new Map<string, ReturnAddress>();
  return {
    see: (stated: ReturnAddress): void => {
      const key = `${stated.medium}|${stated.address}`;
      if (!seen.has(key) && seen.size < limits.returnAddressesMax) seen.set(key, stated);
    },
    all: (): readonly ReturnAddress[] => [...seen.values()],
  };
};

/** The text of a record that can be cut by position, or a finding and nothing. */
const soundRecord = (
  bytes: Uint8Array,
  line: Line,
  to: { readonly charset: Charset; readonly findings: FindingList; readonly by: Cutter },
): string | undefined => {
  const start = line.start === 0 ? bomLength(bytes) : line.start;
  const record = decode(bytes.subarray(start, line.end), to.charset);
  if (record.length !== to.by.profile.recordLength) {
    const found = wrongLength(line, line.end - line.start, to.by);
    to.findings.add(line.closed ? found : { ...found, code: "fichier-tronque" });
    return undefined;
  }
  if (hasHeader(record, to.by)) return record;
  const [constant, length] = [to.by.zone("constant"), to.by.zone("length")];
  to.findings.add({
    code: "structure-invalide",
    severity: "blocking",
    place: { line: line.number, column: constant?.from ?? 1, field: "en-tête" },
    expected: `« DUE » en ${constant?.from}, ${to.by.profile.messageLength} en ${length?.from}`,
  });
  return undefined;
};

const wrongLength = (line: Line, length: number, by: Cutter) =>
  ({
    code: "structure-invalide",
    severity: "blocking",
    place: { line: line.number },
    value: String(length),
    expected: String(by.profile.recordLength),
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
    read: (bytes, context = {}) => read(bytes, of(bytes), context),
  };
};

export const dpaeFlat: Format = dpaeFlatOf([]);
