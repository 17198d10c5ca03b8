/**
 * Calendars as the register has them: an organism's own calendar, last hour and opening go before what the calendar's file says
 * of its family. Pure; an organism without any of the three columns, and a register without rows, change nothing.
 */
import type { LegalCalendar } from "../calendar/legal-calendar.ts";
import { plain } from "../declaration.ts";
import { type Entry, valueOf } from "./entry.ts";

/** What files may call this organism. */
export const namesOf = (organism: Entry): readonly string[] =>
  [
    valueOf(organism, "siret"),
    ...valueOf(organism, "identifiants").split(" "),
    valueOf(organism, "nom"),
  ].filter((name) => name !== "");

/** `entries`: the organisms of the register; other tables are passed over. */
export const calendarsOf = (
  entries: readonly Entry[],
  legal: readonly LegalCalendar[],
): readonly LegalCalendar[] => {
  const steering = entries.filter((e) => e.table === "organismes" && steers(e));
  if (steering.length === 0) return legal;
  const named = steering.flatMap((organism) => {
    const own = ownCalendars(organism, legal);
    return own.length === 0 ? [] : [{ own, names: namesOf(organism) }];
  });
  const except = named.flatMap(({ names }) => names);
  return [
    ...named.flatMap(({ own }) => own),
    ...legal.map((calendar) => ({ ...calendar, except: [...(calendar.except ?? []), ...except] })),
  ];
};

const steers = (organism: Entry): boolean =>
  ["calendrier", "heure_limite", "ouverture_jours"].some((name) => valueOf(organism, name) !== "");

/** A calendar that the settings do not have is refused when the row is written; if it goes later, the family's count again. */
const ownCalendars = (
  organism: Entry,
  legal: readonly LegalCalendar[],
): readonly LegalCalendar[] => {
  const names = namesOf(organism);
  const chosen = plain(valueOf(organism, "calendrier"));
  const byName = legal.filter((c) => chosen !== "" && plain(c.name) === chosen);
  const mine = byName.length > 0 ? byName : legal.filter((c) => isFor(c, organism, names));
  const [hour, days] = [valueOf(organism, "heure_limite"), valueOf(organism, "ouverture_jours")];
  return mine.map((calendar) => ({
    ...calendar,
    organisms: names,
    ...(hour === "" ? {} : { hour }),
    ...(days === "" ? {} : { opensDaysBefore: Number(days) }),
  }));
};

const isFor = (calendar: LegalCalendar, organism: Entry, names: readonly string[]): boolean =>
  calendar.organisms === undefined
    ? calendar.family === valueOf(organism, "famille")
    : calendar.organisms.some((own) => names.some((one) => plain(one) === plain(own)));
