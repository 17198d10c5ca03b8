/**
 * The segments of one message against a table: each stands after the one before it, not more often
 * than it may, and none that must be there is skipped. A segment that fits nowhere is told and passed
 * over, so that one foreign segment does not condemn the rest.
 */
import type { Finding } from "../../domain/finding.ts";
import { shown } from "../../domain/finding.ts";
import type { Entry, MessageTable } from "./copaym.ts";

export interface TaggedSegment {
  readonly tag: string;
  readonly number: number;
}

/** One level of the table that is being read. */
interface Level {
  readonly entries: readonly Entry[];
  /** Entry that the last segment matched, and how often so far. */
  at: number;
  times: number;
}

/** Findings of one message; few are enough to see that the table is another one. */
const findingsMax = 10;

export const checkOrder = (
  segments: readonly TaggedSegment[],
  table: MessageTable,
  declaration: number,
): readonly Finding[] => {
  const found: Finding[] = [];
  const tell = (segment: TaggedSegment, expected: string): void => {
    if (found.length >= findingsMax) return;
    found.push({
      code: "ordre-inattendu",
      severity: table.published ? "warning" : "information",
      place: { segment: segment.number, declaration },
      value: shown(segment.tag),
      expected,
    });
  };
  let levels: readonly Level[] = [{ entries: table.entries, at: 0, times: 0 }];
  for (const segment of segments) {
    const next = step(levels, segment.tag);
    if (next === undefined) tell(segment, `place dans ${table.name}`);
    else {
      for (const tag of next.skipped) tell(segment, `${tag} avant`);
      levels = next.levels;
    }
  }
  return found;
};

interface Step {
  readonly levels: readonly Level[];
  readonly skipped: readonly string[];
}

/** Tries the innermost level first, then the ones around it; undefined when none has the tag. */
const step = (levels: readonly Level[], tag: string): Step | undefined => {
  for (let depth = levels.length - 1; depth >= 0; depth -= 1) {
    const level = levels[depth];
    const found = level === undefined ? undefined : findIn(level, tag);
    if (level === undefined || found === undefined) continue;
    const inner = levels.slice(depth + 1).flatMap((left) => missing(left, left.entries.length));
    const moved: Level = { entries: level.entries, at: found.at, times: found.times };
    const entry = level.entries[found.at];
    const opened: readonly Level[] =
      entry?.group === undefined ? [] : [{ entries: entry.group, at: 0, times: 0 }];
    return {
      levels: [...levels.slice(0, depth), moved, ...opened],
      skipped: [...inner, ...(found.at > level.at ? missing(level, found.at) : [])],
    };
  }
  return undefined;
};

const findIn = (
  level: Level,
  tag: string,
): { readonly at: number; readonly times: number } | undefined => {
  for (let at = level.at; at < level.entries.length; at += 1) {
    const entry = level.entries[at];
    if (entry?.tag !== tag) continue;
    if (at > level.at) return { at, times: 1 };
    if (level.times < entry.max) return { at, times: level.times + 1 };
  }
  return undefined;
};

/** Entries that must be there and that the level passes over on its way to `to`. */
const missing = (level: Level, to: number): readonly string[] =>
  level.entries
    .slice(level.times === 0 ? level.at : level.at + 1, to)
    .filter((entry) => entry.must)
    .map((entry) => entry.tag);
