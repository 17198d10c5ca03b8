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

/** A line of a file that comes in pieces. */
export interface PushedLine {
  /** Without the line end; only its beginning when it is longer than any record. Overwritten afterwards. */
  readonly bytes: Uint8Array;
  /** 1-based. */
  readonly number: number;
  /** All its bytes. */
  readonly length: number;
  readonly closed: boolean;
}

export interface LineSplitter {
  push(bytes: Uint8Array): void;
  end(): void;
}

/** Far longer than any record; a file of one line must not fill the memory. */
const lineBytesMax = 16 * 1024;

/** The same lines as `linesOf`, of a file that comes in pieces. */
export const lineSplitter = (take: (line: PushedLine) => void): LineSplitter => {
  const kept = new Uint8Array(lineBytesMax + 1);
  let keptBytes = 0;
  let length = 0;
  let last = 0;
  let number = 1;
  const hold = (bytes: Uint8Array): void => {
    const some = bytes.subarray(0, kept.length - keptBytes);
    kept.set(some, keptBytes);
    keptBytes += some.length;
    length += bytes.length;
    last = bytes.at(-1) ?? last;
  };
  const give = (bytes: Uint8Array, all: number, closed: boolean): void => {
    take({ bytes, number, length: all, closed });
    number += 1;
    keptBytes = 0;
    length = 0;
  };
  const giveHeld = (closed: boolean): void => {
    const all = last === CR ? length - 1 : length;
    give(kept.subarray(0, Math.min(all, keptBytes)), all, closed);
  };
  return {
    push: (bytes) => {
      let start = 0;
      for (let feed = bytes.indexOf(LF); feed >= 0; feed = bytes.indexOf(LF, start)) {
        if (length > 0) {
          hold(bytes.subarray(start, feed));
          giveHeld(true);
        } else {
          const end = feed > start && bytes[feed - 1] === CR ? feed - 1 : feed;
          give(bytes.subarray(start, Math.min(end, start + lineBytesMax)), end - start, true);
        }
        start = feed + 1;
      }
      if (start < bytes.length) hold(bytes.subarray(start));
    },
    end: () => {
      if (length === 0) return;
      const content = last === CR ? length - 1 : length;
      if (content === 1 && kept[0] === CTRL_Z) return;
      giveHeld(false);
    },
  };
};

/** Offset after the last byte that is neither white space nor the DOS end mark. NUL is content. */
export const contentEnd = (bytes: Uint8Array): number => {
  let end = bytes.length;
  while (end > 0 && isBlank(bytes[end - 1])) end -= 1;
  return end;
};

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === LF || byte === CR || byte === CTRL_Z;
