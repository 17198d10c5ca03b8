/**
 * Writes flat DPAE files for the demonstration, the fake organism and the tests. It is no payroll
 * program: what a `Hire` does not hold is filled with fixed synthetic values.
 */
import type { Hire } from "../../domain/declaration.ts";
import { type Charset, encode } from "../charset.ts";
import { flatDate } from "../moments.ts";
import { messageLength, recordLength, zone, zoneNumber, zones } from "./layout.ts";

export interface DpaeFlatOptions {
  readonly lineEnd?: "\r\n" | "\n";
  readonly charset?: Charset;
  /** Other texts by zone number (layout.ts), on each record. */
  readonly zones?: Readonly<Record<number, string>>;
}

export const writeDpaeFlat = (
  hires: readonly Hire[],
  options: DpaeFlatOptions = {},
): Uint8Array => {
  const lineEnd = options.lineEnd ?? "\r\n";
  const text = hires.map((hire) => recordOf(hire, options.zones ?? {}) + lineEnd).join("");
  return encode(text, options.charset ?? "windows-1252");
};

const recordOf = (hire: Hire, others: Readonly<Record<number, string>>): string => {
  const texts: Readonly<Record<number, string>> = { ...fixed, ...zonesOf(hire), ...others };
  const record = zones
    .map(({ number, length }) => (texts[number] ?? "").slice(0, length).padEnd(length))
    .join("");
  if (record.length !== recordLength) throw new Error("the layout does not fill the record");
  return record;
};

const zonesOf = (hire: Hire): Readonly<Record<number, string>> => ({
  [zoneNumber.sender]: hire.siret,
  [zoneNumber.centre]: hire.urssaf,
  [zoneNumber.urssaf]: hire.urssaf,
  [zoneNumber.siret]: hire.siret,
  [zoneNumber.employer]: hire.employer,
  [zoneNumber.family]: hire.person.family,
  [zoneNumber.given]: hire.person.given,
  [zoneNumber.nir]: hire.person.nir,
  [zoneNumber.bornOn]: flatDate(hire.person.born),
  [zoneNumber.hireDate]: flatDate(hire.hireDate),
  [zoneNumber.hireHour]: hire.hireHour.replace(":", ""),
});

const fixed: Readonly<Record<number, string>> = {
  [zoneNumber.constant]: "DUE".padEnd(zone(zoneNumber.constant).length),
  [zoneNumber.acknowledgePerBatch]: "O",
  [zoneNumber.acknowledgeMedium]: "E",
  [zoneNumber.returnAddress]: "paie@employeur.test",
  [zoneNumber.length]: String(messageLength),
  [zoneNumber.version]: "100",
  [zoneNumber.employerNature]: "M",
  [zoneNumber.naf]: "722C",
  [zoneNumber.address1]: "1 RUE DE LA PAIE",
  [zoneNumber.postalCode]: "99999",
  [zoneNumber.town]: "VILLE FICTIVE",
  [zoneNumber.bornIn]: "VILLE FICTIVE",
  [zoneNumber.bornCountry]: "FRANCE",
  [zoneNumber.transmission]: "I",
  [zoneNumber.nationality]: "FRANCAISE",
};
