/**
 * Compares the derived tables with the facts. Each answer is made in one read transaction, so a running
 * agent beside it changes nothing between the two.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Deposit } from "../../domain/deposit.ts";
import type { MailRef, Recorded } from "../../domain/facts.ts";
import { type DepositId, numberOf, type ReceiptId } from "../../domain/ids.ts";
import { lookupsOf } from "../../domain/lookups.ts";
import { foldReceipt } from "../../domain/receipt/receipt.ts";
import { isDamagedDatabase } from "../../foundation/disk-error.ts";
import { asError } from "../../foundation/errors.ts";
import type { DerivedTables, Drift } from "../../ports/derived.ts";
import { rowColumns, rowOf } from "./deposit-row.ts";
import type { SqliteReader } from "./reader.ts";
import { registerDrift } from "./register-rows.ts";

export const derivedTables = (db: DatabaseSync, reader: SqliteReader): DerivedTables => ({
  damages: async (limit) => damages(db, limit),
  drift: async (about) => {
    const facts = isReceipt(about) ? await reader.facts({ receipt: about }, factsMax) : [];
    return snapshot(db, () =>
      isReceipt(about) ? receiptDrift(reader, about, facts) : depositDrift(reader, about),
    );
  },
  strays: async (limit) => {
    const found = reader
      .statement(strays)
      .all(limit)
      .map((row) => ({ where: String(row["place"]), said: String(row["said"]) }));
    return [...found, ...snapshot(db, () => registerDrift(reader))].slice(0, limit);
  },
});

/** An index that lies hides a line from whoever asks by it: pages, and each index against its table. */
const damages = (db: DatabaseSync, limit: number): readonly string[] => {
  try {
    return db
      .prepare(`PRAGMA integrity_check(${limit})`)
      .all()
      .flatMap((row) => String(row["integrity_check"]).split("\n"))
      .filter((line) => line !== "ok" && !line.startsWith("***"));
  } catch (cause) {
    if (!isDamagedDatabase(cause)) throw cause;
    return [asError(cause).message];
  }
};

/** One mail is seen again under a few references, never under so many. */
const factsMax = 10_000;

const isReceipt = (id: DepositId | ReceiptId): id is ReceiptId => id.startsWith("R");

const snapshot = <T>(db: DatabaseSync, read: () => T): T => {
  db.exec("BEGIN");
  try {
    return read();
  } finally {
    db.exec("COMMIT");
  }
};

const depositDrift = (reader: SqliteReader, id: DepositId): readonly Drift[] => {
  const n = numberOf(id);
  const deposit = reader.depositNow(n);
  if (!deposit) return [];
  const row = reader.statement("SELECT * FROM deposits WHERE n = ?").get(n);
  if (!row) return [{ where: "deposits", said: `${id} missing` }];
  const right = rowOf(deposit);
  return [
    ...rowColumns.flatMap((column, index) =>
      row[column] === right[index]
        ? []
        : [
            {
              where: `deposits.${column}`,
              said: `${String(row[column])} instead of ${String(right[index])}`,
            },
          ],
    ),
    ...missing(reader, deposit),
  ];
};

const missing = (reader: SqliteReader, deposit: Deposit): readonly Drift[] => {
  const n = numberOf(deposit.id);
  const header = reader.statement("SELECT 1 FROM message_ids WHERE header = ? AND n = ?");
  const key = reader.statement("SELECT 1 FROM keys WHERE key = ? AND n = ?");
  const mark = reader.statement("SELECT 1 FROM marks WHERE mark = ? AND n = ?");
  const delivery = reader.statement("SELECT 1 FROM deliveries WHERE sha256 = ? AND n = ?");
  const marks = [deposit.recognised, ...deposit.receipts].flatMap((fact) => fact?.marks ?? []);
  return [
    ...deposit.messages
      .filter((m) => !header.get(m.frozen.messageIdHeader, n))
      .map((m) => ({ where: "message_ids", said: `${m.id} missing` })),
    ...(deposit.recognised ? lookupsOf(deposit.recognised) : [])
      .filter((k) => !key.get(k, n))
      .map((k) => ({ where: "keys", said: `${k} missing` })),
    ...marks.filter((m) => !mark.get(m, n)).map((m) => ({ where: "marks", said: `${m} missing` })),
    ...deposit.deliveries
      .filter((d) => !delivery.get(d.sha256, n))
      .map((d) => ({ where: "deliveries", said: `${d.sha256} missing` })),
  ];
};

const receiptDrift = (
  reader: SqliteReader,
  id: ReceiptId,
  facts: readonly Recorded[],
): readonly Drift[] => {
  const row = reader.statement("SELECT sha256 FROM receipts WHERE n = ?").get(numberOf(id));
  const state = reader.statement("SELECT state FROM receipt_states WHERE n = ?").get(numberOf(id));
  const wrongState =
    foldReceipt(facts)?.state === state?.["state"]
      ? []
      : [{ where: "receipt_states", said: `${id} ${String(state?.["state"] ?? "missing")}` }];
  const mark = reader.statement("SELECT 1 FROM receipt_marks WHERE mark = ? AND n = ?");
  const lost = facts
    .flatMap((f) => (f.is === "receipt-classified" ? (f.marks ?? []) : []))
    .filter((m) => !mark.get(m, numberOf(id)))
    .map((m) => ({ where: "receipt_marks", said: `${m} missing` }));
  const others = facts.flatMap((f) => {
    if (f.is !== "receipt-stored" && f.is !== "receipt-seen-again") return [];
    const drifts: Drift[] = [];
    if (f.is === "receipt-stored" && row?.["sha256"] !== f.sha256)
      drifts.push({ where: "receipts", said: `${id} ${String(row?.["sha256"] ?? "missing")}` });
    if (!hasMail(reader, f.from)) drifts.push({ where: "mails", said: `${id} missing` });
    return drifts;
  });
  return [...wrongState, ...lost, ...others];
};

const hasMail = (reader: SqliteReader, from: MailRef): boolean =>
  reader
    .statement(
      "SELECT 1 FROM mails WHERE mailbox = ? AND folder = ? AND uid_validity = ? AND uid = ?",
    )
    .get(from.mailbox, from.folder, from.uidValidity, from.uid) !== undefined;

/** One field of a fact; nothing when its row cannot be read. */
const field = (path: string): string =>
  `CASE WHEN json_valid(f.body) THEN json_extract(f.body, '$.${path}') END`;

const strays = `
SELECT 'facts.deposit' AS place, 'seq ' || seq AS said FROM facts f
  WHERE json_valid(body) AND coalesce('D' || deposit, '') <> coalesce(${field("deposit")}, '')
UNION ALL
SELECT 'facts.receipt', 'seq ' || seq FROM facts f
  WHERE json_valid(body) AND coalesce('R' || receipt, '') <> coalesce(${field("receipt")}, '')
UNION ALL
SELECT 'deposits', 'D' || n FROM deposits d
  WHERE NOT EXISTS (SELECT 1 FROM facts WHERE deposit = d.n)
UNION ALL
SELECT 'deposits.reported_seq', 'D' || n FROM deposits WHERE reported_seq > last_seq
UNION ALL
SELECT 'message_ids', header FROM message_ids m WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.deposit = m.n AND ${field("messageIdHeader")} = m.header)
UNION ALL
SELECT 'keys', key || ' D' || n FROM keys k WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.deposit = k.n AND ${field("is")} = 'recognised' AND EXISTS (
    SELECT 1 FROM json_each(f.body, '$.keys') WHERE value = k.key UNION ALL
    SELECT 1 FROM json_each(f.body, '$.identifiers') WHERE value = k.key UNION ALL
    SELECT 1 FROM json_each(f.body, '$.payers') WHERE value = k.key))
UNION ALL
SELECT 'marks', mark || ' D' || n FROM marks k WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.deposit = k.n AND ${field("is")} IN ('recognised', 'receipt-matched')
    AND EXISTS (SELECT 1 FROM json_each(f.body, '$.marks') WHERE value = k.mark))
UNION ALL
SELECT 'receipt_marks', mark || ' R' || n FROM receipt_marks k WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.receipt = k.n AND ${field("is")} = 'receipt-classified'
    AND EXISTS (SELECT 1 FROM json_each(f.body, '$.marks') WHERE value = k.mark))
UNION ALL
SELECT 'deliveries', sha256 || ' D' || n FROM deliveries d WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.deposit = d.n AND ${field("is")} IN ('delivery-begun', 'delivered')
    AND ${field("sha256")} = d.sha256)
UNION ALL
SELECT 'receipt_states', 'R' || n FROM receipt_states s WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.receipt = s.n AND ${field("is")} = 'receipt-stored')
UNION ALL
SELECT 'receipts', 'R' || n FROM receipts r WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.receipt = r.n AND ${field("is")} = 'receipt-stored'
    AND ${field("sha256")} = r.sha256)
UNION ALL
SELECT 'mails', 'R' || receipt || ' uid ' || uid FROM mails m WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.receipt = m.receipt AND ${field("from.uid")} = m.uid
    AND ${field("from.folder")} = m.folder AND ${field("from.uidValidity")} = m.uid_validity
    AND ${field("from.mailbox")} = m.mailbox)
LIMIT ?`;
