/** What facts keep of what is due: an alarm, a kind of return, a day in numbers. What they are computed from is `domain/due/`. */
import type { DepositId, Instant } from "../ids.ts";

export const alarmCauses = [
  /** Answers are late, and this organism answered others meanwhile. */
  "ar-late",
  /** Nobody at this address has answered anything for two days. */
  "ar-silence",
  /** After this hour there is no time left to send again. */
  "deadline-near",
  /** The deadline has passed without any answer. */
  "deadline-passed",
  /** A return that came every period has not come. */
  "not-produced",
] as const;
export type AlarmCause = (typeof alarmCauses)[number];

export interface Alarm {
  readonly cause: AlarmCause;
  /** Address, or dossier and series: what the alarm is about. */
  readonly about: string;
  readonly dossiers: readonly string[];
  /** Oldest first, at most `shownMax`; `count` says how many declarations. */
  readonly deposits: readonly DepositId[];
  readonly count: number;
  /** The instant that made it true. */
  readonly due: Instant;
  /** When this organism was last heard of; absent: never. */
  readonly heard?: Instant;
  /** The organism's address, when the alarm is about one. */
  readonly address?: string;
  /** It was told before, and others joined it since. */
  readonly again?: true;
}

/** A return that comes back every period. */
export interface Series {
  readonly dossier: string;
  /** Keyed hash of the SIRET: the same client, told to nobody. */
  readonly client: string;
  /** As the file names it. */
  readonly organism: string;
  readonly form: string;
  /** As the file writes it. */
  readonly period: string;
}

/** What one dossier has to send today, in numbers: it is told by roads on which nobody may be named. */
export interface TodayDue {
  readonly dossier: string;
  /** Deposits and returns that somebody must do something for; the others leave by themselves. */
  readonly asking: number;
  readonly leaving: number;
  /** The first hour at which something is lost; absent: no calendar knows one. */
  readonly before?: Instant;
  /** Deadlines that are over. */
  readonly passed: number;
  readonly deposits: readonly DepositId[];
}
