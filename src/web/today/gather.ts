/** What today's page tells: how many deposits are where, what waits for a person and in which order, the latest ones. */

import { frenchCalendar } from "../../domain/calendar/working-days.ts";
import { dayOf, instantIn, paris } from "../../domain/calendar/zoned-time.ts";
import { correctionOf } from "../../domain/correction.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { awaitedOf } from "../../domain/due/awaited.ts";
import type { OpenAlarm } from "../../domain/due/open-alarms.ts";
import { alarmCauses } from "../../domain/facts/due.ts";
import type { ClientHold } from "../../domain/hold/client.ts";
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { type SituationIs, situation } from "../../domain/rollup.ts";
import { type Group, groups, statesOf } from "../deposits/groups.ts";
import type { PageProblem, PageWorld } from "../world.ts";

export interface Need {
  readonly deposit: Deposit;
  /** The latest safe hour to decide, when there is one. */
  readonly until?: Instant;
}

export interface Today {
  readonly now: Instant;
  readonly counts: Readonly<Record<Group, number>>;
  /** Declarations without their receipt in time. */
  readonly late: number;
  readonly alarms: readonly OpenAlarm[];
  readonly needs: readonly Need[];
  /** There are more than are listed. */
  readonly more: boolean;
  readonly toAssign: number;
  readonly problems: readonly PageProblem[];
  readonly held: readonly ClientHold[];
  readonly latest: readonly Deposit[];
}

const latestShown = 12;

export const gatherToday = async (page: PageWorld): Promise<Today> => {
  const { journal, clock, holds } = page.world;
  const now = clock.now();
  const midnight = instantIn(paris, dayOf(now, paris), "00:00") ?? now;
  const open = await journal.tally(statesOf("leaving", "sent", "read", "uncertain", "held"));
  const moved = await journal.tally(statesOf("registered", "refused", "ended"), midnight);
  const all = new Map([...open, ...moved]);
  const count = (group: Group): number =>
    statesOf(group).reduce((sum, is) => sum + (all.get(is) ?? 0), 0);
  const needs = await needsOf(page, now);
  const alarms = await page.alarms();
  const receipts = await journal.receipts({ state: "to-assign" }, limits.pageNeedsMax);
  const unread = await journal.receipts({ state: "poison" }, limits.pageNeedsMax);
  return {
    now,
    counts: Object.fromEntries(groups.map((g) => [g, count(g)])) as Record<Group, number>,
    late: alarms.reduce((sum, a) => sum + (lateCauses.has(a.cause) ? a.count : 0), 0),
    alarms,
    needs: needs.slice(0, limits.pageNeedsMax),
    more: needs.length > limits.pageNeedsMax,
    toAssign: receipts.length + unread.length,
    problems: page.problems().filter((p) => !toldElsewhere.has(p.code)),
    held: holds.open,
    latest: (await journal.find({ by: "recent" }, latestShown)).map((d) => holds.over(d)),
  };
};

/** Deposits, receipts and alarms, which this page tells by themselves. */
const toldElsewhere: ReadonlySet<string> = new Set([
  ...alarmCauses,
  "receipt-to-assign",
  "mail-unreadable",
  "receipt-pending",
  "message-uncertain",
]);

const lateCauses: ReadonlySet<string> = new Set(["ar-late", "ar-silence", "deadline-passed"]);

/** Most pressing first: nothing else may be lost by waiting. */
const pressing: readonly (readonly SituationIs[])[] = [
  ["corrompu"],
  ["incertain", "contradictoire"],
  ["non-remis", "refuse-par-le-serveur"],
  ["retenu", "en-attente-de-regle", "suspendu"],
  ["refuse", "partiel"],
  ["rejete", "incomplet"],
  ["a-lire", "enregistre-a-confirmer", "refuse-a-confirmer"],
];

const needsOf = async (page: PageWorld, now: Instant): Promise<readonly Need[]> => {
  const { journal, dossiers } = page.world;
  const since = {
    refused: { movedSince: now - limits.pageRefusedMs },
    rejected: { movedSince: now - limits.pageRejectedMs },
  };
  const asked = [
    { states: [...statesOf("read", "uncertain", "held"), "corrompu"] as const },
    {
      states: ["refuse", "partiel", "non-remis", "refuse-par-le-serveur"] as const,
      ...since.refused,
    },
    { states: ["rejete", "incomplet"] as const, ...since.rejected },
  ];
  const found: Deposit[] = [];
  for (const search of asked)
    found.push(...(await journal.find({ by: "search", ...search }, limits.pageNeedsMax + 1)));
  const needs: (Need & { readonly rank: number })[] = [];
  for (const deposit of found) {
    if (correctionOf(deposit)?.left === 0 || (await isDroppedAgain(page, deposit))) continue;
    const calendar = dossiers.get(deposit.claimed.dossier)?.calendar ?? frenchCalendar;
    const hours = awaitedOf(deposit, calendar).flatMap((a) => a.safeHour ?? []);
    const until = hours.length > 0 ? Math.min(...hours) : undefined;
    const { is } = situation(deposit);
    const rank = pressing.findIndex((states) => states.includes(is));
    needs.push({ deposit, rank, ...(until === undefined ? {} : { until }) });
  }
  return needs.sort(
    (a, b) =>
      a.rank - b.rank ||
      (a.until ?? Number.MAX_SAFE_INTEGER) - (b.until ?? Number.MAX_SAFE_INTEGER) ||
      b.deposit.claimed.seq - a.deposit.claimed.seq,
  );
};

/** What ended without being sent is over once the same bytes were dropped again. */
const isDroppedAgain = async (
  { world }: PageWorld,
  { claimed, stage }: Deposit,
): Promise<boolean> => {
  if (stage.is === "held") return false;
  const { dossier, sha256, mode, seq } = claimed;
  const same = await world.journal.find({ by: "bytes", dossier, sha256, mode }, limits.batchMax);
  return same.some((d) => d.claimed.seq > seq && d.stage.is !== "duplicate");
};
