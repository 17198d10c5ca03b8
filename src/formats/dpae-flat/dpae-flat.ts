/**
 * Flat DPAE (formats.md §1): one record of 989 characters a line, the envelope repeated on each, no
 * file header, no trailer. Recognised by its first record's envelope, because another product calls
 * a tab-separated file `dpae.txt` too. It has no end mark: a cut between two records cannot be seen,
 * so completeness is never more than "cannot tell".
 */
import type { Declaration } from "../../domain/declaration.ts";
import type { Place } from "../../domain/finding.ts";
import { bomLength, type Charset, charsetOf, decode } from "../charset.ts";
import { type FindingList, findingList, shiftedByUtf8 } from "../finding-list.ts";
import type { Completeness, Format, Reading } from "../format.ts";
import { checkHire, type HireField } from "../hire-checks.ts";
import { type Line, linesOf } from "../lines.ts";
import { recordLength, zone, zoneNumber } from "./layout.ts";
import { hasHeader, hireOf } from "./record.ts";

const recognises = (bytes: Uint8Array): boolean => {
  const start = bomLength(bytes);
  // The header's last zone that recognition reads ends at 72.
  return hasHeader(decode(bytes.subarray(start, start + 72), "ascii"));
};

/** Only a last line that nothing closes can be a torn one; a short line with its end is a fault. */
const completeness = (bytes: Uint8Array): Completeness => {
  const [tail] = linesOf(bytes.subarray(bytes.lastIndexOf(0x0a) + 1));
  const length = tail === undefined ? 0 : tail.end - tail.start;
  return length > 0 && length < recordLength
    ? { is: "truncated", at: bytes.length }
    : { is: "cannot-tell" };
};

const read = (bytes: Uint8Array): Reading => {
  const findings = findingList();
  const declarations: Declaration[] = [];
  const charset = charsetOf(bytes);
  if (charset === "utf-8") findings.add(shiftedByUtf8);
  let blanks: Line | undefined;
  for (const line of linesOf(bytes)) {
    if (line.end === line.start) {
      blanks ??= line;
      continue;
    }
    if (blanks !== undefined) findings.add(wrongLength(blanks, 0));
    blanks = undefined;
    const position = declarations.length + 1;
    const record = soundRecord(bytes, line, { charset, findings });
    if (record === undefined) continue;
    const hire = hireOf(record);
    checkHire(hire, findings, (field) => placeOf(field, line.number, position));
    declarations.push({ ...hire, position, at: line.number });
  }
  if (declarations.length === 0) {
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  }
  return { declarations, findings: findings.all() };
};

/** The text of a record that can be cut by position, or a finding and nothing. */
const soundRecord = (
  bytes: Uint8Array,
  line: Line,
  to: { readonly charset: Charset; readonly findings: FindingList },
): string | undefined => {
  const start = line.start === 0 ? bomLength(bytes) : line.start;
  const record = decode(bytes.subarray(start, line.end), to.charset);
  if (record.length !== recordLength) {
    const found = wrongLength(line, line.end - line.start);
    to.findings.add(line.closed ? found : { ...found, code: "fichier-tronque" });
    return undefined;
  }
  if (hasHeader(record)) return record;
  to.findings.add({
    code: "structure-invalide",
    severity: "blocking",
    place: { line: line.number, column: zone(zoneNumber.constant).from, field: "en-tête" },
    expected: "« DUE » en 15-18, 912 en 65-72",
  });
  return undefined;
};

const wrongLength = (line: Line, length: number) =>
  ({
    code: "structure-invalide",
    severity: "blocking",
    place: { line: line.number },
    value: String(length),
    expected: String(recordLength),
  }) as const;

const fields: Readonly<Record<HireField, { readonly number: number; readonly label: string }>> = {
  siret: { number: zoneNumber.siret, label: "SIRET" },
  family: { number: zoneNumber.family, label: "nom de naissance" },
  given: { number: zoneNumber.given, label: "prénom" },
  born: { number: zoneNumber.bornOn, label: "date de naissance" },
  hireDate: { number: zoneNumber.hireDate, label: "date d'embauche" },
  hireHour: { number: zoneNumber.hireHour, label: "heure d'embauche" },
};

const placeOf = (field: HireField, line: number, declaration: number): Place => ({
  line,
  column: zone(fields[field].number).from,
  field: fields[field].label,
  declaration,
});

export const dpaeFlat: Format = { name: "dpae-flat", recognises, completeness, read };
