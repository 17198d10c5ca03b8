/**
 * The journal of an earlier version is brought up to date (mail.md F85), and whatever ends it in the middle (kill -9, a full
 * disk) leaves every fact where it was: the former journal, or the new one, and only whole copies under their name.
 */
import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { migrateJournal, NoRoomToMigrate } from "../../src/adapters/journal/migrate.ts";
import { migrations, OlderJournal, versionOf } from "../../src/adapters/journal/schema.ts";
import { readJournal, sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { codeOf } from "../../src/foundation/errors.ts";
import type { MigrationNews } from "../../src/ports/migration.ts";
import { copiesIn, judge, killOften, migratedAt, oldJournal } from "../support/killed-migration.ts";
import { scratch } from "../support/scratch.ts";
import { smallDisk } from "../support/small-disk.ts";

const clock = { now: () => migratedAt };

test("F85 killed anywhere in the copy or in the change: nothing is lost, and the next start finishes", async (t) => {
  await killOften(t, { kills: 6, closed: 300 });
});

test("F85 a disk that fills up, at any point of the copy or of the change: as it was, and the next start finishes", async (t) => {
  const old = await oldJournal(t, { version: 2, closed: 60 });
  const from = old.file;
  const { bytes } = await old.whole();
  const place = join(await scratch(t), "small");
  const disk = smallDisk(t, place, 8);
  if (typeof disk === "string") return t.skip(disk);
  const file = join(place, "journal.db");
  const rounds = 10;
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    cpSync(from, file);
    const spare = join(place, "spare");
    writeFileSync(spare, Buffer.alloc(Math.floor((bytes * 1.6 * round) / (rounds - 1)), 1));
    disk.fill();
    rmSync(spare);
    try {
      await migrateJournal({ file, clock, free: () => Number.MAX_SAFE_INTEGER });
    } catch (cause) {
      assert.equal(codeOf(cause), "ENOSPC", String(cause));
      refused += 1;
    }
    const half = readdirSync(place).filter((name) => name.includes(".tmp"));
    assert.deepEqual(half, [], "what was begun takes no room from whoever works on");
    disk.empty();
    judge(file, { from, version: old.version, finished: false });
    await migrateJournal({ file, clock });
    judge(file, { from, version: old.version, finished: true });
    for (const name of readdirSync(place)) rmSync(join(place, name));
  }
  t.diagnostic(`${refused} of ${rounds} refused`);
  assert.ok(refused > 1 && refused < rounds, `${refused} of ${rounds} refused`);
});

test("F85 without room for the copy nothing is touched, and the room that lacks is said", async (t) => {
  const old = await oldJournal(t, { version: 7, closed: 5 });
  const file = old.fresh();
  const before = readFileSync(file);
  await assert.rejects(
    migrateJournal({ file, clock, free: () => before.length }),
    (cause) => cause instanceof NoRoomToMigrate && cause.needed > before.length,
  );
  assert.deepEqual(copiesIn(file), []);
  assert.deepEqual(readFileSync(file), before);
});

test("F85 a copy that an earlier try left is taken again, of whatever day, unless the former program worked in between", async (t) => {
  const old = await oldJournal(t, { version: 7, closed: 5 });
  const file = old.fresh();
  const failing = { file, clock, steps: [...migrations, "SELECT nonsense"] };
  for (const day of [0, 0, 1])
    await assert.rejects(
      migrateJournal({ ...failing, clock: { now: () => migratedAt + day * 86_400_000 } }),
      /nonsense/u,
    );
  const [first = "", ...more] = copiesIn(file);
  assert.deepEqual([first.endsWith("journal.db.v7-20261105"), more], [true, []]);
  assert.equal(statSync(first).mode & 0o777, 0o600);

  const db = new DatabaseSync(file);
  db.exec(
    "INSERT INTO facts SELECT seq + 1, at, deposit, receipt, body, 'x' FROM facts ORDER BY seq DESC LIMIT 1",
  );
  db.close();
  await migrateJournal({ file, clock });
  assert.deepEqual(copiesIn(file), [first, `${first}-2`]);
});

test("F85 told to stop, it leaves the former journal, and a deposit that cannot be read keeps nobody else back", async (t) => {
  const old = await oldJournal(t, { version: 2, closed: 5 });
  const file = old.fresh();
  const stop = new AbortController();
  const seen: number[] = [];
  const tell = ({ doing }: MigrationNews) => {
    if (doing !== "rows") return;
    // A former program that reads now finds what it knows.
    using reading = new DatabaseSync(file, { readOnly: true });
    seen.push(versionOf(reading));
    stop.abort();
  };
  await assert.rejects(
    migrateJournal({ file, clock, signal: stop.signal, tell }),
    (cause) => cause === stop.signal.reason,
  );
  assert.deepEqual(seen, [2]);
  judge(file, { from: old.file, version: 2, finished: false });
  assert.throws(() => readJournal(file), OlderJournal);
  assert.throws(() => sqliteJournal({ file, clock }), OlderJournal);

  const db = new DatabaseSync(file);
  db.exec("UPDATE facts SET body = '{' WHERE deposit = 2");
  db.close();
  const unread: number[] = [];
  await migrateJournal({ file, clock, tell: (news) => void unread.push(news.unread) });
  assert.equal(unread.at(-1), 1);
  await using journal = readJournal(file);
  assert.deepEqual(
    await journal?.find({ by: "search", states: ["enregistre"] }, 10).then((d) => d.length),
    4,
  );
});
