/** A purge: what goes, what stays, and what the journal keeps of it. */

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { folderReportWriter } from "../../src/adapters/reports/folder-writer.ts";
import { reporter } from "../../src/adapters/reports/reporter.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { purgedHashes } from "../../src/domain/removal/purge.ts";
import { type Retention, spanOf } from "../../src/domain/removal/retention.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { inParts } from "../../src/journey/purge/parts.ts";
import { planPurge } from "../../src/journey/purge/plan.ts";
import { endPurges, type Purged, type PurgeWorld, purge } from "../../src/journey/purge.ts";
import { keep } from "../../src/journey/receive.ts";
import { forPeople, report } from "../../src/journey/report.ts";
import { arMail, dpae, dpaeAr, hire } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";
import { testTold } from "../support/told.ts";

const signed = { by: "dupont", reason: "délai passé" } as const;
const days = (n: number): Retention => {
  const span = spanOf(`${n} days`);
  return { originals: span, mails: span, receipts: span, reports: span };
};
const dayMs = 86_400_000;

const world = async (t: TestContext) => {
  const small = smallWorld(t);
  const folder = await scratch(t);
  const reports = reporter({
    writerOf: () => folderReportWriter(folder),
    told: testTold,
  });
  return { ...small, reports };
};

type PurgeableWorld = SmallWorld & PurgeWorld & Awaited<ReturnType<typeof world>>;

const sent = async (w: SmallWorld, name: string, bytes: Uint8Array): Promise<DepositId> => {
  w.spool.drop(name, bytes);
  const { id } = await takeOne(w);
  await sendOne(w, id);
  return id;
};

const answer = async (w: SmallWorld, id: DepositId, bytes: Uint8Array, codes = ["00"]) => {
  const references = (await theDeposit(w, id)).messages[0]?.frozen.messageIdHeader ?? "";
  return receiveOne(w, arMail({ references, file: dpaeAr(bytes, codes) }));
};

const purgeAll = async (w: PurgeableWorld, retention = days(30)): Promise<readonly Purged[]> => {
  const plan = await planPurge(w.journal, { retention, now: w.clock.now() });
  const parts: Purged[] = [];
  for await (const part of inParts({ journal: w.journal, plan, signed }, (o) => purge(w, o)))
    parts.push(part);
  return parts;
};

test("a registered deposit goes with everything it holds; the journal keeps hash, size, who, why", async (t) => {
  const w = await world(t);
  const bytes = dpae("FICTIVE");
  const id = await sent(w, "dpae.txt", bytes);
  const { receipt } = await answer(w, id, bytes);
  await report(w, w.reports, await theDeposit(w, id));
  const before = await theDeposit(w, id);
  const retired = [...w.spool.files.keys()].find((path) => path.startsWith("traites/")) ?? "";
  assert.equal((await w.reports.kept(before)).length, 3);
  const held = new Map([...w.store.blobs].map(([hash, blob]) => [hash, blob.byteLength]));

  await w.clock.advance(29 * dayMs);
  assert.deepEqual(await purgeAll(w), []);
  assert.equal(w.store.blobs.size, held.size);

  await w.clock.advance(2 * dayMs);
  const parts = await purgeAll(w);
  assert.deepEqual([...w.store.blobs.keys()], []);
  assert.equal(w.spool.files.has(retired), false);
  assert.ok(w.spool.files.has("AR/dpae.txt"), "what the payroll program was given is its own");
  const after = await theDeposit(w, id);
  assert.deepEqual(await w.reports.kept(after), []);
  const [fact] = after.purges;
  assert.deepEqual([fact?.by, fact?.reason], [signed.by, signed.reason]);
  assert.deepEqual(fact?.kinds, ["originals", "mails", "receipts", "reports"]);
  for (const { sha256: hash, size, path } of fact?.removed ?? [])
    if (path === undefined) assert.equal(size, held.get(hash), hash);
  const receipts = parts.flatMap((p) => p.receipts);
  assert.deepEqual(
    receipts.map((r) => [r.receipt, held.get(r.sha256)]),
    [[receipt, receipts[0]?.size]],
  );
  // Every content of the store is named by one of the facts.
  const named = new Set([...purgedHashes(after), ...receipts.map((r) => r.sha256)]);
  assert.deepEqual(named, new Set(held.keys()));
  // What happened to it is told as before.
  assert.equal(after.lastAt, before.lastAt);
  assert.deepEqual(after.declarations, before.declarations);
});

test("open, uncertain and unproven deposits are never purged", async (t) => {
  const small = smallWorld(t, { courier: (_, n) => (n === 2 ? "drops-after-dot" : "accepts") });
  const w = { ...(await world(t)), ...small };
  await sent(w, "sans-reponse.txt", dpae("FICTIVE"));
  await sent(w, "incertain.txt", dpae("IMAGINAIRE"));
  const partly = dpae("SUPPOSEE", "INVENTE");
  const id = await sent(w, "a-moitie.txt", partly);
  await answer(w, id, dpae("SUPPOSEE"));
  w.spool.remove("mapibox.cfg");
  w.spool.drop("sans-regle.txt", dpae("PERDU"));
  assert.equal((await takeOne(w)).stage.is, "held");
  const held = w.store.blobs.size;
  await w.clock.advance(4000 * dayMs);
  assert.deepEqual(await purgeAll(w), []);
  assert.equal(w.store.blobs.size, held);
});

test("bytes that another deposit still stands on stay until it is purged too", async (t) => {
  const w = await world(t);
  const bytes = dpae("FICTIVE");
  const first = await sent(w, "dpae.txt", bytes);
  await answer(w, first, bytes);
  await w.clock.advance(20 * dayMs);
  w.spool.drop("copie.txt", bytes);
  const copy = await takeOne(w);
  assert.equal(copy.stage.is, "duplicate");
  await w.clock.advance(20 * dayMs);
  await purgeAll(w);
  const [fact] = (await theDeposit(w, first)).purges;
  const original = fact?.removed.find((r) => r.sha256 === sha256(bytes) && r.path === undefined);
  assert.equal(original?.shared, true);
  assert.deepEqual(Buffer.from(await w.store.get(sha256(bytes))), Buffer.from(bytes));
  assert.equal((await theDeposit(w, copy.id)).purges.length, 0);
  await w.clock.advance(20 * dayMs);
  await purgeAll(w);
  await assert.rejects(w.store.get(sha256(bytes)), /is gone/u);
});

test("bytes that were taken again after the plan was made are kept", async (t) => {
  const w = await world(t);
  const bytes = dpae("FICTIVE");
  const first = await sent(w, "dpae.txt", bytes);
  await answer(w, first, bytes);
  await w.clock.advance(40 * dayMs);
  const plan = await planPurge(w.journal, { retention: days(30), now: w.clock.now() });
  w.spool.drop("dpae.txt", bytes);
  await takeOne(w);
  for await (const part of inParts({ journal: w.journal, plan, signed }, (o) => purge(w, o)))
    assert.deepEqual(part.left, []);
  assert.deepEqual(Buffer.from(await w.store.get(sha256(bytes))), Buffer.from(bytes));
});

test("what happened to a deposit after the plan keeps it from being purged", async (t) => {
  const w = await world(t);
  const bytes = dpae("FICTIVE");
  const id = await sent(w, "dpae.txt", bytes);
  await answer(w, id, bytes);
  await w.clock.advance(40 * dayMs);
  const plan = await planPurge(w.journal, { retention: days(30), now: w.clock.now() });
  await answer(w, id, bytes, ["12"]);
  const held = w.store.blobs.size;
  const changed: string[] = [];
  for await (const part of inParts({ journal: w.journal, plan, signed }, (o) => purge(w, o)))
    changed.push(...part.changed);
  assert.deepEqual(changed, [id, "R1"]);
  assert.equal(w.store.blobs.size, held);
});

test("each kind goes in its time, and a received mail only after all that it answers", async (t) => {
  const w = await world(t);
  const bytes = dpae("FICTIVE");
  const id = await sent(w, "dpae.txt", bytes);
  const { receipt } = await answer(w, id, bytes);
  await report(w, w.reports, await theDeposit(w, id));
  await w.clock.advance(100 * dayMs);
  const slow = days(1000);
  const parts = await purgeAll(w, { ...slow, originals: spanOf("30 days") });
  assert.deepEqual(
    parts.flatMap((p) => p.deposits).map((d) => d.kinds),
    [["originals"]],
  );
  const deposit = await theDeposit(w, id);
  assert.ok(await w.store.get(deposit.messages[0]?.frozen.sha256 ?? ""));
  // The report of what is gone is not written anew, and not with less than it said.
  assert.equal((await w.reports.kept(deposit)).length, 3);
  const kept = await w.reports.kept(deposit);
  await report(w, w.reports, deposit);
  assert.deepEqual(await w.reports.kept(deposit), kept);
  const input = await forPeople(w, deposit);
  assert.deepEqual([input.declarations, input.findings], [[], []]);
  assert.match(w.reports.text(input), /Purgé : original et sa lecture[\s\S]*dupont : délai passé/u);
  const rest = await purgeAll(w, { ...slow, receipts: spanOf("30 days") });
  assert.deepEqual(
    rest.flatMap((p) => p.receipts.map((r) => r.receipt)),
    [receipt],
  );
});

test("an AR of nothing we know waits for a person; other mails go in their time", async (t) => {
  const w = await world(t);
  const unknown = await receiveOne(
    w,
    arMail({ references: "", file: dpaeAr(dpae("INCONNUE"), ["00"]) }),
  );
  const other = await receiveOne(w, "From: x@y.test\r\nSubject: Bonjour\r\n\r\nBonjour\r\n");
  await w.clock.advance(40 * dayMs);
  const gone = (await purgeAll(w)).flatMap((p) => p.receipts.map((r) => r.receipt));
  const expected =
    unknown.conclusion.class === "ar" ? [other.receipt] : [unknown.receipt, other.receipt];
  assert.deepEqual(gone, expected);
});

test("a purged mail that arrives again under another reference is not stored again", async (t) => {
  const w = await world(t);
  const raw = Buffer.from("From: x@y.test\r\nSubject: Bonjour\r\n\r\nBonjour\r\n");
  const { receipt } = await receiveOne(w, raw);
  await w.clock.advance(40 * dayMs);
  await purgeAll(w);
  const ref = { mailbox: "cabinet", folder: "AR", uidValidity: "1", uid: 9 };
  const kept = await keep(w, { ref, arrived: 0, raw });
  assert.equal(kept.seen, receipt);
  await assert.rejects(w.store.get(sha256(raw)), /is gone/u);
});

test("a purged mail cannot be sent again", async (t) => {
  const w = await world(t);
  const bytes = dpae("FICTIVE");
  const id = await sent(w, "dpae.txt", bytes);
  await answer(w, id, bytes);
  await w.clock.advance(40 * dayMs);
  await purgeAll(w);
  const answered = await giveOrder(w, { deposit: id, order: "resend", ...signed });
  assert.deepEqual(answered, { is: "refused", because: "purged" });
});

for (const trouble of ["is away", "fails"] as const)
  test(`a dossier that ${trouble} keeps its copy until the next purge or start; the rest is gone`, async (t) => {
    const w = await world(t);
    const { removeRetired } = w.spool;
    const bytes = dpae("FICTIVE");
    const id = await sent(w, "dpae.txt", bytes);
    await answer(w, id, bytes);
    await w.clock.advance(40 * dayMs);
    if (trouble === "is away") w.spool.fault("folder-missing");
    else
      w.spool.removeRetired = () =>
        Promise.reject(Object.assign(new Error("EIO"), { code: "EIO" }));
    const left = (await purgeAll(w)).flatMap((p) => p.left);
    assert.match(left[0] ?? "", /^cirso\/traites\//u);
    assert.equal(w.store.blobs.size, 0);
    w.spool.fault(undefined);
    w.spool.removeRetired = removeRetired;
    assert.ok([...w.spool.files.keys()].some((path) => path.startsWith("traites/")));
    assert.deepEqual(await endPurges(w), []);
    assert.equal(
      [...w.spool.files.keys()].some((path) => path.startsWith("traites/")),
      false,
    );
  });

test("a refused file has its report beside it in `rejetes/`, until one of them is purged", async (t) => {
  const slow = days(100);
  for (const [retention, left] of [
    [{ ...slow, originals: spanOf("30 days") }, 0],
    [{ ...slow, reports: spanOf("30 days") }, 1],
  ] as const) {
    const w = await world(t);
    w.spool.drop("dpae.txt", writeDpaeFlat([hire("FICTIVE", { hireHour: "" })]));
    const { id } = await takeOne(w);
    await report(w, w.reports, await theDeposit(w, id));
    const beside = (): readonly string[] =>
      [...w.spool.files.keys()].filter((path) => path.startsWith("rejetes/")).sort();
    const [file = "", reported = ""] = beside();
    assert.equal(reported, `${file}.compte-rendu.txt`);
    assert.match(w.spool.text(reported) ?? "", /heure d'embauche/u);
    await w.clock.advance(40 * dayMs);
    await purgeAll(w, retention);
    assert.equal(beside().length, left);
    await report(w, w.reports, await theDeposit(w, id));
    assert.equal(beside().length, left, "what was purged stays purged");
  }
});

test("bytes that lack already are not named as purged", async (t) => {
  const w = await world(t);
  const bytes = dpae("FICTIVE");
  const id = await sent(w, "dpae.txt", bytes);
  await answer(w, id, bytes);
  await w.store.lose(sha256(bytes));
  await w.clock.advance(40 * dayMs);
  await purgeAll(w);
  assert.equal(purgedHashes(await theDeposit(w, id)).has(sha256(bytes)), false);
});
