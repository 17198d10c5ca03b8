/**
 * What every declaration format can do. Pure: bytes in, values out; it never throws for what bytes hold.
 * A file is read in one pass, in pieces of any size, and what is read of a declaration is given away at once:
 * the memory a reader needs does not grow with the file.
 */
import type { CheckContext } from "../domain/checks/context.ts";
import type { ReturnAddress } from "../domain/checks/return-address.ts";
import type { DeclaredPayments, Payment } from "../domain/checks/stated-payment.ts";
import type { StatedVersion } from "../domain/checks/tables.ts";
import type { Declaration, FormatName, JudgedBy } from "../domain/declaration.ts";
import type { Finding } from "../domain/finding.ts";

/** Whether the bytes are the whole file, by the format's own end mark (mail.md F01). */
export type Completeness =
  | { readonly is: "complete" }
  /** `at`: offset in bytes, 0-based, from which something is missing. */
  | { readonly is: "truncated"; readonly at: number }
  /** The format has no end mark: only quiet time tells. */
  | { readonly is: "cannot-tell" };

/** What a file is, besides its declarations. */
export interface Summary {
  readonly findings: readonly Finding[];
  /** The file's own test flag, when the format has one. */
  readonly testFlag?: "test" | "real";
  readonly judgedBy: JudgedBy;
  /** Where the file asks its acknowledgements to be sent, each once; only formats that say it. */
  readonly returns?: readonly ReturnAddress[];
  /** Versions that the file states of itself, each once; only formats that state one. */
  readonly versions?: readonly StatedVersion[];
}

export interface Reading extends Summary {
  readonly declarations: readonly Declaration[];
  /** DUCS: the payment groups of each declaration that has any. */
  readonly payments?: readonly DeclaredPayments[];
}

/** Takes each declaration in the order of the file; keeps of it what it wants. */
export type Sink = (declared: Declaration, payments: readonly Payment[]) => void;

/** A zone of a record, as people read it. */
export interface NamedZone {
  readonly name: string;
  readonly label?: string;
  /** 1-based. */
  readonly from: number;
  readonly length: number;
  readonly role?: string;
  /** Of its content: `date`, `hour`, `flag`… */
  readonly kind?: string;
  /** What some of its values mean. */
  readonly codes?: Readonly<Record<string, string>>;
}

export interface FileReader {
  /** The next bytes; they may be overwritten by the caller afterwards. */
  push(bytes: Uint8Array): void;
  /** The file ends here. */
  end(): Summary;
}

export interface Format {
  readonly name: FormatName;
  /** Decides on content only, never on the file's name. The first `headBytes` of the file are enough. */
  recognises(head: Uint8Array): boolean;
  completeness(bytes: Uint8Array): Completeness;
  /** A format of fixed columns: the zones that a file's records are cut into, by the layout that judges it. */
  zonesOf?(head: Uint8Array): readonly NamedZone[];
  /**
   * `head`: the file's first bytes, which are pushed all the same. Without a context, nothing is said of
   * what is early or late, and the mode is test.
   */
  open(head: Uint8Array, sink: Sink, context?: CheckContext): FileReader;
}

/** Enough of a file for every format to know its own. */
export const headBytes = 64 * 1024;
