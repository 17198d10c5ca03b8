/** Whether the rows of a journal follow each other as they were written. Fed in order, in any batches. */
import { genesis, type Link, linkHash } from "../chain.ts";
import type { Fact, Recorded } from "../facts.ts";
import type { Instant, Sha256 } from "../ids.ts";
import { limits } from "../limits.ts";
import type { Violation } from "./violation.ts";

export interface ChainHead {
  readonly seq: number;
  readonly at: Instant;
  readonly hash: Sha256;
}

export interface ChainStep {
  readonly head: ChainHead;
  readonly violations: readonly Violation[];
  /** Undefined when it cannot be read. */
  readonly fact?: Recorded;
}

export const chainStart: ChainHead = { seq: 0, at: 0, hash: genesis };

/**
 * One more row. After a broken one the check goes on from what stands there, so that one damage is told
 * once and the next one is still found.
 */
export const followChain = (head: ChainHead, link: Link, now: Instant): ChainStep => {
  const { seq, at } = link;
  const found: Violation[] = [];
  const expected = head.seq + 1;
  if (seq !== expected)
    found.push({ code: "seq-hole", seq, detail: `${expected} expected, ${seq} found` });
  else if (linkHash(head.hash, link) !== link.hash)
    found.push({ code: "chain-broken", seq, detail: link.hash });
  if (at < head.at - limits.clockBackMsMax || at > now + limits.clockBackMsMax)
    found.push({ code: "time-backwards", seq, detail: isoOf(at) });
  const fact = factOf(link);
  if (!fact) found.push({ code: "body-unreadable", seq, detail: link.hash });
  // A later clock that is right again is no jump back: the highest hour seen would accuse all that follow.
  return { head: { seq, at, hash: link.hash }, violations: found, ...(fact ? { fact } : {}) };
};

const factOf = ({ body, seq, at }: Link): Recorded | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    return isFact(value) ? { ...value, seq, at } : undefined;
  } catch {
    return undefined;
  }
};

/** As far as whoever reads on must rely on it; the rest was typed when it was written, and is chained. */
const isFact = (value: unknown): value is Fact =>
  typeof value === "object" &&
  value !== null &&
  "is" in value &&
  typeof value.is === "string" &&
  (!("deposit" in value) || /^D\d{1,15}$/u.test(String(value.deposit))) &&
  (!("receipt" in value) || /^R\d{1,15}$/u.test(String(value.receipt)));

/** A damaged row may hold any number, which a Date cannot. */
const isoOf = (at: Instant): string =>
  Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
