/** What people wrote into the register. Part of `facts.ts`; what the rows say lies in the store (docs/decisions/0034). */
import type { Sha256 } from "./ids.ts";
import type { RegisterChange } from "./register/entry.ts";

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

/** A letter told the organism how things stand now. */
export interface AnnouncedFact {
  readonly is: "register-announced";
  /** Keyed hash of the employer's SIRET. */
  readonly employer: string;
  readonly organism: string;
  readonly by: string;
  readonly reason: string;
}
