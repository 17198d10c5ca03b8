/** A received mail, read in a place where it can do no harm (worker, deadline, caps). */
export interface ReadMail {
  /** Lower-case field name → values in order of appearance, unfolded and decoded. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Fields Received above the topmost Authentication-Results; above all there are when it has none. */
  readonly receivedAboveResults: number;
  readonly from: string;
  readonly subject: string;
  readonly messageId: string;
  /** In-Reply-To and References, with angle brackets. */
  readonly references: readonly string[];
  /** Text of the body, at most `mailTextCharsMax` characters. */
  readonly text: string;
  readonly parts: readonly ReadPart[];
}

export interface ReadPart {
  /** Lower case, without parameters. */
  readonly type: string;
  /** As the sender wrote it: never a path. Empty when there is none. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type MailReading =
  | { readonly is: "read"; readonly mail: ReadMail }
  | { readonly is: "unreadable"; readonly because: string };

export interface MailReader extends AsyncDisposable {
  read(raw: Uint8Array): Promise<MailReading>;
}
