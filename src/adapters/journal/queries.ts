/** The journal's questions about deposits, as SQL on their derived table. */
import type { SQLInputValue } from "node:sqlite";
import type { Fact } from "../../domain/facts.ts";
import { type DepositId, numberOf } from "../../domain/ids.ts";
import { everySituation } from "../../domain/rollup.ts";
import type { DepositQuery } from "../../ports/journal-queries.ts";

type Sql = readonly [string, readonly SQLInputValue[]];

/** What was recognised has an index of its own; the agent's facts are few, and those of one deposit fewer. */
export const kindSql = (kinds: readonly Fact["is"][]): Sql =>
  kinds.length === 1 && kinds[0] === "recognised"
    ? [`substr(body, 1, 18) = '{"is":"recognised"'`, []]
    : [
        // A damaged row is given too, so that whoever asks hears of it.
        `CASE WHEN json_valid(body)
           THEN json_extract(body, '$.is') IN (SELECT value FROM json_each(?)) ELSE 1 END`,
        [JSON.stringify(kinds)],
      ];

/** In the words of its index. */
export const producingSql = `((substr(body, 1, 18) = '{"is":"recognised"' AND instr(body, '"series":[') > 0)
    OR substr(body, 1, 24) = '{"is":"return-otherwise"')`;

/** Of a deposit that another table names: a fold at hand that goes so far needs no look at the facts. */
const lastSeq = "(SELECT last_seq FROM deposits d WHERE d.n = t.n) AS last_seq";

const after = (id: DepositId | undefined): number => (id ? numberOf(id) : 0);

const dueSql = ({
  at,
  setBy = Number.MAX_SAFE_INTEGER,
  not = [],
  held = [],
}: Extract<DepositQuery, { readonly by: "send" }>): Sql => [
  `SELECT n, last_seq FROM deposits WHERE send_due IS NOT NULL AND (send_due <= ? OR send_set > ?)
     AND CASE WHEN senders IS NULL THEN identity NOT IN (SELECT value FROM json_each(?))
       ELSE EXISTS (SELECT 1 FROM json_each(senders) s WHERE s.value NOT IN (SELECT value FROM json_each(?))) END
     AND dossier NOT IN (SELECT value FROM json_each(?))
     ORDER BY coalesce(deadline, 9e15), n`,
  [at, setBy, JSON.stringify(not), JSON.stringify(not), JSON.stringify(held)],
];

export const sqlOf = (query: DepositQuery): Sql => {
  const from = "SELECT n, last_seq FROM deposits WHERE";
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
        `${from} sha256 = ? AND dossier = ? AND mode = ?
           AND state NOT IN (SELECT value FROM json_each(?)) ORDER BY n`,
        [query.sha256, query.dossier, query.mode, JSON.stringify(query.without ?? [])],
      ];
    case "in-place":
      return [
        `${from} in_place = 1 AND dossier = ? AND name = ? ORDER BY n DESC`,
        [query.dossier, query.name],
      ];
    case "message-id":
      return [`SELECT n, ${lastSeq} FROM message_ids t WHERE header = ?`, [query.header]];
    case "key":
      return [`SELECT n, ${lastSeq} FROM keys t WHERE key = ? ORDER BY n DESC`, [query.key]];
    case "sent-name":
      return [`${from} name = ? AND identity = ? ORDER BY n DESC`, [query.name, query.identity]];
    case "mark":
      return [`SELECT n, ${lastSeq} FROM marks t WHERE mark = ? ORDER BY n DESC`, [query.mark]];
    case "delivered":
      return [`SELECT n, ${lastSeq} FROM deliveries t WHERE sha256 = ? ORDER BY n`, [query.sha256]];
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
      return recentSql(query);
    case "search":
      return searchSql(query);
  }
};

/** Every situation is named, so that the index of situations and hours finds what moved, among a million too. */
const recentSql = ({ movedSince }: Extract<DepositQuery, { readonly by: "recent" }>): Sql =>
  movedSince === undefined
    ? ["SELECT n, last_seq FROM deposits ORDER BY n DESC", []]
    : [
        `SELECT n, last_seq FROM deposits
           WHERE state IN (SELECT value FROM json_each(?)) AND moved >= ? ORDER BY n DESC`,
        [JSON.stringify(everySituation), movedSince],
      ];

/**
 * One condition and one value for each part that is given. The newest rows are walked first, until there are enough; between
 * two days, only theirs are: the sign + keeps SQLite from walking all that is in the same state instead.
 */
const searchSql = (query: Extract<DepositQuery, { readonly by: "search" }>): Sql => {
  const { before, name, dossier, states, from, to, movedSince, mark } = query;
  const state = from === undefined || to === undefined ? "state" : "+state";
  const parts: readonly (readonly [string, SQLInputValue | undefined])[] = [
    ["n < ?", before && numberOf(before)],
    ["n IN (SELECT n FROM marks WHERE mark = ?)", mark],
    ["taken >= ?", from],
    ["taken < ?", to],
    ["moved >= ?", movedSince],
    ["dossier = ?", dossier],
    [`${state} IN (SELECT value FROM json_each(?))`, states && JSON.stringify(states)],
    ["name LIKE ? ESCAPE '\\'", name === undefined ? undefined : `%${literal(name)}%`],
  ];
  const given = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  const where = given.length === 0 ? "" : ` WHERE ${given.map((p) => p.sql).join(" AND ")}`;
  return [`SELECT n, last_seq FROM deposits${where} ORDER BY n DESC`, given.map((p) => p.value)];
};

/** A person's text as itself in a LIKE pattern. */
const literal = (text: string): string => text.replace(/[\\%_]/gu, "\\$&");

export const tallySql = `SELECT state, count(*) AS count FROM deposits
  WHERE state IN (SELECT value FROM json_each(?)) AND moved >= ? GROUP BY state`;
