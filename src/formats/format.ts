/** What every declaration format can do. Pure: bytes in, values out; it never throws for what bytes hold. */
import type { CheckContext } from "../domain/checks/context.ts";
import type { DeclaredPayments } from "../domain/checks/payment.ts";
import type { ReturnAddress } from "../domain/checks/return-address.ts";
import type { Declaration, FormatName, JudgedBy } from "../domain/declaration.ts";
import type { Finding } from "../domain/finding.ts";

/** Whether the bytes are the whole file, by the format's own end mark (mail.md F01). */
export type Completeness =
  | { readonly is: "complete" }
  /** `at`: offset in bytes, 0-based, from which something is missing. */
  | { readonly is: "truncated"; readonly at: number }
  /** The format has no end mark: only quiet time tells. */
  | { readonly is: "cannot-tell" };

export interface Reading {
  readonly declarations: readonly Declaration[];
  readonly findings: readonly Finding[];
  /** The file's own test flag, when the format has one. */
  readonly testFlag?: "test" | "real";
  readonly judgedBy: JudgedBy;
  /** Where the file asks its acknowledgements to be sent, each once; only formats that say it. */
  readonly returns?: readonly ReturnAddress[];
  /** DUCS: the payment groups of each declaration that has any. */
  readonly payments?: readonly DeclaredPayments[];
}

export interface Format {
  readonly name: FormatName;
  /** Decides on content only, never on the file's name. */
  recognises(bytes: Uint8Array): boolean;
  completeness(bytes: Uint8Array): Completeness;
  /** Without a context, nothing is said of what is early or late, and the mode is test. */
  read(bytes: Uint8Array, context?: CheckContext): Reading;
}
