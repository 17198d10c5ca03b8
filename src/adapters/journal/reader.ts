/** Answers the journal's questions on one connection: the writer's inside a transaction, else a reader's. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Link } from "../../domain/chain.ts";
import { type Deposit, type DepositFact, foldDeposit } from "../../domain/deposit.ts";
import type { Fact, MailRef, Recorded } from "../../domain/facts.ts";
import type { DepositId, ReceiptId } from "../../domain/ids.ts";
import { foldReceipt, type Receipt } from "../../domain/receipt.ts";
import { asError } from "../../foundation/errors.ts";
import { Refusal } from "../../foundation/refusal.ts";
import type { DepositQuery, FactFilter, JournalReader, ReceiptQuery } from "../../ports/journal.ts";
import type { Folds } from "./folds.ts";

export const numberOf = (id: DepositId | ReceiptId): number => Number(id.slice(1));

export class SqliteReader implements JournalReader {
  readonly #db: DatabaseSync;
  readonly #folds: Folds | undefined;
  readonly #statements = new Map<string, StatementSync>();

  /** Without `folds`, every deposit is folded from all its facts: an audit believes nothing else. */
  constructor(db: DatabaseSync, folds?: Folds) {
    this.#db = db;
    this.#folds = folds;
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
    const rows = this.statement(`${sql} LIMIT ?`).all(...values, limit);
    return rows.flatMap((row) => this.depositNow(Number(row["n"])) ?? []);
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
    return this.statement(
      `SELECT n FROM receipt_states WHERE ${where.join(" AND ")} ORDER BY n LIMIT ?`,
    )
      .all(...values, limit)
      .flatMap((row) => this.receiptNow(Number(row["n"])) ?? []);
  }

  receiptNow(n: number): Receipt | undefined {
    return foldReceipt(
      this.statement("SELECT seq, at, body FROM facts WHERE receipt = ? ORDER BY seq")
        .all(n)
        .map(this.#fact),
    );
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
    if (filter.deposit) where.push("deposit = ?");
    if (filter.deposit) values.push(numberOf(filter.deposit));
    if (filter.receipt) where.push("receipt = ?");
    if (filter.receipt) values.push(numberOf(filter.receipt));
    return this.statement(
      `SELECT seq, at, body FROM facts WHERE ${where.join(" AND ")} ORDER BY seq LIMIT ?`,
    )
      .all(...values, limit)
      .map(this.#fact);
  }
}

/** A row whose fact cannot be read says nothing of what happened: nobody goes on without it (mail.md F32). */
const factOf = (row: Readonly<Record<string, unknown>>, fileOf: () => string | null): Recorded => {
  try {
    const fact = JSON.parse(String(row["body"])) as Fact;
    return { ...fact, seq: Number(row["seq"]), at: Number(row["at"]) };
  } catch (cause) {
    throw new Refusal(78, [
      `${fileOf() ?? "journal"} : la ligne ${Number(row["seq"])} ne se lit pas : ${asError(cause).message}.`,
      "Rien n'a été touché. Gardez ce fichier, vérifiez le disque, et restaurez la dernière sauvegarde du dossier `data` ; `facteur audit` nomme toutes les lignes abîmées.",
    ]);
  }
};

type Sql = readonly [string, readonly SQLInputValue[]];

/** What was recognised has an index of its own; the agent's facts are few, and those of one deposit fewer. */
const kindSql = (kinds: readonly Fact["is"][]): Sql =>
  kinds.length === 1 && kinds[0] === "recognised"
    ? [`substr(body, 1, 18) = '{"is":"recognised"'`, []]
    : [
        // A damaged row is given too, so that whoever asks hears of it.
        `CASE WHEN json_valid(body)
           THEN json_extract(body, '$.is') IN (SELECT value FROM json_each(?)) ELSE 1 END`,
        [JSON.stringify(kinds)],
      ];

const after = (id: DepositId | undefined): number => (id ? numberOf(id) : 0);

const dueSql = ({
  at,
  beyond = Number.MAX_SAFE_INTEGER,
  not = [],
  held = [],
}: Extract<DepositQuery, { readonly by: "send" }>): Sql => [
  `SELECT n FROM deposits WHERE send_due IS NOT NULL AND (send_due <= ? OR send_due > ?)
     AND identity NOT IN (SELECT value FROM json_each(?))
     AND dossier NOT IN (SELECT value FROM json_each(?))
     ORDER BY coalesce(deadline, 9e15), n`,
  [at, beyond, JSON.stringify(not), JSON.stringify(held)],
];

const sqlOf = (query: DepositQuery): Sql => {
  const from = "SELECT n FROM deposits WHERE";
  switch (query.by) {
    case "work":
      return query.dossier === undefined
        ? [`${from} work = 1 AND n > ? ORDER BY n`, [after(query.after)]]
        : [
            `${from} work = 1 AND dossier = ? AND n > ? ORDER BY n`,
            [query.dossier, after(query.after)],
          ];
    case "send":
      return dueSql(query);
    case "cut-attempt":
      return [`${from} cut = 1 ORDER BY n`, []];
    case "bytes":
      return [
        `${from} sha256 = ? AND dossier = ? AND mode = ? ORDER BY n`,
        [query.sha256, query.dossier, query.mode],
      ];
    case "in-place":
      return [
        `${from} in_place = 1 AND dossier = ? AND name = ? ORDER BY n DESC`,
        [query.dossier, query.name],
      ];
    case "message-id":
      return ["SELECT n FROM message_ids WHERE header = ?", [query.header]];
    case "key":
      return ["SELECT n FROM keys WHERE key = ? ORDER BY n DESC", [query.key]];
    case "sent-name":
      return [`${from} name = ? AND identity = ? ORDER BY n DESC`, [query.name, query.identity]];
    case "mark":
      return ["SELECT n FROM marks WHERE mark = ? ORDER BY n DESC", [query.mark]];
    case "delivered":
      return ["SELECT n FROM deliveries WHERE sha256 = ? ORDER BY n", [query.sha256]];
    case "name":
      return [`${from} dossier = ? AND name = ? ORDER BY n DESC`, [query.dossier, query.name]];
    case "held":
      return [`${from} held = 1 AND n > ? ORDER BY n`, [after(query.after)]];
    case "awaiting":
      return [`${from} awaiting = 1 AND n > ? ORDER BY n`, [after(query.after)]];
    case "uncertain":
      return [`${from} uncertain = 1 ORDER BY n`, []];
    case "unreported":
      return query.dossier === undefined
        ? [`${from} reported_seq < last_seq AND n > ? ORDER BY n`, [after(query.after)]]
        : [
            `${from} reported_seq < last_seq AND dossier = ? AND n > ? ORDER BY n`,
            [query.dossier, after(query.after)],
          ];
    case "recent":
      return ["SELECT n FROM deposits ORDER BY n DESC", []];
  }
};

const linkOf = (row: Record<string, unknown>): Link => ({
  seq: Number(row["seq"]),
  at: Number(row["at"]),
  body: String(row["body"]),
  hash: String(row["hash"]),
});
