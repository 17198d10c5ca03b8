/**
 * What time alone makes wrong, one alarm per cause and never one per item. Pure over what is awaited and
 * an instant; who is told, and when it was told already, is the caller's business.
 */

import { periodText } from "../calendar/period.ts";
import { dayOf, type Zone } from "../calendar/zoned-time.ts";
import type { Alarm, AlarmCause } from "../facts/due.ts";
import { byNumber, type Instant } from "../ids.ts";
import { limits } from "../limits.ts";
import { frenchDate } from "../paris-time.ts";
import type { Awaited } from "./awaited.ts";
import type { NotProduced } from "./series.ts";
import { formText, organismText } from "./series-text.ts";

/** An alarm as it holds now. */
export interface AlarmNow extends Alarm {
  /** The instant at which the newest of what it groups came due. */
  readonly latest: Instant;
}

/** What it is about, for people: the day that stands behind the address is a deadline's. Anything else stays as it is. */
export const subjectText = (
  { code, about }: { readonly code: string; readonly about: string },
  language: "fr" | "en",
): string => {
  const [, whom, day] = /^(.*?) ?(\d{4}-\d{2}-\d{2})$/u.exec(about) ?? [];
  if (!code.startsWith("deadline-") || day === undefined) return about;
  const on = language === "fr" ? `échéance du ${frenchDate(day)}` : `deadline of ${day}`;
  return whom ? `${whom}, ${on}` : `${on.charAt(0).toUpperCase()}${on.slice(1)}`;
};

export const alarmKey = (a: Pick<Alarm, "cause" | "about">): string => `${a.cause} ${a.about}`;

/** Seed 002 §3.3.5: every organism answers something within 48 hours. */
const silenceMs = 48 * 3_600_000;
const shownMax = 20;

export interface AlarmInput {
  readonly now: Instant;
  readonly awaited: readonly Awaited[];
  /** By address: when an acknowledgement came from there last. */
  readonly heard: ReadonlyMap<string, Instant>;
  readonly missing: readonly NotProduced[];
  /** The zone in which the deadlines of one day are one alarm. */
  readonly zone: Zone;
}

export const alarmsAt = (input: AlarmInput): readonly AlarmNow[] => [
  ...overdueAlarms(input),
  ...deadlineAlarms(input),
  ...input.missing.map(missingAlarm),
];

interface Overdue {
  readonly item: Awaited;
  readonly due: Instant;
  readonly count: number;
}

const overdueAlarms = ({ now, awaited, heard }: AlarmInput): readonly AlarmNow[] => {
  const byAddress = new Map<string, Overdue[]>();
  for (const item of awaited) {
    const over = item.waits.filter((w) => w.due <= now);
    if (over.length === 0) continue;
    const due = Math.min(...over.map((w) => w.due));
    const count = Math.max(...over.map((w) => w.missing));
    byAddress.set(item.address, [...(byAddress.get(item.address) ?? []), { item, due, count }]);
  }
  return [...byAddress].map(([address, over]) => overdueAlarm(now, address, over, heard));
};

const overdueAlarm = (
  now: Instant,
  address: string,
  over: readonly Overdue[],
  heard: AlarmInput["heard"],
): AlarmNow => {
  const last = heard.get(address);
  // What was sent after the last answer: one old item that never gets its own is late, and no silence.
  const unheard = over.flatMap(({ item: { sent = now } }) => (sent > (last ?? 0) ? [sent] : []));
  const silentAt = Math.min(...unheard) + silenceMs;
  const silent = silentAt <= now;
  const due = Math.min(...over.map((o) => o.due));
  return {
    cause: silent ? "ar-silence" : "ar-late",
    about: address,
    address,
    ...grouped(over.map((o) => o.item)),
    count: over.reduce((n, o) => n + o.count, 0),
    due: silent ? Math.max(due, silentAt) : due,
    latest: Math.max(...over.map((o) => o.due)),
    ...(last === undefined ? {} : { heard: last }),
  };
};

/** What nobody answered, by address and day of the deadline. */
const deadlineAlarms = ({ now, awaited, zone }: AlarmInput): readonly AlarmNow[] => {
  const groups = new Map<string, { readonly cause: AlarmCause; readonly items: Awaited[] }>();
  for (const item of awaited) {
    const cause = deadlineCause(item, now);
    if (!cause || item.deadline === undefined) continue;
    // A deadline at midnight is the end of its day.
    const about = `${item.address} ${dayOf(item.deadline - 1, zone)}`.trim();
    const key = `${cause} ${about}`;
    const group = groups.get(key) ?? { cause, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups].map(([key, { cause, items }]): AlarmNow => {
    const dues = items.map((i) => (cause === "deadline-near" ? i.safeHour : i.deadline) ?? now);
    const [first] = items;
    return {
      cause,
      about: key.slice(cause.length + 1),
      ...(first && first.address !== "" ? { address: first.address } : {}),
      ...grouped(items),
      count: items.reduce((n, i) => n + i.unanswered, 0),
      due: Math.min(...dues),
      latest: Math.max(...dues),
    };
  });
};

const deadlineCause = (item: Awaited, now: Instant): AlarmCause | undefined => {
  const { deadline, safeHour, sent } = item;
  if (item.unanswered === 0 || deadline === undefined || safeHour === undefined) return undefined;
  if (now >= deadline) return "deadline-passed";
  // Sent after that hour on purpose: there is nothing to decide before the deadline itself.
  const late = sent !== undefined && sent >= safeHour;
  return now >= safeHour && !late ? "deadline-near" : undefined;
};

const grouped = (items: readonly Awaited[]): Pick<Alarm, "dossiers" | "deposits"> => ({
  dossiers: [...new Set(items.map((i) => i.dossier))].toSorted(),
  // Two mails of a file that was cut may go to one address.
  deposits: [...new Set(items.map((i) => i.deposit))].toSorted(byNumber).slice(0, shownMax),
});

const missingAlarm = (m: NotProduced): AlarmNow => ({
  cause: "not-produced",
  about: [m.dossier, organismText(m.organism, m.form), formText(m.form), periodText(m.period)]
    .filter((t) => t !== "")
    .join(", "),
  dossiers: [m.dossier],
  deposits: m.before.slice(0, shownMax),
  count: m.clients,
  due: m.since,
  latest: m.since,
});

/** What concerns one dossier of an alarm about several: another client's deposits, counts and dates are not told with it. */
export const ownShare = (
  alarm: Alarm,
  own: { readonly awaited: readonly Awaited[]; readonly now: Instant; readonly zone: Zone },
): Alarm | undefined => {
  if (alarm.dossiers.length < 2) return alarm;
  const items = own.awaited.filter((a) => a.address === (alarm.address ?? ""));
  const alike = alarmsAt({ ...own, awaited: items, heard: new Map(), missing: [] }).filter(
    (a) => a.cause.startsWith("deadline") === alarm.cause.startsWith("deadline"),
  );
  const mine = alike.find((a) => a.about === alarm.about) ?? alike[0];
  return mine && { ...mine, cause: alarm.cause, about: alarm.about };
};

export interface AlarmChange {
  readonly raised: readonly AlarmNow[];
  readonly ended: readonly {
    readonly alarm: Pick<Alarm, "cause" | "about" | "dossiers">;
    readonly because: "answered" | "replaced";
  }[];
}

/** From those that were told to those that hold at `at`. */
export const alarmChange = (
  told: readonly (Alarm & { readonly at: Instant })[],
  now: readonly AlarmNow[],
  at: Instant,
): AlarmChange => {
  const before = new Map(told.map((alarm) => [alarmKey(alarm), alarm]));
  const after = new Set(now.map(alarmKey));
  return {
    raised: now.flatMap((alarm) => {
      const known = before.get(alarmKey(alarm));
      if (!known) return [alarm];
      const isTime = at >= known.at + againMs(alarm.cause);
      return isTime && hasMore(known, alarm) ? [{ ...alarm, again: true }] : [];
    }),
    ended: told
      .filter((a) => !after.has(alarmKey(a)))
      .map((alarm) => ({
        alarm,
        because: after.has(`${graver[alarm.cause] ?? ""} ${alarm.about}`) ? "replaced" : "answered",
      })),
  };
};

/** Whom nobody was told of: another employer is late while the alarm about the first one is open. */
const hasMore = (told: Alarm, { count, deposits }: Alarm): boolean =>
  count > told.count ||
  (told.deposits.length < shownMax && deposits.some((one) => !told.deposits.includes(one)));

/** Deadlines cannot wait; of late answers, one word a day is enough. A silence is one thing, however many wait for its end. */
const againMs = (cause: AlarmCause): number => {
  switch (cause) {
    case "ar-silence":
      return Number.POSITIVE_INFINITY;
    case "ar-late":
      return limits.alarmAnswersAgainMs;
    case "deadline-near":
    case "deadline-passed":
    case "not-produced":
      return limits.alarmDeadlinesAgainMs;
  }
};

/** What an alarm becomes when nothing is done. */
const graver: Readonly<Partial<Record<AlarmCause, AlarmCause>>> = {
  "ar-late": "ar-silence",
  "deadline-near": "deadline-passed",
};
