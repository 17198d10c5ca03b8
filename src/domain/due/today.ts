/**
 * What must leave today: what has a deadline whose latest safe hour falls before tonight, in the order in which somebody must
 * act. Pure over what the day's report has gathered; the command and the report say the same.
 */

import { addDays, dayOf, instantIn, type Zone } from "../calendar/zoned-time.ts";
import type { Deposit } from "../deposit.ts";
import type { TodayDue } from "../facts/due.ts";
import type { FaultCode } from "../faults.ts";
import type { DepositId, Instant } from "../ids.ts";
import { awaitsResending } from "../message.ts";
import { type Situation, type SituationIs, situationOf } from "../rollup.ts";
import type { Awaited } from "./awaited.ts";
import type { Lost } from "./lost.ts";
import type { NotProduced } from "./series.ts";

/** A return that is expected and was not dropped, and why: it came every period, or an adhesion says so. */
export type Gap = NotProduced &
  (
    | { readonly because: "habit" }
    | {
        readonly because: "adhesion";
        /** As the register calls the organism, and the employers. */
        readonly name: string;
        readonly who: readonly string[];
      }
  );

/** A gap, and by when it must be filled. */
export type ExpectedReturn = Gap & {
  readonly deadline?: Instant;
  readonly safeHour?: Instant;
};

interface Timed {
  readonly dossier: string;
  /** Declarations, or employers of an expected return. */
  readonly count: number;
  readonly deadline?: Instant;
  readonly safeHour?: Instant;
  /** Before this, for the payment date that the file asks for. */
  readonly askedBy?: Instant;
}

export type TodayItem =
  | (Timed & {
      /** `blocked`: somebody must act first. `leaving`: the agent sends it. `unanswered`: it left, and nobody has answered. */
      readonly is: "blocked" | "leaving" | "unanswered";
      readonly deposit: DepositId;
      readonly file: string;
      /** Empty when it was never ruled. */
      readonly address: string;
      readonly situation: Situation;
      /** Why it is held. */
      readonly held?: FaultCode;
    })
  | (Timed & { readonly is: "expected"; readonly expected: ExpectedReturn });

export interface TodayInput {
  readonly now: Instant;
  readonly zone: Zone;
  readonly deposits: readonly Deposit[];
  readonly awaited: ReadonlyMap<DepositId, readonly Awaited[]>;
  /** What waits for nothing any more: rejected, refused. */
  readonly lost: readonly Lost[];
  readonly expected: readonly ExpectedReturn[];
}

/** By the latest safe hour; what has no deadline comes last. */
export const todayItems = (input: TodayInput): readonly TodayItem[] => {
  const { now, zone } = input;
  const tonight = instantIn(zone, addDays(dayOf(now, zone), 1), "00:00") ?? now;
  const isDue = (item: Timed): boolean => hourOf(item) < tonight;
  return [
    ...input.deposits
      .flatMap((d) => (input.awaited.get(d.id) ?? []).flatMap((awaited) => open(d, awaited)))
      .filter(isDue),
    ...input.lost.map(lost).filter(isDue),
    ...input.expected
      .map((e): TodayItem => ({ is: "expected", expected: e, ...timed(e, e.clients) }))
      // Without a calendar nobody knows its hour: it is told because it is late by habit.
      .filter((item) => item.deadline === undefined || isDue(item)),
  ].toSorted((a, b) => hourOf(a) - hourOf(b) || place(a).localeCompare(place(b), "fr"));
};

/** The earliest hour at which something of it is lost. */
const hourOf = ({ safeHour, deadline, askedBy }: Timed): Instant =>
  Math.min(
    safeHour ?? Number.MAX_SAFE_INTEGER,
    deadline ?? Number.MAX_SAFE_INTEGER,
    askedBy ?? Number.MAX_SAFE_INTEGER,
  );

const place = (item: TodayItem): string =>
  item.is === "expected"
    ? `${item.dossier} ${item.expected.organism}`
    : `${item.deposit} ${item.address}`;

const timed = (about: Omit<Timed, "count" | "askedBy">, count: number): Timed => ({
  dossier: about.dossier,
  count,
  ...(about.deadline === undefined ? {} : { deadline: about.deadline }),
  ...(about.safeHour === undefined ? {} : { safeHour: about.safeHour }),
});

/** Of a file that was cut, each mail by itself: one may be late while another is registered. */
const open = (d: Deposit, awaited: Awaited): readonly TodayItem[] => {
  if (awaited.unanswered === 0) return [];
  const stands = situationOf(d, awaited.message);
  return [
    {
      ...timed(awaited, awaited.unanswered),
      // Once it has left, the payment date is held, or no longer.
      ...(awaited.sent === undefined && awaited.askedBy !== undefined
        ? { askedBy: awaited.askedBy }
        : {}),
      is:
        awaited.sent === undefined || leavesAgain(d, awaited)
          ? byItself.has(stands.is)
            ? "leaving"
            : "blocked"
          : "unanswered",
      deposit: d.id,
      file: d.claimed.name,
      address: awaited.address,
      situation: stands,
      ...(d.stage.is === "held" && d.heldBy === undefined ? { held: d.stage.hold.because } : {}),
    },
  ];
};

/** Somebody ordered it to be sent again: what matters is whether that copy goes, not that nobody answered the first. */
const leavesAgain = (d: Deposit, { message }: Awaited): boolean =>
  d.messages.some((m) => m.id === message && awaitsResending(m));

/** Nobody has to do anything for these to leave. */
const byItself: ReadonlySet<SituationIs> = new Set([
  "pris-en-charge",
  "a-envoyer",
  "envoi-en-cours",
  "nouvel-essai",
]);

const lost = ({ deposit, message, address, count, deadline, safeHour }: Lost): TodayItem => ({
  ...timed({ dossier: deposit.claimed.dossier, deadline, safeHour }, count),
  is: "blocked",
  deposit: deposit.id,
  file: deposit.claimed.name,
  address,
  situation: situationOf(deposit, message),
});

const namedMax = 20;

/** By dossier, in the order of `todayItems`. */
export const todayDue = (items: readonly TodayItem[], now: Instant): readonly TodayDue[] =>
  [...new Set(items.map((item) => item.dossier))].map((dossier) => {
    const own = items.filter((item) => item.dossier === dossier);
    const asking = own.filter((item) => item.is !== "leaving");
    const before = Math.min(...own.map(hourOf));
    return {
      dossier,
      asking: asking.length,
      leaving: own.length - asking.length,
      ...(before === Number.MAX_SAFE_INTEGER ? {} : { before }),
      passed: own.filter((item) => (item.deadline ?? Number.MAX_SAFE_INTEGER) <= now).length,
      deposits: own.flatMap((i) => (i.is === "expected" ? [] : [i.deposit])).slice(0, namedMax),
    };
  });
