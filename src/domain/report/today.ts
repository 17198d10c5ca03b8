/** What must leave today, for people and programs: `facteur today`, and the first section of the day's report. */

import type { TodayItem } from "../due/today.ts";
import type { DepositId } from "../ids.ts";
import type { Tone } from "../situations.ts";
import type { SummaryFrame, When } from "./deposit.ts";

export interface TodayModel extends SummaryFrame {
  readonly day: string;
  readonly dayText: string;
  readonly lines: readonly TodayLine[];
}

export interface TodayLine {
  readonly is: TodayItem["is"];
  readonly tone: Tone;
  readonly dossier: string;
  /** A file, or a return that is expected. */
  readonly what: string;
  /** As the firm calls it, else its address or number; empty when nobody knows. */
  readonly organism: string;
  readonly count: number;
  readonly deposit?: DepositId;
  readonly deadline?: When;
  /** The latest hour at which somebody can still act. */
  readonly safeHour?: When;
  /** Before this, for the payment date that the file asks for. */
  readonly askedBy?: When;
  readonly passed: boolean;
  readonly state: string;
  readonly todo: string;
  /** Whom to call (settings `organisms`). */
  readonly contact?: string;
}
