/**
 * Whether an interchange is whole: its last segment is a terminated `UNZ` (mail.md F01). Read from
 * the end, so that looking at a file that is still being written stays cheap.
 */
import type { Completeness } from "../format.ts";
import { isBlankCode, type Syntax } from "./syntax.ts";

export const edifactEnd = (bytes: Uint8Array, syntax: Syntax): Completeness => {
  const truncated: Completeness = { is: "truncated", at: bytes.length };
  const terminator = lastContent(bytes, (byte) => isBlankCode(byte) && byte !== syntax.terminator);
  if (bytes[terminator] !== syntax.terminator || isReleased(bytes, terminator, syntax)) {
    return truncated;
  }
  // Empty segments may follow the last one: a terminator that is a line feed, written twice.
  const last = lastContent(
    bytes.subarray(0, terminator),
    (byte) => isBlankCode(byte) || byte === syntax.terminator,
  );
  let first = last;
  while (first >= syntax.start && !isEnd(bytes, first, syntax)) first -= 1;
  first += 1;
  while (first < last && isBlankCode(bytes[first] ?? 0)) first += 1;
  const head = String.fromCharCode(...bytes.subarray(first, first + 4));
  return head === `UNZ${String.fromCharCode(syntax.element)}` ? { is: "complete" } : truncated;
};

/** Offset of the last byte that is not to be skipped, -1 when there is none. */
const lastContent = (bytes: Uint8Array, skipped: (byte: number) => boolean): number =>
  bytes.findLastIndex((byte) => !skipped(byte));

const isEnd = (bytes: Uint8Array, at: number, syntax: Syntax): boolean =>
  bytes[at] === syntax.terminator && !isReleased(bytes, at, syntax);

/** An odd number of release characters before a character takes its meaning away. */
const isReleased = (bytes: Uint8Array, at: number, syntax: Syntax): boolean => {
  let before = at - 1;
  while (syntax.release !== undefined && bytes[before] === syntax.release) before -= 1;
  return (at - 1 - before) % 2 === 1;
};
