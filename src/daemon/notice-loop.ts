/**
 * Tells people what happened: events of a while go in one notice, so many notices an hour at most, each event
 * once per channel, whatever restarts. What could not be told goes with the next notice.
 */

import { byCause } from "../domain/by-cause.ts";
import type { Recorded } from "../domain/facts.ts";
import type { DepositId, Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { healthEvent, type NoticeEvent, noticeEvent, noticeOf } from "../domain/notices.ts";
import { believed } from "../domain/receipt/believed.ts";
import { agentFacts } from "../journey/agent-facts.ts";
import type { World } from "../journey/world.ts";
import { unlessDamaged } from "../ports/journal-damage.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { Problem, Problems } from "./problems.ts";

export interface NoticeOptions {
  readonly notifiers: readonly Notifier[];
  readonly digestMinutes: number;
  readonly perHour: number;
  /** Of the organism at this address. */
  readonly contactOf: (address: string) => string | undefined;
}

export interface NoticeParts extends NoticeOptions {
  readonly world: Pick<World, "journal" | "clock" | "log">;
  readonly problems: Problems;
}

/** What is known of one channel. */
export interface Channel {
  readonly notifier: Notifier;
  /** Told up to this fact. */
  upTo: number;
  /** When it was told, the last hour's. */
  told: Instant[];
  /** Health items it was told of. */
  health: Set<string>;
  notBefore: Instant;
}

const hourMs = 3_600_000;
const againMs = 300_000;

export const openChannels = async (parts: NoticeParts): Promise<readonly Channel[]> => {
  const { journal, clock } = parts.world;
  const notified = await agentFacts(journal, "notified");
  const channels: Channel[] = [];
  for (const notifier of parts.notifiers) {
    const own = notified.filter((f) => f.channel === notifier.channel);
    const told = own.filter((f) => f.events > 0).map((f) => f.at);
    const last = own.at(-1)?.upTo ?? (await begin(parts, notifier));
    channels.push({
      notifier,
      upTo: last,
      told: told.filter((at) => at > clock.now() - hourMs),
      health: new Set(),
      notBefore: 0,
    });
  }
  return channels;
};

/** A channel that is new hears of what comes, not of the whole journal. */
const begin = async ({ world }: NoticeParts, { channel }: Notifier): Promise<number> => {
  const recent = await world.journal.find({ by: "recent" }, limits.batchMax);
  const upTo = Math.max(0, ...recent.map((d) => d.lastSeq));
  await world.journal.transact((t) => t.append({ is: "notified", channel, upTo, events: 0 }));
  return upTo;
};

export const noticeLoop = async (
  parts: NoticeParts & { readonly wait: (signal: AbortSignal) => Promise<void> },
  signal: AbortSignal,
): Promise<void> => {
  const channels = await openChannels(parts);
  while (!signal.aborted) {
    for (const channel of channels) await noticeRound(parts, channel, signal);
    await parts.wait(signal);
  }
};

export const noticeRound = async (
  parts: NoticeParts,
  channel: Channel,
  signal: AbortSignal,
): Promise<void> => {
  const { world, problems } = parts;
  const now = world.clock.now();
  if (now < channel.notBefore) return;
  const gathered = await gather(parts, channel);
  const open = problems.list();
  const lasting = open.filter((p) => isNews(p, channel, { now, parts }));
  const events = [...gathered.events, ...byCause(lasting).map(healthEvent)];
  const stillOpen = new Set(open.map(keyOf));
  for (const key of channel.health) if (!stillOpen.has(key)) channel.health.delete(key);
  const [first] = events.toSorted((a, b) => a.at - b.at);
  if (!first || now < first.at + parts.digestMinutes * 60_000) return;
  channel.told = channel.told.filter((at) => at > now - hourMs);
  if (channel.told.length >= parts.perHour) return;
  const notice = noticeOf(events, { upTo: gathered.upTo, at: now });
  const end = await channel.notifier.notify(notice, signal);
  if (end.is === "failed") {
    channel.notBefore = now + againMs;
    problems.raise("notify-failed", channel.notifier.channel, end.said);
    return;
  }
  await world.journal.transact((t) =>
    t.append({
      is: "notified",
      channel: channel.notifier.channel,
      upTo: gathered.upTo,
      events: events.length,
    }),
  );
  channel.upTo = gathered.upTo;
  channel.told.push(now);
  for (const p of lasting) channel.health.add(keyOf(p));
  problems.clear(channel.notifier.channel, "notify-failed");
};

/** Alarms are facts and are told as such; a failing notice cannot tell of itself. */
const isNews = (
  p: Problem,
  channel: Channel,
  about: { readonly now: Instant; readonly parts: NoticeParts },
): boolean =>
  channel.notifier.dossiers === undefined &&
  !toldAsFacts.has(p.code) &&
  !channel.health.has(keyOf(p)) &&
  about.now >= p.since + about.parts.digestMinutes * 60_000;

const toldAsFacts = new Set<Problem["code"]>([
  "ar-late",
  "ar-silence",
  "deadline-near",
  "deadline-passed",
  "not-produced",
  "key-expiring",
  "key-expiring-soon",
  "key-expired",
  "notify-failed",
]);

const keyOf = (p: Problem): string => `${p.code} ${p.about}`;

const gather = async (
  parts: NoticeParts,
  channel: Channel,
): Promise<{ readonly events: readonly NoticeEvent[]; readonly upTo: number }> => {
  const { journal } = parts.world;
  const events: NoticeEvent[] = [];
  let upTo = channel.upTo;
  for (;;) {
    const facts = await journal.facts({ after: upTo, readable: true }, limits.alarmBatchMax);
    for (const fact of facts) {
      const event = await eventOf(parts, fact);
      const own = event && concerning(event, channel.notifier);
      if (own) events.push(own);
    }
    upTo = facts.at(-1)?.seq ?? upTo;
    // Nothing to tell: what was read need not be read again.
    if (events.length === 0) channel.upTo = upTo;
    if (facts.length < limits.alarmBatchMax) return { events, upTo };
  }
};

const eventOf = async (
  { world, contactOf }: NoticeParts,
  fact: Recorded,
): Promise<NoticeEvent | undefined> => {
  // Without its deposit, as if nothing vouched for it: what it may tell, it tells below.
  const quick = noticeEvent(fact, { contactOf });
  if (!quick || !("deposit" in fact)) return quick;
  const deposit = await unlessDamaged(world.journal.deposit(fact.deposit satisfies DepositId));
  const trust = deposit && fact.is === "receipt-matched" ? believed(deposit, fact) : undefined;
  return noticeEvent(fact, { contactOf, believed: trust, dossier: deposit?.claimed.dossier });
};

/** What this channel may hear of it: a client hears of its own dossiers only, and of no other's deposits. */
const concerning = (event: NoticeEvent, notifier: Notifier): NoticeEvent | undefined => {
  const mine = event.dossiers.filter(
    (d) => (notifier.dossiers?.includes(d) ?? true) && !notifier.not?.includes(d),
  );
  if (event.dossiers.length > 0 && mine.length === 0) return undefined;
  if (event.dossiers.length === 0 && notifier.dossiers !== undefined) return undefined;
  const whole = mine.length === event.dossiers.length;
  return whole
    ? event
    : { ...event, dossiers: mine, deposits: [], what: event.apart ?? event.what };
};
