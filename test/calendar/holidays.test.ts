import assert from "node:assert/strict";
import { test } from "node:test";
import { easterSunday, holidaysOf } from "../../src/domain/calendar/holidays.ts";
import {
  delayEnds,
  delayText,
  frenchCalendar,
  isOuvrable,
  isOuvre,
  workingDaysBefore,
} from "../../src/domain/calendar/working-days.ts";
import { addDays, dayOf, instantIn, isDay, weekday } from "../../src/domain/calendar/zoned-time.ts";

const at = (day: string, hour: string, zone = "Europe/Paris"): number => {
  const found = instantIn(zone, day, hour);
  if (found === undefined) throw new Error(`${day} ${hour}`);
  return found;
};

/** Published dates (Institut de mécanique céleste and every almanac); 1818 and 2285 are the earliest, 2038 the latest. */
const easters = {
  1818: "1818-03-22",
  1999: "1999-04-04",
  2000: "2000-04-23",
  2008: "2008-03-23",
  2019: "2019-04-21",
  2024: "2024-03-31",
  2025: "2025-04-20",
  2026: "2026-04-05",
  2027: "2027-03-28",
  2038: "2038-04-25",
  2285: "2285-03-22",
};

test("Easter falls where almanacs say", () => {
  for (const [year, day] of Object.entries(easters)) assert.equal(easterSunday(Number(year)), day);
  for (let year = 1900; year < 2300; year += 1) {
    const easter = easterSunday(year);
    assert.equal(weekday(easter), 7, easter);
    assert.ok(easter.slice(5) >= "03-22" && easter.slice(5) <= "04-25", easter);
  }
});

test("the eleven holidays of 2027, and the two more of Alsace-Moselle", () => {
  assert.deepEqual([...holidaysOf(2027, "metropole").keys()].toSorted(), [
    "2027-01-01",
    "2027-03-29",
    "2027-05-01",
    "2027-05-06",
    "2027-05-08",
    "2027-05-17",
    "2027-07-14",
    "2027-08-15",
    "2027-11-01",
    "2027-11-11",
    "2027-12-25",
  ]);
  const local = holidaysOf(2027, "alsace-moselle");
  assert.equal(local.size, 13);
  assert.equal(local.get("2027-03-26"), "Vendredi saint");
  assert.equal(local.get("2027-12-26"), "Saint-Étienne");
});

test("ouvré stops at Friday, ouvrable at Saturday, neither counts a holiday", () => {
  assert.ok(isOuvre("2026-11-10", frenchCalendar));
  assert.ok(!isOuvre("2026-11-11", frenchCalendar));
  assert.ok(!isOuvrable("2026-11-11", frenchCalendar));
  assert.ok(!isOuvre("2026-11-14", frenchCalendar));
  assert.ok(isOuvrable("2026-11-14", frenchCalendar));
  assert.ok(!isOuvrable("2026-11-15", frenchCalendar));
});

test("five jours ouvrés from the eve of a long week-end end at the midnight of the fifth", () => {
  const delay = { count: 5, unit: "jours-ouvres" } as const;
  // Friday 8 May 2026 is a holiday, Thursday 14 is Ascension.
  const from = at("2026-05-07", "16:30");
  assert.equal(delayEnds(from, delay, frenchCalendar), at("2026-05-19", "00:00"));
  const metz = { ...frenchCalendar, holidays: "alsace-moselle" } as const;
  // Good Friday and Easter Monday of 2026 are both holidays there.
  assert.equal(delayEnds(at("2026-04-02", "09:00"), delay, metz), at("2026-04-14", "00:00"));
  assert.equal(
    delayEnds(at("2026-04-02", "09:00"), delay, frenchCalendar),
    at("2026-04-11", "00:00"),
  );
});

test("jours ouvrables count Saturdays; hours count as they pass, through the change of clocks", () => {
  const friday = at("2026-11-20", "18:00");
  assert.equal(
    delayEnds(friday, { count: 2, unit: "jours-ouvrables" }, frenchCalendar),
    at("2026-11-24", "00:00"),
  );
  // 25 October 2026 has twenty-five hours.
  assert.equal(
    delayEnds(at("2026-10-24", "12:00"), { count: 48, unit: "heures" }, frenchCalendar),
    at("2026-10-26", "11:00"),
  );
});

test("a dossier overseas has its own zone and its own days", () => {
  const noumea = { zone: "Pacific/Noumea", holidays: "metropole", closedDays: ["09-24"] } as const;
  // 23 September 22:00 in Paris is already the 24th, a local holiday, in Nouméa.
  const from = at("2026-09-23", "22:00");
  assert.equal(dayOf(from, noumea.zone), "2026-09-24");
  assert.equal(
    delayEnds(from, { count: 1, unit: "jours-ouvres" }, noumea),
    at("2026-09-26", "00:00", noumea.zone),
  );
  assert.ok(!isOuvre("2027-09-24", noumea));
});

test("a delay is told as people write it", () => {
  assert.equal(delayText({ count: 5, unit: "jours-ouvres" }), "5 jours ouvrés");
  assert.equal(delayText({ count: 2, unit: "jours-ouvrables" }), "2 jours ouvrables");
  assert.equal(delayText({ count: 1, unit: "heures" }), "1 heure");
  assert.equal(delayText({ count: 8, unit: "jours" }), "8 jours");
});

test("days are days of the calendar, in any zone and at both changes of clocks", () => {
  assert.ok(isDay("2028-02-29"));
  for (const text of ["2026-02-30", "2026-13-01", "26-01-01", ""]) assert.ok(!isDay(text), text);
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(instantIn("Europe/Paris", "2026-03-29", "24:00"), at("2026-03-30", "00:00"));
  assert.equal(instantIn("Europe/Paris", "2026-03-29", "24:30"), undefined);
  assert.equal(workingDaysBefore("2027-01-04", 3, frenchCalendar), "2026-12-29");
});
