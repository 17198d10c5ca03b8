/** One record of a flat DPAE file, cut by a profile. Text is one character per position. */
import type { Hire } from "../../domain/declaration.ts";
import { clockHour, isoDate } from "../moments.ts";
import { type Cutter, cutter, profile2006 } from "./profile.ts";

/** The shipped layout: the one whose acknowledgements we read. */
const shipped = cutter(profile2006);

/** The envelope's constant and the message length it states. */
export const hasHeader = (record: string, by: Cutter = shipped): boolean =>
  by.text(record, "constant") === "DUE" &&
  by.text(record, "length") === String(by.profile.messageLength);

export const isWhole = (record: string, by: Cutter = shipped): boolean =>
  record.length === by.profile.recordLength && hasHeader(record, by);

export const hireOf = (record: string, by: Cutter = shipped): Hire => ({
  kind: "dpae",
  siret: by.text(record, "siret"),
  employer: by.text(record, "employer"),
  urssaf: by.text(record, "urssaf") || by.text(record, "centre"),
  person: {
    family: by.text(record, "family"),
    given: by.text(record, "given"),
    born: isoDate(by.text(record, "bornOn")),
    nir: by.text(record, "nir"),
  },
  hireDate: isoDate(by.text(record, "hireDate")),
  hireHour: clockHour(by.text(record, "hireHour")),
});
