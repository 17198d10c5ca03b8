/** What every declaration format can do. Pure: bytes in, values out; it never throws for what bytes hold. */
import type { Declaration, FormatName } from "../domain/declaration.ts";
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
}

export interface Format {
  readonly name: FormatName;
  /** Decides on content only, never on the file's name. */
  recognises(bytes: Uint8Array): boolean;
  completeness(bytes: Uint8Array): Completeness;
  read(bytes: Uint8Array): Reading;
}
