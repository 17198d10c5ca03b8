/**
 * When a file may be taken: size and modification time stopped moving, *and* its format says that it
 * is whole (design §3, mail.md F01). Times here are monotonic milliseconds.
 */
import type { FileIdentity } from "./facts.ts";
import { limits } from "./limits.ts";

/** What one look at the file's content said; `end` is the format's own word. */
export type Wholeness =
  | { readonly is: "proven" }
  | { readonly is: "truncated"; readonly at: number }
  | { readonly is: "cannot-tell" };

export interface Sighting {
  readonly identity: FileIdentity;
  /** When this identity was first seen. */
  readonly since: number;
  readonly wholeness?: Wholeness;
}

export const sameIdentity = (a: FileIdentity, b: FileIdentity): boolean =>
  a.inode === b.inode && a.size === b.size && a.mtimeNs === b.mtimeNs;

/** The sighting after one more look: a file that moved starts anew. */
export const sighted = (
  before: Sighting | undefined,
  identity: FileIdentity,
  now: number,
): Sighting =>
  before && sameIdentity(before.identity, identity) ? before : { identity, since: now };

export type Settled =
  | { readonly is: "settled" }
  | { readonly is: "look-inside" }
  | { readonly is: "wait"; readonly ms: number }
  | { readonly is: "incomplete"; readonly at: number };

export interface Patience {
  /** Quiet time for formats without a proven end. */
  readonly quietMs: number;
  readonly incompleteMs: number;
}

export const settle = (sighting: Sighting, now: number, patience: Patience): Settled => {
  const quiet = now - sighting.since;
  const until = (ms: number): Settled =>
    quiet >= ms ? { is: "settled" } : { is: "wait", ms: ms - quiet };
  if (quiet < limits.quietProvenMs) return { is: "wait", ms: limits.quietProvenMs - quiet };
  if (!sighting.wholeness) return { is: "look-inside" };
  switch (sighting.wholeness.is) {
    case "proven":
      return { is: "settled" };
    case "cannot-tell":
      return until(Math.max(patience.quietMs, limits.quietProvenMs));
    case "truncated":
      return quiet >= patience.incompleteMs
        ? { is: "incomplete", at: sighting.wholeness.at }
        : { is: "wait", ms: patience.incompleteMs - quiet };
  }
};
