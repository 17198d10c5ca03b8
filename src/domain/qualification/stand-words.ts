/** Where a path stands, in words: the command line and the page say the same. */
import type { PathStep } from "./path.ts";
import type { StepIs } from "./stand.ts";

export interface StandWords {
  readonly by: (declarant: string) => string;
  readonly is: Readonly<Record<StepIs, string>>;
  readonly complete: string;
  readonly attested: (on: string, by: string) => string;
  readonly overridden: (by: string, reason: string) => string;
  readonly optional: string;
  /** How long a step is given: « 10 jours ». */
  readonly lasts: (lasts: NonNullable<PathStep["lasts"]>) => string;
}

export const standWords: Readonly<Record<"fr" | "en", StandWords>> = {
  fr: {
    by: (declarant) => `par ${declarant}`,
    is: {
      open: "à faire",
      awaiting: "envoyé, accusé attendu",
      refused: "à renvoyer : refusé ou non parti",
      "to-read": "accusé à lire",
      done: "fait",
    },
    complete: "qualifié : le réel est ouvert",
    attested: (on, by) => `qualifié par attestation du ${on} (${by})`,
    overridden: (by, reason) => `réel ouvert par ${by} : ${reason}`,
    optional: "ne retient rien",
    lasts: ({ count, unit }) => `${count} ${count < 2 ? unit.slice(0, -1) : unit}`,
  },
  en: {
    by: (declarant) => `by ${declarant}`,
    is: {
      open: "to do",
      awaiting: "sent, receipt awaited",
      refused: "to be sent again: refused, or never left",
      "to-read": "receipt to be read",
      done: "done",
    },
    complete: "qualified: real is open",
    attested: (on, by) => `qualified by attestation of ${on} (${by})`,
    overridden: (by, reason) => `real opened by ${by}: ${reason}`,
    optional: "nothing waits for it",
    lasts: ({ count, unit }) =>
      `${count} ${unit === "jours" ? "day" : "hour"}${count < 2 ? "" : "s"}`,
  },
};
