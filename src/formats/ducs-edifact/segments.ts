/** One segment of an EDIFACT file; its elements are cut only when somebody asks for them: most are never asked. */
import type { Place } from "../../domain/finding.ts";
import { shortMax, shortText } from "./short-texts.ts";
import type { Syntax } from "./syntax.ts";
import { isTag, isTagKey, keyOf, tagKey, tagText } from "./tags.ts";

export interface Segment {
  /** 1-based, `UNB` being 1: the advice is no segment. */
  readonly number: number;
  readonly tag: string;
  /** The tag as a number; 0 when it is none. */
  readonly key: number;
  /** As in the file, without its terminator; one character per byte. */
  readonly raw: string;
  /** Nothing escaped, no line break, no byte that the cutter was told to look for. */
  readonly plain: boolean;
  /** Elements after the tag, each cut into components; release characters removed. */
  readonly elements: readonly (readonly string[])[];
  /** The components of one element by its place, 0-based; none when the segment has none there. */
  components(element: number): readonly string[];
  /** A component by its places, 0-based, `trimmed`; empty when the segment has none there. */
  part(element: number, component: number): string;
  /** False for a last segment that nothing terminates. */
  readonly closed: boolean;
  /** More elements, components or characters than any segment has: the rest was not kept. */
  readonly overfull: boolean;
}

/** Far above any segment of the directories; a file of separators only must not fill the memory. */
const elementsMax = 100;
const componentsMax = 100;
/** No segment of the directories is as long; the rest of a longer one is passed over. */
export const charsMax = 64 * 1024;
/** A shorter segment has room for fewer separators than are too many. */
export const safeBytes = Math.min(elementsMax, componentsMax);

/** Where a segment stands: in a piece of the file that is there until the segment was taken. */
export interface CutAt {
  readonly bytes: Uint8Array;
  /** The same piece, one character per byte. */
  readonly text: string;
  readonly from: number;
  /** A segment too long to be held is there only at its beginning. */
  readonly to: number;
  readonly plain: boolean;
  readonly closed: boolean;
}

export class CutSegment implements Segment {
  readonly number: number;
  readonly tag: string;
  readonly key: number;
  readonly plain: boolean;
  readonly closed: boolean;
  readonly overfull: boolean;
  readonly #bytes: Uint8Array;
  readonly #text: string;
  readonly #from: number;
  readonly #to: number;
  readonly #syntax: Syntax;
  #elements: readonly (readonly string[])[] | undefined;

  constructor(syntax: Syntax, number: number, about: CutAt) {
    const { bytes, text, from, plain, closed } = about;
    const size = Math.min(about.to - from, charsMax);
    this.number = number;
    this.plain = plain;
    this.closed = closed;
    this.#bytes = bytes;
    this.#text = text;
    this.#from = from;
    this.#to = from + size;
    this.#syntax = syntax;
    if (size >= 3 && (size === 3 || bytes[from + 3] === syntax.element)) {
      const key = keyAt(bytes, from);
      this.tag = tagText(key);
      this.key = isTagAt(bytes, from) ? key : 0;
    } else {
      this.tag = size < 3 ? this.raw : (this.#cut()[0]?.[0] ?? "");
      this.key = isTag(this.tag) ? keyOf(this.tag) : 0;
    }
    this.overfull = about.to - from > size || (size > safeBytes && this.#isOverfull());
  }

  get raw(): string {
    return this.#text.slice(this.#from, this.#to);
  }

  get elements(): readonly (readonly string[])[] {
    this.#elements ??= this.#cut().slice(1, elementsMax + 1);
    return this.#elements;
  }

  components(element: number): readonly string[] {
    if (!this.plain) return this.elements[element] ?? none;
    const from = this.#start(element);
    if (from < 0) return none;
    const found: string[] = [];
    for (let at = from; found.length <= componentsMax; at += 1) {
      const to = this.#endOf(at);
      found.push(this.#textOf(at, to));
      at = to;
      if (at >= this.#to || this.#bytes[at] !== this.#syntax.component) break;
    }
    return found;
  }

  part(element: number, component: number): string {
    if (!this.plain) return trimmed(this.elements[element]?.[component] ?? "");
    const bytes = this.#bytes;
    let from = this.#start(element);
    if (from < 0) return "";
    for (let left = component; left > 0; left -= 1) {
      from = this.#endOf(from);
      if (from >= this.#to || bytes[from] !== this.#syntax.component) return "";
      from += 1;
    }
    let to = this.#endOf(from);
    while (from < to && isBlank(bytes[from] ?? 0)) from += 1;
    while (from < to && isBlank(bytes[to - 1] ?? 0)) to -= 1;
    return this.#textOf(from, to);
  }

  #textOf(from: number, to: number): string {
    const text = this.#text;
    return to - from > shortMax ? text.slice(from, to) : shortText(this.#bytes, text, from, to);
  }

  /** Where an element begins; -1 when there is none. The tag is the element before the first. */
  #start(element: number): number {
    const bytes = this.#bytes;
    const { element: between } = this.#syntax;
    const to = this.#to;
    // What is no tag may hold a separator.
    let from = this.key === 0 ? this.#from : this.#from + 3;
    for (let left = element; left >= 0; left -= 1) {
      while (from < to && bytes[from] !== between) from += 1;
      if (from >= to) return -1;
      from += 1;
    }
    return from;
  }

  /** Where the component ends that begins there. */
  #endOf(from: number): number {
    const bytes = this.#bytes;
    const { element, component } = this.#syntax;
    const to = this.#to;
    let at = from;
    while (at < to && bytes[at] !== component && bytes[at] !== element) at += 1;
    return at;
  }

  #isOverfull(): boolean {
    const elements = this.#cut();
    return elements.length > elementsMax + 1 || elements.some((one) => one.length > componentsMax);
  }

  #cut(): readonly (readonly string[])[] {
    return cutElements(this.raw, this.#syntax);
  }
}

const keyAt = (bytes: Uint8Array, at: number): number =>
  tagKey(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);

const isTagAt = (bytes: Uint8Array, at: number): boolean =>
  isTagKey(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);

const none: readonly string[] = [];

/** A blank in every character set: 0xA0 is one in Latin-1, and half a letter in UTF-8, a whole one in CP850. */
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** Of what is not decoded yet, without the blanks around it. */
export const trimmed = (text: string): string => {
  let [from, to] = [0, text.length];
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (from < to && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
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

/** `element`: 0-based, as the reader counts; people count from 1. */
export const placeIn = (segment: Segment, element: number): Place => ({
  segment: segment.number,
  element: element + 1,
});

export const part = (segment: Segment, element: number, component = 0): string =>
  segment.part(element, component);
