/** The clear copy of a flat DPAE: each zone of the layout that judged it, by its name. */
import { bomLength, charsetOf, decode } from "../../formats/charset.ts";
import { zoneText } from "../../formats/dpae-flat/profile.ts";
import type { NamedZone } from "../../formats/format.ts";
import { linesOf } from "../../formats/lines.ts";
import type { ClearDeclaration } from "../../ports/examination.ts";
import { field, type Kind, type Reading } from "./said.ts";

export const flatHires = (
  marked: Uint8Array,
  zones: readonly NamedZone[],
): readonly ClearDeclaration[] => {
  const charset = charsetOf(marked);
  // A byte order mark before another set's bytes would push each zone of the first record to the right.
  const bytes = marked.subarray(bomLength(marked));
  const found: ClearDeclaration[] = [];
  for (const line of linesOf(bytes)) {
    const record = decode(bytes.subarray(line.start, line.end), charset);
    if (record.trim() === "") continue;
    const fields = zones.flatMap((zone) => {
      const value = zoneText(record, zone);
      const place = `${zone.from}-${zone.from + zone.length - 1}`;
      const label = zone.label ?? zone.name;
      return value === "" ? [] : [field({ place, label, value }, readingOf(zone))];
    });
    found.push({
      title: `Déclaration ${found.length + 1} : ${whom(record, zones)}, ligne ${line.number}`,
      position: found.length + 1,
      fields,
    });
  }
  return found;
};

/** A name finds its page sooner than a number. */
const whom = (record: string, zones: readonly NamedZone[]): string =>
  zones
    .filter((z) => z.role === "family" || z.role === "given")
    .map((z) => zoneText(record, z))
    .join(" ");

const byRole: Readonly<Record<string, Kind>> = {
  siret: "siret",
  bornOn: "day-first",
  hireDate: "day-first",
  hireHour: "hour",
};

const byKind: Readonly<Record<string, Kind>> = { date: "day-first", hour: "hour", flag: "flag" };

const readingOf = ({ role = "", kind = "", codes }: NamedZone): Reading => {
  const holds = byRole[role] ?? byKind[kind];
  return { ...(holds === undefined ? {} : { holds }), ...(codes === undefined ? {} : { codes }) };
};
