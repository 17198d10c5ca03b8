/**
 * The data folder of an agent that has worked for years: deposits that are long closed, written as the journal
 * writes them (chained, with their derived rows) but without its flushes, and some that wait for their AR.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { rowColumns, rowOf } from "../../src/adapters/journal/deposit-row.ts";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { advance } from "../../src/daemon/advance.ts";
import { genesis, linkHash } from "../../src/domain/chain.ts";
import { type DepositFact, foldDeposit } from "../../src/domain/deposit.ts";
import type { Recorded } from "../../src/domain/facts.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { claim, copy } from "../../src/journey/claim.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
} from "../support/small-world.ts";
import { letters } from "./letters.ts";

export interface Waiting {
  readonly name: string;
  /** The AR that would close it. */
  readonly mail: Uint8Array;
}

export const grow = async (about: {
  readonly data: string;
  readonly closed: number;
  readonly waiting: number;
  readonly tell: (text: string) => void;
}): Promise<readonly Waiting[]> => {
  const { data, closed, waiting, tell } = about;
  const undo: (() => unknown)[] = [];
  const t = { after: (work: () => unknown) => undo.push(work) } as unknown as TestContext;
  try {
    const world = smallWorld(t);
    mkdirSync(data, { recursive: true, mode: 0o700 });
    const { token, key } = world.agent;
    const identity = { token, key: Buffer.from(key).toString("hex"), created: 1_700_000_000_000 };
    writeFileSync(join(data, "agent.json"), JSON.stringify(identity), { mode: 0o600 });
    const file = join(data, "journal.db");
    await using journal = sqliteJournal({ file, clock: world.clock });
    if (closed > 0) {
      tell(`writing ${closed} closed deposits`);
      writeClosed(file, closed, await template(smallWorld(t)));
    }
    tell(`writing ${waiting} deposits that wait for their AR`);
    return await addWaiting({ ...world, journal }, { data, waiting });
  } finally {
    for (const work of undo) await work();
  }
};

/** One deposit's whole life, from the real steps. */
const template = async (world: SmallWorld): Promise<readonly Recorded[]> => {
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  await sendOne(world, deposit.id);
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, file: dpaeAr(dpae("FICTIVE"), ["00"]) }));
  return world.journal.facts({}, 1000);
};

const commitEvery = 20_000;
/** A fact a second: a busy day holds thousands of deposits. */
const clockOf = (seq: number): number => 1_700_000_000_000 + seq * 1000;

const writeClosed = (file: string, count: number, life: readonly Recorded[]): void => {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000");
  const insert = (table: string, columns: readonly string[]) =>
    db.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.map(() => "?")})`);
  const facts = insert("facts", ["seq", "at", "deposit", "receipt", "body", "hash"]);
  const deposits = insert("deposits", ["n", ...rowColumns, "reported_seq"]);
  const messageIds = insert("message_ids", ["header", "n"]);
  const keys = insert("keys", ["key", "n"]);
  const receipts = insert("receipts", ["n", "sha256"]);
  const mails = insert("mails", ["mailbox", "folder", "uid_validity", "uid", "receipt"]);
  const bodies = life.map(({ seq: _seq, at: _at, ...fact }) => ({
    fact,
    body: JSON.stringify(fact),
  }));
  const closed = rowOf(foldOf(life));
  const at = (column: (typeof rowColumns)[number]): number => rowColumns.indexOf(column);
  const marks = insert("marks", ["mark", "n"]);
  const [company = ""] = life.flatMap((f) => (f.is === "recognised" ? (f.marks ?? []) : []));
  let [hash, seq] = [genesis, 0];
  for (let n = 1; n <= count; n += 1) {
    if (n % commitEvery === 1) db.exec("BEGIN");
    const number = `${n}`;
    const own = sha256(number);
    for (const { fact, body: about } of bodies) {
      seq += 1;
      const body = renamed(about, number, own);
      const link = { seq, at: clockOf(seq), body };
      hash = linkHash(hash, link);
      const [deposit, receipt] = ["deposit" in fact ? n : null, "receipt" in fact ? n : null];
      facts.run(seq, link.at, deposit, receipt, body, hash);
    }
    const [began, ended] = [clockOf(seq - bodies.length + 1), clockOf(seq)];
    const row = closed.with(at("last_seq"), seq).with(at("taken"), began).with(at("moved"), ended);
    // One client in five hundred is the one of the samples.
    marks.run(n % 500 === 0 ? company : own.slice(0, 32), n);
    deposits.run(n, row[0] ?? null, `dpae-${number}.txt`, own, ...row.slice(3), seq);
    messageIds.run(`<d${number}.m1.${own.slice(0, 24)}@employeur.test>`, n);
    keys.run(own.slice(0, 32), n);
    receipts.run(n, own);
    mails.run("cabinet", "INBOX", "1", n, n);
    if (n % commitEvery === 0 || n === count) db.exec("COMMIT");
  }
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
};

const foldOf = (life: readonly Recorded[]) =>
  foldDeposit(life.filter((f) => "deposit" in f) as Recorded<DepositFact>[]);

/** The same fact, of another deposit. */
const renamed = (body: string, number: string, own: string): string =>
  body
    .replaceAll('"D1"', `"D${number}"`)
    .replaceAll('"D1.', `"D${number}.`)
    .replaceAll('"R1"', `"R${number}"`)
    .replaceAll("dpae.txt", `dpae-${number}.txt`)
    .replace(/<d1\.m1\.[0-9a-f]+@/u, `<d${number}.m1.${own.slice(0, 24)}@`)
    .replace(/("is":"(?:claimed|receipt-stored)".*?"sha256":")[0-9a-f]{64}/u, `$1${own}`)
    .replace(/("uid":)\d+/u, `$1${number}`)
    .replace(/("keys":\[")[0-9a-f]{32}/u, `$1${own.slice(0, 32)}`);

/** Taken, composed and sent by the real steps; their blobs are written without flushes. */
const addWaiting = async (
  world: SmallWorld,
  about: { readonly data: string; readonly waiting: number },
): Promise<readonly Waiting[]> => {
  const made: Waiting[] = [];
  for (let n = 0; n < about.waiting; n += 1) {
    const name = `attend-${n}.txt`;
    const bytes = dpae(`FICTIVE ${letters(n)}`);
    const identity = world.spool.drop(name, bytes);
    const copied = await copy(world, world.dossier, { name, identity });
    const id = copied && (await claim(world, world.dossier, copied));
    if (!id) throw new Error(`${name} was not taken`);
    await advance(world, id);
    await sendOne(world, id);
    const deposit = await world.journal.deposit(id);
    if (!deposit) throw new Error(`${id} is lost`);
    await world.journal.reported(id, deposit.lastSeq);
    const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
    made.push({ name, mail: arMail({ references, name, file: dpaeAr(bytes, ["00"]) }) });
  }
  const store = fileStore({ data: about.data });
  for (const bytes of world.store.blobs.values()) await store.put(bytes);
  return made;
};
