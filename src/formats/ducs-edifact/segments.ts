/**
 * Cuts an EDIFACT file into segments, one at a time: one pass, nothing kept. The text holds one
 * character per byte. A segment's elements are cut only when somebody asks for them: most are never asked.
 */
import { isBlankCode, type Syntax } from "./syntax.ts";

export interface Segment {
  /** 1-based, `UNB` being 1: the advice is no segment. */
  readonly number: number;
  readonly tag: string;
  /** As in the file, without its terminator. */
  readonly raw: string;
  /** Elements after the tag, each cut into components; release characters removed. */
  readonly elements: readonly (readonly string[])[];
  /** A component by its places, 0-based; empty when the segment has none there. */
  part(element: number, component: number): string;
  /** False for a last segment that nothing terminates. */
  readonly closed: boolean;
  /** More elements, components or characters than any segment has: the rest was not kept. */
  readonly overfull: boolean;
}

export interface SegmentCutter {
  push(text: string): void;
  end(): void;
}

/** Far above any segment of the directories; a file of separators only must not fill the memory. */
const elementsMax = 100;
const componentsMax = 100;
const charsMax = 64 * 1024;

/** Of a file that comes in pieces. */
export const segmentCutter = (syntax: Syntax, take: (segment: Segment) => void): SegmentCutter => {
  const terminator = String.fromCharCode(syntax.terminator);
  let skip = syntax.start;
  let rest = "";
  let number = 0;
  /** The rest of a segment that is too long is passed over. */
  let overlong = false;
  const give = (raw: string, closed: boolean): void => {
    number += 1;
    if (raw.length > charsMax) overlong = true;
    take(new CutSegment(raw.slice(0, charsMax), syntax, { number, closed, overlong }));
    overlong = false;
    rest = "";
  };
  return {
    push: (piece) => {
      const text = skip > 0 ? piece.slice(skip) : rest + piece;
      skip = Math.max(0, skip - piece.length);
      let at = 0;
      for (;;) {
        while (isSkipped(text.charCodeAt(at), syntax)) at += 1;
        const stop = terminatorIn(text, at, { terminator, release: syntax.release });
        if (stop < 0) break;
        give(overlong ? rest : text.slice(at, stop), true);
        at = stop + 1;
      }
      rest = at === 0 ? text : text.slice(at);
      if (rest.length > charsMax) {
        overlong = true;
        rest = rest.slice(0, charsMax);
      }
    },
    end: () => {
      if (rest !== "") give(rest, false);
    },
  };
};

/** Of a text that is there whole. */
export const segmentsOf = (text: string, syntax: Syntax): readonly Segment[] => {
  const found: Segment[] = [];
  const cutter = segmentCutter(syntax, (segment) => found.push(segment));
  cutter.push(text);
  cutter.end();
  return found;
};

const isSkipped = (character: number, syntax: Syntax): boolean =>
  isBlankCode(character) || character === syntax.terminator;

/** Offset of the next terminator that no release character takes the meaning of; -1 without one. */
const terminatorIn = (
  text: string,
  from: number,
  by: { readonly terminator: string; readonly release: number | undefined },
): number => {
  let stop = text.indexOf(by.terminator, from);
  if (by.release === undefined) return stop;
  while (stop > from && isReleased(text, stop, { from, release: by.release }))
    stop = text.indexOf(by.terminator, stop + 1);
  return stop;
};

const isReleased = (
  text: string,
  at: number,
  { from, release }: { readonly from: number; readonly release: number },
): boolean => {
  let before = at - 1;
  while (before >= from && text.charCodeAt(before) === release) before -= 1;
  return (at - 1 - before) % 2 === 1;
};

class CutSegment implements Segment {
  readonly number: number;
  readonly tag: string;
  readonly raw: string;
  readonly closed: boolean;
  readonly overfull: boolean;
  readonly #syntax: Syntax;
  #elements: readonly (readonly string[])[] | undefined;
  #plain: boolean | undefined;

  constructor(
    raw: string,
    syntax: Syntax,
    about: { readonly number: number; readonly closed: boolean; readonly overlong: boolean },
  ) {
    this.raw = raw;
    this.number = about.number;
    this.closed = about.closed;
    this.#syntax = syntax;
    const plain = raw.charCodeAt(3) === syntax.element || raw.length <= 3;
    this.tag = plain ? tagIn(raw) : (this.#cut()[0]?.[0] ?? "");
    // So many separators need so many characters.
    this.overfull =
      about.overlong || (raw.length > Math.min(elementsMax, componentsMax) && this.#isOverfull());
  }

  get elements(): readonly (readonly string[])[] {
    this.#elements ??= this.#cut().slice(1, elementsMax + 1);
    return this.#elements;
  }

  part(element: number, component: number): string {
    this.#plain ??= isPlain(this.raw, this.#syntax);
    if (this.#plain) return plainPart(this.raw, this.#syntax, { element, component });
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

/** One text for one tag, however often it stands in a file: they are compared all the time. */
const knownTags = new Map<number, string>();
const soundTags = new Set<string>();

const tagIn = (raw: string): string => {
  const [a, b, c] = [raw.charCodeAt(0), raw.charCodeAt(1), raw.charCodeAt(2)];
  // Bytes, so three of them fit; a shorter text has a NaN and is not kept.
  const key = (a << 16) | (b << 8) | c;
  const known = knownTags.get(key);
  if (known !== undefined && raw.length >= 3) return known;
  const tag = raw.slice(0, 3);
  if (!isTag(tag)) return tag;
  // A property's name is one text in the engine, the same as the one our own code compares with.
  const [name = tag] = Object.keys({ [tag]: 0 });
  knownTags.set(key, name);
  soundTags.add(name);
  return name;
};

export const isTag = (text: string): boolean =>
  soundTags.has(text) || /^[A-Z][A-Z0-9]{2}$/u.test(text);

/** Without release characters or line breaks inside: what stands there is what is meant. */
const isPlain = (raw: string, { release }: Syntax): boolean => {
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw.charCodeAt(at);
    if (character === release || character === 0x0a || character === 0x0d) return false;
  }
  return true;
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
