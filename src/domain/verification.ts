/**
 * What we verified ourselves of a received mail, at its arrival: keys change, so the answer of that moment is kept.
 * Facts only; what they are worth for a given sender is `authenticity.ts`'s question.
 */
import type { Instant } from "./ids.ts";

export interface Verification {
  /** DKIM signatures (RFC 6376), in the order of the mail. */
  readonly dkim: readonly DkimSignature[];
  /** The signature of a `multipart/signed` (RFC 8551), when there is one. */
  readonly smime?: SmimeSignature;
}

export interface DkimSignature {
  /** `d=`, lower case. */
  readonly domain: string;
  /** `unreachable`: the DNS did not answer, ask again. `nothing`: no key, expired, or too weak to say. */
  readonly result: "pass" | "fail" | "nothing" | "unreachable";
  readonly said: string;
}

export interface SmimeSignature {
  /** `fail`: the content is not what was signed. `nothing`: it could not be read. */
  readonly result: "pass" | "fail" | "nothing";
  /** SHA-256 of the signer's certificate (DER), lower-case hexadecimal; empty when there is none. */
  readonly fingerprint: string;
  readonly subject: string;
  /** The last instant of the certificate's validity; facts recorded before it was kept lack it. */
  readonly until?: Instant;
  /** When the signer says that it was made (RFC 8551 §2.5.1); absent when it does not say. */
  readonly signed?: Instant;
  readonly said: string;
}

export const nothingVerified: Verification = { dkim: [] };
