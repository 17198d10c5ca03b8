/** What must leave before tonight: in the order in which somebody must act, and nothing that can wait. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayModel } from "../../src/adapters/reports/day/model.ts";
import { dayPaper } from "../../src/adapters/reports/day/paper.ts";
import { todayModel, todayPaper } from "../../src/adapters/reports/day/today.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { toldFrom } from "../../src/adapters/reports/told.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import type { Deposit, DepositFact } from "../../src/domain/deposit.ts";
import { awaitedOf } from "../../src/domain/due/awaited.ts";
import { lostOf } from "../../src/domain/due/lost.ts";
import type { ExpectedReturn } from "../../src/domain/due/today.ts";
import type { DayForPeople } from "../../src/ports/reporter.ts";
import * as s from "./sample.ts";

const told = toldFrom(
  {
    reports: {},
    organisms: [
      { name: "Urssaf imaginaire", addresses: ["@organisme.test"], contact: "01 99 00 00 00" },
    ],
  },
  "0.1.0",
);

/** Tuesday 24 November 2026, 8:00 in Paris. */
const now = Date.UTC(2026, 10, 24, 7);
const at = (hour: number, day = 24): number => Date.UTC(2026, 10, day, hour - 1);

const due = (deadline: number, n: number, ...facts: readonly DepositFact[]): Deposit => {
  const d = s.deposit(...facts);
  if (!d.recognised) throw new Error("not recognised");
  return {
    ...d,
    id: `D${n}`,
    claimed: { ...d.claimed, seq: n, name: `f${n}.edi` },
    recognised: { ...d.recognised, keys: [`key of ${n}`], deadline },
  };
};

const held: DepositFact = { is: "held", deposit: "D12", because: "rules-missing", details: [] };
const taken = [s.claimed(), s.recognised(1), s.checked()] as const;
const rejected: DepositFact = { is: "rejected", deposit: "D12", codes: ["siret-invalide"] };

const expected: ExpectedReturn = {
  dossier: "ducs",
  organism: "117",
  form: "913",
  period: { year: 2026, quarter: 4, month: 1 },
  clients: 2,
  before: ["D3"],
  since: at(9, 20),
  because: "habit",
  deadline: at(12, 24),
  safeHour: at(8, 24),
};

const dayOf = (deposits: readonly Deposit[], more: Partial<DayForPeople> = {}): DayForPeople => ({
  day: "2026-11-24",
  made: now,
  deposits,
  awaited: new Map(deposits.map((d) => [d.id, awaitedOf(d, frenchCalendar)])),
  alarms: [],
  expected: [],
  recent: deposits,
  lost: lostOf(more.recent ?? deposits, { now, calendarOf: () => frenchCalendar }),
  ...more,
});

const linesOf = (input: DayForPeople) =>
  todayModel(input, told).lines.map((l) => [l.deposit ?? l.what, l.is]);

test("what must leave before noon stands first, by the latest safe hour; what can wait is not told", () => {
  const input = dayOf(
    [
      due(at(20), 1, ...s.mailed(1)),
      due(at(12), 2, ...taken, held),
      due(at(12, 27), 3, ...s.mailed(1)),
      due(at(18), 4, ...s.accepted(1)),
      due(at(12, 23), 5, ...s.accepted(1)),
    ],
    {
      expected: [
        expected,
        { ...expected, form: "920", deadline: at(24, 30), safeHour: at(17, 30) },
      ],
    },
  );
  assert.deepEqual(linesOf(input), [
    ["D5", "unanswered"],
    ["D2", "blocked"],
    ["BRC mono-établissement (913), octobre 2026", "expected"],
    ["D4", "unanswered"],
    ["D1", "leaving"],
  ]);
  const model = todayModel(input, told);
  assert.equal(model.answer.title, "4 échéances demandent quelqu'un aujourd'hui");
  assert.equal(model.answer.tone, "bad");
  const text = paperText(todayPaper(model, now));
  assert.match(text, /2 employeurs/u);
  assert.match(text, /Contact : 01 99 00 00 00/u);
  assert.match(text, /échéance\s+passée/u);
});

test("a file that was rejected has its deadline still, until the same is dropped again", () => {
  const first = due(at(12), 1, ...taken, rejected);
  assert.deepEqual(linesOf(dayOf([], { recent: [first] })), [["D1", "blocked"]]);
  const again = due(at(12), 2, ...s.mailed(1));
  const same = {
    ...again,
    ...(again.recognised ? { recognised: { ...again.recognised, keys: ["key of 1"] } } : {}),
  };
  assert.deepEqual(linesOf(dayOf([same], { recent: [same, first] })), [["D2", "leaving"]]);
});

const refused: DepositFact = s.matched({ says: ["refused"] });

test("what the organism or its server refused stands there at the latest safe hour of its deadline, until it is dropped again", () => {
  // Tomorrow at noon: today at five is the last hour at which somebody answers the telephone.
  const by = due(at(12, 25), 1, ...s.accepted(1), refused);
  const server = due(at(12, 25), 2, ...s.mailed(1), s.begun(), s.ended(s.outcomes.refused));
  const gone = due(at(12, 25), 3, ...s.accepted(1), s.matched({ says: ["registered"] }));
  assert.deepEqual(linesOf(dayOf([], { recent: [gone, server, by] })), [
    ["D1", "blocked"],
    ["D2", "blocked"],
  ]);
  const again = due(at(12, 25), 4, ...s.accepted(1));
  const same = {
    ...again,
    ...(again.recognised ? { recognised: { ...again.recognised, keys: ["key of 1"] } } : {}),
  };
  assert.deepEqual(linesOf(dayOf([], { recent: [same, server, by] })), [["D2", "blocked"]]);
});

test("what is held says why and what ends it, with its own number", () => {
  const without: DepositFact = {
    is: "held",
    deposit: "D12",
    because: "mandate-missing",
    details: [],
  };
  const [line] = todayModel(dayOf([due(at(12), 2, ...taken, without)]), told).lines;
  assert.match(line?.state ?? "", /retenu : le registre n'a pas de mandat en vigueur/u);
  assert.match(line?.todo ?? "", /facteur register add mandats.*facteur release D2 /u);
});

test("a month after its deadline it is told no more", () => {
  const old = due(at(12, -10), 1, ...taken, rejected);
  assert.deepEqual(linesOf(dayOf([], { recent: [old] })), []);
});

test("the day's report begins with it, on the day itself only", () => {
  const deposits = [due(at(12), 2, ...taken, held)];
  const text = paperText(dayPaper(dayModel(dayOf(deposits), told), now));
  assert.ok(text.indexOf("À FAIRE PARTIR AUJOURD'HUI") < text.indexOf("DOSSIER CIRSO"));
  assert.match(text, /À FAIRE PARTIR AUJOURD'HUI/u);
  const { expected: _, ...past } = dayOf(deposits);
  assert.deepEqual(dayModel(past, told).today, []);
});

test("with nothing due, it says so", () => {
  const model = todayModel(dayOf([]), told);
  assert.deepEqual(
    [model.answer.title, model.answer.tone],
    ["Rien ne doit partir aujourd'hui", "good"],
  );
});
