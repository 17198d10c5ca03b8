/**
 * The day's report (compte rendu du jour), of one dossier or of all: what needs a person first, then every
 * deposit that lived that day or still waits. Plain values: the JSON report is this model as it stands
 * (`docs/day-report-schema.json`).
 */

import type { AlarmCause } from "../facts/due.ts";
import type { DepositId } from "../ids.ts";
import type { AdhesionNews } from "../register/adhesion-news.ts";
import type { NextStep, SituationIs } from "../rollup.ts";
import type { Tone } from "../situations.ts";
import type { Chart } from "./chart.ts";
import type { SummaryFrame, When } from "./deposit.ts";
import type { TodayLine } from "./today.ts";

export interface DayModel extends SummaryFrame {
  /** `2026-11-21` */
  readonly day: string;
  readonly dayText: string;
  readonly counts: DayCounts;
  /** What must leave before tonight, by the latest safe hour; empty on another day than today. */
  readonly today: readonly TodayLine[];
  readonly alarms: readonly AlarmLine[];
  /** Of the firm's page of today, where the register knows of any. */
  readonly adhesions?: readonly AdhesionLine[];
  readonly groups: readonly DayGroup[];
  readonly charts: readonly Chart[];
}

/** Declarations of the deposits told, but `deposits` and `held`. */
export interface DayCounts {
  readonly deposits: number;
  readonly registered: number;
  readonly refused: number;
  /** Waiting beyond the expected delay; they are counted in `waiting` too. */
  readonly late: number;
  readonly waiting: number;
  readonly toConfirm: number;
  /** Deposits that wait for a person before leaving. */
  readonly held: number;
}

export interface AlarmLine {
  readonly cause: AlarmCause;
  readonly about: string;
  /** As the firm calls the organism that it is about (settings `organisms`). */
  readonly name?: string;
  readonly what: string;
  readonly next: string;
  readonly since: When;
  readonly count: number;
  readonly deposits: readonly DepositId[];
  readonly heard?: When;
  /** Whom to call (settings `organisms`). */
  readonly contact?: string;
}

export interface AdhesionLine {
  readonly is: AdhesionNews["is"];
  readonly tone: Tone;
  readonly employer: string;
  readonly siret: string;
  /** The register's code. */
  readonly organism: string;
  readonly on?: string;
  readonly what: string;
  readonly todo: string;
}

export interface DayGroup {
  readonly dossier: string;
  readonly entries: readonly DayEntry[];
}

export interface DayEntry {
  readonly deposit: DepositId;
  readonly file: string;
  readonly claimed: When;
  readonly is: SituationIs;
  readonly tone: Tone;
  readonly title: string;
  readonly sentence: string;
  readonly next: NextStep;
  readonly todo: string;
  /** « accusé de niveau 3 attendu avant le … » when it is overdue. */
  readonly late?: string;
  readonly notice?: string;
  /** Where its own report is, relative to the reports folder, without its ending. */
  readonly report: string;
}
