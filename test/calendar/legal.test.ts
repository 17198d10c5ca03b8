import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  type LegalCalendar,
  type LegalQuestion,
  legalTimes,
} from "../../src/domain/calendar/legal-calendar.ts";
import { loadCalendar } from "../../src/domain/calendar/load-calendar.ts";
import {
  dayAfter,
  lastEnded,
  parsePeriod,
  periodBefore,
  periodCode,
  periodicityOf,
  periodName,
  periodText,
} from "../../src/domain/calendar/period.ts";
import { parisIso } from "../../src/domain/paris-time.ts";

const calendars = globSync(join(import.meta.dirname, "../../config/calendars/*.json")).map(
  (file): LegalCalendar => {
    const loaded = loadCalendar(JSON.parse(readFileSync(file, "utf8")));
    if ("calendar" in loaded) return loaded.calendar;
    throw new Error(`${file}: ${loaded.problems.join("; ")}`);
  },
);

const ask = (more: Partial<LegalQuestion>) =>
  legalTimes(calendars, {
    period: "202640",
    organisms: ["99999999800027"],
    family: "urssaf",
    drawn: false,
    zone: "Europe/Paris",
    ...more,
  });

test("noon for Urssaf, midnight for Assédic and IRC, opening and closing of table 7.2", () => {
  const urssaf = ask({});
  assert.equal(parisIso(urssaf?.deadline ?? 0), "2027-01-15T12:00:00+01:00");
  assert.equal(parisIso(urssaf?.opens ?? 0), "2026-12-25T00:00:00+01:00");
  assert.equal(parisIso(urssaf?.closes ?? 0), "2027-01-15T12:00:00+01:00");
  const assedic = ask({ family: "assedic" });
  assert.equal(parisIso(assedic?.deadline ?? 0), "2027-01-16T00:00:00+01:00");
  // The manual itself puts a question mark there: nothing is invented.
  assert.equal(assedic?.opens, undefined);
  assert.equal(assedic?.closes, undefined);
  const irc = ask({ family: "irc", period: "202642" });
  assert.equal(parisIso(irc?.deadline ?? 0), "2026-12-26T00:00:00+01:00");
  assert.equal(parisIso(irc?.closes ?? 0), "2027-01-01T00:00:00+01:00");
});

test("dates that are made up say so wherever they are shown", () => {
  for (const calendar of calendars) assert.equal(calendar.mark, "exemple");
  assert.equal(ask({})?.mark, "exemple");
});

test("of declaration and payment the nearer binds, and only when the organism draws the money", () => {
  const own: LegalCalendar = {
    name: "mes dates",
    source: "courrier de l'organisme",
    mark: "utilisateur",
    family: "irc",
    hour: "24:00",
    paymentHour: "12:00",
    dates: [
      { period: { year: 2026, quarter: 4, month: 0 }, due: "2027-01-25", payment: "2027-01-20" },
    ],
  };
  const question = {
    period: "2640",
    organisms: ["x"],
    family: "irc",
    zone: "Europe/Paris",
  } as const;
  const drawn = legalTimes([own], { ...question, drawn: true });
  assert.equal(drawn?.bound, "paiement");
  assert.equal(parisIso(drawn?.deadline ?? 0), "2027-01-20T12:00:00+01:00");
  const cheque = legalTimes([own], { ...question, drawn: false });
  assert.equal(cheque?.bound, "declaration");
  assert.equal(parisIso(cheque?.deadline ?? 0), "2027-01-26T00:00:00+01:00");
});

test("a calendar for named organisms is not used for another, and an unknown period has no deadline", () => {
  const [first] = calendars;
  const named = [{ ...(first as LegalCalendar), organisms: ["ORG1"] }];
  const question = { period: "202640", drawn: false, zone: "Europe/Paris" } as const;
  assert.ok(legalTimes(named, { ...question, organisms: ["ORG1"] }));
  assert.equal(
    legalTimes(named, { ...question, organisms: ["ORG2"], family: "urssaf" }),
    undefined,
  );
  const quarterly = [{ ...(first as LegalCalendar), forms: ["930"] }];
  assert.ok(legalTimes(quarterly, { ...question, organisms: [], family: "assedic", form: "930" }));
  for (const form of ["931", ""])
    assert.equal(
      legalTimes(quarterly, { ...question, organisms: [], family: "assedic", form }),
      undefined,
    );
  assert.ok(legalTimes(named, { ...question, organisms: ["x", "org1 "] }), "by its name too");
  assert.equal(ask({ period: "199940" }), undefined);
  assert.equal(ask({ period: "??" }), undefined);
  assert.equal(ask({ family: "ccpbtp" }), undefined);
});

test("a deadline stands in the dossier's own zone", () => {
  const noumea = ask({ zone: "Pacific/Noumea" });
  assert.equal(parisIso(noumea?.deadline ?? 0), "2027-01-15T02:00:00+01:00");
});

test("a calendar with mistakes is refused with each of them and its place", () => {
  const wrong = loadCalendar({
    name: "x",
    family: "urssa",
    mark: "sûr",
    hour: "13:00",
    closes: "jamais",
    forms: "930",
    opensDaysBefore: -1,
    due: 1,
    dates: [
      { period: "2026-T4", due: "2027-02-30" },
      { period: "2026-T4", due: "2027-01-15" },
      { period: "2026-T5", due: "2027-01-15" },
    ],
  });
  const problems = "problems" in wrong ? wrong.problems.join("\n") : "";
  for (const part of [
    "due : clé inconnue",
    "source : un texte",
    "mark : « sûr »",
    "family : « urssa »",
    "hour : « 13:00 »",
    "closes : « jamais »",
    "forms :",
    "opensDaysBefore :",
    "dates[0].due : « 2027-02-30 »",
    "dates[1].period : « 2026-T4 » y est déjà",
    "dates[2].period : « 2026-T5 »",
  ])
    assert.ok(problems.includes(part), part);
  assert.ok("problems" in loadCalendar([]));
});

test("periods are read as files and people write them", () => {
  const codes = ["202640", "2640", "2026-T4", "2026T4"].map((t) => parsePeriod(t));
  for (const one of codes) assert.equal(one && periodCode(one), "202640");
  assert.equal(periodText(parsePeriod("202642") ?? never()), "novembre 2026");
  assert.equal(periodText(parsePeriod("2026-T1") ?? never()), "1er trimestre 2026");
  assert.equal(periodName(parsePeriod("202600") ?? never()), "2026");
  assert.equal(periodName(parsePeriod("2026-10") ?? never()), "2026-10");
  assert.equal(periodicityOf(parsePeriod("2026-10") ?? never()), "mensuelle");
  // The years that could also be a month of 2020 or 2010 are years.
  for (const year of ["2023", "2021", "2013"])
    assert.equal(periodName(parsePeriod(year) ?? never()), year);
  for (const text of ["", "202650", "202601", "2026-13", "abc", "20264"])
    assert.equal(parsePeriod(text), undefined, text);
});

test("a period knows the ones before it and the day it is over", () => {
  assert.equal(periodName(periodBefore(parsePeriod("2026-T2") ?? never(), 4)), "2025-T2");
  assert.equal(periodName(periodBefore(parsePeriod("2026-02") ?? never(), 3)), "2025-11");
  assert.equal(periodName(periodBefore(parsePeriod("2026") ?? never(), 1)), "2025");
  assert.equal(dayAfter(parsePeriod("2026-T4") ?? never()), "2027-01-01");
  assert.equal(dayAfter(parsePeriod("2026-11") ?? never()), "2026-12-01");
  assert.equal(periodName(lastEnded("2027-01-03", "trimestrielle")), "2026-T4");
  assert.equal(periodName(lastEnded("2027-01-03", "mensuelle")), "2026-12");
});

const never = (): never => {
  throw new Error("not a period");
};

const paid: LegalCalendar = {
  name: "essai",
  source: "essai",
  mark: "exemple",
  family: "urssaf",
  hour: "12:00",
  dates: [{ period: { year: 2026, quarter: 4, month: 1 }, due: "2026-11-15" }],
};
const dayOf = (list: readonly LegalCalendar[], more: Partial<LegalQuestion> = {}): string => {
  const times = legalTimes(list, {
    period: "202641",
    organisms: [],
    family: "urssaf",
    drawn: true,
    zone: "Europe/Paris",
    ...more,
  });
  return times === undefined ? "" : parisIso(times.deadline).slice(0, 16);
};

test("a deadline may depend on how the employer pays its wages; one whom nobody knows is judged as all are", () => {
  const late = {
    ...paid,
    shifted: true,
    dates: [{ ...paid.dates[0], due: "2026-12-05" }],
  } as LegalCalendar;
  const early = {
    ...paid,
    payDays: [1, 10],
    dates: [{ ...paid.dates[0], due: "2026-11-05" }],
  } as LegalCalendar;
  const list = [paid, late, early];
  assert.equal(dayOf(list), "2026-11-15T12:00");
  assert.equal(dayOf(list, { pay: { shifted: true } }), "2026-12-05T12:00");
  assert.equal(dayOf(list, { pay: { shifted: false } }), "2026-11-15T12:00");
  assert.equal(dayOf(list, { pay: { payDay: 10 } }), "2026-11-05T12:00");
  assert.equal(dayOf(list, { pay: { payDay: 11 } }), "2026-11-15T12:00");
});

test("a date on a day that is not worked stands as published, or moves to the working day before or after", () => {
  // 15 November 2026 is a Sunday; the 11th, a Wednesday, is a holiday.
  assert.equal(dayOf([paid]), "2026-11-15T12:00");
  assert.equal(dayOf([{ ...paid, nonWorking: "avant" }]), "2026-11-13T12:00");
  assert.equal(dayOf([{ ...paid, nonWorking: "apres" }]), "2026-11-16T12:00");
  const armistice = { ...paid, dates: [{ ...paid.dates[0], due: "2026-11-11" }] } as LegalCalendar;
  assert.equal(dayOf([{ ...armistice, nonWorking: "apres" }]), "2026-11-12T12:00");
});

test("a payment date that is asked before the due one leaves its délai technique to the bank", () => {
  const dtr = {
    ...paid,
    dtrDays: 2,
    dates: [{ ...paid.dates[0], due: "2026-11-20" }],
  } as LegalCalendar;
  const asked = (askedDay: string, drawn = true) =>
    legalTimes([dtr], {
      period: "202641",
      organisms: [],
      family: "urssaf",
      drawn,
      zone: "Europe/Paris",
      askedDay,
    });
  const early = asked("2026-11-16");
  // Two jours ouvrés before Monday the 16th: Thursday the 12th.
  assert.equal(parisIso(early?.askedBy ?? 0).slice(0, 16), "2026-11-12T12:00");
  assert.equal(parisIso(early?.deadline ?? 0).slice(0, 16), "2026-11-20T12:00");
  assert.equal(asked("2026-11-20")?.askedBy, undefined);
  assert.equal(asked("2026-11-16", false)?.askedBy, undefined);
});

test("what a calendar says of wages, working days and the bank is read, or told wrong with its place", () => {
  const json = {
    name: "essai",
    source: "essai",
    mark: "utilisateur",
    family: "urssaf",
    hour: "12:00",
    dates: [{ period: "2026-10", due: "2026-11-15" }],
  };
  const read = loadCalendar({
    ...json,
    shifted: true,
    payDays: [1, 10],
    nonWorking: "avant",
    dtrDays: 3,
  });
  assert.ok("calendar" in read);
  const { shifted, payDays, nonWorking, dtrDays } = read.calendar;
  assert.deepEqual([shifted, payDays, nonWorking, dtrDays], [true, [1, 10], "avant", 3]);
  for (const [key, value] of [
    ["shifted", "oui"],
    ["payDays", [10, 1]],
    ["payDays", [0, 31]],
    ["nonWorking", "jamais"],
    ["dtrDays", 1.5],
  ] as const) {
    const wrong = loadCalendar({ ...json, [key]: value });
    assert.ok("problems" in wrong && wrong.problems.some((p) => p.startsWith(key)), key);
  }
});
