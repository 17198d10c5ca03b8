/** Where what came back is put for the payroll program: once, and never over what it has not read. */
import type { Sha256 } from "../domain/ids.ts";
import type { FilingPolicy } from "../domain/receipt/expected.ts";

/**
 * Puts an AR file where the payroll program looks, exactly once. `prepare` leaves the bytes in a hidden
 * file; `commit` renames it into place. A hidden file that is gone proves that it was put there before, unless this
 * very process prepared it and never tried to put it there: somebody deleted it, and it is `lost`, to be prepared
 * again. An existing `AR/name` is kept in `AR/historique/` first.
 */
export interface Filing {
  prepare(ticket: string, bytes: Uint8Array): Promise<void>;
  /**
   * The name to file under, by the rule's policy when the last one was not consumed: the same, the next
   * free number, or undefined to wait. `again`: what is filed once more, and may stand there still, unconsumed; it is
   * then its own place.
   */
  place(name: FiledName, policy: FilingPolicy, again?: Sha256): Promise<string | undefined>;
  /** `taken`: without `over`, somebody put a file under that name meanwhile; nothing was done. */
  commit(ticket: string, name: FiledName, how?: FilingHow): Promise<"filed" | "lost" | "taken">;
  /**
   * Whether a file with this mark was ever filed here. It is noted beside the files, in the dossier, so that
   * a journal restored from an old backup does not file it again (mail.md F30).
   */
  filed(mark: string): Promise<boolean>;
}

export interface FilingHow {
  /** Takes the place of a file of that name, which is kept in the history. */
  readonly over: boolean;
  /** Tells the mail and its file from every other: hexadecimal. */
  readonly mark: string;
}

/**
 * A text comes from a mail, and is made into a safe name. `own` is the name under which the payroll program dropped its
 * file in this folder: it stays as it is, because the program will look for it.
 */
export type FiledName = string | { readonly own: string };
