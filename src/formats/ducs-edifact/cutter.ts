/**
 * Cuts an EDIFACT file into segments, in one pass over its bytes: each byte is looked up once, in a table that knows
 * where a segment ends and what needs a closer look. Of a segment whose content nobody asks for, only the
 * tag is read; nothing is made of it. What comes out depends on the file only, not on its pieces.
 */
import { CutSegment, type Segment, safeBytes } from "./segments.ts";
import { isBlankCode, type Syntax } from "./syntax.ts";
import { isTagKey, tagKey } from "./tags.ts";

export interface SegmentCutter {
  /** The next bytes; they may be overwritten by the caller afterwards. */
  push(bytes: Uint8Array): void;
  end(): void;
  /** From the next segment on, one with other bytes than these (1: expected) is not `plain`. */
  expect(bytes: Uint8Array | undefined): void;
}

export interface Cut {
  take(segment: Segment): void;
  /**
   * Asked before a plain segment is made: true says that its tag, as a number, was enough. A segment that comes
   * in two pieces is taken without asking.
   */
  passes?(tag: number): boolean;
}

/** No segment of the directories is as long; the rest of a longer one is passed over. */
const charsMax = 64 * 1024;

const ENDS = 1;
const ODD = 2;

export const segmentCutter = (syntax: Syntax, to: Cut): SegmentCutter => new Cutter(syntax, to);

class Cutter implements SegmentCutter {
  readonly #syntax: Syntax;
  readonly #to: Cut;
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
    this.#between = betweenSegments(syntax);
    this.#classes = classesOf(syntax, undefined);
    this.#skip = syntax.start;
  }

  push(piece: Uint8Array): void {
    const { release } = this.#syntax;
    const open = this.#open;
    const between = this.#between;
    const size = piece.length;
    let at = Math.min(this.#skip, size);
    this.#skip -= at;
    let text: string | undefined;
    for (;;) {
      if (!open.is) {
        while (at < size && between[piece[at] ?? 0] === 1) at += 1;
        if (at >= size) return;
      }
      const classes = this.#classes;
      let odd = false;
      let stop = open.released ? at + 1 : at;
      open.released = false;
      for (stop = nextMark(piece, classes, stop); stop < size; ) {
        if (classes[piece[stop] ?? 0] === ENDS) break;
        odd = true;
        stop = nextMark(piece, classes, stop + (piece[stop] === release ? 2 : 1));
      }
      if (open.is || stop >= size) {
        this.#hold(piece.subarray(at, stop), odd);
        open.released = stop > size;
        if (stop >= size) return;
        this.#giveHeld(true);
      } else if (odd || !this.#passes(piece, at, stop)) {
        text ??= latin1(piece);
        this.#give(text.slice(at, Math.min(stop, at + charsMax)), stop - at, odd);
      } else this.#number += 1;
      at = stop + 1;
    }
  }

  end(): void {
    if (this.#open.is) this.#giveHeld(false);
  }

  expect(bytes: Uint8Array | undefined): void {
    this.#classes = classesOf(this.#syntax, bytes);
  }

  #give(raw: string, bytes: number, odd: boolean): void {
    this.#number += 1;
    const about = { number: this.#number, plain: !odd, closed: true, overlong: bytes > charsMax };
    this.#to.take(new CutSegment(raw, this.#syntax, about));
  }

  #hold(bytes: Uint8Array, odd: boolean): void {
    const open = this.#open;
    this.#kept ??= new Uint8Array(charsMax);
    if (open.bytes < charsMax) this.#kept.set(bytes.subarray(0, charsMax - open.bytes), open.bytes);
    open.is = true;
    open.odd ||= odd;
    open.bytes += bytes.length;
  }

  #giveHeld(closed: boolean): void {
    const open = this.#open;
    this.#number += 1;
    const raw = latin1((this.#kept ?? new Uint8Array()).subarray(0, open.bytes));
    const { odd, bytes } = open;
    open.is = false;
    open.odd = false;
    open.bytes = 0;
    const about = { number: this.#number, plain: !odd, closed, overlong: bytes > charsMax };
    this.#to.take(new CutSegment(raw, this.#syntax, about));
  }

  #passes(piece: Uint8Array, at: number, stop: number): boolean {
    if (this.#to.passes === undefined || stop - at > safeBytes || stop - at < 3) return false;
    if (stop - at > 3 && piece[at + 3] !== this.#syntax.element) return false;
    const a = piece[at] ?? 0;
    const b = piece[at + 1] ?? 0;
    const c = piece[at + 2] ?? 0;
    return isTagKey(a, b, c) && this.#to.passes(tagKey(a, b, c));
  }
}

/** The next byte that ends a segment or needs a closer look. A loop of its own, which the engine compiles apart. */
const nextMark = (piece: Uint8Array, classes: Uint8Array, from: number): number => {
  let at = from;
  while (at < piece.length && classes[piece[at] ?? 0] === 0) at += 1;
  return at;
};

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
