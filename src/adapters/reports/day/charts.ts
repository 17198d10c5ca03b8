/** Two small charts: how long organisms take to answer, and what became of each day's declarations. */

import { addDays, dayOf, paris } from "../../../domain/calendar/zoned-time.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { sentAt } from "../../../domain/due/awaited.ts";
import { proofsOf } from "../../../domain/receipt/believed.ts";
import type { Chart, ChartBar } from "../../../domain/report/chart.ts";
import { situation } from "../../../domain/rollup.ts";
import { addressOf, type RuledMail, ruledMails } from "../../../domain/ruled-mails.ts";
import type { DayForPeople } from "../../../ports/reporter.ts";
import { printable } from "../model/printable.ts";
import type { Told } from "../told.ts";
import { type ChartLanguage, type ChartWords, chartWords } from "./chart-words.ts";

/** Days told in the chart of states. */
const daysShown = 10;
const organismsShown = 8;

export const dayCharts = (
  input: DayForPeople,
  told: Told,
  language: ChartLanguage = "fr",
): readonly Chart[] => {
  const w = chartWords[language];
  const tones = ["good", "bad", "attention", "waiting", "neutral"] as const;
  return [
    ...nonEmpty({
      ...w.days,
      legend: tones.map((tone) => ({ tone, text: w.states[tone] })),
      bars: statesByDay(input, w),
    }),
    ...nonEmpty({
      ...w.delays,
      legend: [
        { tone: "waiting", text: w.half },
        { tone: "neutral", text: w.longest },
      ],
      bars: delays(input.recent, told, w),
    }),
  ];
};

const nonEmpty = (chart: Chart): readonly Chart[] => (chart.bars.length < 1 ? [] : [chart]);

const statesByDay = ({ day, recent }: DayForPeople, w: ChartWords): readonly ChartBar[] => {
  const byDay = new Map<string, Deposit[]>();
  for (const d of recent) {
    const on = dayOf(d.claimed.at, paris);
    if (on <= day && on > addDays(day, -daysShown)) byDay.set(on, [...(byDay.get(on) ?? []), d]);
  }
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, deposits]) => {
      const n = { registered: 0, refused: 0, doubtful: 0, waiting: 0, other: 0 };
      for (const d of deposits) {
        const { counts: c } = situation(d);
        const waiting = c.waiting + c.received + c.receivedUnproven;
        n.registered += c.registered;
        n.refused += c.refused;
        n.doubtful += c.registeredUnproven + c.refusedUnproven + c.toRead + c.contradicted;
        n.other += c.superseded + (d.messages.length === 0 ? waiting : 0);
        n.waiting += d.messages.length === 0 ? 0 : waiting;
      }
      const total = n.registered + n.refused + n.doubtful + n.waiting + n.other;
      return {
        label: `${on.slice(8)}/${on.slice(5, 7)}`,
        parts: [
          { tone: "good", value: n.registered },
          { tone: "bad", value: n.refused },
          { tone: "attention", value: n.doubtful },
          { tone: "waiting", value: n.waiting },
          { tone: "neutral", value: n.other },
        ],
        text: answered(total, n, w),
      } as const;
    });
};

/** `12 : 10 enreg., 2 refus.`: only what there is. */
const answered = (
  total: number,
  n: { readonly registered: number; readonly refused: number },
  w: ChartWords,
): string => {
  const parts = [
    ...(n.registered > 0 ? [w.registered(n.registered)] : []),
    ...(n.refused > 0 ? [w.refused(n.refused)] : []),
  ];
  return [String(total), parts.join(", ")].filter((t) => t !== "").join(w.of);
};

const delays = (recent: readonly Deposit[], told: Told, w: ChartWords): readonly ChartBar[] => {
  const hours = new Map<string, number[]>();
  for (const d of recent)
    for (const mail of ruledMails(d)) {
      const taken = hoursToAnswer(d, mail);
      if (taken === undefined) continue;
      const name = told.nameOf(addressOf(mail));
      hours.set(name, [...(hours.get(name) ?? []), taken]);
    }
  return [...hours]
    .map(([name, list]) => ({ name, list: list.toSorted((a, b) => a - b) }))
    .toSorted((a, b) => b.list.length - a.list.length)
    .slice(0, organismsShown)
    .map(({ name, list }) => {
      const half = list[Math.floor((list.length - 1) / 2)] ?? 0;
      const most = list.at(-1) ?? 0;
      return {
        label: printable(name),
        parts: [
          { tone: "waiting", value: half },
          { tone: "neutral", value: most - half },
        ],
        text: `${w.atMost(inHours(half, w), inHours(most, w))} (${list.length})`,
      } as const;
    });
};

/** From the hand-over of a mail to the first final answer that proves something of what it carries. */
const hoursToAnswer = (d: Deposit, mail: RuledMail): number | undefined => {
  const sent = mail.message && sentAt([mail.message]);
  const final = proofsOf(d, mail).filter((r) =>
    r.verdicts.some((v) => v.is === "registered" || v.is === "refused"),
  );
  if (sent === undefined || final.length === 0) return undefined;
  return Math.max(0, Math.min(...final.map((r) => r.arrived)) - sent) / 3_600_000;
};

const inHours = (hours: number, w: ChartWords): string => {
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} ${w.day}`;
};
