/**
 * The characters that an interchange promises by its syntax identifier (ISO 9735: UNOA upper case,
 * UNOB lower case too, UNOC Latin-1). Only what is outside is told; the file is read all the same.
 */
import { codeShown, type Finding, strange } from "../../domain/finding.ts";
import { part, type Segment } from "./segments.ts";

const levels: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    UNOA: /^[A-Z0-9 .,()/=!"%&*;<>'+:?-]*$/u,
    UNOB: /^[A-Za-z0-9 .,()/=!"%&*;<>'+:?-]*$/u,
    // Latin-1, without control characters.
    UNOC: /^[ -~\u00a0-\u00ff]*$/u,
  }),
);

/** The same as a table for the cutter: 1 for a byte that the level has. */
const tables: ReadonlyMap<RegExp, Uint8Array> = new Map(
  [...levels.values()].map((level) => [
    level,
    Uint8Array.from({ length: 256 }, (_, byte) => (level.test(String.fromCharCode(byte)) ? 1 : 0)),
  ]),
);

export interface Repertoire {
  see(segment: Segment): readonly Finding[];
  /** The bytes that are as promised; undefined when nothing was promised, or its breach is told. */
  expected(): Uint8Array | undefined;
}

/** One finding per interchange: a file that breaks the promise breaks it everywhere. */
export const repertoire = (): Repertoire => {
  let allowed: RegExp | undefined;
  const told = (segment: Segment): readonly Finding[] => {
    const wrong = allowed === undefined ? undefined : outside(segment, allowed);
    if (wrong === undefined) return none;
    allowed = undefined;
    const place = { segment: segment.number, element: wrong.element };
    const value = strange(wrong.text, wrong.allowed);
    return [{ code: "caracteres-inattendus", severity: "warning", place, value }];
  };
  return {
    see: (segment) => {
      if (segment.tag !== "UNB") return told(segment);
      const level = part(segment, 0);
      allowed = levels.get(level);
      return allowed === undefined ? [unknownLevel(segment, level)] : told(segment);
    },
    expected: () => (allowed === undefined ? undefined : tables.get(allowed)),
  };
};

const none: readonly Finding[] = [];

const outside = (
  segment: Segment,
  allowed: RegExp,
): { readonly element: number; readonly text: string; readonly allowed: RegExp } | undefined => {
  for (const [index, components] of segment.elements.entries()) {
    const text = components.find((component) => !allowed.test(component));
    if (text !== undefined) return { element: index + 1, text, allowed };
  }
  return undefined;
};

const unknownLevel = (segment: Segment, value: string): Finding => ({
  code: "champ-invalide",
  severity: "warning",
  place: { segment: segment.number, element: 1, field: "jeu de caractères" },
  value: codeShown(value),
  expected: [...levels.keys()].join(", "),
});
