/**
 * A journal belongs to one agent's key: with another, what was sent is not known again, by its content (keys, marks) or
 * by its Message-IDs (mail.md F30). The key's fingerprint stands in the database's own header (`application_id`,
 * sqlite.org/pragma.html), so that the tables stay as they are: 28 bits, enough to tell keys apart by accident.
 */
import { DatabaseSync } from "node:sqlite";
import { ownDepositNumber } from "../../domain/message-id.ts";
import { keyedHash } from "../../foundation/bytes.ts";

/** Thrown when the journal was written with another key. */
export class OtherKey extends Error {
  constructor() {
    super("the journal was written with another key");
    this.name = "OtherKey";
  }
}

/** How many Message-IDs are asked, of a journal that was never bound: the newest. */
const sealsAsked = 20;

/** Binds a new journal, or one of before keys were bound; else throws `OtherKey` for any key but its own. */
export const bindKey = (db: DatabaseSync, key: Uint8Array): void => {
  const mark = markOf(key);
  const found = markIn(db);
  if (found === mark) return;
  const isEmpty = db.prepare("SELECT 1 FROM facts LIMIT 1").get() === undefined;
  if (!isEmpty && (found !== 0 || !isSealedBy(db, key))) throw new OtherKey();
  db.exec(`PRAGMA application_id = ${mark}`);
};

/** Of a journal that another may be writing: looked at, never bound. One that was never bound is nobody's other. */
export const isOfOtherKey = (file: string, key: Uint8Array): boolean => {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const found = markIn(db);
    return found !== 0 && found !== markOf(key);
  } finally {
    db.close();
  }
};

const markOf = (key: Uint8Array): number =>
  1 + Number.parseInt(keyedHash(key, "journal").slice(0, 7), 16);

const markIn = (db: DatabaseSync): number =>
  Number(db.prepare("PRAGMA application_id").get()?.["application_id"] ?? 0);

/** A journal that never sent anything has no seal to ask. */
const isSealedBy = (db: DatabaseSync, key: Uint8Array): boolean => {
  const headers = db
    .prepare("SELECT header FROM message_ids ORDER BY n DESC LIMIT ?")
    .all(sealsAsked)
    .map((row) => String(row["header"]));
  return headers.length === 0 || headers.some((one) => ownDepositNumber(key, one) !== undefined);
};
