/** A third party that says when it saw a hash (RFC 3161). */
import type { Instant } from "../domain/ids.ts";

export interface Timestamper {
  /** As the settings name it. */
  readonly authority: string;
  /** The token, DER, checked to be about this text. Throws `TimestampFault`. */
  stamp(text: string): Promise<Uint8Array>;
}

/** Reads a token over this text. Throws `TimestampFault`. */
export type ReadToken = (token: Uint8Array, text: string) => Promise<TokenReading>;

export class TimestampFault extends Error {
  constructor(said: string) {
    super(said);
    this.name = "TimestampFault";
  }
}

/** What a token says, once its signature was found to be its signer's; whether the signer may be trusted is not judged here. */
export interface TokenReading {
  readonly at: Instant;
  /** Subject of the signer's certificate. */
  readonly signer: string;
}
