/** Builds the day's report: what needs a person first, then the oldest. */

import { frenchCalendar } from "../../../domain/calendar/working-days.ts";
import { type Correction, correctionOf, isLedOn, nextAfter } from "../../../domain/correction.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { subjectText } from "../../../domain/due/alarms.ts";
import type { Wait } from "../../../domain/due/awaited.ts";
import type { Alarm } from "../../../domain/facts/due.ts";
import { faults } from "../../../domain/faults.ts";
import { byNumber } from "../../../domain/ids.ts";
import { frenchDate, frenchDeadline } from "../../../domain/paris-time.ts";
import type {
  AlarmLine,
  DayCounts,
  DayEntry,
  DayGroup,
  DayModel,
} from "../../../domain/report/day.ts";
import type { Counts } from "../../../domain/rollup.ts";
import { situation } from "../../../domain/rollup.ts";
import { ruledMails } from "../../../domain/ruled-mails.ts";
import { countsInFrench } from "../../../domain/situations/fr.ts";
import { situationText, situationTone, type Tone } from "../../../domain/situations.ts";
import type { DayForPeople } from "../../../ports/reporter.ts";
import { organismsOf } from "../model/organisms.ts";
import { todoByPart } from "../model/parts.ts";
import { printable } from "../model/printable.ts";
import { refusalBriefly, todo } from "../model/todo.ts";
import { when } from "../model/words.ts";
import { reportPaths } from "../paths.ts";
import { footerOf, headOf, type Told } from "../told.ts";
import { adhesionLine } from "./adhesions.ts";
import { dayCharts } from "./charts.ts";
import { todayLines } from "./today.ts";

export const dayModel = (input: DayForPeople, told: Told): DayModel => {
  const placed = input.deposits.map((d) => ({
    in: d.claimed.dossier,
    entry: entry(d, input, told),
  }));
  const entries = placed.map((e) => e.entry);
  const dossiers = [...new Set(placed.map((e) => e.in))].toSorted();
  const groups = dossiers
    .map(
      (dossier): DayGroup => ({
        dossier: printable(dossier),
        entries: placed
          .filter((e) => e.in === dossier)
          .map((e) => e.entry)
          .toSorted(byNeed),
      }),
    )
    .toSorted((a, b) => needOf(a) - needOf(b));
  const alarms = input.alarms.map((a) => alarmLine(a, told));
  const counts = countsOf(input, entries);
  return {
    layout: 1,
    day: input.day,
    dayText: frenchDate(input.day),
    ...headOf(input),
    answer: answer({ entries, alarms, counts, deposits: input.deposits }),
    counts,
    today: todayLines(input, told),
    alarms,
    ...(input.adhesions && input.adhesions.length > 0
      ? { adhesions: input.adhesions.map((news) => adhesionLine(news, input.day)) }
      : {}),
    groups,
    charts: dayCharts(input, told),
    footer: footerOf(told),
  };
};

const alarmLine = (a: Alarm, told: Told): AlarmLine => {
  const contact = a.address === undefined ? undefined : told.contactOf(a.address);
  const name = a.address === undefined ? undefined : told.nameOf(a.address);
  return {
    cause: a.cause,
    about: printable(subjectText({ code: a.cause, about: a.about }, "fr")),
    ...(name === undefined || name === a.address ? {} : { name: printable(name) }),
    what: faults[a.cause].fr.what,
    next: faults[a.cause].fr.next,
    since: when(a.due),
    count: a.count,
    deposits: a.deposits,
    ...(a.heard === undefined ? {} : { heard: when(a.heard) }),
    ...(contact === undefined ? {} : { contact: printable(contact) }),
  };
};

const entry = (d: Deposit, input: DayForPeople, told: Told): DayEntry => {
  const s = situation(d);
  const { title, sentence } = situationText(s, "fr");
  const late = lateText(d, input, told);
  const correction = correctionOf(d);
  // Its correction has a line of its own, and what becomes of it is told there.
  const tone = isLedOn(s, correction) ? "neutral" : situationTone(s.is);
  const refused = (s.is === "partiel" || s.is === "refuse") && correction === undefined;
  const steps = stepsOf(d, told);
  const [first = ""] = refused
    ? [refusalBriefly(d, s)]
    : todo({ deposit: d, situation: s, declarations: [], findings: [] });
  return {
    deposit: d.id,
    file: printable(d.claimed.name),
    claimed: when(d.claimed.at),
    is: s.is,
    tone: late !== undefined && tone === "waiting" ? "attention" : tone,
    // What a reader must see first; what became of the mail stands in the sentence.
    title: titleOf({ title, isLate: late !== undefined && tone === "waiting", correction }),
    // Held: why is what somebody must know.
    sentence:
      d.stage.is === "held" && d.heldBy === undefined
        ? faults[d.stage.hold.because].fr.what
        : sentence,
    next: nextAfter(s, correction),
    todo: [
      ...(late === undefined ? [] : ["Appelez l'organisme : l'accusé aurait dû arriver."]),
      ...(steps ?? (late === undefined ? [first] : [])),
    ].join(" "),
    ...(late === undefined ? {} : { late }),
    ...(d.claimed.mode === "test" && d.messages.length === 0
      ? { notice: "MODE TEST : rien n'a été envoyé" }
      : {}),
    report: reportPaths(d).base,
  };
};

/** Of a file that left cut: a mail that is late does not hide another that was refused. */
const stepsOf = (deposit: Deposit, told: Told): readonly string[] | undefined =>
  todoByPart({ deposit, calendar: frenchCalendar, organisms: organismsOf(deposit, told) });

const titleOf = (about: {
  readonly title: string;
  readonly isLate: boolean;
  readonly correction: Correction | undefined;
}): string => {
  if (about.isLate) return "Accusé en retard";
  return about.correction?.left === 0
    ? `${about.title}, corrigé par ${about.correction.by}`
    : about.title;
};

/** The wait that is over for longest, and whose, where the file went to several organisms. */
const lateText = (d: Deposit, input: DayForPeople, told: Told): string | undefined => {
  const all = input.awaited.get(d.id) ?? [];
  const over = all.flatMap(({ address, waits }) =>
    waits.filter((w) => w.due <= input.made).map((w) => ({ address, ...w })),
  );
  const [first] = over.toSorted((a, b) => a.due - b.due);
  if (!first) return undefined;
  const whose = ruledMails(d).length > 1 ? ` de ${printable(told.nameOf(first.address))}` : "";
  return `${waited(first)}${whose} attendu avant le ${frenchDeadline(first.due)}`;
};

const waited = ({ level }: Pick<Wait, "level">): string => {
  if (level === "any") return "un premier accusé";
  return level === 3 ? "l'accusé définitif (niveau 3)" : `l'accusé de niveau ${level}`;
};

const ranks: Readonly<Record<Tone, number>> = {
  bad: 0,
  attention: 1,
  waiting: 2,
  good: 3,
  neutral: 4,
};

/** That of its first entry: a stable sort keeps the names' order among equals. */
const needOf = ({ entries: [first] }: DayGroup): number => (first ? ranks[first.tone] : 0);

const byNeed = (a: DayEntry, b: DayEntry): number =>
  ranks[a.tone] - ranks[b.tone] || byNumber(a.deposit, b.deposit);

const countsOf = (input: DayForPeople, entries: readonly DayEntry[]): DayCounts => {
  const sum = sumOf(input.deposits);
  const late = input.deposits.reduce((n, d) => {
    const missing = (input.awaited.get(d.id) ?? []).map((a) =>
      Math.max(0, ...a.waits.filter((w) => w.due <= input.made).map((w) => w.missing)),
    );
    return n + missing.reduce((sum, one) => sum + one, 0);
  }, 0);
  return {
    deposits: entries.length,
    registered: sum.registered,
    refused: sum.refused,
    late,
    waiting: input.deposits.reduce((n, d) => {
      const c = situation(d).counts;
      return n + (d.messages.length === 0 ? 0 : c.waiting + c.received + c.receivedUnproven);
    }, 0),
    toConfirm: sum.registeredUnproven + sum.refusedUnproven + sum.toRead + sum.contradicted,
    held: entries.filter((e) => heldSituations.has(e.is)).length,
  };
};

const heldSituations = new Set(["retenu", "en-attente-de-regle", "suspendu"]);

/** Of the answers only: what was never mailed awaits none. */
const sumOf = (deposits: readonly Deposit[]): Counts => {
  const all = deposits.map((d) => situation(d).counts);
  const add = (key: keyof Counts): number => all.reduce((total, c) => total + c[key], 0);
  return {
    total: add("total"),
    registered: add("registered"),
    registeredUnproven: add("registeredUnproven"),
    received: add("received"),
    receivedUnproven: add("receivedUnproven"),
    refused: add("refused") - correctedOf(deposits),
    refusedUnproven: add("refusedUnproven"),
    toRead: add("toRead"),
    contradicted: add("contradicted"),
    superseded: add("superseded"),
    otherwise: add("otherwise"),
    waiting: 0,
  };
};

/** Refused, and declared again since. */
const correctedOf = (deposits: readonly Deposit[]): number =>
  deposits.reduce(
    (n, d) => n + (situation(d).counts.refused > 0 ? (correctionOf(d)?.made ?? 0) : 0),
    0,
  );

/** Only what there is. */
const some = (parts: readonly (readonly [number, string])[]): string =>
  parts
    .filter(([n]) => n > 0)
    .map(([n, words]) => `${n} ${words}`)
    .join(", ");

const answer = (about: {
  readonly entries: readonly DayEntry[];
  readonly alarms: readonly AlarmLine[];
  readonly counts: DayCounts;
  readonly deposits: readonly Deposit[];
}): DayModel["answer"] => {
  const { entries, alarms, counts } = about;
  const number = (...tones: readonly Tone[]): number =>
    entries.filter((e) => tones.includes(e.tone)).length;
  const look = number("bad", "attention");
  const again = correctedOf(about.deposits);
  const answered = countsInFrench(sumOf(about.deposits));
  const plural = (n: number, one: string, many: string): string => `${n} ${n < 2 ? one : many}`;
  const lines = [
    ...(entries.length === 0
      ? []
      : [
          `${plural(entries.length, "dépôt", "dépôts")} : ${some([
            [look, "à regarder"],
            [number("waiting"), "en attente"],
            [number("good", "neutral"), "en ordre"],
          ])}.`,
        ]),
    ...(answered === "" ? [] : [`Déclarations : ${answered}.`]),
    ...(again > 0
      ? [
          `${plural(again, "refusée, déclarée", "refusées, déclarées")} de nouveau par un dépôt plus récent.`,
        ]
      : []),
    ...(counts.late > 0
      ? [`${plural(counts.late, "déclaration", "déclarations")} sans accusé au-delà du délai.`]
      : []),
  ];
  if (look + alarms.length > 0)
    return {
      tone: number("bad") > 0 || alarms.some((a) => a.cause !== "ar-late") ? "bad" : "attention",
      title: [
        ...(look > 0 ? [plural(look, "dépôt à regarder", "dépôts à regarder")] : []),
        ...(alarms.length > 0 ? [plural(alarms.length, "alarme", "alarmes")] : []),
      ].join(", "),
      lines,
    };
  if (entries.length === 0) return { tone: "neutral", title: "Aucun dépôt ce jour.", lines: [] };
  return number("waiting") > 0
    ? { tone: "waiting", title: "Rien à faire : des accusés sont attendus", lines }
    : { tone: "good", title: "Tout est en ordre", lines };
};
