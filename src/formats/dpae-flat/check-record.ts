/** What a profile asks of each record beyond the identity of the hire. Warnings only: see profile.ts. */

import { isDay } from "../../domain/calendar/zoned-time.ts";
import type { CheckContext } from "../../domain/checks/context.ts";
import { checkHireMoment, checkTerm, type Term } from "../../domain/checks/hire.ts";
import { checkNir } from "../../domain/checks/nir.ts";
import { checkReturnAddress, type ReturnAddress } from "../../domain/checks/return-address.ts";
import { checkVersion } from "../../domain/checks/versions.ts";
import {
  calendarShown,
  codeShown,
  type Finding,
  masked,
  type Place,
  shown,
  strange,
} from "../../domain/finding.ts";
import { clockHour, isClockHour, isoDate } from "../moments.ts";
import { type Cutter, type ProfileZone, type Role, zoneText } from "./profile.ts";

export interface RecordPlace {
  readonly line: number;
  readonly declaration: number;
}

export const checkRecord = (
  record: string,
  by: Cutter,
  about: RecordPlace & {
    readonly context: CheckContext;
    /** The zones that a look at the bytes could not call right. */
    readonly doubtful: readonly ProfileZone[];
  },
): readonly Finding[] => {
  const at = (role: Role): Place => placeOf(by.zone(role), about);
  const text = (role: Role): string => by.text(record, role);
  const born = isoDate(text("bornOn"));
  const start = isoDate(text("hireDate"));
  const nature = natures.get(text("contract"));
  const sex = text("sex");
  return [
    ...about.doubtful.flatMap((zone) => checkZone(zoneText(record, zone), zone, about)),
    ...checkVersion(text("version"), [{ version: by.profile.version }], { place: at("version") }),
    ...(text("sender") === ""
      ? [{ code: "identification-vide", severity: "warning", place: at("sender") } as const]
      : []),
    ...checkReturnAddress(returnAddressOf(record, by, about)),
    ...checkNir(
      { nir: text("nir"), born, ...(sex === "M" || sex === "F" ? { sex } : {}) },
      at("nir"),
    ),
    ...checkHireMoment(
      { date: start, hour: clockHour(text("hireHour")) },
      about.context,
      at("hireDate"),
    ),
    ...checkTerm(
      { start, born, end: isoDate(text("contractEnd")), ...(nature ? { nature } : {}) },
      { start: at("hireDate"), end: at("contractEnd") },
    ),
  ];
};

export const returnAddressOf = (record: string, by: Cutter, about: RecordPlace): ReturnAddress => ({
  medium: by.text(record, "acknowledgeMedium"),
  address: by.text(record, "returnAddress"),
  places: {
    medium: placeOf(by.zone("acknowledgeMedium"), about),
    address: placeOf(by.zone("returnAddress"), about),
  },
});

export const placeOf = (
  zone: ProfileZone | undefined,
  { line, declaration }: RecordPlace,
): Place => ({
  line,
  ...(zone === undefined ? {} : { column: zone.from, field: zone.label ?? zone.name }),
  declaration,
});

const natures: ReadonlyMap<string, NonNullable<Term["nature"]>> = new Map([
  ["1", "CDD"],
  ["2", "CDI"],
  ["3", "CTT"],
  ["4", "CNE"],
]);

/** Upper case without accents, as most writers send it [2+]; the sets of a public client are wider. */
const plainText = /^[A-Z0-9&' .,/-]*$/u;

const checkZone = (text: string, zone: ProfileZone, about: RecordPlace): readonly Finding[] => {
  const place = (): Place => placeOf(zone, about);
  if (text === "") {
    const missing = zone.required === true;
    return missing ? [{ code: "champ-manquant", severity: "warning", place: place() }] : [];
  }
  if (zone.byOrganism === true) {
    return [{ code: "zone-reservee", severity: "warning", place: place(), value: shown(text) }];
  }
  if (zone.kind === "text") {
    if (plainText.test(text)) return [];
    const value = strange(text, plainText);
    return [{ code: "caracteres-inattendus", severity: "information", place: place(), value }];
  }
  const expected = expectation(text, zone);
  if (expected === undefined) return [];
  const wrong = { value: valueShown(text, zone), expected };
  return [{ code: "champ-invalide", severity: "warning", place: place(), ...wrong }];
};

const valueShown = (text: string, { kind, role, values }: ProfileZone): string => {
  if (values !== undefined || kind === "flag") return codeShown(text);
  const calendar = (kind === "date" || kind === "hour") && role !== "bornOn";
  return calendar ? calendarShown(text) : masked(text);
};

/** What the zone should hold, when it does not. */
const expectation = (text: string, { kind, values }: ProfileZone): string | undefined => {
  if (values !== undefined && !values.includes(text)) return values.join(", ");
  switch (kind) {
    case "digits":
      return /^\d+$/u.test(text) ? undefined : "chiffres";
    case "date":
      return isDay(isoDate(text)) ? undefined : "JJMMAAAA";
    case "hour":
      return isClockHour(clockHour(text)) ? undefined : "HHMM";
    case "flag":
      return text === "O" || text === "N" ? undefined : "O ou N";
    default:
      return undefined;
  }
};
