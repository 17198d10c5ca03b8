/** Fuzzing of what only a broken disk or a hostile neighbour writes: the journal's rows and file, the control socket. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import fc from "fast-check";
import { sqliteJournal } from "../../../src/adapters/journal/sqlite-journal.ts";
import { fileStore } from "../../../src/adapters/store/file-store.ts";
import { ordersPath, sendOrder, serveOrders } from "../../../src/adapters/system/orders.ts";
import { readToken } from "../../../src/adapters/timestamp/token.ts";
import { answerOrders } from "../../../src/daemon/orders/orders.ts";
import { limits } from "../../../src/domain/limits.ts";
import { audit } from "../../../src/journey/audit.ts";
import { recover, send } from "../../../src/journey/send.ts";
import { auditedJournal, byHand, copyOf, noDrift, rowsOf, violationsOf } from "../audited.ts";
import { cleanup } from "../cleanup.ts";
import { noLogins } from "../no-logins.ts";
import { dpae } from "../samples.ts";
import { scratch } from "../scratch.ts";
import { smallDaemon } from "../small-daemon.ts";
import { smallWorld } from "../small-world.ts";
import { mutated, replay } from "./mutate.ts";

/** Sends whatever the journal says is due, as the agent does after a start. */
const sendAll = async (
  t: TestContext,
  about: { readonly file: string; readonly store: string },
) => {
  const world = smallWorld(t, { mailReader: noReader });
  await using journal = sqliteJournal({ file: about.file, clock: world.clock });
  const damaged = { ...world, journal, store: fileStore({ data: dirname(about.store) }) };
  await recover(damaged);
  const at = world.clock.now();
  for (const deposit of await journal.find({ by: "send", at }, 100))
    for (const message of deposit.messages)
      if (message.stage.is === "queued")
        await send(damaged, deposit, message, new AbortController().signal);
  return world.courier.dots();
};

const noReader = {
  read: async () => ({ is: "unreadable", because: "" }) as const,
  [Symbol.asyncDispose]: async () => undefined,
};

/** A row of the journal with other bytes: `facteur audit` tells of it, and nothing that was sent is sent again. */
export const fuzzRows = async (t: TestContext, numRuns: number): Promise<void> => {
  const sound = await auditedJournal(t);
  const bodies = byHand(sound, (db) =>
    db.prepare("SELECT seq, body FROM facts ORDER BY seq").all(),
  ).map((row) => ({ seq: Number(row["seq"]), body: Buffer.from(String(row["body"])) }));
  const change = fc
    .constantFrom(...bodies)
    .chain(({ seq, body }) =>
      fc.record({ seq: fc.constant(seq), body: mutated([body]), was: fc.constant(body) }),
    );
  let told = 0;
  const run = fc.asyncProperty(change, async ({ seq, body, was }) => {
    const text = Buffer.from(body).toString("utf8");
    fc.pre(text !== was.toString());
    const about = await copyOf(t, sound);
    byHand(about, (db) => db.prepare("UPDATE facts SET body = ? WHERE seq = ?").run(text, seq));
    assert.ok((await violationsOf(about)).length > 0, `seq ${seq} was changed, and not told`);
    told += 1;
    const dots = await sendAll(t, about).catch(() => 0);
    assert.equal(dots, 0, `seq ${seq}: a mail left`);
  });
  await fc.assert(run, { numRuns, ...replay() });
  t.diagnostic(`${told} damaged rows told, none sent`);
};

/** The journal's file with other bytes: it does not open, or the audit tells, or every row of every table is still the same. */
export const fuzzJournalFile = async (t: TestContext, numRuns: number): Promise<void> => {
  const sound = await auditedJournal(t);
  const [bytes, rows] = [readFileSync(sound.file), rowsOf(sound)];
  const counts = { refused: 0, told: 0, same: 0 };
  const rot = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), {
    minLength: 1,
    maxLength: 8,
  });
  const run = fc.asyncProperty(rot, async (places) => {
    const damaged = Uint8Array.from(bytes);
    for (const [at, byte] of places) damaged[at] = byte;
    const about = await copyOf(t, sound);
    writeFileSync(about.file, damaged);
    let violations: number;
    try {
      violations = (await violationsOf(about)).length;
    } catch {
      counts.refused += 1;
      return;
    }
    if (violations > 0) counts.told += 1;
    else {
      assert.equal(rowsOf(about), rows, "other rows, and not told");
      counts.same += 1;
    }
    assert.equal(await sendAll(t, about).catch(() => 0), 0, "a mail left");
  });
  await fc.assert(run, { numRuns, ...replay() });
  t.diagnostic(JSON.stringify(counts));
};

/** The control socket: each line has its answer or the line is cut, the agent answers the next one, and the journal stays sound. */
export const fuzzSocket = async (t: TestContext, numRuns: number): Promise<void> => {
  const world = smallWorld(t, { mailReader: noReader, courier: () => "unreachable" });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const small = smallDaemon(t, world);
  await small.until("it is tried", () => world.courier.attempts().length > 0);
  const path = ordersPath(join(await scratch(t), "data"));
  const ended = new AbortController();
  const about = {
    daemon: small.daemon,
    version: "1",
    settings: "",
    stop: new AbortController(),
    logins: noLogins,
  };
  const service = await serveOrders({ path, handle: answerOrders(about), signal: ended.signal });
  cleanup(t, () => service[Symbol.asyncDispose]());
  const line = (order: unknown, args: unknown): Buffer =>
    Buffer.from(`${JSON.stringify({ order, args })}\n`);
  const odd = fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom("", null, "x".repeat(2000)));
  /** Mostly what is right, so that many lines come through to the journal. */
  const mostly = (...right: readonly string[]) =>
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: odd });
  const fields = fc.record(
    {
      deposit: mostly("D1"),
      order: mostly("hold", "release", "retry"),
      by: mostly("dupont"),
      reason: mostly("essai"),
      message: mostly("D1.M1"),
      as: odd,
      which: mostly("all"),
      name: mostly("cirso"),
    },
    { requiredKeys: ["deposit", "order", "by", "reason"] },
  );
  const orders = fc
    .tuple(mostly("order", "order", "order", "reconcile", "take-dossier"), fields)
    .map(([order, args]) => line(order, args));
  const plain = line("order", { deposit: "D1", order: "hold", by: "dupont", reason: "x" });
  const inputs = fc.oneof(orders, mutated([plain, line("status", null)]), fc.uint8Array());
  const run = fc.asyncProperty(inputs, async (bytes) => {
    await heard(path, bytes);
    const status = await sendOrder(path, { order: "status", args: null, timeoutMs: 60_000 });
    assert.equal((status as { readonly pid: number }).pid, process.pid);
  });
  // The random lines alone would be carried out by luck: these two are, whatever the seed, so that the audit below has orders to judge.
  const examples = ["hold", "release"].map((order): [Uint8Array] => [
    line("order", { deposit: "D1", order, by: "dupont", reason: "x" }),
  ]);
  await fc.assert(run, { numRuns, examples, ...replay() });
  const found: string[] = [];
  const audited = { journal: { ...world.journal, ...noDrift }, store: world.store };
  for await (const event of audit({ ...audited, now: world.clock.now(), readToken }))
    if (event.is === "violation") found.push(`${event.violation.code} ${event.violation.detail}`);
  assert.deepEqual(found, []);
  const facts = await world.journal.facts({}, 100_000);
  const ordered = facts.filter((fact) => fact.is === "ordered");
  for (const fact of ordered)
    assert.ok(
      fact.by.length <= limits.orderByCharsMax && fact.reason.length <= limits.orderReasonCharsMax,
    );
  t.diagnostic(`${ordered.length} orders carried out`);
  assert.ok(ordered.length >= 2, "the orders that were right were carried out");
};

/** Until the other side closed. */
const heard = (path: string, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.on("error", () => undefined);
    socket.on("data", () => undefined);
    socket.once("close", () => resolve());
    socket.end(bytes);
  });
