/**
 * The characters that an interchange promises by its syntax identifier (ISO 9735: UNOA upper case,
 * UNOB lower case too, UNOC Latin-1). Only what is outside is told; the file is read all the same.
 */
import { type Finding, masked } from "../../domain/finding.ts";
import { part, type Segment } from "./segments.ts";

const levels: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    UNOA: /^[A-Z0-9 .,()/=!"%&*;<>'+:?-]*$/u,
    UNOB: /^[A-Za-z0-9 .,()/=!"%&*;<>'+:?-]*$/u,
    // Latin-1, without control characters.
    UNOC: /^[ -~\u00a0-\u00ff]*$/u,
  }),
);

/** What of a piece needs a closer look, by the level above. */
const pieces: ReadonlyMap<RegExp, RegExp> = new Map(
  [...levels.values()].map((level) => [
    level,
    new RegExp(level.source.replace("^[", "[^\\r\\n").replace("]*$", "]"), "u"),
  ]),
);

export interface Repertoire {
  /** The text that the next segments are cut from. */
  piece(text: string): void;
  see(segment: Segment): readonly Finding[];
}

/**
 * One finding per interchange: a file that breaks the promise breaks it everywhere. A piece of the file is
 * looked at as a whole first, its segments only when something is wrong in it.
 */
export const repertoire = (): Repertoire => {
  let allowed: RegExp | undefined;
  /** Whether the piece that is being cut needs a closer look… */
  let doubtful = true;
  /** …and whether one of those that the next segment begins in did. */
  let before = true;
  const told = (segment: Segment): readonly Finding[] => {
    const wrong = allowed === undefined ? undefined : outside(segment, allowed);
    if (wrong === undefined) return none;
    allowed = undefined;
    const place = { segment: segment.number, element: wrong.element };
    const value = masked(wrong.text);
    return [{ code: "caracteres-inattendus", severity: "warning", place, value }];
  };
  return {
    piece: (text) => {
      doubtful = allowed === undefined || !isClean(text, allowed);
      before ||= doubtful;
    },
    see: (segment) => {
      const look = before || doubtful;
      before = doubtful;
      if (segment.tag === "UNB") {
        const level = part(segment, 0);
        allowed = levels.get(level);
        // The rest of this piece was looked at by another level, or by none.
        doubtful = true;
        before = true;
        if (allowed === undefined) return [unknownLevel(segment, level)];
        return told(segment);
      }
      return look ? told(segment) : none;
    },
  };
};

const none: readonly Finding[] = [];

/** Line ends stand between segments, whatever the level; other signs of the advice make a closer look. */
const isClean = (text: string, allowed: RegExp): boolean => {
  const pattern = pieces.get(allowed);
  return pattern !== undefined && !pattern.test(text);
};

const outside = (
  segment: Segment,
  allowed: RegExp,
): { readonly element: number; readonly text: string } | undefined => {
  for (const [index, components] of segment.elements.entries()) {
    const text = components.find((component) => !allowed.test(component));
    if (text !== undefined) return { element: index + 1, text };
  }
  return undefined;
};

const unknownLevel = (segment: Segment, value: string): Finding => ({
  code: "champ-invalide",
  severity: "warning",
  place: { segment: segment.number, element: 1, field: "jeu de caractères" },
  value: masked(value),
  expected: [...levels.keys()].join(", "),
});
