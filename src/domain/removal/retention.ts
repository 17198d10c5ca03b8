/**
 * How long each kind of content is kept. Facts stay for ever; only bytes go, when a person asks for it
 * (`facteur purge`). No source of ours gives a number of years (seed 002 §3.3.8: « pendant le délai fixé par chaque
 * famille d'OPS »), so the defaults are the product's own.
 */
import type { Instant } from "../ids.ts";

/**
 * `originals`: the file taken, what was read in it and found wrong, and its copy in `traites/` or `rejetes/`.
 * `mails`: the frozen mail and the rule as applied. `receipts`: received mails, their text and files.
 * `reports`: what stands in the reports folder.
 */
export const keptKinds = ["originals", "mails", "receipts", "reports"] as const;
export type KeptKind = (typeof keptKinds)[number];

export interface Span {
  readonly count: number;
  readonly unit: "days" | "years";
}

export type Retention = Readonly<Record<KeptKind, Span>>;

/** `10 years`, `400 days`. */
export const spanPattern = "^[1-9][0-9]{0,4} (days|years)$";

export const spanOf = (text: string): Span => {
  const [, count, unit] = /^(\d+) (days|years)$/u.exec(text) ?? [];
  if (count === undefined || (unit !== "days" && unit !== "years"))
    throw new Error(`not a span of time: ${text}`);
  return { count: Number(count), unit };
};

/** What was last touched before this instant is kept no longer. A year is one of the calendar. */
export const keptSince = (now: Instant, { count, unit }: Span): Instant => {
  if (unit === "days") return now - count * dayMs;
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() - count);
  return date.getTime();
};

const dayMs = 86_400_000;

/** The kinds that need not be kept any more of something that ended at `ended`. */
export const dueKinds = (
  ended: Instant,
  about: { readonly retention: Retention; readonly now: Instant; readonly before?: Instant },
): readonly KeptKind[] =>
  ended >= (about.before ?? Number.POSITIVE_INFINITY)
    ? []
    : keptKinds.filter((kind) => ended < keptSince(about.now, about.retention[kind]));
