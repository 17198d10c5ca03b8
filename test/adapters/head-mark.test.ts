import assert from "node:assert/strict";
import { closeSync, cpSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { JournalDamage } from "../../src/ports/journal-damage.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { scratch } from "../support/scratch.ts";

const clock = { now: () => 5 };

const claim = (journal: Journal): Promise<string> =>
  journal.transact(async (t) => {
    const id = await t.nextDeposit();
    await t.append(claimedFact(id));
    return id;
  });

/** The page that holds the newest rows of a table cannot be read any more. */
const damageLastPage = (file: string, table: string): void => {
  const db = new DatabaseSync(file);
  const found = db
    .prepare(
      "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path DESC LIMIT 1",
    )
    .get(table);
  const bytes = Number(db.prepare("PRAGMA page_size").get()?.["page_size"]);
  db.close();
  const fd = openSync(file, "r+");
  writeSync(fd, Buffer.alloc(bytes, 0xa5), 0, bytes, (Number(found?.["pageno"]) - 1) * bytes);
  closeSync(fd);
};

test("F32 a journal whose newest lines cannot be read is told as damaged when it is opened", async (t) => {
  const file = join(await scratch(t), "journal.db");
  {
    await using journal = sqliteJournal({ file, clock });
    await claim(journal);
  }
  damageLastPage(file, "facts");
  assert.throws(() => sqliteJournal({ file, clock }), JournalDamage);
});

test("F32 what was committed is never told as refused because the mark could not follow", async (t) => {
  const file = join(await scratch(t), "journal.db");
  {
    await using journal = sqliteJournal({ file, clock });
    await claim(journal);
  }
  damageLastPage(file, "deposits");
  await using journal = sqliteJournal({ file, clock });
  const before = (await journal.head())?.seq ?? 0;
  await journal.transact((w) =>
    w.append({ is: "identity-suspended", identity: "cabinet", said: "535" }),
  );
  assert.equal((await journal.head())?.seq, before + 1);
});

test("F30 an older journal.db put back twice: no number that was given is given again", async (t) => {
  const file = join(await scratch(t), "journal.db");
  const open = () => sqliteJournal({ file, clock });
  {
    await using journal = open();
    await claim(journal);
  }
  cpSync(file, `${file}.kept`);
  {
    await using journal = open();
    assert.deepEqual([await claim(journal), await claim(journal)], ["D2", "D3"]);
  }
  for (let times = 0; times < 2; times += 1) {
    cpSync(`${file}.kept`, file);
    await using journal = open();
    await journal.transact(async () => undefined);
  }
  await using journal = open();
  assert.equal(await claim(journal), "D4");
});
