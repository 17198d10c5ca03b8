/** A journal that cannot be believed any more: a row that nobody can read, a file that is gone. */
import { Refusal } from "../foundation/refusal.ts";

/** Rows that cannot be read, or do not make a story: nobody acts on whom they are about (mail.md F32). */
export class JournalDamage extends Refusal {
  /** `D12`, or `R7`; absent where it is not known. */
  readonly about: string | undefined;

  constructor(lines: readonly string[], about?: string) {
    super(78, lines);
    this.name = "JournalDamage";
    this.about = about;
  }
}

/** The journal's file was deleted, replaced or written over while it was open: nothing is written to it any more. */
export class JournalGone extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`${file} was deleted, replaced or written over`);
    this.name = "JournalGone";
    this.file = file;
  }
}

/** Undefined where the journal is damaged: the daemon's look at its rows tells it, once. */
export const unlessDamaged = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof JournalDamage) return undefined;
    throw cause;
  }
};
