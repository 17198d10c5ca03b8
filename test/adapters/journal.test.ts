import assert from "node:assert/strict";
import { readFileSync, rmSync, statSync, truncateSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { migrateJournal } from "../../src/adapters/journal/migrate.ts";
import { producingSql, sqlOf } from "../../src/adapters/journal/queries.ts";
import { NewerJournal } from "../../src/adapters/journal/schema.ts";
import { readJournal, sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { genesis } from "../../src/domain/chain.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { Refusal } from "../../src/foundation/refusal.ts";
import { JournalGone } from "../../src/ports/journal-damage.ts";
import { claimedFact, journalContract } from "../contract/journal.contract.ts";
import { journalQueueContract } from "../contract/journal-queue.contract.ts";
import { journalReceiptsContract } from "../contract/journal-receipts.contract.ts";
import { journalRegisterContract } from "../contract/journal-register.contract.ts";
import { journalSearchContract } from "../contract/journal-search.contract.ts";
import { age } from "../support/aged-journal.ts";
import { memoryJournal } from "../support/memory-journal.ts";
import { scratch } from "../support/scratch.ts";

for (const contract of [
  journalContract,
  journalQueueContract,
  journalReceiptsContract,
  journalSearchContract,
  journalRegisterContract,
]) {
  contract("sqlite", async (t, clock) =>
    sqliteJournal({ file: join(await scratch(t), "journal.db"), clock }),
  );
  contract("memory", async (_t, clock) => memoryJournal(clock));
}

const clock = { now: () => 5 };

test("the journal is still there after it is closed and opened again", async (t) => {
  const file = join(await scratch(t), "journal.db");
  {
    await using journal = sqliteJournal({ file, clock });
    await journal.transact((w) => w.append(claimedFact("D1")));
  }
  await using journal = sqliteJournal({ file, clock });
  assert.equal((await journal.deposit("D1"))?.claimed.dossier, "cirso");
});

test("pages that move into the file, by its own commits or a backup program's, are nobody's writing; a file that shrinks, or is as old as a copy, was written over", async (t) => {
  const folder = await scratch(t);
  const old = new Date("2026-01-01");
  let wholeAgain = (): void => undefined;
  const writings = {
    shorter: (file: string) => truncateSync(file, 4096),
    older: (file: string) => utimesSync(file, old, old),
    // What its lines would be put into is another journal.
    "shorter, its -wal deleted": (file: string) => {
      rmSync(`${file}-wal`);
      truncateSync(file, 4096);
    },
    "shorter, until the copy is whole": (file: string) => {
      const size = statSync(file).size;
      truncateSync(file, 4096);
      wholeAgain = () => truncateSync(file, size);
    },
  };
  for (const [name, write] of Object.entries(writings)) {
    const file = join(folder, `${name}.db`);
    await using journal = sqliteJournal({ file, clock });
    const size = statSync(file).size;
    for (let n = 0; statSync(file).size === size && n < 400; n += 10)
      await journal.transact(async (w) => {
        for (let i = n; i < n + 10; i += 1)
          await w.append(claimedFact(`D${i + 1}`, { name: "x".repeat(100_000) }));
      });
    assert.ok(statSync(file).size > size, "pages were moved from the -wal");
    const beside = new DatabaseSync(file);
    beside.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    beside.close();
    const soon = new Date(Date.now() + 10_000);
    utimesSync(file, soon, soon);
    await journal.transact(async () => undefined);
    write(file);
    for (let times = 0; times < 2; times += 1) {
      await assert.rejects(
        journal.transact(async () => undefined),
        JournalGone,
      );
      wholeAgain();
    }
    const mark = readFileSync(file.replace(/db$/u, "head"), "utf8");
    assert.equal((JSON.parse(mark) as { hash: string }).hash, genesis, name);
  }
});

test("each fact carries the hash of the one before", async (t) => {
  const file = join(await scratch(t), "journal.db");
  {
    await using journal = sqliteJournal({ file, clock });
    await journal.transact(async (w) => {
      await w.append(claimedFact("D1"));
      await w.append(claimedFact("D2"));
    });
  }
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare("SELECT seq, at, body, hash FROM facts ORDER BY seq").all();
  db.close();
  let previous = "0".repeat(64);
  for (const row of rows) {
    const body = sha256(String(row["body"]));
    const expected = sha256(`${previous}\n${row["seq"]}\n${row["at"]}\n${body}`);
    assert.equal(row["hash"], expected);
    previous = expected;
  }
  assert.equal(rows.length, 2);
});

test("a journal written by a newer program is refused, untouched", async (t) => {
  const file = join(await scratch(t), "journal.db");
  const db = new DatabaseSync(file);
  db.exec("PRAGMA user_version = 99");
  db.close();
  assert.throws(() => sqliteJournal({ file, clock }), NewerJournal);
});

test("a journal whose tables are not made yet reads as none", async (t) => {
  const file = join(await scratch(t), "journal.db");
  assert.equal(readJournal(file), undefined);
  new DatabaseSync(file).close();
  assert.equal(readJournal(file), undefined);
});

test("a row that cannot be read is told to whoever asks for some kinds of facts", async (t) => {
  const file = join(await scratch(t), "journal.db");
  await using journal = sqliteJournal({ file, clock });
  await journal.transact((w) => w.append({ is: "planned", task: "daily", due: 9 }));
  assert.deepEqual(await journal.facts({ agent: true, is: ["printed"] }, 10), []);
  const db = new DatabaseSync(file);
  db.exec("UPDATE facts SET body = '{not json'");
  db.close();
  await assert.rejects(journal.facts({ agent: true, is: ["printed"] }, 10), (cause) => {
    assert.ok(cause instanceof Refusal);
    assert.match(cause.message, /journal\.db : la ligne 1 ne se lit pas/u);
    return true;
  });
});

test("who asks while a transaction is under way hears what is committed, of what the writer has folded too", async (t) => {
  const file = join(await scratch(t), "journal.db");
  await using journal = sqliteJournal({ file, clock });
  await journal.transact((w) => w.append(claimedFact("D1")));
  const stages = async () =>
    (await journal.find({ by: "recent" }, 10)).map(({ id, stage }) => [id, stage.is]);
  const hold = { is: "held", deposit: "D1", because: "step-failed", details: [] } as const;
  const taken = journal.transact(async (w) => {
    assert.equal((await w.deposit("D1"))?.stage.is, "claimed");
    await w.append(hold);
    assert.equal((await w.deposit("D1"))?.stage.is, "held");
    assert.deepEqual(await stages(), [["D1", "claimed"]]);
    assert.equal((await journal.deposit("D1"))?.stage.is, "claimed");
    throw new Error("taken back");
  });
  await assert.rejects(taken, /taken back/u);
  assert.deepEqual(await stages(), [["D1", "claimed"]]);
  await journal.transact(async (w) => {
    await w.append(hold);
    assert.deepEqual(await stages(), [["D1", "claimed"]]);
  });
  assert.deepEqual(await stages(), [["D1", "held"]]);
});

test("what tells of returns, and what moved lately, is found without reading the others", async (t) => {
  const file = join(await scratch(t), "journal.db");
  await using journal = sqliteJournal({ file, clock });
  await journal.transact((w) => w.append({ is: "planned", task: "daily", due: 9 }));
  const db = new DatabaseSync(file, { readOnly: true });
  const plan = (sql: string): string =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => String(row["detail"]))
      .join();
  const [recent] = sqlOf({ by: "recent", movedSince: 5 });
  const said = [plan(`SELECT seq FROM facts WHERE seq > 0 AND ${producingSql}`), plan(recent)];
  db.close();
  assert.match(said[0] ?? "", /USING (?:COVERING )?INDEX facts_producing/u);
  assert.match(said[1] ?? "", /USING INDEX deposits_state \(state=\? AND moved>\?\)/u);
});

test("a journal from before deposits could be searched is brought up to date, every row of it", async (t) => {
  const file = join(await scratch(t), "journal.db");
  {
    await using journal = sqliteJournal({ file, clock });
    await journal.transact((w) => w.append(claimedFact("D1", { name: "ANCIEN.txt" })));
  }
  age(file, 2);
  await migrateJournal({ file, clock });
  await using journal = sqliteJournal({ file, clock });
  assert.deepEqual([...(await journal.tally(["pris-en-charge"], 5))], [["pris-en-charge", 1]]);
  assert.equal((await journal.find({ by: "search", name: "ancien", from: 5, to: 6 }, 5)).length, 1);
});
