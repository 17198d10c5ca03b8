/**
 * Whether the journal's files still bear their names. One that was deleted or replaced under a running agent takes what is
 * written and loses it at the next stop: nobody may believe such a commit.
 */
import { statSync } from "node:fs";

export class OwnFiles {
  readonly #own: readonly (readonly [path: string, identity: string | undefined])[];

  constructor(file: string) {
    this.#own = [file, `${file}-wal`].map((path) => [path, identityOf(path)] as const);
  }

  /** The first that is gone, or another one. */
  lost(): string | undefined {
    return this.#own.find(([path, own]) => own !== undefined && identityOf(path) !== own)?.[0];
  }
}

const identityOf = (path: string): string | undefined => {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev} ${stats.ino}`;
};
