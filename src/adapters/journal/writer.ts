/** Appends facts, chained by hash, and keeps the derived tables in step. Valid inside one transaction. */
import type { Deposit } from "../../domain/deposit.ts";
import type { Fact, MailRef } from "../../domain/facts.ts";
import type { DepositId, ReceiptId } from "../../domain/ids.ts";
import { hasCutAttempt, nextStep, sendDue } from "../../domain/next.ts";
import { sha256 } from "../../foundation/bytes.ts";
import type { Clock } from "../../ports/clock.ts";
import type { DepositQuery, JournalTransactor } from "../../ports/journal.ts";
import { numberOf, type SqliteReader } from "./reader.ts";

/** What the first fact is chained to. */
const genesis = "0".repeat(64);

export class SqliteWriter implements JournalTransactor {
  readonly #reader: SqliteReader;
  readonly #clock: Pick<Clock, "now">;
  #open = true;

  constructor(reader: SqliteReader, clock: Pick<Clock, "now">) {
    this.#reader = reader;
    this.#clock = clock;
  }

  finish(): void {
    this.#open = false;
  }

  deposit(id: DepositId) {
    return this.#live().deposit(id);
  }

  find(query: DepositQuery, limit: number) {
    return this.#live().find(query, limit);
  }

  mail(ref: MailRef) {
    return this.#live().mail(ref);
  }

  receiptOf(hash: string) {
    return this.#live().receiptOf(hash);
  }

  facts(filter: Parameters<JournalTransactor["facts"]>[0], limit: number) {
    return this.#live().facts(filter, limit);
  }

  async nextDeposit(): Promise<DepositId> {
    return `D${this.#next("deposits")}`;
  }

  async nextReceipt(): Promise<ReceiptId> {
    return `R${this.#next("receipts")}`;
  }

  async append(fact: Fact): Promise<void> {
    const reader = this.#live();
    const head = reader.statement("SELECT seq, hash FROM facts ORDER BY seq DESC LIMIT 1").get();
    const seq = Number(head?.["seq"] ?? 0) + 1;
    const at = this.#clock.now();
    const body = JSON.stringify(fact);
    const hash = sha256(`${String(head?.["hash"] ?? genesis)}\n${seq}\n${at}\n${body}`);
    const deposit = "deposit" in fact ? numberOf(fact.deposit) : null;
    const receipt = "receipt" in fact ? numberOf(fact.receipt) : null;
    reader
      .statement(
        "INSERT INTO facts (seq, at, deposit, receipt, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .run(seq, at, deposit, receipt, body, hash);
    this.#index(fact);
    if (deposit !== null) this.#derive(deposit);
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
        for (const key of fact.keys)
          run("INSERT OR IGNORE INTO keys (key, n) VALUES (?, ?)", key, numberOf(fact.deposit));
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

  #indexMail(fact: { readonly receipt: ReceiptId; readonly from: MailRef }): void {
    const { mailbox, folder, uidValidity, uid } = fact.from;
    this.#live()
      .statement(
        "INSERT OR IGNORE INTO mails (mailbox, folder, uid_validity, uid, receipt) VALUES (?, ?, ?, ?, ?)",
      )
      .run(mailbox, folder, uidValidity, uid, numberOf(fact.receipt));
  }

  /** The deposit's row, computed anew from its facts. */
  #derive(n: number): void {
    const deposit = this.#live().depositNow(n);
    if (!deposit) return;
    this.#live()
      .statement(
        `INSERT INTO deposits
           (n, dossier, name, sha256, mode, identity, work, held, cut, in_place, send_due, last_seq)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (n) DO UPDATE SET identity = excluded.identity, work = excluded.work,
           held = excluded.held, cut = excluded.cut, in_place = excluded.in_place,
           send_due = excluded.send_due, last_seq = excluded.last_seq`,
      )
      .run(n, ...rowOf(deposit));
  }
}

const rowOf = (d: Deposit): (string | number | null)[] => [
  d.claimed.dossier,
  d.claimed.name,
  d.claimed.sha256,
  d.claimed.mode,
  d.messages[0]?.frozen.identity ?? null,
  nextStep(d) ? 1 : 0,
  d.stage.is === "held" ? 1 : 0,
  hasCutAttempt(d) ? 1 : 0,
  d.original === "in-place" || d.original.became === "left" ? 1 : 0,
  sendDue(d) ?? null,
  d.lastSeq,
];
