/** One record of a flat DPAE file, cut by the layout. Text is one character per position. */
import type { Hire } from "../../domain/declaration.ts";
import { clockHour, isoDate } from "../moments.ts";
import { messageLength, recordLength, textOf, zoneNumber } from "./layout.ts";

/** The envelope's constant and the message length it states. */
export const hasHeader = (record: string): boolean =>
  textOf(record, zoneNumber.constant) === "DUE" &&
  textOf(record, zoneNumber.length) === String(messageLength);

export const isWhole = (record: string): boolean =>
  record.length === recordLength && hasHeader(record);

export const hireOf = (record: string): Hire => ({
  kind: "dpae",
  siret: textOf(record, zoneNumber.siret),
  employer: textOf(record, zoneNumber.employer),
  urssaf: textOf(record, zoneNumber.urssaf) || textOf(record, zoneNumber.centre),
  person: {
    family: textOf(record, zoneNumber.family),
    given: textOf(record, zoneNumber.given),
    born: isoDate(textOf(record, zoneNumber.bornOn)),
    nir: textOf(record, zoneNumber.nir),
  },
  hireDate: isoDate(textOf(record, zoneNumber.hireDate)),
  hireHour: clockHour(textOf(record, zoneNumber.hireHour)),
});
