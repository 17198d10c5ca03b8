/** Notices: a digest, so many an hour, each event once per channel, to those concerned, naming nobody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Channel,
  type NoticeParts,
  noticeRound,
  openChannels,
} from "../../src/daemon/notice-loop.ts";
import { Problems } from "../../src/daemon/problems.ts";
import type { Fact } from "../../src/domain/facts.ts";
import type { Notice } from "../../src/domain/notices.ts";
import type { Notified, Notifier } from "../../src/ports/notifier.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { matched, verdict } from "../support/facts.ts";
import { memoryClock } from "../support/memory-clock.ts";
import { memoryJournal } from "../support/memory-journal.ts";
import { memoryLog } from "../support/memory-log.ts";

const never = new AbortController().signal;
const minute = 60_000;

const given = async (more: Partial<Notifier> = {}) => {
  const clock = memoryClock();
  const journal = memoryJournal(clock);
  const log = memoryLog();
  const problems = new Problems({ clock, log });
  const told: Notice[] = [];
  const answer: { is: Notified } = { is: { is: "told" } };
  const notifier: Notifier = {
    channel: "test",
    notify: async (notice) => {
      if (answer.is.is === "told") told.push(notice);
      return answer.is;
    },
    ...more,
  };
  const parts: NoticeParts = {
    world: { journal, clock, log },
    problems,
    notifiers: [notifier],
    digestMinutes: 10,
    perHour: 2,
    contactOf: () => "Assistance, 01 99 00 00 00",
  };
  const append = (...facts: readonly Fact[]) =>
    journal.transact(async (t) => {
      for (const fact of facts) await t.append(fact);
    });
  const open = async (): Promise<Channel> => {
    const [channel] = await openChannels(parts);
    if (!channel) throw new Error("no channel");
    return channel;
  };
  await append(claimedFact("D1", { dossier: "cirso", name: "DUPONTEL.txt" }));
  await append(claimedFact("D2", { dossier: "client-b" }));
  let channel = await open();
  return {
    clock,
    journal,
    problems,
    told,
    answer,
    append,
    /** A restart: what is known comes from the journal. */
    restart: async () => {
      channel = await open();
    },
    /** Time goes on, minute by minute. */
    async pass(minutes: number) {
      for (let n = 0; n < minutes; n += 1) {
        await clock.advance(minute);
        await noticeRound(parts, channel, never);
      }
    },
  };
};

const alarm = (about: string, dossiers: readonly string[]): Fact => ({
  is: "alarm-raised",
  alarm: "ar-silence",
  about,
  address: about,
  dossiers,
  deposits: ["D1", "D2"],
  count: 4,
  due: Date.UTC(2026, 10, 5, 8),
});

const refused: Fact = matched({
  verdicts: [verdict(1, "refused", { code: "12" }), verdict(2, "registered")],
});

test("events of ten minutes are one notice, graver ones first, with what to do and whom to call", async () => {
  const w = await given();
  await w.append(refused);
  await w.pass(5);
  await w.append(alarm("ar@caisse.test", ["cirso"]));
  await w.pass(4);
  assert.equal(w.told.length, 0);
  await w.pass(1);
  assert.equal(w.told.length, 1);
  const [notice] = w.told;
  assert.match(notice?.subject ?? "", /2 points demandent une action/u);
  assert.match(notice?.text ?? "", /1 déclaration refusée sur 2 \(code 12\)/u);
  assert.match(notice?.text ?? "", /Contact : Assistance/u);
  await w.pass(60);
  assert.equal(w.told.length, 1);
});

test("so many an hour at most: a hundred events are told, in few notices", async () => {
  const w = await given();
  for (let n = 0; n < 100; n += 1) {
    await w.append(alarm(`ar${n}@caisse.test`, ["cirso"]));
    await w.pass(1);
  }
  await w.pass(60);
  assert.ok(w.told.length <= 6, String(w.told.length));
  assert.equal(w.told.flatMap((n) => n.events).length, 100);
});

test("an answer that proves nothing is told: to confirm when nobody vouches for it, suspect when the checks deny it", async () => {
  const w = await given();
  const verdicts = [verdict(1, "registered"), verdict(2, "registered")];
  await w.append(matched({ grade: "B", verdicts }));
  await w.append(matched({ receipt: "R2", grade: "C", verdicts }));
  await w.append(matched({ receipt: "R3", grade: "F", verdicts }));
  await w.pass(12);
  const [notice] = w.told;
  assert.deepEqual(
    notice?.events.map((e) => [e.code, e.dossiers.join(), e.deposits.join()]),
    [
      ["a-confirmer", "cirso", "D1"],
      ["suspect", "cirso", "D1"],
    ],
  );
  assert.match(notice?.text ?? "", /l'accusé R2 n'est pas authentifié/u);
  assert.match(notice?.text ?? "", /démentent l'accusé R3/u);
});

test("a restart tells nothing twice, and a new channel hears of what comes only", async () => {
  const w = await given();
  await w.append(alarm("ar@caisse.test", ["cirso"]));
  await w.pass(12);
  await w.restart();
  await w.pass(120);
  assert.equal(w.told.length, 1);
});

test("a failure is a health item, and goes with the next notice", async () => {
  const w = await given();
  w.answer.is = { is: "failed", said: "550 null sender refused" };
  await w.append(alarm("ar@caisse.test", ["cirso"]));
  await w.pass(12);
  assert.deepEqual(
    w.problems.list().map((p) => [p.code, p.said]),
    [["notify-failed", "550 null sender refused"]],
  );
  w.answer.is = { is: "told" };
  await w.pass(10);
  assert.equal(w.told.length, 1);
  assert.deepEqual(w.problems.list(), []);
});

test("a storm of mails that nobody can read is one point, and an alarm that comes after it stands first", async () => {
  const w = await given();
  for (let n = 1; n <= 2000; n += 1) w.problems.raise("mail-unreadable", `R${n}`, "too many parts");
  await w.pass(1);
  await w.append({
    ...alarm("ar@caisse.test 2026-11-05", ["cirso"]),
    alarm: "deadline-passed",
  } as Fact);
  await w.pass(11);
  const [notice] = w.told;
  assert.match(notice?.subject ?? "", /2 points demandent une action/u);
  assert.deepEqual(
    notice?.events.map((e) => e.code),
    ["deadline-passed", "mail-unreadable"],
  );
  assert.match(
    notice?.text ?? "",
    /R1, R2, R3 et 1997 autres : Un courrier reçu n'a pas pu être lu/u,
  );
  // Those that come later are news, the others are not told again.
  w.problems.raise("mail-unreadable", "R2001", "too many parts");
  await w.pass(30);
  assert.deepEqual(
    w.told.slice(1).flatMap((n) => n.events.map((e) => e.what.slice(0, 8))),
    ["R2001 : "],
  );
});

test("however much else there is, the deadlines stand first, then the other alarms", async () => {
  const w = await given();
  for (let n = 0; n < 60; n += 1) await w.append({ ...refused, receipt: `R${n + 1}` });
  w.problems.raise("disk-full", "data", "no room");
  await w.append(alarm("ar@caisse.test", ["cirso"]));
  await w.append({ ...alarm("ar@z.test 2026-11-05", ["cirso"]), alarm: "deadline-near" } as Fact);
  await w.pass(12);
  const [notice] = w.told;
  assert.deepEqual(
    notice?.events.slice(0, 4).map((e) => e.code),
    ["deadline-near", "ar-silence", "disk-full", "refuse"],
  );
});

test("a client hears of its own dossier, and of no other's deposits", async () => {
  const w = await given({ dossiers: ["client-b"] });
  await w.append(refused);
  await w.pass(30);
  assert.equal(w.told.length, 0);
  await w.append(alarm("ar@caisse.test", ["cirso", "client-b"]));
  await w.pass(12);
  const [event] = w.told[0]?.events ?? [];
  assert.deepEqual(event?.dossiers, ["client-b"]);
  assert.deepEqual(event?.deposits, []);
  assert.doesNotMatch(JSON.stringify(w.told), /cirso|D1\b/u);
  assert.doesNotMatch(event?.what ?? "", /\d/u, "how many of the others' are late, and since when");
});

test("a dossier that is told apart is not told to the others", async () => {
  const w = await given({ not: ["cirso"] });
  await w.append(refused);
  await w.append({ is: "rejected", deposit: "D2", codes: ["siret-invalide"] });
  await w.pass(12);
  assert.deepEqual(
    w.told.flatMap((n) => n.events.map((e) => e.code)),
    ["rejete"],
  );
});

test("no name, no NIR and no file name are in a notice", async () => {
  const w = await given();
  await w.append(
    matched({
      verdicts: [verdict(1, "refused")],
      subject: "AR de Zoé DUPONTEL 2 85 05 99 999 001",
      sender: "zoe.dupontel@organisme.test",
    }),
    { is: "held", deposit: "D1", because: "rules-invalid", details: ["DUPONTEL"] },
  );
  await w.pass(12);
  assert.equal(w.told.length, 1);
  assert.doesNotMatch(JSON.stringify(w.told), /dupontel|99999|85 05/iu);
});

test("a deposit that the agent suspends is told; what a person suspends is not", async () => {
  const w = await given();
  const order = { is: "ordered", deposit: "D1", order: "hold" } as const;
  await w.append(
    { ...order, by: "Odile", reason: "attendre lundi" },
    { ...order, order: "release", by: "facteur", reason: "" },
    { ...order, by: "facteur", reason: "la règle demande maintenant chiffrement=DUPONTEL" },
  );
  await w.pass(12);
  const events = w.told.flatMap((n) => n.events);
  assert.deepEqual(
    events.map((e) => [e.code, e.grave, e.deposits]),
    [["suspendu", true, ["D1"]]],
  );
  assert.match(events[0]?.next ?? "", /`facteur show D1`/u);
  assert.doesNotMatch(JSON.stringify(w.told), /dupontel/iu);
});

test("the end of an alarm is told; an alarm that a graver one replaces is not", async () => {
  const w = await given();
  const end = { is: "alarm-ended", about: "ar@caisse.test", dossiers: ["cirso"] } as const;
  await w.append({ ...end, alarm: "ar-late", because: "replaced" });
  await w.append({ ...end, alarm: "ar-silence", because: "answered" });
  await w.pass(12);
  assert.deepEqual(
    w.told.flatMap((n) => n.events.map((e) => e.what)),
    ["Fin d'alarme, ar@caisse.test : cette adresse répond de nouveau."],
  );
  assert.match(w.told[0]?.subject ?? "", /1 nouvelle/u);
});

test("a health item that lasts is told once, one that passes is not", async () => {
  const w = await given();
  w.problems.raise("mailbox-unreachable", "cabinet", "ECONNREFUSED");
  await w.pass(5);
  w.problems.clear("cabinet", "mailbox-unreachable");
  await w.pass(20);
  assert.equal(w.told.length, 0);
  w.problems.raise("disk-full", "data", "ENOSPC");
  await w.pass(120);
  assert.equal(w.told.length, 1);
  assert.match(w.told[0]?.text ?? "", /Le disque est plein/u);
});
