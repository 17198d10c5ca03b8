/** Appends facts, chained by hash, and keeps the derived tables in step. Valid inside one transaction. */
import { genesis, linkHash } from "../../domain/chain.ts";
import type { Fact, MailRef } from "../../domain/facts.ts";
import { type DepositId, numberOf, type ReceiptId } from "../../domain/ids.ts";
import { lookupsOf } from "../../domain/lookups.ts";
import type { RegisterQuery } from "../../domain/register/entry.ts";
import type { Clock } from "../../ports/clock.ts";
import type { JournalTransactor } from "../../ports/journal.ts";
import type { DepositQuery, ReceiptQuery } from "../../ports/journal-queries.ts";
import { deriveRow } from "./derive.ts";
import type { SqliteReader } from "./reader.ts";
import { indexForgotten, indexQualification, indexRegister } from "./register-rows.ts";

interface Head {
  readonly seq: number;
  readonly hash: string;
}

const headOf = (reader: SqliteReader): Head => {
  const row = reader.statement("SELECT seq, hash FROM facts ORDER BY seq DESC LIMIT 1").get();
  return { seq: Number(row?.["seq"] ?? 0), hash: String(row?.["hash"] ?? genesis) };
};

export class SqliteWriter implements JournalTransactor {
  readonly #reader: SqliteReader;
  readonly #clock: Pick<Clock, "now">;
  /** Deposits with facts that their rows do not tell yet: written once, before anybody asks. */
  readonly #behind = new Set<number>();
  /** The last row, once it was read: nobody else writes meanwhile. */
  #head: Head | undefined;
  #open = true;

  constructor(reader: SqliteReader, clock: Pick<Clock, "now">) {
    this.#reader = reader;
    this.#clock = clock;
  }

  /** Nothing is asked or appended any more, and the derived rows are in step. */
  complete(): void {
    this.#catchUp();
    this.finish();
  }

  finish(): void {
    this.#open = false;
  }

  deposit(id: DepositId) {
    return this.#live().deposit(id);
  }

  find(query: DepositQuery, limit: number) {
    this.#catchUp();
    return this.#live().find(query, limit);
  }

  mail(ref: MailRef) {
    return this.#live().mail(ref);
  }

  receiptOf(hash: string) {
    return this.#live().receiptOf(hash);
  }

  head() {
    return this.#live().head();
  }

  receipts(query: ReceiptQuery, limit: number) {
    return this.#live().receipts(query, limit);
  }

  tally(...asked: Parameters<JournalTransactor["tally"]>) {
    this.#catchUp();
    return this.#live().tally(...asked);
  }

  chain(after: number, limit: number) {
    return this.#live().chain(after, limit);
  }

  facts(filter: Parameters<JournalTransactor["facts"]>[0], limit: number) {
    return this.#live().facts(filter, limit);
  }

  registered(query: RegisterQuery, limit: number) {
    return this.#live().registered(query, limit);
  }

  async nextDeposit(): Promise<DepositId> {
    this.#catchUp();
    // Never a number that the mailbox has seen, though a restored backup has forgotten it (mail.md F30).
    const seen = this.#live()
      .statement(
        `SELECT max(json_extract(body, '$.number')) AS n FROM facts
           WHERE deposit IS NULL AND receipt IS NULL
             AND substr(body, 1, 22) = '{"is":"journal-behind"'`,
      )
      .get();
    return `D${Math.max(this.#next("deposits"), Number(seen?.["n"] ?? 0) + 1)}`;
  }

  async nextReceipt(): Promise<ReceiptId> {
    return `R${this.#next("receipts")}`;
  }

  async append(fact: Fact): Promise<void> {
    const reader = this.#live();
    const head = (this.#head ??= headOf(reader));
    const seq = head.seq + 1;
    const at = this.#clock.now();
    const body = JSON.stringify(fact);
    const hash = linkHash(head.hash, { seq, at, body });
    const deposit = "deposit" in fact ? numberOf(fact.deposit) : null;
    const receipt = "receipt" in fact ? numberOf(fact.receipt) : null;
    reader
      .statement(
        "INSERT INTO facts (seq, at, deposit, receipt, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .run(seq, at, deposit, receipt, body, hash);
    this.#head = { seq, hash };
    this.#index(fact);
    if (deposit !== null) this.#behind.add(deposit);
    if (receipt !== null) this.#deriveReceipt(receipt);
    if (fact.is === "register-changed") indexRegister(reader, { ...fact, seq, at });
    if (fact.is === "register-forgotten") indexForgotten(reader, fact);
    if ("declarant" in fact) indexQualification(reader, { ...fact, seq, at });
  }

  /** No fact: how far the reports of a deposit tell what happened. */
  async reported(deposit: DepositId, seq: number): Promise<void> {
    this.#live()
      .statement("UPDATE deposits SET reported_seq = max(reported_seq, ?) WHERE n = ?")
      .run(seq, numberOf(deposit));
  }

  #catchUp(): void {
    for (const n of this.#behind) deriveRow(this.#live(), n);
    this.#behind.clear();
  }

  #live(): SqliteReader {
    if (!this.#open) throw new Error("this transaction is over");
    return this.#reader;
  }

  #next(table: "deposits" | "receipts"): number {
    const row = this.#live().statement(`SELECT coalesce(max(n), 0) + 1 AS n FROM ${table}`).get();
    return Number(row?.["n"]);
  }

  /** The look-up rows that a fact brings by itself. */
  #index(fact: Fact): void {
    const run = (sql: string, ...values: (string | number)[]) =>
      this.#live()
        .statement(sql)
        .run(...values);
    switch (fact.is) {
      case "recognised":
        for (const key of lookupsOf(fact))
          run("INSERT OR IGNORE INTO keys (key, n) VALUES (?, ?)", key, numberOf(fact.deposit));
        this.#indexMarks(fact);
        break;
      case "receipt-matched":
        this.#indexMarks(fact);
        break;
      case "receipt-classified":
        for (const mark of fact.marks ?? [])
          run(
            "INSERT OR IGNORE INTO receipt_marks (mark, n) VALUES (?, ?)",
            mark,
            numberOf(fact.receipt),
          );
        break;
      case "delivery-begun":
      case "delivered":
        run(
          "INSERT OR IGNORE INTO deliveries (sha256, n) VALUES (?, ?)",
          fact.sha256,
          numberOf(fact.deposit),
        );
        break;
      case "frozen":
        run(
          "INSERT INTO message_ids (header, n) VALUES (?, ?)",
          fact.messageIdHeader,
          numberOf(fact.deposit),
        );
        break;
      case "receipt-stored":
        run("INSERT INTO receipts (n, sha256) VALUES (?, ?)", numberOf(fact.receipt), fact.sha256);
        this.#indexMail(fact);
        break;
      case "receipt-seen-again":
        this.#indexMail(fact);
        break;
      default:
    }
  }

  #indexMarks(fact: { readonly deposit: DepositId; readonly marks?: readonly string[] }): void {
    const insert = this.#live().statement("INSERT OR IGNORE INTO marks (mark, n) VALUES (?, ?)");
    for (const mark of fact.marks ?? []) insert.run(mark, numberOf(fact.deposit));
  }

  /** The receipt's state, computed anew from its facts. */
  #deriveReceipt(n: number): void {
    const receipt = this.#live().receiptNow(n);
    if (!receipt) return;
    this.#live()
      .statement(
        `INSERT INTO receipt_states (n, state) VALUES (?, ?)
         ON CONFLICT (n) DO UPDATE SET state = excluded.state`,
      )
      .run(n, receipt.state);
  }

  #indexMail(fact: { readonly receipt: ReceiptId; readonly from: MailRef }): void {
    const { mailbox, folder, uidValidity, uid } = fact.from;
    this.#live()
      .statement(
        "INSERT OR IGNORE INTO mails (mailbox, folder, uid_validity, uid, receipt) VALUES (?, ?, ?, ?, ?)",
      )
      .run(mailbox, folder, uidValidity, uid, numberOf(fact.receipt));
  }
}
