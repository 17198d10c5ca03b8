/** One segment of an EDIFACT file; its elements are cut only when somebody asks for them: most are never asked. */
import type { Syntax } from "./syntax.ts";
import { keyOf, tagText } from "./tags.ts";

export interface Segment {
  /** 1-based, `UNB` being 1: the advice is no segment. */
  readonly number: number;
  readonly tag: string;
  /** As in the file, without its terminator; one character per byte. */
  readonly raw: string;
  /** Nothing escaped, no line break, no byte that the cutter was told to look for. */
  readonly plain: boolean;
  /** Elements after the tag, each cut into components; release characters removed. */
  readonly elements: readonly (readonly string[])[];
  /** The components of one element by its place, 0-based; none when the segment has none there. */
  components(element: number): readonly string[];
  /** A component by its places, 0-based; empty when the segment has none there. */
  part(element: number, component: number): string;
  /** False for a last segment that nothing terminates. */
  readonly closed: boolean;
  /** More elements, components or characters than any segment has: the rest was not kept. */
  readonly overfull: boolean;
}

/** Far above any segment of the directories; a file of separators only must not fill the memory. */
const elementsMax = 100;
const componentsMax = 100;
/** A shorter segment has room for fewer separators than are too many. */
export const safeBytes = Math.min(elementsMax, componentsMax);

export interface CutAt {
  readonly number: number;
  readonly plain: boolean;
  readonly closed: boolean;
  /** `raw` is only the beginning. */
  readonly overlong: boolean;
}

export class CutSegment implements Segment {
  readonly number: number;
  readonly tag: string;
  readonly raw: string;
  readonly plain: boolean;
  readonly closed: boolean;
  readonly overfull: boolean;
  readonly #syntax: Syntax;
  #elements: readonly (readonly string[])[] | undefined;

  constructor(raw: string, syntax: Syntax, about: CutAt) {
    this.raw = raw;
    this.number = about.number;
    this.plain = about.plain;
    this.closed = about.closed;
    this.#syntax = syntax;
    const bare = raw.charCodeAt(3) === syntax.element || raw.length <= 3;
    this.tag = bare ? tagIn(raw) : (this.#cut()[0]?.[0] ?? "");
    this.overfull = about.overlong || (raw.length > safeBytes && this.#isOverfull());
  }

  get elements(): readonly (readonly string[])[] {
    this.#elements ??= this.#cut().slice(1, elementsMax + 1);
    return this.#elements;
  }

  components(element: number): readonly string[] {
    if (!this.plain) return this.elements[element] ?? none;
    const { component, element: between } = this.#syntax;
    const [from, to] = plainElement(this.raw, between, element);
    if (to < from) return none;
    const text = this.raw.slice(from, to);
    const separator = String.fromCharCode(component);
    return text.includes(separator) ? text.split(separator, componentsMax + 1) : [text];
  }

  part(element: number, component: number): string {
    if (this.plain) return plainPart(this.raw, this.#syntax, { element, component });
    return this.elements[element]?.[component] ?? "";
  }

  #isOverfull(): boolean {
    const elements = this.#cut();
    return elements.length > elementsMax + 1 || elements.some((one) => one.length > componentsMax);
  }

  #cut(): readonly (readonly string[])[] {
    return cutElements(this.raw, this.#syntax);
  }
}

const tagIn = (raw: string): string => (raw.length < 3 ? raw : tagText(keyOf(raw)));

const none: readonly string[] = [];

/** Where an element begins and ends; the end before the beginning when there is none. */
const plainElement = (
  raw: string,
  between: number,
  element: number,
): readonly [from: number, to: number] => {
  const separator = String.fromCharCode(between);
  let from = 0;
  // The tag is the element before the first.
  for (let left = element + 1; left > 0; left -= 1) {
    from = raw.indexOf(separator, from) + 1;
    if (from === 0) return [0, -1];
  }
  const to = raw.indexOf(separator, from);
  return [from, to < 0 ? raw.length : to];
};

const plainPart = (
  raw: string,
  syntax: Syntax,
  place: { readonly element: number; readonly component: number },
): string => {
  // The tag is the element before the first.
  let elements = place.element + 1;
  let components = place.component;
  let at = 0;
  for (; elements > 0 && at < raw.length; at += 1)
    if (raw.charCodeAt(at) === syntax.element) elements -= 1;
  if (elements > 0) return "";
  for (; components > 0 && at < raw.length; at += 1) {
    const character = raw.charCodeAt(at);
    if (character === syntax.component) components -= 1;
    else if (character === syntax.element) return "";
  }
  if (components > 0) return "";
  let end = at;
  for (; end < raw.length; end += 1) {
    const character = raw.charCodeAt(end);
    if (character === syntax.component || character === syntax.element) break;
  }
  return raw.slice(at, end);
};

const cutElements = (raw: string, syntax: Syntax): readonly (readonly string[])[] => {
  // Some writers break long segments over lines.
  const text = raw.includes("\n") || raw.includes("\r") ? raw.replace(/[\r\n]/gu, "") : raw;
  const element = String.fromCharCode(syntax.element);
  const component = String.fromCharCode(syntax.component);
  const { release } = syntax;
  if (release === undefined || !text.includes(String.fromCharCode(release)))
    return text
      .split(element, elementsMax + 2)
      .map((one) => (one.includes(component) ? one.split(component, componentsMax + 1) : [one]));
  return cutReleased(text, { element: syntax.element, component: syntax.component, release });
};

/** The same with release characters, one character after the other. */
const cutReleased = (
  text: string,
  by: { readonly element: number; readonly component: number; readonly release: number },
): readonly (readonly string[])[] => {
  let components: string[] = [];
  const elements: string[][] = [components];
  let plain = "";
  let start = 0;
  const keep = (at: number): void => {
    if (components.length <= componentsMax) components.push(plain + text.slice(start, at));
    plain = "";
    start = at + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === by.release) {
      plain += text.slice(start, at);
      at += 1;
      start = at;
    } else if (character === by.component) keep(at);
    else if (character === by.element) {
      keep(at);
      components = [];
      if (elements.length <= elementsMax + 1) elements.push(components);
    }
  }
  keep(text.length);
  return elements;
};

/** The same without blanks around it. */
export const part = (segment: Segment, element: number, component = 0): string =>
  segment.part(element, component).trim();
