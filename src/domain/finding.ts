/** What a check says of a file: where, what, and what to do. The text lives in the catalogue. */
import type { FindingCode } from "./findings.ts";

/** `not-checked`: the check could not be made; its text says why, and the report must show it. */
export type Severity = "blocking" | "warning" | "not-checked" | "information";

/** 1-based places; only those that make sense for the format are present. */
export interface Place {
  readonly line?: number;
  readonly column?: number;
  readonly segment?: number;
  /** Element of the segment: the first one after the tag is 1. */
  readonly element?: number;
  /** The field or element's name as people of the trade say it. */
  readonly field?: string;
  /** Position of the declaration concerned. */
  readonly declaration?: number;
}

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly place: Place;
  /** The offending value; the reader masks personal values before putting them here. */
  readonly value?: string;
  /** What was expected, when it can be said in a few characters. */
  readonly expected?: string;
  /** A warning where nothing real leaves: in a dossier in real mode it would block. */
  readonly blocksInReal?: true;
  /** How many more of this code and severity were found and not kept. */
  readonly more?: number;
}

export const isBlocking = (findings: readonly Finding[]): boolean =>
  findings.some((f) => f.severity === "blocking");

const shownCharsMax = 60;

/** A value of the file made fit to be shown: one short line. */
export const shown = (text: string): string =>
  text.replace(/\s+/gu, " ").trim().slice(0, shownCharsMax);

const codeCharsMax = 5;

/** A code of a list: short enough to say nothing of anybody; what is longer is none, and stays masked. */
export const codeShown = (text: string): string =>
  text.length > codeCharsMax ? masked(text) : shown(text);

/** The characters of a text that do not fit, each once: they say what to remove and nothing of the rest. */
export const strange = (text: string, fits: RegExp): string =>
  shown(
    [...new Set(text)]
      .filter((one) => !fits.test(one))
      .map(visible)
      .join(" "),
  );

const names: Readonly<Record<string, string>> = {
  "\t": "tabulation",
  "\u00a0": "espace insécable",
  "\u202f": "espace fine insécable",
};

/** What no eye can see is named, or no one could look for it. */
const visible = (one: string): string => {
  if (!/[\s\p{Cc}\p{Cf}]/u.test(one)) return one;
  const code = one.codePointAt(0) ?? 0;
  return names[one] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
};

/** A date or an hour that is not a person's own; what is not written like one may be anything, and is masked. */
export const calendarShown = (text: string): string =>
  /^[\d/:. -]{1,10}$/u.test(text) ? shown(text) : masked(text);

/** A personal value: its length can be seen, not its content, and nobody takes the mask for what was read. */
export const masked = (text: string): string => shown(text).replace(/[\p{L}\d]/gu, "•");
