/** The keys and certificates that the settings name, as their files are now: ours, recipients', signers'. */

import type { Instant } from "../domain/ids.ts";
import type { HeldKey } from "../domain/key-expiry.ts";

export interface KeyFiles {
  /** Never rejects: a file that cannot be read is one of the troubles. */
  look(now: Instant): Promise<KeyLook>;
}

export interface KeyLook {
  readonly keys: readonly HeldKey[];
  /** One line each, with the file. */
  readonly troubles: readonly string[];
}
