/** When sending is locked after a start, and when it is not (mail.md F30). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Problems } from "../../src/daemon/problems.ts";
import { SendLock } from "../../src/daemon/send-lock.ts";
import { limits } from "../../src/domain/limits.ts";
import { messageIdHeaderOf, ownDepositNumber } from "../../src/domain/message-id.ts";
import { missingNow, reconcile } from "../../src/journey/reconcile.ts";
import { recover } from "../../src/journey/send.ts";
import type { Mailbox } from "../../src/ports/mailbox.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";
import { arMail, dpae } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const lockOf = (world: SmallWorld, sentSince: NonNullable<Mailbox["sentSince"]>) => {
  const problems = new Problems(world);
  const mailbox = { sentSince } as unknown as Mailbox;
  const watched = ["cabinet"];
  const lock = new SendLock({ world, problems, watched, sentBox: () => mailbox });
  return { lock, told: () => problems.list().map((p) => p.code) };
};
const absent = async (): Promise<readonly string[]> => [];

/** A world whose D1 waits to be sent. */
const waiting = async (t: Parameters<typeof smallWorld>[0]) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  return { world, header: deposit.messages[0]?.frozen.messageIdHeader ?? "" };
};

const key = Buffer.alloc(32, 7);
const made = (more: { key?: Uint8Array } = {}) =>
  messageIdHeaderOf({
    message: "D12.M1",
    nonce: Buffer.alloc(8, 3),
    key,
    address: "paie@employeur.test",
    ...more,
  });

test("our Message-IDs are known again by the seal in them, and by nothing else", () => {
  const header = made();
  assert.match(header, /^<d12\.m1\.[0-9a-f]{24}@employeur\.test>$/u);
  assert.equal(ownDepositNumber(key, header), 12);
  assert.equal(ownDepositNumber(key, header.replace("d12", "d13")), undefined);
  assert.equal(ownDepositNumber(key, header.replace(".0303", ".0304")), undefined);
  assert.equal(ownDepositNumber(key, made({ key: Buffer.alloc(32, 8) })), undefined);
  assert.equal(ownDepositNumber(key, "<x@employeur.test>"), undefined);
  assert.equal(ownDepositNumber(key, ""), undefined);
});

test("a new journal sends at once; an old one after each mailbox was looked at", async (t) => {
  const world = smallWorld(t);
  const { lock } = lockOf(world, absent);
  await lock.start();
  assert.equal(lock.closed(), false);
  const old = await waiting(t);
  const second = lockOf(old.world, absent);
  await second.lock.start();
  assert.equal(second.lock.closed(), true);
  await second.lock.looked("cabinet");
  assert.equal(second.lock.closed(), false);
  assert.deepEqual(second.told(), []);
});

test("a mailbox that does not answer stops nothing for longer than its limit", async (t) => {
  const { world } = await waiting(t);
  const { lock } = lockOf(world, absent);
  await lock.start();
  await world.clock.advance(limits.firstLookMsMax - 1);
  assert.equal(lock.closed(), true);
  await world.clock.advance(1);
  assert.equal(lock.closed(), false);
});

test("a waiting mail that stands among the sent ones locks, until a person says what it is", async (t) => {
  const { world, header } = await waiting(t);
  const { lock, told } = lockOf(world, async () => [header]);
  await lock.start();
  await lock.looked("cabinet");
  await lock.looked("cabinet");
  assert.equal(lock.closed(), true);
  assert.deepEqual(told(), ["sending-locked"]);
  const [missing, other] = await missingNow(world);
  assert.deepEqual(
    [missing?.messageIdHeader, missing?.known, missing?.because, other],
    [header, "D1.M1", "sent-folder", undefined],
  );
  const who = { by: "dupont", reason: "vue" };
  assert.deepEqual(await reconcile(world, { which: "D1.M1", as: "not-sent", ...who }), {
    resolved: [header],
    held: [],
    left: 0,
  });
  await lock.refresh();
  assert.deepEqual([lock.closed(), told()], [false, []]);
  assert.equal((await theDeposit(world, "D1")).messages[0]?.stage.is, "queued");
});

test("said to be sent, a waiting mail is confirmed by that person and does not leave", async (t) => {
  const { world, header } = await waiting(t);
  await receiveOne(world, arMail({ references: header }));
  assert.equal((await missingNow(world))[0]?.known, "D1.M1");
  await reconcile(world, { which: header, as: "sent", by: "dupont", reason: "vue" });
  const stage = (await theDeposit(world, "D1")).messages[0]?.stage;
  assert.deepEqual(
    [stage?.is, stage && "confirmedBy" in stage && stage.confirmedBy],
    ["accepted", "dupont"],
  );
});

test("folders that cannot be asked, receipts of what we sent and forged ids lock nothing", async (t) => {
  const { world, header } = await waiting(t);
  const { lock } = lockOf(world, async () => {
    throw new MailboxFault("mailbox-unreachable", "");
  });
  await lock.start();
  await lock.looked("cabinet");
  assert.equal(lock.closed(), false);
  await sendOne(world, "D1");
  const forged = header.replace("d1.", "d9.");
  for (const references of [header, forged, made({ key: Buffer.alloc(32, 8) })])
    await receiveOne(world, arMail({ references }));
  assert.deepEqual(await missingNow(world), []);
});

test("an id that the journal does not know is named once, whatever many mails cite it", async (t) => {
  const { world } = await waiting(t);
  const references = made({ key: world.agent.key });
  const first = await receiveOne(world, arMail({ references }));
  await receiveOne(world, arMail({ references, subject: "encore" }));
  assert.equal(first.conclusion.behind?.length, 1);
  const facts = await world.journal.facts({ agent: true }, 10);
  assert.deepEqual(
    facts.map((f) => f.is === "journal-behind" && [f.number, f.messageIdHeader]),
    [[12, references]],
  );
});

test("F30 a sent mail that the journal does not know locks, and the next deposit is numbered above it", async (t) => {
  const { world, header } = await waiting(t);
  const forgotten = made({ key: world.agent.key });
  const others = ["<x@employeur.test>", made({ key: Buffer.alloc(32, 8) })];
  const asked: number[] = [];
  const end = (await world.journal.head())?.at ?? 0;
  await world.clock.advance(24 * 3_600_000);
  const { lock, told } = lockOf(world, async (since) => {
    asked.push(since);
    return [...others, forgotten];
  });
  await lock.start();
  // What a start writes itself is not in the backup.
  await recover(world);
  await lock.looked("cabinet");
  assert.deepEqual([asked, lock.closed(), told()], [[end], true, ["sending-locked"]]);
  const [missing, other] = await missingNow(world);
  assert.deepEqual([missing?.number, missing?.known, other], [12, undefined, undefined]);
  assert.notEqual(missing?.messageIdHeader, header);
  world.spool.drop("autre.txt", dpae("INVENTE"));
  assert.equal((await takeOne(world)).id, "D13");
});

test("F30 said to be sent, a mail that was made after the backup is not made and sent once more", async (t) => {
  const { world } = await waiting(t);
  const missing = messageIdHeaderOf({
    message: "D1.M1",
    nonce: Buffer.alloc(8, 9),
    key: world.agent.key,
    address: "paie@employeur.test",
  });
  await receiveOne(world, arMail({ references: missing }));
  const who = { by: "dupont", reason: "vue" };
  const answer = await reconcile(world, { which: missing, as: "sent", ...who });
  assert.deepEqual(answer, { resolved: [missing], held: ["D1"], left: 0 });
  const deposit = await theDeposit(world, "D1");
  assert.deepEqual([deposit.heldBy?.by, deposit.heldBy?.reason], ["dupont", "vue"]);
  assert.equal(await sendOne(world, "D1"), "not-due");
  assert.equal(world.courier.dots(), 0);
});
