/** Composes the one mail of a message. Pure: the same letter gives the same bytes. */
import type { Instant } from "../domain/ids.ts";

export interface Letter {
  readonly from: { readonly address: string; readonly name: string };
  readonly to: string;
  readonly subject: string;
  /** Plain text; empty when the rule has no note. */
  readonly note: string;
  readonly attachment: { readonly name: string; readonly bytes: Uint8Array };
  /** Further attachments, after the declaration. */
  readonly more?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** With angle brackets. */
  readonly messageIdHeader: string;
  readonly date: Instant;
  /** The agent's mark, by which it knows its own mails when they come back. */
  readonly agentToken: string;
}

export interface Composer {
  /** Bytes with CRLF throughout and at the end, 7-bit, attachment exact after base64. */
  compose(letter: Letter): Promise<Uint8Array>;
  /** Note and attachments of a composed mail as one MIME entity, to be sealed: content headers, empty line, body. */
  body(mail: Uint8Array): Uint8Array;
  /** The composed mail with this MIME entity in the place of note and attachments: nothing of them is left. */
  withBody(mail: Uint8Array, sealed: Uint8Array): Uint8Array;
}
