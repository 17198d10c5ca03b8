/**
 * What a version of the flat DPAE record looks like, as data. One profile ships with the program (the
 * layout of 2006, formats.md §1); a user adds others as files, because later versions are not
 * published. What a profile asks beyond the identity of a hire is never more than a warning.
 */
import { messageLength, recordLength, type Zone, zoneNumber, zones } from "./layout.ts";
import { zoneRules } from "./zone-rules.ts";

export type Role = keyof typeof zoneNumber;

export const kinds = ["text", "digits", "date", "hour", "flag"] as const;

/** What may stand in a zone; a zone without a rule may hold anything. */
export interface ZoneRule {
  readonly kind?: (typeof kinds)[number];
  readonly values?: readonly string[];
  /** What some of its values mean, for a person. */
  readonly codes?: Readonly<Record<string, string>>;
  readonly required?: boolean;
  /** Only the organism writes there: blank when sent. */
  readonly byOrganism?: boolean;
  /** As people of the trade say it. */
  readonly label?: string;
}

export interface ProfileZone extends Zone, ZoneRule {
  readonly role?: Role;
}

export interface DpaeProfile {
  readonly name: string;
  /** Where the layout comes from, for the report. */
  readonly source: string;
  /** True only when the organism published it. */
  readonly official: boolean;
  readonly recordLength: number;
  /** As the header states it. */
  readonly messageLength: number;
  readonly version: string;
  readonly zones: readonly ProfileZone[];
}

const roles: ReadonlyMap<number, Role> = new Map(
  Object.entries(zoneNumber).map(([role, number]) => [number, role as Role]),
);

export const profile2006: DpaeProfile = {
  name: "dpae-flat-100",
  source: "deux sources publiques concordantes, disposition de 2006",
  official: false,
  recordLength,
  messageLength,
  version: "100",
  zones: zones.map((zone) => {
    const role = roles.get(zone.number);
    return { ...zone, ...zoneRules[zone.number], ...(role === undefined ? {} : { role }) };
  }),
};

/** Cuts records of one profile. A role that the profile does not have gives an empty text. */
export interface Cutter {
  readonly profile: DpaeProfile;
  zone(role: Role): ProfileZone | undefined;
  text(record: string, role: Role): string;
}

export const cutter = (profile: DpaeProfile): Cutter => {
  const byRole = new Map(
    profile.zones.flatMap((zone) => (zone.role === undefined ? [] : [[zone.role, zone] as const])),
  );
  return {
    profile,
    zone: (role) => byRole.get(role),
    text: (record, role) => {
      const zone = byRole.get(role);
      return zone === undefined ? "" : zoneText(record, zone);
    },
  };
};

export const zoneText = (record: string, { from, length }: Pick<Zone, "from" | "length">): string =>
  record.slice(from - 1, from - 1 + length).trim();
