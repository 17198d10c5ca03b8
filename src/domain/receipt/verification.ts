/**
 * What we verified ourselves of a received mail, at its arrival: keys change, so the answer of that moment is kept.
 * Facts only; what they are worth for a given sender is `authenticity.ts`'s question.
 */
import type { Instant } from "../ids.ts";

export interface Verification {
  /** DKIM signatures (RFC 6376), in the order of the mail. */
  readonly dkim: readonly DkimSignature[];
  /** The S/MIME signature over the mail's whole content (RFC 8551), when there is one. */
  readonly smime?: SmimeSignature;
  /** The OpenPGP signature (RFC 3156) that a pinned key made, or claims to have made. */
  readonly openpgp?: OpenPgpSignature;
  /** It came encrypted, and was opened here. */
  readonly encryption?: Encryption;
}

export interface Encryption {
  readonly method: "openpgp" | "smime";
  /** Which of `receipts.openers` opened it. */
  readonly by: string;
}

export interface OpenPgpSignature {
  /** `fail`: the content is not what was signed. `nothing`: no pinned key made it, or that key was not valid. */
  readonly result: "pass" | "fail" | "nothing";
  /** Of the pinned key, lower-case hexadecimal; empty when none is concerned. */
  readonly fingerprint: string;
  readonly owner: string;
  /** The organisms' domains for which the settings of that moment pinned the key. */
  readonly domains: readonly string[];
  /** The pinned key itself, armoured: another one may stand in its file some day. Absent where it was none, or too long. */
  readonly key?: string;
  /** When it says that it was made, good or not. */
  readonly signed?: Instant;
  readonly said: string;
}

export interface DkimSignature {
  /** `d=`, lower case. */
  readonly domain: string;
  /** `unreachable`: the DNS did not answer, ask again. `nothing`: no key, expired, or too weak to say. */
  readonly result: "pass" | "fail" | "nothing" | "unreachable";
  readonly said: string;
  /** The signer's key as the DNS gave it (RFC 6376 §3.6.2): it is taken away some day, and the mail verifies no more without it. */
  readonly key?: { readonly name: string; readonly record: string };
}

/** The signer's certificate stands in the mail itself. */
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
