/** What a receipt says of one declaration. Anything that is not proven good or bad is for a person. */
import type { DeclarationId } from "../ids.ts";

/**
 * `received`: levels 1 and 2, the organism has it and can read it; it is not registered yet.
 * `registered`: the definitive acquittal (level 3; a DPAE's return code 00).
 */
export type VerdictIs = "received" | "registered" | "refused" | "to-read";

export interface Verdict {
  readonly declaration: DeclarationId;
  readonly is: VerdictIs;
  /** 1, 2 or 3 for a DUCS acknowledgement; absent for a DPAE, which has one. */
  readonly level?: 1 | 2 | 3;
  /** The organism's own code, as it wrote it (DPAE return code, …). */
  readonly code?: string;
  /** The organism's own number for the declaration (DPAE dossier number, …). */
  readonly number?: string;
  /**
   * How far this one word can be trusted, where it is not the receipt's own grade: said of a declaration that another organism
   * was sent (`decouper=oui`), it contradicts whoever signed it.
   */
  readonly grade?: Grade;
  /** Among the verdicts of one series on a declaration the newest decides; `at` sorts as text. */
  readonly decides?: { readonly series: string; readonly at: string };
}

/**
 * How much a receipt can be trusted (mail.md §4). A: signature or aligned DKIM verified by us.
 * B: our own server's Authentication-Results. C: only the sender or the subject match.
 * F: contradicts. H: put there by a person. C and F never close a declaration by themselves.
 */
export type Grade = "A" | "B" | "C" | "F" | "H";

/** Whether a receipt of this grade closes; `from`: the lowest that the rule is content with. What a person answers for always does; a contradiction never. */
export const closes = (grade: Grade, from: Exclude<Grade, "F" | "H"> = "B"): boolean => {
  if (grade === "H") return true;
  return grade !== "F" && "ABC".indexOf(grade) <= "ABC".indexOf(from);
};
