/**
 * Encrypts, and signs where asked, what a message carries. One that cannot says so and nothing leaves: a sealer never
 * gives clear text back (design §4, I6). What it gives was looked at again, as far as its method allows.
 */
import type { FaultCode } from "../domain/faults.ts";
import type { Instant } from "../domain/ids.ts";
import type { SealKey, SealProgram, SealProof } from "../domain/seal.ts";

export interface Clear {
  /** The file's own name; `message` when the whole body is sealed. */
  readonly name: string;
  /** The file, or the whole body as one MIME entity: header lines, empty line, body; CRLF throughout. */
  readonly bytes: Uint8Array;
  /** What must not be readable in the sealed bytes: SIRET, NIR, names. Never logged. */
  readonly identifiers: readonly string[];
  readonly now: Instant;
  /** What `inspect` just gave, and was compared with what is known: these run. Absent: as they stand there. */
  readonly programs?: readonly SealProgram[];
}

export type SealAnswer =
  | {
      readonly is: "sealed";
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly proof: SealProof;
    }
  /** Exit code 75, or a program that did not end in time: the same may succeed later. */
  | { readonly is: "later"; readonly said: string }
  | { readonly is: "failed"; readonly because: SealFault; readonly said: string };

export type SealFault = Extract<FaultCode, `seal-${string}`>;

export interface Sealer {
  readonly name: string;
  readonly method: SealProof["method"];
  /** The attachment alone, or the whole body (note and attachment). */
  readonly takes: "file" | "body";
  /** False: it signs only, and what it takes stays readable. */
  readonly encrypts: boolean;
  /** Never rejects for what a key, a certificate or a program does: that is the answer. A full disk is its caller's to wait for. */
  seal(clear: Clear): Promise<SealAnswer>;
  /** What it would work with now, for `facteur keys`, the warnings of expiry and the look before the first use. Never rejects. */
  inspect(now: Instant): Promise<SealInspection>;
}

export interface SealInspection {
  readonly programs: readonly SealProgram[];
  readonly keys: readonly SealKey[];
  /** What would make sealing fail now, one line each. */
  readonly troubles: readonly string[];
}
