/**
 * A migration that is killed with SIGKILL once it has written so many bytes of the copy and of the WAL; what stands
 * afterwards is judged by the facts.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { setImmediate as breathe } from "node:timers/promises";
import { migrateJournal } from "../../src/adapters/journal/migrate.ts";
import { schemaVersion, versionOf } from "../../src/adapters/journal/schema.ts";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { grow } from "../bench/grown.ts";
import { age } from "./aged-journal.ts";
import { scratch } from "./scratch.ts";

const child = join(import.meta.dirname, "..", "faults", "migrate-child.ts");
export const migratedAt = Date.UTC(2026, 10, 5, 8);

export interface OldJournal {
  readonly file: string;
  readonly version: number;
  /** How far a migration comes that nobody ends. */
  readonly whole: () => Promise<Reached>;
  /** A fresh copy of it, alone in its folder. */
  readonly fresh: () => string;
}

/** A journal with deposits that are closed and two that wait, as an earlier version left it. */
export const oldJournal = async (
  t: TestContext,
  about: { readonly version: number; readonly closed: number },
): Promise<OldJournal> => {
  const { version, closed } = about;
  const folder = await scratch(t);
  const data = join(folder, "grown");
  await grow({ data, closed, waiting: 2, tell: () => undefined });
  const file = join(data, "journal.db");
  age(file, version);
  let made = 0;
  const fresh = (): string => {
    const own = join(folder, `${(made += 1)}`);
    mkdirSync(own);
    cpSync(file, join(own, "journal.db"));
    return join(own, "journal.db");
  };
  const whole = async (): Promise<Reached> => {
    const own = fresh();
    const reached = await killAt(own, never);
    judge(own, { from: file, version, finished: true });
    await assertNoDrift(own);
    return reached;
  };
  return { file, version, whole, fresh };
};

/** Each time on a fresh copy, at a byte that the seed chooses, or at a word: in the middle of the change few bytes are written. */
export const killOften = async (
  t: TestContext,
  about: { readonly kills: number; readonly closed: number },
): Promise<void> => {
  let state = Number(process.env["FACTEUR_SEED"] ?? randomInt(2 ** 31));
  t.diagnostic(`FACTEUR_SEED=${state}`);
  const old = await oldJournal(t, { version: 2, closed: about.closed });
  const whole = await old.whole();
  const below = (count: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  for (let kill = 0; kill < about.kills; kill += 1) {
    const at = kill % 2 === 0 ? { bytes: below(whole.bytes) } : { words: 1 + below(whole.words) };
    const file = old.fresh();
    await killAt(file, at);
    const left = readdirSync(join(file, "..")).join(" ");
    t.diagnostic(`killed at ${JSON.stringify(at)} of ${whole.bytes}, ${whole.words}: ${left}`);
    judge(file, { from: old.file, version: old.version, finished: false });
    await migrateJournal({ file, clock: { now: () => migratedAt } });
    judge(file, { from: old.file, version: old.version, finished: true });
    rmSync(join(file, ".."), { recursive: true });
  }
};

/** What it has written, or said, when it is killed. */
interface Reached {
  readonly bytes: number;
  readonly words: number;
}

const never: Reached = { bytes: Number.POSITIVE_INFINITY, words: Number.POSITIVE_INFINITY };

/** Answers how far it was seen to come: bytes of the copy and the WAL, and words. */
const killAt = async (file: string, at: Partial<Reached>): Promise<Reached> => {
  const { bytes, words } = { ...never, ...at };
  const migrating = spawn(process.execPath, [child, file, String(migratedAt)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const seen = { over: false, words: 0, bytes: 0 };
  void once(migrating, "close").then(() => (seen.over = true));
  migrating.stdout.setEncoding("utf8").on("data", (text: string) => {
    seen.words += text.split("\n").length - 1;
  });
  while (!seen.over) {
    seen.bytes = Math.max(seen.bytes, written(file));
    if (seen.bytes >= bytes || seen.words >= words) migrating.kill("SIGKILL");
    await breathe();
  }
  return seen;
};

const written = (file: string): number =>
  readdirSync(join(file, ".."))
    .filter((name) => name.includes(".v") || name.endsWith("-wal"))
    .reduce((sum, name) => sum + sizeOf(join(file, "..", name)), 0);

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const factsOf = (file: string): { readonly version: number; readonly facts: string } => {
  const db = new DatabaseSync(file);
  try {
    const rows = db.prepare("SELECT seq, at, deposit, receipt, body, hash FROM facts").all();
    const [sound] = db.prepare("PRAGMA integrity_check").all();
    assert.equal(sound?.["integrity_check"], "ok", file);
    return { version: versionOf(db), facts: JSON.stringify(rows) };
  } finally {
    db.close();
  }
};

/** The same facts; one of the two versions whole; each copy that bears its name whole, and of the former version. */
export const judge = (
  file: string,
  about: { readonly from: string; readonly version: number; readonly finished: boolean },
): void => {
  const before = factsOf(about.from);
  const found = factsOf(file);
  assert.equal(found.facts, before.facts, "the facts");
  const versions = about.finished ? [schemaVersion] : [about.version, schemaVersion];
  assert.ok(versions.includes(found.version), `version ${found.version}`);
  const copies = copiesIn(file);
  if (found.version === schemaVersion) assert.equal(copies.length, 1, copies.join());
  for (const copy of copies) assert.deepEqual(factsOf(copy), before, copy);
  if (!about.finished) return;
  const left = readdirSync(join(file, "..")).filter((name) => name.includes(".tmp"));
  assert.deepEqual(left, [], "half copies");
  assert.ok(!existsSync(`${file}-wal`), "what was written stands in the file");
};

export const copiesIn = (file: string): readonly string[] =>
  readdirSync(join(file, ".."))
    .filter((name) => /\.v\d+-[\d-]+$/u.test(name))
    .map((name) => join(file, "..", name));

/** Each row as a program computes it that never knew another version. */
const assertNoDrift = async (file: string): Promise<void> => {
  await using journal = readJournal(file);
  assert.ok(journal);
  // What `grow` writes of marks and deliveries is not all of them.
  for (const { id } of await journal.find({ by: "recent" }, 100_000))
    assert.deepEqual(
      (await journal.drift(id)).filter(({ where }) => where.startsWith("deposits")),
      [],
      id,
    );
};
