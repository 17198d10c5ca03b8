/** What people wrote into the register, and told with its help. Part of `facts.ts`; what the rows say lies in the store (docs/decisions/0034). */
import type { DepositId, Instant, Sha256 } from "../ids.ts";
import type { RegisterChange } from "../register/entry.ts";

export interface RegisterFact {
  readonly is: "register-changed";
  /** The store's blob: JSON of `RegisterContent`. A long change is several facts with one content. */
  readonly content: Sha256;
  readonly changes: readonly RegisterChange[];
  /** Scanned papers that its rows name. */
  readonly scans?: readonly Sha256[];
  readonly by: string;
  readonly reason: string;
}

/**
 * What the register said of one employer is kept no more: its rows of the past too. Each content that spoke of it was replaced by one
 * that is blank at their places, so that everybody else's rows, and when they were written, stay.
 */
export interface RegisterForgottenFact {
  readonly is: "register-forgotten";
  /** Keyed hash of the employer's SIRET. */
  readonly employer: string;
  readonly contents: readonly { readonly was: Sha256; readonly now: Sha256 }[];
  /** Scanned mandates and attestations that nothing else stands on. */
  readonly papers: readonly Sha256[];
  readonly by: string;
  readonly reason: string;
  /** Although declarations of it are still kept, because a person concerned claimed it. */
  readonly claimed?: true;
}

/** A letter told the organism how things stand now. */
export interface AnnouncedFact {
  readonly is: "register-announced";
  /** Keyed hash of the employer's SIRET. */
  readonly employer: string;
  readonly organism: string;
  readonly by: string;
  readonly reason: string;
}

export const accountMeans = ["file", "print", "mail"] as const;
export type AccountMeans = (typeof accountMeans)[number];

/** An account was handed over to a client (seed 002 §5.4), or written to be. */
export interface AccountGivenFact {
  readonly is: "account-given";
  /** Keyed hashes of what names the client: what was typed, and its SIRETs. */
  readonly clients: readonly string[];
  readonly from: Instant;
  /** Not in it any more. */
  readonly until: Instant;
  readonly means: AccountMeans;
  /** Where a mail went. */
  readonly to?: string;
  /** Of exactly the bytes that were written, printed or mailed; they are not kept. */
  readonly bundle: Sha256;
  readonly size: number;
  readonly deposits: readonly DepositId[];
  readonly by: string;
}
