/**
 * Lines of a file of records, as places in its bytes: CRLF and LF both end a line (formats.md §1,
 * §6). One pass, nothing copied, nothing kept: a file of line feeds only costs no memory.
 */
const LF = 0x0a;
const CR = 0x0d;
/** The end-of-file mark that programs of the DOS age left behind. */
const CTRL_Z = 0x1a;

export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Offsets in bytes, 0-based, without the line end; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** False for a last line that nothing closes. */
  readonly closed: boolean;
}

export function* linesOf(bytes: Uint8Array): Generator<Line> {
  let start = 0;
  let number = 1;
  while (start < bytes.length) {
    const feed = bytes.indexOf(LF, start);
    const stop = feed < 0 ? bytes.length : feed;
    const end = stop > start && bytes[stop - 1] === CR ? stop - 1 : stop;
    const endMark = feed < 0 && end - start === 1 && bytes[start] === CTRL_Z;
    if (!endMark) yield { number, start, end, closed: feed >= 0 };
    start = stop + 1;
    number += 1;
  }
}

/** Offset after the last byte that is neither white space nor the DOS end mark. NUL is content. */
export const contentEnd = (bytes: Uint8Array): number => {
  let end = bytes.length;
  while (end > 0 && isBlank(bytes[end - 1])) end -= 1;
  return end;
};

export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === LF || byte === CR || byte === CTRL_Z;
