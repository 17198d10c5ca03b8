/** What adhesions bring about these days: tests that begin, an adhesion that ended, one that was not used for too long. Pure. */
import { addDays } from "../calendar/zoned-time.ts";
import { type Entry, employerIn, valueOf } from "./entry.ts";

const adhesionNewsKinds = ["tests-begin", "ended", "unused", "unused-soon"] as const;

export interface AdhesionNews {
  readonly is: (typeof adhesionNewsKinds)[number];
  readonly siret: string;
  /** As the register has it; empty when it has no row. */
  readonly employer: string;
  readonly organism: string;
  /** YYYY-MM-DD: when it begins, ended, or was last used; absent: it never was, as far as is known. */
  readonly on?: string;
}

/** A week to prepare the tests; a month in which an end is told. */
const [testsAheadDays, endedToldDays] = [7, 31];

export const datedNews = (entries: readonly Entry[], today: string): readonly AdhesionNews[] =>
  entries.flatMap((entry): readonly AdhesionNews[] => {
    if (entry.table !== "adhesions") return [];
    const [begins, ended] = [valueOf(entry, "debut_tests"), valueOf(entry, "resiliee")];
    const about = newsAbout(entries, entry);
    // Of an adhesion that ends, its tests begin no more.
    if (ended !== "")
      return addDays(today, -endedToldDays) <= ended && ended <= addDays(today, endedToldDays)
        ? [{ is: "ended", ...about, on: ended }]
        : [];
    return today <= begins && begins <= addDays(today, testsAheadDays)
      ? [{ is: "tests-begin", ...about, on: begins }]
      : [];
  });

export const newsAbout = (
  entries: readonly Entry[],
  pair: Entry,
): Pick<AdhesionNews, "siret" | "employer" | "organism"> => {
  const siret = valueOf(pair, "siret");
  const row = employerIn(entries, siret);
  const employer = row ? valueOf(row, "raison_sociale") : "";
  return { siret, employer, organism: valueOf(pair, "organisme") };
};
