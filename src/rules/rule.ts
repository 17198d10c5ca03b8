/** A rule as decided for one message: who sends what to whom, in which words. Kept in the store with the choice. */
import type { ExpectedReceipts, ReceiptDelay } from "../domain/receipt/expected.ts";
import type { SendWindow } from "../domain/send-window.ts";

export type Approval =
  | { readonly by: "clerk" }
  /** `tacit`: silence agrees after so long from the statement on. */
  | { readonly by: "client"; readonly tacit?: ReceiptDelay };

export interface Rule {
  /** The section it stands in; absent for a file without sections. */
  readonly name?: string;
  /** `profil`: the identity's name or one of its legacy names; absent when the file has none. */
  readonly profile?: string;
  /** `a`, or the plan's: exactly one address. */
  readonly to: string;
  /** `sujet`, as it goes out: empty when the file has none. */
  readonly subject: string;
  /** `note`, as it goes out: empty when the file has none. */
  readonly note: string;
  /** `remplace=oui`: a declaration sent before is replaced without asking (seed 002 §2.5: the last one counts). */
  readonly replaces?: true;
  /** `ar.*`; absent when the rule says nothing of receipts. */
  readonly receipts?: ExpectedReceipts;
  /** `joindre`: paths of further attachments, for `regles/` or the shared folder. */
  readonly attachments?: readonly string[];
  /** `copie=oui`: our own address stands beside the organism's in the envelope. */
  readonly copyToSelf?: true;
  /** `copie.bureau`: each of them gets a message of its own. */
  readonly officeCopies?: readonly string[];
  /** `chiffrement`: the sealer's name; absent: clear. */
  readonly sealing?: string;
  /** `incertain=renvoyer`. */
  readonly resendsUncertain?: true;
  /** `validation`: who agrees before it goes. */
  readonly approval?: Approval;
  readonly window?: SendWindow;
}

export type RuleEncoding = "utf-8" | "utf-8-bom" | "utf-16le" | "windows-1252" | "cp850" | "ascii";
