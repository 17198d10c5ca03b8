/**
 * The segments of one message against a table: each stands after the one before it, not more often
 * than it may, and none that must be there is skipped. A segment that fits nowhere is told and passed
 * over, so that one foreign segment does not condemn the rest.
 */
import type { Finding } from "../../domain/finding.ts";
import type { Entries, MessageTable } from "./copaym.ts";
import { tagOf } from "./tags.ts";

/** The tags of one message as numbers (0: none), in order; the segment number of the first. */
export interface TaggedMessage {
  readonly tags: { readonly length: number; at(index: number): number | undefined };
  readonly first: number;
}

/** One level of the table that is being read. */
interface Level {
  entries: Entries;
  /** Entry that the last segment matched, and how often so far. */
  at: number;
  times: number;
}

/** Findings of one message; few are enough to see that the table is another one. */
const findingsMax = 10;

export const checkOrder = (
  message: TaggedMessage,
  table: MessageTable,
  declaration: number,
): readonly Finding[] => {
  const found: Finding[] = [];
  const open = new OpenLevels(table.entries);
  const tell = (at: number, tag: number, expected: string): void => {
    if (found.length >= findingsMax) return;
    found.push({
      code: "ordre-inattendu",
      severity: table.published ? "warning" : "information",
      place: { segment: at, declaration },
      value: tag === 0 ? "" : tagOf(tag),
      expected,
    });
  };
  for (let index = 0; index < message.tags.length; index += 1) {
    const tag = message.tags.at(index) ?? 0;
    const skipped = open.step(tag);
    const at = message.first + index;
    if (skipped === undefined) tell(at, tag, `place dans ${table.name}`);
    else if (skipped.length > 0) for (const one of skipped) tell(at, tag, `${one} avant`);
  }
  return found;
};

const nothing: readonly string[] = [];

/** The levels of the table that are open, the innermost last; one that was left is used again for the next group. */
class OpenLevels {
  readonly #levels: Level[];
  #depth = 1;

  constructor(entries: Entries) {
    this.#levels = [{ entries, at: 0, times: 0 }];
  }

  /**
   * Moves the levels to the entry of this tag, and says what had to be there before it. Tries the innermost
   * level first, then the ones around it; undefined, and nothing moved, when none has the tag.
   */
  step(tag: number): readonly string[] | undefined {
    for (let depth = this.#depth - 1; depth >= 0; depth -= 1) {
      const level = this.#levels[depth];
      const at = level === undefined ? -1 : findIn(level, tag);
      if (level === undefined || at < 0) continue;
      let skipped = nothing;
      for (let inner = depth + 1; inner < this.#depth; inner += 1) {
        const left = this.#levels[inner];
        if (left) skipped = missing(left, left.entries.all.length, skipped);
      }
      if (at > level.at) skipped = missing(level, at, skipped);
      level.times = at > level.at ? 1 : level.times + 1;
      level.at = at;
      this.#depth = depth + 1;
      const group = level.entries.all[at]?.group;
      if (group !== undefined) this.#enter(group);
      return skipped;
    }
    return undefined;
  }

  #enter(entries: Entries): void {
    const level = this.#levels[this.#depth];
    if (level === undefined) this.#levels.push({ entries, at: 0, times: 0 });
    else {
      level.entries = entries;
      level.at = 0;
      level.times = 0;
    }
    this.#depth += 1;
  }
}

const findIn = ({ entries, at: from, times }: Level, tag: number): number => {
  const { all, keys } = entries;
  for (let at = from; at < keys.length; at += 1)
    if (keys[at] === tag && (at > from || times < (all[at]?.max ?? 0))) return at;
  return -1;
};

/** Entries that must be there and that the level passes over on its way to `to`. */
const missing = (level: Level, to: number, before: readonly string[]): readonly string[] => {
  if (!level.entries.needs) return before;
  let found = before;
  for (let at = level.times === 0 ? level.at : level.at + 1; at < to; at += 1) {
    const entry = level.entries.all[at];
    if (entry?.must) found = [...found, entry.tag];
  }
  return found;
};
