/**
 * Whether the journal's files still bear their names, and whether anybody else wrote into the database. One that was deleted or
 * replaced under a running agent takes what is written and loses it at the next stop; one that an older copy was written over is
 * two journals in one: nobody may believe such a commit.
 */
import { type BigIntStats, statSync } from "node:fs";

export class OwnFiles {
  readonly #own: readonly (readonly [path: string, identity: string | undefined])[];
  readonly file: string;
  #left: Left | undefined;
  /** Found once, it stays so: a copy that is under way grows beyond what was here. */
  #over = false;

  constructor(file: string) {
    this.file = file;
    this.#own = [file, `${file}-wal`].map((path) => [path, identityOf(statOf(path))] as const);
    this.settle();
  }

  /** The first that is gone, or another one. */
  lost(): string | undefined {
    return this.#own.find(
      ([path, own]) => own !== undefined && identityOf(statOf(path)) !== own,
    )?.[0];
  }

  /**
   * The same file still, and shorter or older than our last commit left it. Pages that move from the `-wal`, by us or by a
   * backup program that asks for it, make it longer and newer: only a copy of what it was makes it less.
   */
  writtenOver(): boolean {
    const [left, now] = [this.#left, leftBy(statOf(this.file))];
    if (left && now) this.#over ||= now.size < left.size || now.second < left.second;
    return this.#over;
  }

  /** After a commit, which never makes it shorter; its time is the clock's, which may have been set back. */
  settle(): void {
    const now = leftBy(statOf(this.file));
    if (now && this.#left && now.size < this.#left.size) return;
    this.#left = now;
  }
}

interface Left {
  readonly size: bigint;
  /** Whole seconds: a backup program that sets a file's times back after reading it may lose the rest. */
  readonly second: bigint;
}

const statOf = (path: string): BigIntStats | undefined =>
  statSync(path, { bigint: true, throwIfNoEntry: false });

const identityOf = (stats: BigIntStats | undefined): string | undefined =>
  stats && `${stats.dev} ${stats.ino}`;

const leftBy = (stats: BigIntStats | undefined): Left | undefined =>
  stats && { size: stats.size, second: stats.mtimeNs / 1_000_000_000n };
