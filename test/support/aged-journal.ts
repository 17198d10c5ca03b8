/** A journal of this program as an earlier version would have left it: the same facts, without what came later. */
import { DatabaseSync } from "node:sqlite";
import { versionOf } from "../../src/adapters/journal/schema.ts";

/** What brought each version, taken back. */
const takenBack: readonly (readonly [version: number, sql: string])[] = [
  [8, "DROP INDEX facts_producing"],
  [7, "ALTER TABLE deposits DROP COLUMN send_set; ALTER TABLE deposits DROP COLUMN senders"],
  [6, "DROP INDEX deposits_taken"],
  [5, "DROP TABLE qualifications"],
  [4, "DROP TABLE register"],
  [
    3,
    `DROP INDEX deposits_state; ALTER TABLE deposits DROP COLUMN state;
     ALTER TABLE deposits DROP COLUMN taken; ALTER TABLE deposits DROP COLUMN moved`,
  ],
  [
    2,
    `DROP INDEX deposits_awaiting; DROP INDEX facts_recognised;
     ALTER TABLE deposits DROP COLUMN awaiting`,
  ],
  [
    1,
    "DROP TABLE marks; DROP TABLE deliveries; DROP TABLE receipt_states; DROP TABLE receipt_marks",
  ],
];

export const age = (file: string, version: number): void => {
  const db = new DatabaseSync(file);
  const now = versionOf(db);
  for (const [to, sql] of takenBack) if (to >= version && to < now) db.exec(sql);
  db.exec(`PRAGMA user_version = ${version}`);
  db.close();
};
