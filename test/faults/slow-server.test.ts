/** One identity's server that does not answer, and what the others notice of it: nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Rate } from "../../src/daemon/rate.ts";
import { Slots } from "../../src/daemon/slots.ts";
import { limits } from "../../src/domain/limits.ts";
import { memoryCourier } from "../support/memory-courier.ts";
import { memorySpool } from "../support/memory-spool.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, smallWorld } from "../support/small-world.ts";

test("a server that holds its answers holds its own identity's slots, and nobody else's", async (t) => {
  const base = smallWorld(t, { courier: () => "accepts-when-told" });
  const spool = memorySpool({ ignore: [] });
  spool.drop("mapibox.cfg", rules().replace("Microsoft Outlook", "Autre profil"));
  const courier = memoryCourier();
  const cabinet = base.senders.get("cabinet");
  assert.ok(cabinet);
  const other = { ...cabinet, name: "filiale", legacyNames: ["Autre profil"], courier };
  const world = {
    ...base,
    senders: new Map([...base.senders, ["filiale", other]]),
    dossiers: new Map([...base.dossiers, ["filiale", { ...base.dossier, name: "filiale", spool }]]),
  };
  for (const n of "ABCDEFGHIJ") base.spool.drop(`${n}.txt`, dpae(`FICTIVE${n}`));
  const small = smallDaemon(t, world);
  await small.until("the slow server has its four", () => base.courier.attempts().length === 4);
  for (const n of "KLMNOP") spool.drop(`${n}.txt`, dpae(`FICTIVE${n}`));
  await small.until("the others are sent", () => courier.dots() === 6);
  assert.equal(base.courier.attempts().length, 4, "and the slow one has no more than its own");
  base.courier.answer();
  await small.until("all are sent", () => base.courier.dots() === 10);
});

test("slots: so many of one identity, so many in all, and always a first one", () => {
  const slots = new Slots(limits.attemptsMax);
  for (let n = 0; n < limits.attemptsMax; n += 1) assert.ok(slots.take("a"));
  assert.ok(!slots.take("a"));
  assert.ok(slots.take("b"), "the first of another identity begins whatever the others do");
  assert.ok(!slots.take("b"));
  assert.deepEqual(slots.full(), ["a", "b"]);
  slots.giveBack("a");
  slots.giveBack("a");
  assert.ok(slots.take("b"));
  assert.equal(slots.taken, limits.attemptsMax);
  const few = new Slots(2);
  assert.deepEqual([few.take("a"), few.take("a"), few.take("a")], [true, true, false]);
});

test("a rate counts what the last minute and the last day saw, whatever order it was remembered in", () => {
  const rate = new Rate();
  const day = 86_400_000;
  rate.remember([50_000, 10_000, 30_000]);
  assert.deepEqual(rate.since(60_000), { day: 3, minute: 3 });
  assert.deepEqual(rate.since(70_000), { day: 3, minute: 2 });
  rate.count(80_000);
  assert.deepEqual(rate.since(day + 30_000), { day: 2, minute: 0 });
  for (let n = 0; n < 3000; n += 1) rate.count(day + 100_000 + n);
  assert.deepEqual(rate.since(2 * day + 101_500), { day: 1499, minute: 0 });
  assert.deepEqual(rate.since(2 * day + 101_500), { day: 1499, minute: 0 });
});
