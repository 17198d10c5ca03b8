/**
 * What must come back for a message, from whom, in which mailboxes and by when: the `ar.*` keys of its rule
 * (design §3, formats.md §7). It is written into the fact `ruled`, so that a changed rule file does not
 * change what was expected of a mail that has left.
 */
import type { Grade } from "./verdict.ts";

export const receiptLevels = [1, 2, 3] as const;
export type ReceiptLevel = (typeof receiptLevels)[number];

/** As people write it: `48h`, `5 jours ouvrés`, `2 jours ouvrables`, `3 jours`. */
export interface ReceiptDelay {
  readonly count: number;
  readonly unit: "heures" | "jours-ouvres" | "jours-ouvrables" | "jours";
}

/** When `AR/<name>` was not consumed yet: replace it, number the new one, or wait until it is gone. */
export const filingPolicies = ["remplacer", "numeroter", "attendre"] as const;
export type FilingPolicy = (typeof filingPolicies)[number];

/** Grades that a rule may be content with; F contradicts, so no rule may ask for it. */
export const askableGrades = ["A", "B", "C"] as const satisfies readonly Grade[];
export type AskableGrade = (typeof askableGrades)[number];

export interface ExpectedReceipts {
  /** `ar.attendus`, ascending, each once: the levels that close a deposit. Absent: it is never closed, only overdue. */
  readonly levels?: readonly ReceiptLevel[];
  /** `ar.de`: senders that may answer, in lower case: an address, or `@domain` for a whole domain. */
  readonly from?: readonly string[];
  /** `ar.sujet`: pattern of the subject (`*`, `?`). */
  readonly subject?: string;
  /** `ar.piece`: pattern of the attachment's name. */
  readonly attachment?: string;
  /** `ar.boites`: identities whose mailboxes may receive it; absent: the sender's own. */
  readonly mailboxes?: readonly string[];
  /** `ar.delai.1`, `.2`, `.3`: counted from the moment the server took the message. */
  readonly delays?: Readonly<Partial<Record<ReceiptLevel, ReceiptDelay>>>;
  /** `ar.authenticite`: the lowest grade that counts as proof; absent: B. */
  readonly grade?: AskableGrade;
  /** `ar.depot`; absent: `remplacer`, as the old program's « Réception AR » expects. */
  readonly filing?: FilingPolicy;
}
