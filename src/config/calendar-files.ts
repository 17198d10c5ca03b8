/** The calendars that the settings name, read and judged with everything else. */
import type { LegalCalendar } from "../domain/calendar/legal-calendar.ts";
import { loadCalendar } from "../domain/calendar/load-calendar.ts";
import { isZone } from "../domain/calendar/zoned-time.ts";
import type { Draft, SettingsInFile } from "./file-shape.ts";
import type { Complaint, Path } from "./problems.ts";
import { readJson } from "./read-json.ts";
import { findBundled } from "./receipt-profiles.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Words, words } from "./words.ts";

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
      else if (read) complaints.push(invalid(place, name, read.wrong));
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

const readCalendar = (
  file: string,
): { readonly calendar: LegalCalendar } | { readonly wrong: Words } => {
  const read = readJson(file);
  if ("wrong" in read) return read;
  const loaded = loadCalendar(read.json);
  if ("calendar" in loaded) return loaded;
  const said = loaded.problems.join(" ; ");
  return { wrong: words(said, said) };
};

const invalid = (path: Path, value: string, expected: Words): Complaint => ({
  code: "calendar-invalid",
  path,
  value,
  expected,
});
