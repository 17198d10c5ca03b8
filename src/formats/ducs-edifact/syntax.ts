/**
 * The characters that cut an EDIFACT file into segments, elements and components (ISO 9735), and
 * where its first segment begins. A file says its own by a service string advice (`UNA` and six
 * characters); any valid one is honoured, because the French usage is unknown (formats.md §5).
 */
export interface Syntax {
  readonly component: number;
  readonly element: number;
  /** Undefined when the advice has a blank there: the file then escapes nothing. */
  readonly release?: number;
  readonly terminator: number;
  /** Offset of the segment `UNB`. */
  readonly start: number;
  /** False when the advice uses one character twice, or a letter or digit: it cannot be honoured. */
  readonly sound: boolean;
}

const code = (character: string): number => character.charCodeAt(0);

const standard = {
  component: code(":"),
  element: code("+"),
  release: code("?"),
  terminator: code("'"),
} as const;

const bom = "\u00ef\u00bb\u00bf";
const adviceLength = 9;

/** `head`: the first bytes of the file, one character each. Undefined when it is no interchange. */
export const syntaxOf = (head: string): Syntax | undefined => {
  const begin = skipBlanks(head, head.startsWith(bom) ? bom.length : 0);
  if (!head.startsWith("UNA", begin)) {
    return head.startsWith("UNB+", begin) ? { ...standard, start: begin, sound: true } : undefined;
  }
  const advice = head.slice(begin + 3, begin + adviceLength);
  const start = skipBlanks(head, begin + adviceLength);
  const told = honoured(advice, start);
  const chosen = told ?? { ...standard, start, sound: false };
  const opens = head.startsWith("UNB", start) && head.charCodeAt(start + 3) === chosen.element;
  return opens ? chosen : undefined;
};

const honoured = (advice: string, start: number): Syntax | undefined => {
  const [component = "", element = "", , release = "", , terminator = ""] = advice;
  const used = [component, element, terminator, ...(release === " " ? [] : [release])];
  if (advice.length < 6 || new Set(used).size < used.length) return undefined;
  if (used.some((character) => /[A-Za-z0-9 ]/u.test(character))) return undefined;
  return {
    component: code(component),
    element: code(element),
    ...(release === " " ? {} : { release: code(release) }),
    terminator: code(terminator),
    start,
    sound: true,
  };
};

const skipBlanks = (text: string, from: number): number => {
  let at = from;
  while (isBlankCode(text.charCodeAt(at))) at += 1;
  return at;
};

/** Between segments only: line breaks, blanks and the DOS end mark that some writers add. */
export const isBlankCode = (character: number): boolean =>
  character === 0x20 ||
  character === 0x0a ||
  character === 0x0d ||
  character === 0x09 ||
  character === 0x1a;
