/** Answers the journal's questions on one connection: the writer's inside a transaction, else a reader's. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Link } from "../../domain/chain.ts";
import { type Deposit, type DepositFact, foldDeposit } from "../../domain/deposit.ts";
import type { Fact, MailRef, Recorded } from "../../domain/facts.ts";
import { type DepositId, type Instant, numberOf, type ReceiptId } from "../../domain/ids.ts";
import { foldReceipt, type Receipt } from "../../domain/receipt/receipt.ts";
import type { RegisterQuery, RegisterRow } from "../../domain/register/entry.ts";
import type { SituationIs } from "../../domain/rollup.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { JournalDamage } from "../../ports/journal-damage.ts";
import type { DepositQuery, FactFilter, ReceiptQuery } from "../../ports/journal-queries.ts";
import type { Folds } from "./folds.ts";
import { kindSql, producingSql, sqlOf, tallySql } from "./queries.ts";
import { registerRows } from "./register-rows.ts";

export class SqliteReader implements JournalReader {
  readonly #db: DatabaseSync;
  readonly #folds: Folds | undefined;
  readonly #passOver: PassOver | undefined;
  readonly #statements = new Map<string, StatementSync>();

  /**
   * Without `folds`, every deposit is folded from all its facts: an audit believes nothing else. With `passOver`, queues
   * go on without what is damaged, which is told; every other question about it is refused still.
   */
  constructor(
    db: DatabaseSync,
    how: { readonly folds?: Folds; readonly passOver?: PassOver | undefined } = {},
  ) {
    this.#db = db;
    this.#folds = how.folds;
    this.#passOver = how.passOver;
  }

  readonly #fact = (row: Readonly<Record<string, unknown>>): Recorded =>
    factOf(row, () => this.#db.location());

  /** Prepared once per connection: preparing costs more than most of these queries. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  async deposit(id: DepositId): Promise<Deposit | undefined> {
    return this.depositNow(numberOf(id));
  }

  depositNow(n: number): Deposit | undefined {
    const after = (seq: number) =>
      this.statement("SELECT seq, at, body FROM facts WHERE deposit = ? AND seq > ? ORDER BY seq")
        .all(n, seq)
        .map(this.#fact) as Recorded<DepositFact>[];
    if (this.#folds) return this.#folds.fold(n, after);
    const facts = after(0);
    return facts.length > 0 ? foldDeposit(facts) : undefined;
  }

  async find(query: DepositQuery, limit: number): Promise<readonly Deposit[]> {
    const [sql, values] = sqlOf(query);
    const passOver = queues.has(query.by) ? this.#passOver : undefined;
    const page = { sql, values, limit, passOver, letter: "D" } as const;
    // Its row tells its last fact, in the same commit: a fold that goes so far needs no look at the facts.
    return this.#readable(
      page,
      (n, row) => this.#folds?.at(n, Number(row["last_seq"])) ?? this.depositNow(n),
    );
  }

  async mail(ref: MailRef): Promise<ReceiptId | undefined> {
    const row = this.statement(
      "SELECT receipt FROM mails WHERE mailbox = ? AND folder = ? AND uid_validity = ? AND uid = ?",
    ).get(ref.mailbox, ref.folder, ref.uidValidity, ref.uid);
    return row ? `R${Number(row["receipt"])}` : undefined;
  }

  async receiptOf(sha256: string): Promise<ReceiptId | undefined> {
    const row = this.statement("SELECT n FROM receipts WHERE sha256 = ?").get(sha256);
    return row ? `R${Number(row["n"])}` : undefined;
  }

  async head(): Promise<Link | undefined> {
    const row = this.statement(
      "SELECT seq, at, body, hash FROM facts ORDER BY seq DESC LIMIT 1",
    ).get();
    return row && linkOf(row);
  }

  async receipts(query: ReceiptQuery, limit: number): Promise<readonly Receipt[]> {
    const where = ["n > ?"];
    const values: SQLInputValue[] = [query.after ? numberOf(query.after) : 0];
    if (query.state) where.push("state = ?");
    if (query.state) values.push(query.state);
    if (query.mark) where.push("n IN (SELECT n FROM receipt_marks WHERE mark = ?)");
    if (query.mark) values.push(query.mark);
    const sql = `SELECT n FROM receipt_states WHERE ${where.join(" AND ")} ORDER BY n`;
    const passOver = this.#passOver;
    return this.#readable({ sql, values, limit, passOver, letter: "R" }, (n) => this.receiptNow(n));
  }

  /** Up to `limit` that can be read: fewer say that there are no more. */
  #readable<T>(page: Page, read: (n: number, row: Row) => T | undefined): readonly T[] {
    const { sql, values, limit, passOver, letter } = page;
    for (let asked = limit; ; ) {
      const rows = this.statement(`${sql} LIMIT ?`).all(...values, asked);
      const found = rows.flatMap((row) => {
        const n = Number(row["n"]);
        try {
          return read(n, row) ?? [];
        } catch (cause) {
          if (!passOver || codeOf(cause) !== "") throw cause;
          passOver(damageOf(cause, `${letter}${n}`));
          return [];
        }
      });
      if (found.length >= limit || rows.length < asked) return found.slice(0, limit);
      asked *= 2;
    }
  }

  receiptNow(n: number): Receipt | undefined {
    return foldReceipt(
      this.statement("SELECT seq, at, body FROM facts WHERE receipt = ? ORDER BY seq")
        .all(n)
        .map(this.#fact),
    );
  }

  async tally(
    states: readonly SituationIs[],
    movedSince?: Instant,
  ): Promise<ReadonlyMap<SituationIs, number>> {
    const rows = this.statement(tallySql).all(JSON.stringify(states), movedSince ?? 0);
    return new Map(rows.map((row) => [row["state"] as SituationIs, Number(row["count"])]));
  }

  async chain(after: number, limit: number): Promise<readonly Link[]> {
    return this.statement(
      "SELECT seq, at, body, hash FROM facts WHERE seq > ? ORDER BY seq LIMIT ?",
    )
      .all(after, limit)
      .map(linkOf);
  }

  async facts(filter: FactFilter, limit: number): Promise<readonly Recorded[]> {
    const where = ["seq > ?"];
    const values: SQLInputValue[] = [filter.after ?? 0];
    if (filter.agent) where.push("deposit IS NULL AND receipt IS NULL");
    if (filter.is) {
      const [sql, kinds] = kindSql(filter.is);
      where.push(sql);
      values.push(...kinds);
    }
    if (filter.producing) where.push(producingSql);
    if (filter.qualification) {
      where.push("seq IN (SELECT seq FROM qualifications WHERE declarant = ? AND scope = ?)");
      values.push(filter.qualification.declarant, filter.qualification.scope);
    }
    if (filter.deposit) where.push("deposit = ?");
    if (filter.deposit) values.push(numberOf(filter.deposit));
    if (filter.receipt) where.push("receipt = ?");
    if (filter.receipt) values.push(numberOf(filter.receipt));
    if (filter.readable) where.push("json_valid(body)");
    return this.statement(
      `SELECT seq, at, body FROM facts WHERE ${where.join(" AND ")} ORDER BY seq LIMIT ?`,
    )
      .all(...values, limit)
      .map(this.#fact);
  }

  async registered(query: RegisterQuery, limit: number): Promise<readonly RegisterRow[]> {
    return registerRows(this, query, limit);
  }
}

export type PassOver = (damage: JournalDamage) => void;

type Row = Readonly<Record<string, unknown>>;

interface Page {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
  readonly limit: number;
  readonly passOver: PassOver | undefined;
  readonly letter: "D" | "R";
}

/** What the agent works through. Questions whose answer keeps it from doing a thing twice are not among them. */
const queues: ReadonlySet<DepositQuery["by"]> = new Set([
  "work",
  "send",
  "cut-attempt",
  "held",
  "awaiting",
  "uncertain",
  "unreported",
  "recent",
]);

const damageOf = (cause: unknown, about: string): JournalDamage =>
  new JournalDamage([asError(cause).message], about);

/** A row whose fact cannot be read says nothing of what happened: nobody goes on without it (mail.md F32). */
const factOf = (row: Readonly<Record<string, unknown>>, fileOf: () => string | null): Recorded => {
  try {
    const fact = JSON.parse(String(row["body"])) as Fact;
    return { ...fact, seq: Number(row["seq"]), at: Number(row["at"]) };
  } catch (cause) {
    throw new JournalDamage([
      `${fileOf() ?? "journal"} : la ligne ${Number(row["seq"])} ne se lit pas : ${asError(cause).message}.`,
      "Rien n'a été touché. Gardez ce fichier, vérifiez le disque, et restaurez la dernière sauvegarde du dossier `data` ; `facteur audit` nomme toutes les lignes abîmées.",
    ]);
  }
};

const linkOf = (row: Record<string, unknown>): Link => ({
  seq: Number(row["seq"]),
  at: Number(row["at"]),
  body: String(row["body"]),
  hash: String(row["hash"]),
});
