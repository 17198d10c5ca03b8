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

export interface Repertoire {
  see(segment: Segment): readonly Finding[];
}

/** One finding per interchange: a file that breaks the promise breaks it everywhere. */
export const repertoire = (): Repertoire => {
  let allowed: RegExp | undefined;
  return {
    see: (segment) => {
      if (segment.tag === "UNB") {
        const level = part(segment, 0);
        allowed = levels.get(level);
        if (allowed === undefined) return [unknownLevel(segment, level)];
      }
      const wrong = allowed === undefined ? undefined : outside(segment, allowed);
      if (wrong === undefined) return [];
      allowed = undefined;
      const place = { segment: segment.number, element: wrong.element };
      const value = masked(wrong.text);
      return [{ code: "caracteres-inattendus", severity: "warning", place, value }];
    },
  };
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
