/**
 * Cuts an EDIFACT file into segments, in one pass over its bytes: each byte is looked up once, in a table that knows
 * where a segment ends and what needs a closer look. Of a segment whose content nobody asks for, only the
 * tag is read; nothing is made of it. What comes out depends on the file only, not on its pieces.
 */
import { type CutAt, CutSegment, charsMax, type Segment, safeBytes } from "./segments.ts";
import { isBlankCode, type Syntax } from "./syntax.ts";
import { isServiceKey, isTagKey, mayHold, type TagList, tagKey } from "./tags.ts";

export interface SegmentCutter {
  /** The next bytes; they may be overwritten by the caller afterwards. */
  push(bytes: Uint8Array): void;
  end(): void;
  /** How many segments there were so far. */
  count(): number;
  /** From the next segment on, one with other bytes than these (1: expected) is not `plain`. */
  expect(bytes: Uint8Array | undefined): void;
}

export interface Cut {
  take(segment: Segment): void;
  readonly passing?: Passing;
}

/**
 * Of which plain segments the tag is enough. Looked at before one is made; a segment that comes in two pieces is taken
 * whatever stands here.
 */
export interface Passing {
  /** Tags of which somebody wants more; undefined: all of them. */
  wanted: Uint8Array | undefined;
  /** The tags of the others. */
  readonly tags: TagList;
}

const ENDS = 1;
const ODD = 2;

export const segmentCutter = (syntax: Syntax, to: Cut): SegmentCutter => new Cutter(syntax, to);

class Cutter implements SegmentCutter {
  readonly #syntax: Syntax;
  readonly #to: Cut;
  readonly #passing: Passing | undefined;
  readonly #between: Uint8Array;
  #classes: Uint8Array;
  #skip: number;
  #number = 0;
  /** Of a segment that began in an earlier piece. */
  readonly #open = { is: false, odd: false, released: false, bytes: 0 };
  #kept: Uint8Array | undefined;

  constructor(syntax: Syntax, to: Cut) {
    this.#syntax = syntax;
    this.#to = to;
    this.#passing = to.passing;
    this.#between = betweenSegments(syntax);
    this.#classes = classesOf(syntax, undefined);
    this.#skip = syntax.start;
  }

  push(piece: Uint8Array): void {
    const between = this.#between;
    const size = piece.length;
    let at = Math.min(this.#skip, size);
    this.#skip -= at;
    if (this.#open.is) at = this.#goOn(piece, at);
    let text: string | undefined;
    for (;;) {
      while (at < size && between[piece[at] ?? 0] === 1) at += 1;
      if (at >= size) return;
      const classes = this.#classes;
      const mark = nextMark(piece, classes, at);
      const plain = mark < size && kindAt(piece, classes, mark) === ENDS;
      const stop = plain ? mark : this.#endFrom(piece, mark);
      if (stop >= size) this.#hold(piece, { from: at, to: stop, odd: mark < size });
      else if (plain && this.#passes(piece, at, stop)) this.#number += 1;
      else {
        text ??= latin1(piece);
        this.#give({ bytes: piece, text, from: at, to: stop, plain, closed: true });
      }
      at = stop + 1;
    }
  }

  end(): void {
    if (this.#open.is) this.#giveHeld(false);
  }

  count(): number {
    return this.#number;
  }

  expect(bytes: Uint8Array | undefined): void {
    this.#classes = classesOf(this.#syntax, bytes);
  }

  #give(about: CutAt): void {
    this.#number += 1;
    this.#to.take(new CutSegment(this.#syntax, this.#number, about));
  }

  /** Where a segment ends of which so much was looked at; at or beyond the end of the piece when it goes on in the next. */
  #endFrom(piece: Uint8Array, from: number): number {
    let at = from;
    while (at < piece.length && kindAt(piece, this.#classes, at) !== ENDS)
      at = nextMark(piece, this.#classes, at + (piece[at] === this.#syntax.release ? 2 : 1));
    return at;
  }

  /** The rest of a segment that began in an earlier piece; where the next may begin. */
  #goOn(piece: Uint8Array, at: number): number {
    const mark = nextMark(piece, this.#classes, this.#open.released ? at + 1 : at);
    const stop = this.#endFrom(piece, mark);
    this.#hold(piece, { from: at, to: stop, odd: mark < stop });
    if (stop < piece.length) this.#giveHeld(true);
    return stop + 1;
  }

  #hold(piece: Uint8Array, held: { from: number; to: number; odd: boolean }): void {
    const open = this.#open;
    const bytes = piece.subarray(held.from, held.to);
    this.#kept ??= new Uint8Array(charsMax);
    if (open.bytes < charsMax) this.#kept.set(bytes.subarray(0, charsMax - open.bytes), open.bytes);
    open.is = true;
    open.odd ||= held.odd;
    open.released = held.to > piece.length;
    open.bytes += bytes.length;
  }

  #giveHeld(closed: boolean): void {
    const open = this.#open;
    const bytes = Uint8Array.from((this.#kept ?? new Uint8Array()).subarray(0, open.bytes));
    const about = { from: 0, to: open.bytes, plain: !open.odd, closed };
    open.is = false;
    open.odd = false;
    open.bytes = 0;
    this.#give({ ...about, bytes, text: latin1(bytes) });
  }

  #passes(piece: Uint8Array, at: number, stop: number): boolean {
    const passing = this.#passing;
    const size = stop - at;
    if (passing?.wanted === undefined || size > safeBytes || size < 3) return false;
    if (size > 3 && piece[at + 3] !== this.#syntax.element) return false;
    const a = piece[at] ?? 0;
    const b = piece[at + 1] ?? 0;
    const c = piece[at + 2] ?? 0;
    const key = tagKey(a, b, c);
    if (!isTagKey(a, b, c) || isServiceKey(key) || mayHold(passing.wanted, key)) return false;
    passing.tags.add(key);
    return true;
  }
}

/**
 * The next byte that ends a segment or needs a closer look, four at a time: most are neither. A loop of its own, which the
 * engine compiles apart.
 */
const nextMark = (piece: Uint8Array, classes: Uint8Array, from: number): number => {
  const fours = piece.length - 3;
  let at = from;
  while (
    at < fours &&
    (kindAt(piece, classes, at) |
      kindAt(piece, classes, at + 1) |
      kindAt(piece, classes, at + 2) |
      kindAt(piece, classes, at + 3)) ===
      0
  )
    at += 4;
  while (at < piece.length && kindAt(piece, classes, at) === 0) at += 1;
  return at;
};

const kindAt = (piece: Uint8Array, classes: Uint8Array, at: number): number =>
  classes[piece[at] ?? 0] ?? 0;

/** Of a file that is there whole. */
export const segmentsOf = (bytes: Uint8Array, syntax: Syntax): readonly Segment[] => {
  const found: Segment[] = [];
  const cutter = segmentCutter(syntax, { take: (segment) => found.push(segment) });
  cutter.push(bytes);
  cutter.end();
  return found;
};

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");

const betweenSegments = (syntax: Syntax): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) =>
    isBlankCode(byte) || byte === syntax.terminator ? 1 : 0,
  );

/** What each byte means to the pass over a segment. */
const classesOf = (syntax: Syntax, expected: Uint8Array | undefined): Uint8Array => {
  const classes = Uint8Array.from({ length: 256 }, (_, byte) =>
    expected === undefined || expected[byte] === 1 ? 0 : ODD,
  );
  classes[syntax.component] = 0;
  classes[syntax.element] = 0;
  for (const byte of [0x0a, 0x0d]) classes[byte] = ODD;
  if (syntax.release !== undefined) classes[syntax.release] = ODD;
  classes[syntax.terminator] = ENDS;
  return classes;
};
