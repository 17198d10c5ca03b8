/** What a ruling asks for, message by message, and what of it is frozen with the mail. */
import type { LegalTimes } from "./calendar/legal-calendar.ts";
import type { Family } from "./checks/payment-modes.ts";
import type { DeclarationId, Instant, Sha256 } from "./ids.ts";
import type { ExpectedReceipts } from "./receipt/expected.ts";
import type { SendWindow } from "./send-window.ts";

/** When what a mail carries is due, and whose it is. */
export interface MailTimes {
  /** The earliest of its declarations. */
  readonly deadline?: Instant;
  /** The calendar that says so. */
  readonly legal?: LegalTimes;
  /** The family of organisms that all its payments name. */
  readonly family?: Family;
}

/** One message of a deposit that was ruled. */
export interface RuledMessage {
  readonly identity: string;
  readonly to: string;
  readonly subject: string;
  readonly ruling: Sha256;
  readonly expects?: ExpectedReceipts;
  readonly declarations: readonly DeclarationId[];
  /** Of a file that is cut, where each mail has its own; absent: the deposit's. */
  readonly times?: MailTimes;
  /** The store's blob of its part of a file that was cut (`decouper=oui`); absent: the whole file. */
  readonly part?: Sha256;
  /** `joindre`: the store's blobs, as they were when the deposit was ruled. */
  readonly attachments?: readonly { readonly name: string; readonly sha256: Sha256 }[];
}

/** Absent in facts written before they existed. */
export interface FrozenTerms {
  /** What its rule expects to come back. */
  readonly expects?: ExpectedReceipts;
  /** It goes to a test address: what the wall is asked again before the courier dials. Absent: real. */
  readonly essai?: { readonly subject: string; readonly testFlag?: "test" | "real" };
  /** An office copy (`copie.bureau`): it declares nothing, and its fate is not the deposit's. */
  readonly copy?: true;
  /** `envoi.apres`, `envoi.avant`. */
  readonly window?: SendWindow;
  /** The first instant in its window, when it is not at once. */
  readonly notBefore?: Instant;
  /** `incertain=renvoyer`. */
  readonly resends?: true;
}
