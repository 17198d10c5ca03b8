/** A mail of the firm to one client, under the notices' identity: an account with its bundle, or a link to agree by. */
export interface ClientMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attached?: { readonly name: string; readonly bytes: Uint8Array };
  readonly at: number;
}

/** Sent is what a server took; of all else nothing proves that it left. */
export type Mailed = { readonly is: "sent" } | { readonly is: "failed"; readonly said: string };
