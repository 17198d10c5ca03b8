/**
 * Cuts an EDIFACT file into segments, one at a time: one pass, nothing kept. The text holds one
 * character per byte, so that offsets are offsets in bytes.
 */
import { isBlankCode, type Syntax } from "./syntax.ts";

export interface Segment {
  /** 1-based, `UNB` being 1: the advice is no segment. */
  readonly number: number;
  readonly tag: string;
  /** Elements after the tag, each cut into components; release characters removed. */
  readonly elements: readonly (readonly string[])[];
  /** False for a last segment that nothing terminates. */
  readonly closed: boolean;
  /** More elements or components than any segment has: the rest was not kept. */
  readonly overfull: boolean;
}

/** Far above any segment of the directories; a file of separators only must not fill the memory. */
const elementsMax = 100;
const componentsMax = 100;

export function* segmentsOf(text: string, syntax: Syntax): Generator<Segment> {
  let at = syntax.start;
  let number = 0;
  for (;;) {
    while (isBlankCode(text.charCodeAt(at)) || text.charCodeAt(at) === syntax.terminator) at += 1;
    if (at >= text.length) return;
    number += 1;
    const cut = cutSegment(text, at, syntax);
    const [tag = ""] = cut.elements[0] ?? [];
    yield { number, tag, elements: cut.elements.slice(1), ...cut.ends };
    at = cut.next;
  }
}

interface Cut {
  readonly elements: string[][];
  readonly ends: { readonly closed: boolean; readonly overfull: boolean };
  readonly next: number;
}

const cutSegment = (text: string, from: number, syntax: Syntax): Cut => {
  let components: string[] = [];
  const elements: string[][] = [components];
  let overfull = false;
  let start = from;
  let released = false;
  let at = from;
  const keep = (): void => {
    const raw = text.slice(start, at);
    if (components.length >= componentsMax) overfull = true;
    else components.push(released ? unescape(raw, syntax) : raw);
    released = false;
    start = at + 1;
  };
  for (; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === syntax.release) {
      released = true;
      at += 1;
    } else if (character === syntax.component) keep();
    else if (character === syntax.element) {
      keep();
      components = [];
      if (elements.length > elementsMax) overfull = true;
      else elements.push(components);
    } else if (character === syntax.terminator) {
      keep();
      return { elements, ends: { closed: true, overfull }, next: at + 1 };
    }
  }
  at = text.length;
  keep();
  return { elements, ends: { closed: false, overfull }, next: text.length };
};

const unescape = (raw: string, syntax: Syntax): string => {
  let plain = "";
  for (let at = 0; at < raw.length; at += 1) {
    if (raw.charCodeAt(at) === syntax.release) at += 1;
    plain += raw.charAt(at);
  }
  return plain;
};

/** A component by its places, 0-based; empty when the segment has none there. */
export const part = (segment: Segment, element: number, component = 0): string =>
  (segment.elements[element]?.[component] ?? "").trim();
