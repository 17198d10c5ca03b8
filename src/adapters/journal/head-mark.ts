/**
 * How far the journal had come, in a small file beside it (`journal.head`): a `-wal` that somebody deleted, or a `journal.db`
 * put back from a backup by itself, shows nowhere else, and what those lines had sent would be sent again (mail.md F30;
 * docs/decisions/0053). It is written after each commit and before anybody is told of it, so before any dot leaves; it is not
 * flushed, because it guards against people and not against power cuts: an older mark is true too.
 */
import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { genesis } from "../../domain/chain.ts";
import type { FactOf } from "../../domain/facts.ts";
import { createOnce } from "../../foundation/safe-file.ts";
import type { SqliteReader } from "./reader.ts";

interface Head {
  readonly seq: number;
  readonly hash: string;
  /** The highest number that a deposit has. */
  readonly deposits: number;
}

const headMarkFile = (journal: string): string => journal.replace(/\.db$/u, ".head");

const none: Head = { seq: 0, hash: genesis, deposits: 0 };

/** Written in place: always so many bytes, in one block of the disk. */
const markBytes = 256;

export class HeadMark {
  readonly #path: string;
  /** The highest that any mark named: a journal put back twice may have had none of them. */
  readonly #deposits: number;
  #fd: number | undefined;
  #written = none;
  /** What the mark tells and the journal lacks, until the journal says so itself. */
  lacks: FactOf<"journal-behind"> | undefined;

  constructor(file: string, journal: SqliteReader) {
    this.#path = headMarkFile(file);
    const had = readMark(this.#path);
    this.#deposits = had?.deposits ?? 0;
    this.lacks = had && !stands(journal, had) ? behind(had) : undefined;
  }

  /** After a commit, which stands whatever happens here: an older mark is true too. */
  follow(journal: SqliteReader): void {
    try {
      const found = headOf(journal);
      if (!found || found.seq === this.#written.seq) return;
      this.#write({ ...found, deposits: Math.max(found.deposits, this.#deposits) });
    } catch {
      // A disk that takes nothing, or a page that cannot be read: the journal's own work tells of them.
    }
  }

  /** Somebody wrote over the journal: whatever its last line is at the next start, others may lack. */
  distrust(journal: SqliteReader): void {
    try {
      const { seq, deposits } = this.#written.seq > 0 ? this.#written : (headOf(journal) ?? none);
      this.#write({ seq, deposits: Math.max(deposits, this.#deposits), hash: genesis });
    } catch {
      // As above; and what cannot be read any more does not start either.
    }
  }

  #write(head: Head): void {
    this.#fd ??= this.#open();
    writeSync(this.#fd, `${JSON.stringify(head).padEnd(markBytes - 1)}\n`, 0, "latin1");
    this.#written = head;
  }

  #open(): number {
    createOnce(this.#path, 0o600);
    return openSync(this.#path, constants.O_RDWR);
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
  }
}

const headOf = (journal: SqliteReader): Head | undefined => {
  const row = journal
    .statement(
      "SELECT seq, hash, (SELECT max(n) FROM deposits) AS n FROM facts ORDER BY seq DESC LIMIT 1",
    )
    .get();
  return row && { seq: Number(row["seq"]), hash: String(row["hash"]), deposits: Number(row["n"]) };
};

const stands = (journal: SqliteReader, { seq, hash }: Head): boolean =>
  journal.statement("SELECT hash FROM facts WHERE seq = ?").get(seq)?.["hash"] === hash;

/** One that cannot be read (a power cut, a person's editor) says nothing. */
const readMark = (path: string): Head | undefined => {
  try {
    const { seq, hash, deposits } = JSON.parse(readFileSync(path, "latin1")) as Partial<Head>;
    if (typeof seq !== "number" || typeof hash !== "string") return undefined;
    return { seq, hash, deposits: deposits ?? 0 };
  } catch {
    return undefined;
  }
};

const behind = ({ seq, hash, deposits }: Head): FactOf<"journal-behind"> => ({
  is: "journal-behind",
  identity: "",
  messageIdHeader: `journal.${seq}.${hash.slice(0, 8)}`,
  number: deposits,
  because: "journal-head",
});
