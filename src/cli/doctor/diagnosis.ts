/** One thing that was looked at on this machine, and what to do about it when it is not good. */
import type { Settings } from "../../config/settings.ts";
import type { Refusal } from "../../foundation/refusal.ts";
import type { Context } from "../command.ts";
import type { Language } from "../io.ts";

/** `not-looked` is no verdict: it says why nobody knows. */
export type Verdict = "good" | "warning" | "wrong" | "not-looked";

export interface Diagnosis {
  readonly is: Verdict;
  /** For programs, the same in every version: `data-folder`. */
  readonly check: Check;
  /** What was looked at: a path, an identity, a program. */
  readonly about: string;
  readonly said: string;
  /** What to do; absent when it is good. */
  readonly next?: string;
}

/** In the order in which they are looked at. */
export type Check =
  | "program"
  | "time-zone"
  | "clock"
  | "mail-worker"
  | "settings"
  | "user"
  | "data-folder"
  | "disk"
  | "journal"
  | "reports"
  | "receipt-folder"
  | "log"
  | "dossier"
  | "rules"
  | "watching"
  | "sealing"
  | "printing"
  | "agent"
  | "page"
  | "authenticity"
  | "identity";

/** A refusal's first line is what is wrong, the others what to do. */
export const toldBy = (refusal: Refusal, language: Language): Pick<Diagnosis, "said" | "next"> => {
  const [said = "", ...next] = refusal.in(language).split("\n");
  return { said, ...(next.length > 0 ? { next: next.join(" ") } : {}) };
};

export type Say = (fr: string, en: string) => string;

export const sayIn =
  (language: Language): Say =>
  (fr, en) =>
    language === "fr" ? fr : en;

/** What each look is given. */
export interface Patient {
  readonly context: Context;
  readonly settings: Settings;
  readonly say: Say;
  readonly language: Language;
}

export type Looks = AsyncIterable<Diagnosis>;
