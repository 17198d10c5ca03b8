/**
 * Checks what a received mail is wrapped in, at its arrival: DKIM against the DNS, S/MIME and OpenPGP against its own bytes and
 * the user's keys. What is encrypted for us is opened.
 */
import type {
  Encryption,
  OpenPgpSignature,
  SmimeSignature,
  Verification,
} from "../domain/receipt/verification.ts";

export interface MailVerifier extends AsyncDisposable {
  /** Never rejects: what cannot be checked is said in the answer. */
  verify(raw: Uint8Array): Promise<Verification>;
  /** Rejects only when it was closed meanwhile. */
  open(raw: Uint8Array): Promise<OpenedMail>;
  /** A file that came in a mail, encrypted by itself. Rejects only when it was closed meanwhile. */
  openFile(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<OpenedFile>;
  /** Changes when a key that opens does: what stayed closed may be tried again. */
  keys(): Promise<string>;
}

export type OpenedMail =
  /** Neither signed nor encrypted as a whole: read as it is. */
  | { readonly is: "bare" }
  | ({
      readonly is: "opened";
      /** All that was signed, or came out of the encryption: nothing else in the mail may be read as its content. */
      readonly content: Uint8Array;
    } & Seals)
  | Closed;

export interface Seals {
  readonly encryption?: Encryption;
  readonly smime?: SmimeSignature;
  readonly openpgp?: OpenPgpSignature;
}

export type OpenedFile =
  /** Not encrypted. */
  | { readonly is: "bare" }
  | { readonly is: "opened"; readonly name: string; readonly bytes: Uint8Array }
  | Closed;

/** Encrypted, and nothing of ours opens it. */
export interface Closed {
  readonly is: "closed";
  readonly because: string;
}
