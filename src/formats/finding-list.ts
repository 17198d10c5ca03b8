/**
 * Collects findings up to a limit, so that a hostile file cannot make a report of a gigabyte. What
 * blocks is never pushed out by what only warns.
 */
import type { Finding } from "../domain/finding.ts";
import { limits } from "../domain/limits.ts";

export interface FindingList {
  add(finding: Finding): void;
  /** In the order of the file. */
  all(): readonly Finding[];
}

interface Kept {
  readonly order: number;
  readonly finding: Finding;
}

export const findingList = (): FindingList => {
  const blocking: Kept[] = [];
  const others: Kept[] = [];
  let order = 0;
  return {
    add: (finding) => {
      const kept = finding.severity === "blocking" ? blocking : others;
      order += 1;
      if (kept.length < limits.findingsMax) kept.push({ order, finding });
    },
    all: () =>
      [...blocking, ...others.slice(0, limits.findingsMax - blocking.length)]
        .sort((a, b) => a.order - b.order)
        .map((kept) => kept.finding),
  };
};

/** In a file of fixed columns, a character of two bytes shifts everything after it. */
export const shiftedByUtf8: Finding = {
  code: "structure-invalide",
  severity: "blocking",
  place: {},
  value: "UTF-8",
  expected: "un octet par caractère",
};

const shownCharsMax = 60;

/** A value of the file made fit to be shown: one short line. */
export const shown = (text: string): string =>
  text.replace(/\s+/gu, " ").trim().slice(0, shownCharsMax);

/** A personal value: its length and kind can be seen, not its content. */
export const masked = (text: string): string =>
  shown(text).replace(/\p{L}/gu, "X").replace(/\d/gu, "9");
