/** The clock's alarms on a virtual clock: each at its minute, one per cause, and their ends (F46: a 250 ends none). */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import type { Period } from "../../src/domain/calendar/period.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import { addDays } from "../../src/domain/calendar/zoned-time.ts";
import { subjectText } from "../../src/domain/due/alarms.ts";
import type { AlarmCause } from "../../src/domain/facts/due.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { noticeEvent } from "../../src/domain/notices.ts";
import { at, year } from "./virtual-year.ts";

/** Months in which nothing is due between. */
const fiveMinutes = 300_000;
const hour = 3_600_000;

const caisse = "ar@caisse.test";

test("48 hours without anything from an address is one alarm, at its minute, and its end is told", async () => {
  const y = year(at("2026-11-05", "08:00"));
  const first = await y.send({ to: caisse, declarations: 3 });
  await y.until(at("2026-11-05", "11:00"));
  const second = await y.send({ to: caisse });
  await y.until(at("2026-11-10", "07:00"));
  assert.deepEqual(await y.told(), [`2026-11-07T08:00 ar-silence ${caisse} (3)`]);
  await y.answer(first, "registered");
  // One of the two was answered: it is silence no longer, and the other is late.
  await y.answer(second, "registered");
  assert.deepEqual((await y.told()).slice(1), [
    `2026-11-10T07:00 fin ar-silence ${caisse}: answered`,
    `2026-11-10T07:00 ar-late ${caisse} (1)`,
    `2026-11-10T07:00 fin ar-late ${caisse}: answered`,
  ]);
});

test("late while others are answered is another cause than silence; silence takes its place", async () => {
  const y = year(at("2026-11-03", "08:00"));
  await y.send({ to: caisse });
  await y.until(at("2026-11-04", "08:00"));
  const answered = await y.send({ to: caisse });
  await y.until(at("2026-11-04", "09:00"));
  await y.answer(answered, "registered");
  await y.until(at("2026-11-06", "10:00"));
  await y.send({ to: caisse });
  await y.until(at("2026-11-09", "09:00"));
  assert.deepEqual(await y.told(), [
    `2026-11-05T08:00 ar-late ${caisse} (1)`,
    `2026-11-08T10:00 fin ar-late ${caisse}: replaced`,
    `2026-11-08T10:00 ar-silence ${caisse} (2)`,
  ]);
});

test("a hundred declarations late at one address and fifty at another are two alarms", async () => {
  const y = year(at("2026-11-03", "08:00"));
  for (let n = 0; n < 10; n += 1) await y.send({ to: caisse, declarations: 10 });
  for (let n = 0; n < 5; n += 1) await y.send({ to: "ar@autre.test", declarations: 10 });
  await y.until(at("2026-11-12", "08:00"));
  assert.deepEqual(await y.told(), [
    `2026-11-05T08:00 ar-silence ${caisse} (100)`,
    "2026-11-05T08:00 ar-silence ar@autre.test (50)",
  ]);
});

test("Urssaf: each level within 24 hours; a rule's own delays, in jours ouvrés, come before", async () => {
  const y = year(at("2026-05-07", "10:00"));
  const urssaf = await y.send({ to: "ar@urssaf.test", family: "urssaf" });
  const rule = { levels: [1, 3], delays: { 1: { count: 12, unit: "heures" } } } as const;
  await y.send({
    to: "ar@regle.test",
    expects: { ...rule, delays: { ...rule.delays, 3: { count: 2, unit: "jours-ouvres" } } },
  });
  await y.answer(urssaf, "received", 1);
  await y.answer("D2", "received", 1);
  await y.until(at("2026-05-08", "10:00"));
  assert.deepEqual(await y.told(), ["2026-05-08T10:00 ar-late ar@urssaf.test (1)"]);
  await y.answer(urssaf, "registered", 3);
  await y.until(at("2026-05-12", "23:59"));
  assert.equal((await y.told()).length, 2);
  // 8 May is a holiday, 9 and 10 a week-end: two jours ouvrés are Monday and Tuesday, until midnight.
  await y.until(at("2026-05-13", "00:00"));
  assert.equal((await y.told()).at(-1), "2026-05-13T00:00 ar-late ar@regle.test (1)");
});

test("before a deadline at noon, the latest safe hour is one of a working day; then the deadline", async () => {
  const y = year(at("2026-12-22", "09:00"));
  // Noon of Monday 28 December: four hours before is eight, so Thursday 24 at five, Friday being Christmas.
  const deadline = at("2026-12-28", "12:00");
  await y.send({ to: caisse, deadline, declarations: 2 });
  await y.send({ to: caisse, deadline, unsent: true });
  await y.until(at("2026-12-28", "13:00"));
  assert.deepEqual(await y.told(), [
    `2026-12-24T09:00 ar-silence ${caisse} (2)`,
    `2026-12-24T17:00 deadline-near ${caisse} 2026-12-28 (3)`,
    `2026-12-28T12:00 fin deadline-near ${caisse} 2026-12-28: replaced`,
    `2026-12-28T12:00 deadline-passed ${caisse} 2026-12-28 (3)`,
  ]);
});

test("a forged receipt silences nothing: neither F nor C is an answer", async () => {
  const y = year(at("2026-12-22", "09:00"));
  const deadline = at("2026-12-28", "12:00");
  const forged = await y.send({ to: caisse, deadline });
  await y.answer(forged, "registered", 3, "F");
  const unproven = await y.send({ to: "ar@autre.test", deadline });
  await y.answer(unproven, "registered", 3, "C");
  await y.until(at("2026-12-24", "17:00"));
  assert.deepEqual(await y.told(), [
    `2026-12-24T09:00 ar-silence ${caisse} (1)`,
    "2026-12-24T09:00 ar-silence ar@autre.test (1)",
    `2026-12-24T17:00 deadline-near ${caisse} 2026-12-28 (1)`,
    "2026-12-24T17:00 deadline-near ar@autre.test 2026-12-28 (1)",
  ]);
});

test("an answer that only a person can read ends the silence of its address, and not the deadline until it is read", async () => {
  const y = year(at("2026-12-22", "09:00"));
  const deadline = at("2026-12-28", "12:00");
  const read = await y.send({ to: caisse, deadline });
  await y.answer(read, "to-read", 3);
  const unread = await y.send({ to: "ar@autre.test", deadline });
  await y.answer(unread, "to-read", 3);
  await y.answer(read, "registered", 3, "H");
  await y.until(at("2026-12-28", "13:00"));
  assert.deepEqual(await y.told(), [
    "2026-12-24T17:00 deadline-near ar@autre.test 2026-12-28 (1)",
    "2026-12-28T12:00 fin deadline-near ar@autre.test 2026-12-28: replaced",
    "2026-12-28T12:00 deadline-passed ar@autre.test 2026-12-28 (1)",
  ]);
});

test("without a deadline too: one unauthenticated mail neither answers its deposit nor breaks the silence of its address", async () => {
  const y = year(at("2026-11-03", "08:00"));
  const forged = await y.send({ to: caisse });
  await y.send({ to: caisse });
  await y.until(at("2026-11-03", "09:00"));
  await y.answer(forged, "registered", 3, "C");
  await y.until(at("2026-11-05", "09:00"));
  assert.deepEqual(await y.told(), [`2026-11-05T08:00 ar-silence ${caisse} (2)`]);
});

test("a grade that the rule is content with is an answer: C where it says so, and B no longer where it asks for A", async () => {
  const y = year(at("2026-11-03", "08:00"));
  const content = await y.send({ to: caisse, expects: { grade: "C" } });
  const strict = await y.send({ to: "ar@strict.test", expects: { grade: "A" } });
  await y.answer(content, "registered", 3, "C");
  await y.answer(strict, "registered", 3, "B");
  await y.until(at("2026-11-05", "09:00"));
  assert.deepEqual(await y.told(), ["2026-11-05T08:00 ar-silence ar@strict.test (1)"]);
});

test("what was sent after the safe hour on purpose is told at the deadline only", async () => {
  const y = year(at("2026-11-05", "18:00"));
  await y.send({ to: caisse, format: "dpae-flat", deadline: at("2026-11-06", "08:30") });
  await y.until(at("2026-11-06", "09:00"));
  assert.deepEqual(await y.told(), [`2026-11-06T08:30 deadline-passed ${caisse} 2026-11-06 (1)`]);
});

test("an answer that may lie in an unread mailbox is waited for, an hour at most", async () => {
  const y = year(at("2026-11-03", "08:00"));
  await y.send({ to: caisse });
  y.mail.looked = false;
  await y.until(at("2026-11-05", "08:59"));
  assert.deepEqual(await y.told(), []);
  await y.until(at("2026-11-05", "09:00"));
  assert.deepEqual(await y.told(), [`2026-11-05T09:00 ar-silence ${caisse} (1)`]);
});

test("F80: a clock in doubt raises nothing until a mail server's stamp agrees", async () => {
  const y = year(at("2026-11-03", "08:00"));
  await y.send({ to: caisse });
  y.mail.doubted = true;
  await y.until(at("2026-11-06", "08:00"));
  assert.deepEqual(await y.told(), []);
  y.mail.stamp = y.now();
  await y.until(at("2026-11-06", "08:01"));
  assert.equal((await y.told()).length, 1);
});

const t4 = (year: number, quarter: number): Period => ({ year, quarter, month: 0 });

test("no return this quarter although there was one in each of the last four", async () => {
  const y = year(at("2025-01-10", "10:00"));
  for (const [day, period] of [
    ["2025-01-10", t4(2024, 4)],
    ["2025-04-11", t4(2025, 1)],
    ["2025-07-09", t4(2025, 2)],
    ["2025-10-12", t4(2025, 3)],
  ] as const) {
    await y.until(at(day, "10:00"), fiveMinutes);
    await y.answer(await y.send({ to: caisse, series: period }), "registered", 3);
  }
  await y.until(at("2026-01-14", "09:00"));
  // It never came later than the twelfth day of the quarter: on the thirteenth it is missed.
  const about = "ducs, ORG1, formulaire DUC, 4e trimestre 2025";
  assert.deepEqual(await y.told(), [`2026-01-13T09:00 not-produced ${about} (1)`]);
  await y.answer(await y.send({ to: caisse, series: t4(2025, 4) }), "registered", 3);
  assert.equal((await y.told()).at(-1), `2026-01-14T09:00 fin not-produced ${about}: answered`);
});

test("an employer that comes to be missed while the alarm is open is told too", async () => {
  const y = year(at("2025-01-10", "10:00"));
  for (const [month, period] of [
    ["2025-01", t4(2024, 4)],
    ["2025-04", t4(2025, 1)],
    ["2025-07", t4(2025, 2)],
    ["2025-10", t4(2025, 3)],
  ] as const)
    for (const [day, client] of [
      ["12", "c1"],
      ["15", "c2"],
    ] as const) {
      await y.until(at(`${month}-${day}`, "10:00"), hour);
      await y.answer(await y.send({ to: caisse, series: period, client }), "registered", 3);
    }
  await y.until(at("2026-01-20", "09:00"), hour);
  const about = "ducs, ORG1, formulaire DUC, 4e trimestre 2025";
  assert.deepEqual(await y.told(), [
    `2026-01-13T09:00 not-produced ${about} (1)`,
    `2026-01-16T09:00 not-produced ${about} (2)`,
  ]);
  const raised = await y.journal.facts({ is: ["alarm-raised"] }, 9);
  const texts = raised.map((fact) => noticeEvent(fact, { contactOf: () => undefined })?.what);
  assert.doesNotMatch(texts[0] ?? "", /de plus/u);
  assert.match(texts[1] ?? "", /: 2 employeurs \(il y en a de plus qu'au dernier avis\)/u);
});

test("what joins an open alarm about a deadline is told, not more often than each quarter of an hour", async () => {
  const y = year(at("2026-12-24", "12:00"));
  const unsent = { to: caisse, deadline: at("2026-12-28", "12:00"), unsent: true } as const;
  const first = await y.send(unsent);
  await y.until(at("2026-12-24", "17:00"));
  await y.send(unsent);
  await y.send(unsent);
  await y.until(at("2026-12-24", "17:20"));
  // One is done and another comes: as many as were told, and not the same.
  await y.answer(first, "registered", 3, "H");
  await y.send(unsent);
  await y.until(at("2026-12-24", "18:00"));
  const near = `deadline-near ${caisse} 2026-12-28`;
  assert.deepEqual(await y.told(), [
    `2026-12-24T17:00 ${near} (1)`,
    `2026-12-24T17:15 ${near} (3)`,
    `2026-12-24T17:30 ${near} (3)`,
  ]);
});

test("of late answers one word a day says that there are more; an unread mailbox keeps it back", async () => {
  const y = year(at("2026-11-03", "08:00"));
  const answered = async () => y.answer(await y.send({ to: caisse }), "registered", 3);
  await y.send({ to: caisse });
  await y.until(at("2026-11-04", "09:00"), fiveMinutes);
  await answered();
  await y.until(at("2026-11-05", "08:00"), fiveMinutes);
  await y.send({ to: caisse });
  await y.until(at("2026-11-05", "15:00"), fiveMinutes);
  await y.send({ to: caisse });
  await y.until(at("2026-11-07", "07:00"), fiveMinutes);
  await answered();
  y.mail.looked = false;
  await y.until(at("2026-11-07", "16:00"), fiveMinutes);
  await answered();
  await y.until(at("2026-11-09", "12:00"), fiveMinutes);
  assert.deepEqual(await y.told(), [
    `2026-11-05T08:00 ar-late ${caisse} (1)`,
    `2026-11-07T09:00 ar-late ${caisse} (2)`,
    `2026-11-08T09:00 ar-late ${caisse} (3)`,
  ]);
});

test("with a calendar it is told three jours ouvrés before the deadline", async () => {
  const calendar: LegalCalendar = {
    name: "x",
    source: "x",
    mark: "exemple",
    family: "irc",
    organisms: ["ORG1"],
    hour: "12:00",
    dates: [{ period: t4(2026, 2), due: "2026-07-17" }],
  };
  const y = year(at("2025-07-20", "10:00"), frenchCalendar, [calendar]);
  const days = ["2025-07-20", "2025-10-20", "2026-01-20", "2026-04-20"];
  const periods = [t4(2025, 2), t4(2025, 3), t4(2025, 4), t4(2026, 1)];
  for (const [i, day] of days.entries()) {
    await y.until(at(day, "10:00"), fiveMinutes);
    const series = periods[i] ?? t4(0, 1);
    await y.answer(await y.send({ to: caisse, series }), "registered", 3);
  }
  await y.until(at("2026-07-20", "10:00"));
  // 17 July is a Friday and 14 July a holiday: 16, 15, then 13.
  assert.match((await y.told())[0] ?? "", /^2026-07-13T09:00 not-produced/u);
});

test("a year of a firm: each alarm at its minute, and never a storm", async () => {
  const y = year(at("2026-01-01", "00:00"));
  const organisms = ["ar@un.test", "ar@deux.test", "ar@trois.test"];
  let silent: DepositId | undefined;
  for (let day = "2026-01-02"; day < "2027-01-01"; day = addDays(day, 7)) {
    await y.until(at(day, "10:00"), fiveMinutes);
    const sent: DepositId[] = [];
    for (const to of organisms)
      sent.push(await y.send({ to, declarations: 5, deadline: at(addDays(day, 5), "12:00") }));
    await y.until(at(day, "15:00"), fiveMinutes);
    for (const id of sent) {
      // The third organism is silent in August; in the last week of May nobody is answered for a while.
      const august = organisms[2] !== undefined && id === sent[2] && day.startsWith("2026-08");
      if (august) silent ??= id;
      else await y.answer(id, "registered", 3);
    }
  }
  await y.until(at("2026-12-31", "23:59"), fiveMinutes);
  const told = await y.told();
  const august = told.filter((line) => line.includes("ar-silence"));
  // Friday 7 August, ten o'clock, and two days.
  assert.deepEqual(august.slice(0, 1), ["2026-08-09T10:00 ar-silence ar@trois.test (5)"]);
  assert.ok(silent);
  // In September it answers others again: late, no longer silent, once.
  assert.ok(
    told.some((l) => l === "2026-09-04T15:00 ar-late ar@trois.test (20)"),
    told.join("\n"),
  );
  const byCause = new Map<string, number>();
  for (const line of told) {
    const [, cause = ""] = line.split(" ");
    byCause.set(cause, (byCause.get(cause) ?? 0) + 1);
  }
  const most: Readonly<Partial<Record<AlarmCause, number>>> = {
    "ar-silence": 1,
    "ar-late": 1,
    "deadline-near": 4,
    "deadline-passed": 4,
  };
  for (const [cause, count] of Object.entries(most)) assert.equal(byCause.get(cause), count, cause);
  assert.ok(told.length <= 16, told.join("\n"));
});

test("what a deadline's alarm is about is told as a day, and anything else as it stands", () => {
  const about = (code: string, text: string, language: "fr" | "en" = "fr") =>
    subjectText({ code, about: text }, language);
  assert.equal(about("deadline-near", "2026-12-01"), "Échéance du 1er décembre 2026");
  assert.equal(
    about("deadline-passed", `${caisse} 2026-12-28`),
    `${caisse}, échéance du 28 décembre 2026`,
  );
  assert.equal(about("deadline-near", "2026-12-28", "en"), "Deadline of 2026-12-28");
  assert.equal(about("ar-late", caisse), caisse);
  assert.equal(about("file-unreadable", "lot 2026-12-28"), "lot 2026-12-28");
});
