/** Checks the signatures of a received mail, at its arrival: DKIM against the DNS, S/MIME against its own bytes. */
import type { Instant } from "../domain/ids.ts";
import type { Verification } from "../domain/verification.ts";

export interface MailVerifier {
  /** Never rejects: what cannot be checked is said in the answer. */
  verify(raw: Uint8Array): Promise<Verification>;
  /**
   * All that an S/MIME signature of this mail would be over: nothing else in the mail may be read as its content. Undefined
   * when it has none.
   */
  signedContent(raw: Uint8Array): Uint8Array | undefined;
  /** When its S/MIME signature says that it was made, whether or not it is good; asks nobody. */
  signedAt(raw: Uint8Array): Instant | undefined;
}
