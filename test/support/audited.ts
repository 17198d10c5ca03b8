/**
 * A journal in which everything happened that an audit looks at, in files that a test may damage: D1 accepted
 * and acknowledged, D2 uncertain then proved by its AR, D3 rejected, D4 a duplicate of D1, D5 in test mode.
 */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { readJournal, sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { readToken } from "../../src/adapters/timestamp/token.ts";
import type { Violation } from "../../src/domain/audit/violation.ts";
import { linkHash } from "../../src/domain/chain.ts";
import type { Fact, Recorded } from "../../src/domain/facts.ts";
import { type AuditEvent, audit } from "../../src/journey/audit.ts";
import type { DerivedTables } from "../../src/ports/derived.ts";
import { arMail, dpae, dpaeAr } from "./samples.ts";
import { scratch } from "./scratch.ts";
import { sealingRule } from "./send-plantings.ts";
import { receiveOne, sendOne, smallWorld, takeOne } from "./small-world.ts";

export interface Audited {
  readonly file: string;
  readonly store: string;
  readonly now: number;
}

export const auditedJournal = async (t: TestContext): Promise<Audited> => {
  const folder = await scratch(t);
  const base = smallWorld(t, { courier: (_, n) => (n === 2 ? "drops-after-dot" : "accepts") });
  const file = join(folder, "journal.db");
  const store = join(folder, "store");
  {
    await using journal = sqliteJournal({ file, clock: base.clock });
    const world = { ...base, journal };
    await sendAndAnswer(world, dpae("FICTIVE"));
    await sendAndAnswer(world, dpae("IMAGINAIRE", "SUPPOSEE"));
    world.spool.drop("abime.txt", Buffer.from("pas une déclaration"));
    await takeOne(world);
    world.spool.drop("copie.txt", dpae("FICTIVE"));
    await takeOne(world);
    world.spool.drop("essai.txt", dpae("INVENTE"));
    await takeOne({ ...world, dossier: { ...world.dossier, mode: "test" } });
  }
  const blobs = fileStore({ data: folder });
  for (const bytes of base.store.blobs.values()) await blobs.put(bytes);
  return { file, store, now: base.clock.now() };
};

const sendAndAnswer = async (world: ReturnType<typeof smallWorld>, bytes: Uint8Array) => {
  world.spool.drop("dpae.txt", bytes);
  const deposit = await takeOne(world);
  await sendOne(world, deposit.id);
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, file: dpaeAr(bytes, ["00", "00"]) }));
};

/** A copy to be damaged. */
export const copyOf = async (t: TestContext, about: Audited): Promise<Audited> => {
  const folder = await scratch(t);
  const file = join(folder, "journal.db");
  const store = join(folder, "store");
  await mkdir(store, { recursive: true });
  await cp(about.file, file);
  for (const part of ["store", "keys", "key-of-keys"])
    await cp(join(dirname(about.store), part), join(folder, part), { recursive: true });
  await fileStore({ data: folder }).put(sealingRule);
  return { ...about, file, store };
};

export const auditAll = async (about: Audited, since?: number): Promise<readonly AuditEvent[]> => {
  await using journal = readJournal(about.file);
  if (!journal) throw new Error("no journal");
  const events: AuditEvent[] = [];
  const world = {
    journal,
    store: fileStore({ data: dirname(about.store) }),
    now: about.now,
    readToken,
  };
  for await (const event of audit(world, since)) events.push(event);
  return events;
};

export const violationsOf = async (about: Audited): Promise<readonly Violation[]> =>
  (await auditAll(about)).flatMap((e) => (e.is === "violation" ? [e.violation] : []));

export const factsOf = async (about: Audited): Promise<readonly Recorded[]> => {
  await using journal = readJournal(about.file);
  return (await journal?.facts({}, 10_000)) ?? [];
};

/** By hand, as no program of ours would. */
export const byHand = <T>(about: Audited, work: (db: DatabaseSync) => T): T => {
  const db = new DatabaseSync(about.file);
  try {
    return work(db);
  } finally {
    db.close();
  }
};

/** The kind of the first page of a table or an index becomes another one. */
export const flipFirstByteOf = (about: Audited, name: string): void => {
  const page = byHand(about, (db) =>
    db.prepare("SELECT min(pageno) AS no FROM dbstat WHERE name = ?").get(name),
  );
  const bytes = readFileSync(about.file);
  const at = (Number(page?.["no"]) - 1) * bytes.readUInt16BE(16);
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(about.file, bytes);
};

/** Every row of every table, in text, but how far reports were made: that is work done, not truth. */
export const rowsOf = (about: Audited): string =>
  byHand(about, (db) => {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    return tables
      .map(({ name }) => {
        const rows = db.prepare(`SELECT * FROM "${String(name)}"`).all();
        const told = rows.map((row) => JSON.stringify({ ...row, reported_seq: 0 }));
        return [name, ...told.sort()].join("\n");
      })
      .join("\n");
  });

/** One more fact, rightly chained, that the program would not have written; returns its seq. */
export const plant = (about: Audited, fact: Fact): number =>
  byHand(about, (db) => {
    const head = db.prepare("SELECT seq, at, hash FROM facts ORDER BY seq DESC LIMIT 1").get();
    const link = {
      seq: Number(head?.["seq"]) + 1,
      at: Number(head?.["at"]),
      body: JSON.stringify(fact),
    };
    const number = (id: string | undefined) => (id === undefined ? null : Number(id.slice(1)));
    db.prepare(
      "INSERT INTO facts (seq, at, deposit, receipt, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
    ).run(
      link.seq,
      link.at,
      number("deposit" in fact ? fact.deposit : undefined),
      number("receipt" in fact ? fact.receipt : undefined),
      link.body,
      linkHash(String(head?.["hash"]), link),
    );
    return link.seq;
  });

/** The same as an agent's data folder, with the key with which the small world wrote its journal. */
export const layInto = (data: string, sound: Pick<Audited, "file" | "store">): void => {
  mkdirSync(data, { mode: 0o700 });
  cpSync(sound.file, join(data, "journal.db"));
  for (const part of ["store", "keys", "key-of-keys"])
    cpSync(join(sound.store, "..", part), join(data, part), { recursive: true });
  const identity = { token: "a9e2".repeat(8), key: "07".repeat(32), created: 1 };
  writeFileSync(join(data, "agent.json"), JSON.stringify(identity));
};

/** Of a journal without tables: nothing of them can differ. */
export const noDrift: DerivedTables = {
  damages: async () => [],
  drift: async () => [],
  strays: async () => [],
};
