/** The register's derived table: one row for each row that stands, computed from the facts that wrote it. */

import type { QualificationFact } from "../../domain/facts/qualification.ts";
import type { RegisterFact, RegisterForgottenFact } from "../../domain/facts/register.ts";
import type { Recorded } from "../../domain/facts.ts";
import type { RegisterQuery, RegisterRow } from "../../domain/register/entry.ts";
import { isRegisterTable } from "../../domain/register/kinds.ts";
import type { Drift } from "../../ports/derived.ts";
import type { SqliteReader } from "./reader.ts";

/** Writes what a change says of its rows. */
export const indexRegister = (reader: SqliteReader, fact: Recorded<RegisterFact>): void => {
  const put = reader.statement(
    `INSERT OR REPLACE INTO register (id, name, employer, organism, content, place, seq)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = reader.statement("DELETE FROM register WHERE id = ?");
  for (const { id, table, employer, organism, at } of fact.changes)
    if (at === undefined) remove.run(id);
    else put.run(id, table, employer ?? null, organism ?? null, fact.content, at, fact.seq);
};

/** Its rows go; what others' rows say now stands in the contents that took the place of the former ones. */
export const indexForgotten = (
  reader: SqliteReader,
  { employer, contents }: RegisterForgottenFact,
): void => {
  reader.statement("DELETE FROM register WHERE employer = ?").run(employer);
  const replace = reader.statement("UPDATE register SET content = ? WHERE content = ?");
  for (const { was, now } of contents) replace.run(now, was);
};

export const indexQualification = (
  reader: SqliteReader,
  { declarant, scope, seq }: Recorded<QualificationFact>,
): void => {
  reader
    .statement("INSERT INTO qualifications (declarant, scope, seq) VALUES (?, ?, ?)")
    .run(declarant, scope, seq);
};

export const registerRows = (
  reader: SqliteReader,
  query: RegisterQuery,
  limit: number,
): readonly RegisterRow[] => {
  const select = "SELECT * FROM register";
  const rows = (where: string, ...values: readonly string[]) =>
    reader.statement(`${select} ${where} ORDER BY name, seq, place LIMIT ?`).all(...values, limit);
  const found =
    query.by === "employer"
      ? rows("WHERE employer = ?", query.employer)
      : query.table === undefined
        ? rows("")
        : rows("WHERE name = ?", query.table);
  return found.flatMap(rowOf);
};

const rowOf = (row: Readonly<Record<string, unknown>>): readonly RegisterRow[] => {
  const { id, name, employer, organism, content, place, seq } = row;
  const table = String(name);
  // A table that a later version made: this one does not touch newer journals (F85), so it is damage.
  if (!isRegisterTable(table)) return [];
  return [
    {
      id: String(id),
      table,
      ...(typeof employer !== "string" ? {} : { employer }),
      ...(typeof organism !== "string" ? {} : { organism }),
      content: String(content),
      at: Number(place),
      seq: Number(seq),
    },
  ];
};

/** Where the table no longer says what the facts say. A fact that cannot be read was told with the chain. */
export const registerDrift = (reader: SqliteReader): readonly Drift[] => {
  const right = rightRows(reader);
  const drifts: Drift[] = [];
  for (const { id, content, place, seq } of reader.statement(allRows).iterate()) {
    const said = `${Number(seq)}.${Number(place)} ${String(content)}`;
    const row = right.get(String(id));
    if (!row || `${row.place} ${row.content}` !== said)
      drifts.push({ where: "register", said: `${String(id)} ${said}` });
    right.delete(String(id));
  }
  return [
    ...drifts,
    ...[...right.keys()].map((id) => ({ where: "register", said: `${id} missing` })),
    ...reader
      .statement(qualificationDrift)
      .all()
      .map(({ said }) => ({ where: "qualifications", said: String(said) })),
  ];
};

interface RightRow {
  readonly place: string;
  readonly content: string;
  readonly employer: string | undefined;
}

/** What the facts say, in the order in which they were written. */
const rightRows = (reader: SqliteReader): Map<string, RightRow> => {
  const right = new Map<string, RightRow>();
  for (const { seq, body } of reader.statement(registerFacts).iterate()) {
    const fact = factIn(String(body));
    if (fact?.is === "register-forgotten") {
      const now = new Map(fact.contents.map((c) => [c.was, c.now]));
      for (const [id, row] of right)
        if (row.employer === fact.employer) right.delete(id);
        else right.set(id, { ...row, content: now.get(row.content) ?? row.content });
    }
    if (fact?.is !== "register-changed") continue;
    for (const { id, at, employer } of fact.changes)
      if (at === undefined) right.delete(id);
      else right.set(id, { place: `${Number(seq)}.${at}`, content: fact.content, employer });
  }
  return right;
};

/** One field of a fact; nothing when its row cannot be read. */
const field = (path: string): string =>
  `CASE WHEN json_valid(f.body) THEN json_extract(f.body, '$.${path}') END`;

const qualificationDrift = `
SELECT 'seq ' || q.seq AS said FROM qualifications q WHERE NOT EXISTS (
  SELECT 1 FROM facts f WHERE f.seq = q.seq AND ${field("declarant")} = q.declarant
    AND ${field("scope")} = q.scope)
UNION ALL
SELECT 'seq ' || f.seq || ' missing' FROM facts f
  WHERE f.deposit IS NULL AND f.receipt IS NULL
    AND substr(f.body, 1, 21) = '{"is":"qualification-'
    AND NOT EXISTS (SELECT 1 FROM qualifications q WHERE q.seq = f.seq)`;

const allRows = "SELECT id, content, place, seq FROM register";
const registerFacts = `SELECT seq, body FROM facts WHERE deposit IS NULL AND receipt IS NULL
  AND (substr(body, 1, 24) = '{"is":"register-changed"'
    OR substr(body, 1, 26) = '{"is":"register-forgotten"') ORDER BY seq`;

const factIn = (body: string): RegisterFact | RegisterForgottenFact | undefined => {
  try {
    return JSON.parse(body) as RegisterFact | RegisterForgottenFact;
  } catch {
    return undefined;
  }
};
