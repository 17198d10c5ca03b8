/** How the facts of a journal are chained: each carries the hash of all that stands before it. */
import { sha256 } from "../foundation/bytes.ts";
import type { Instant, Sha256 } from "./ids.ts";

/** One row of the journal as it stands there, before anybody understands it. */
export interface Link {
  readonly seq: number;
  readonly at: Instant;
  /** The fact as JSON text, byte for byte as it was hashed. */
  readonly body: string;
  readonly hash: Sha256;
}

/** What the first fact is chained to. */
export const genesis: Sha256 = "0".repeat(64);

/**
 * Over the body's own hash, so that a row can be followed by someone who may not read it: an extract for one deposit shows
 * the others' rows without what they say.
 */
export const linkHash = (previous: Sha256, link: Omit<Link, "hash">): Sha256 =>
  stubHash(previous, { seq: link.seq, at: link.at, bodyHash: sha256(link.body) });

/** A row without its words. */
export interface Stub {
  readonly seq: number;
  readonly at: Instant;
  readonly bodyHash: Sha256;
}

export const stubHash = (previous: Sha256, { seq, at, bodyHash }: Stub): Sha256 =>
  sha256(`${previous}\n${seq}\n${at}\n${bodyHash}`);
