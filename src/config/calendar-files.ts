/** The calendars that the settings name, read and judged with everything else. */
import type { LegalCalendar } from "../domain/calendar/legal-calendar.ts";
import { loadCalendar } from "../domain/calendar/load-calendar.ts";
import { isZone } from "../domain/calendar/zoned-time.ts";
import { asError } from "../foundation/errors.ts";
import { readText } from "../foundation/product.ts";
import type { Draft, SettingsInFile } from "./file-shape.ts";
import type { Complaint, Path } from "./problems.ts";
import { findBundled } from "./receipt-profiles.ts";
import type { Surroundings } from "./surroundings.ts";
import { words } from "./words.ts";

export interface Calendars {
  readonly complaints: readonly Complaint[];
  /** By the text that stands in the settings. */
  readonly byName: ReadonlyMap<string, LegalCalendar>;
}

export const findCalendars = (file: Draft<SettingsInFile>, around: Surroundings): Calendars => {
  const byName = new Map<string, LegalCalendar>();
  const complaints: Complaint[] = [];
  const take = (names: readonly string[], path: Path): void => {
    for (const [i, name] of names.entries()) {
      if (byName.has(name)) continue;
      const place = [...path, i];
      const found = findBundled([name], around, {
        folder: around.bundledCalendars,
        path,
        code: "calendar-unknown",
      });
      complaints.push(...found.complaints.map((c) => ({ ...c, path: place })));
      const [at] = found.files;
      const read = at === undefined ? undefined : readCalendar(at);
      if (read && "calendar" in read) byName.set(name, read.calendar);
      else if (read) complaints.push(invalid(place, name, read.problems));
    }
  };
  take(file.calendars ?? [], ["calendars"]);
  for (const [name, dossier] of Object.entries(file.dossiers ?? {})) {
    take(dossier?.calendars ?? [], ["dossiers", name, "calendars"]);
    const zone = dossier?.zone;
    if (zone !== undefined && !isZone(zone))
      complaints.push({ code: "zone-unknown", path: ["dossiers", name, "zone"], value: zone });
  }
  return { complaints, byName };
};

const readCalendar = (file: string): ReturnType<typeof loadCalendar> => {
  try {
    return loadCalendar(JSON.parse(readText(file)));
  } catch (cause) {
    return { problems: [asError(cause).message] };
  }
};

const invalid = (path: Path, value: string, problems: readonly string[]): Complaint => {
  const said = problems.join(" ; ");
  return { code: "calendar-invalid", path, value, expected: words(said, said) };
};
