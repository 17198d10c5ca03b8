/**
 * A purge that dies at any step, or is killed, is made good at the next start: nothing that somebody needs is gone,
 * nothing that was purged is left, and the audit finds nothing wrong at any moment.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { storedHashes } from "../../src/domain/removal/stored-hashes.ts";
import { inParts } from "../../src/journey/purge/parts.ts";
import { planPurge } from "../../src/journey/purge/plan.ts";
import { endPurges, type PurgeWorld, purge } from "../../src/journey/purge.ts";
import { type Audited, auditedJournal, copyOf, factsOf, violationsOf } from "../support/audited.ts";
import { type Doom, mortal } from "../support/mortal.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
} from "../support/small-world.ts";

const dayMs = 86_400_000;
const signed = { by: "dupont", reason: "délai passé" } as const;
const span = { count: 30, unit: "days" } as const;
const retention = { originals: span, mails: span, receipts: span, reports: span };

/** Two registered deposits whose time is over; a third, young, of the same bytes as the first. */
const scenario = async (t: TestContext): Promise<SmallWorld> => {
  const world = smallWorld(t);
  for (const bytes of [dpae("FICTIVE"), dpae("IMAGINAIRE")]) {
    world.spool.drop("dpae.txt", bytes);
    const { id, messages } = await takeOne(world);
    await sendOne(world, id);
    const references = messages[0]?.frozen.messageIdHeader ?? "";
    await receiveOne(world, arMail({ references, file: dpaeAr(bytes, ["00"]) }));
  }
  await world.clock.advance(40 * dayMs);
  world.spool.drop("copie.txt", dpae("FICTIVE"));
  await takeOne(world);
  return world;
};

const reportsOf = (world: SmallWorld): PurgeWorld["reports"] => ({
  kept: async ({ id }) =>
    world.spool.files.has(`r/${id}`) ? [{ path: `r/${id}`, sha256: "0".repeat(64), size: 1 }] : [],
  discard: async (path) => world.spool.remove(path),
});

const run = async (world: SmallWorld, durable: SmallWorld): Promise<void> => {
  const purging = { ...world, reports: reportsOf(durable) };
  await endPurges(purging);
  const plan = await planPurge(world.journal, { retention, now: world.clock.now() });
  const { journal } = world;
  for await (const part of inParts({ journal, plan, signed }, (o) => purge(purging, o)))
    assert.deepEqual(part.left, []);
};

const live = async (t: TestContext, doom: Doom | undefined) => {
  const durable = await scenario(t);
  const life = mortal(durable, doom);
  try {
    await run(life.world, durable);
  } catch (cause) {
    if (!life.died()) throw cause;
  }
  await isSafe(durable, "as it died");
  if (life.died()) await run(mortal(durable, undefined).world, durable);
  return { durable, steps: life.steps };
};

/** Every content that a fact stands on and no purge names stands there. */
const isSafe = async (durable: SmallWorld, when: string): Promise<void> => {
  const facts = await durable.journal.facts({}, 100_000);
  for (const fact of facts) {
    const released = facts.some(
      (f) =>
        (f.is === "receipt-purged" && "receipt" in fact && f.receipt === fact.receipt) ||
        (f.is === "purged" && "deposit" in fact && f.deposit === fact.deposit),
    );
    if (released) continue;
    for (const hash of storedHashes(fact))
      assert.ok(durable.store.blobs.has(hash), `${when}: ${fact.is} ${hash}`);
  }
};

test("a death before and after every step of a purge: safe, and finished at the next start", async (t) => {
  const { durable, steps } = await live(t, undefined);
  const expected = [...durable.store.blobs.keys()].sort();
  const files = [...durable.spool.files.keys()].sort();
  const purges = (await durable.journal.facts({}, 100_000)).filter((f) => f.is === "purged");
  assert.equal(purges.length, 2);
  for (const kind of ["journal.transact", "store.remove", "spool.removeRetired"])
    assert.ok(steps.includes(kind), kind);
  assert.ok(steps.length > 10);
  for (let at = 1; at <= steps.length; at += 1)
    for (const when of ["before", "after"] as const) {
      const name = `${when} step ${at} (${steps[at - 1]})`;
      const { durable: after } = await live(t, { at, when });
      await isSafe(after, name);
      assert.deepEqual([...after.store.blobs.keys()].sort(), expected, name);
      assert.deepEqual([...after.spool.files.keys()].sort(), files, name);
      const again = (await after.journal.facts({}, 100_000)).filter((f) => f.is === "purged");
      assert.equal(again.length, 2, `${name}: purged once each`);
    }
});

const child = join(import.meta.dirname, "purge-child.ts");

/** Purges everything in a process of its own, which is killed after so many removals. */
const killed = async (about: Audited, removals: number): Promise<boolean> => {
  const process_ = spawn(process.execPath, [child, about.file, about.store, String(about.now)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  // It may have ended while it was told to go on.
  process_.stdin.on("error", () => undefined);
  let told = 0;
  createInterface({ input: process_.stdout }).on("line", () => {
    told += 1;
    if (told === removals) process_.kill("SIGKILL");
    else process_.stdin.write("\n");
  });
  const [, signal] = (await once(process_, "close")) as [number | null, string | null];
  return signal === "SIGKILL";
};

test("SIGKILL in the middle of a purge: the audit is clean before and after the next start", async (t) => {
  const sound = await auditedJournal(t);
  const later = { ...sound, now: sound.now + 365 * dayMs };
  let kills = 0;
  for (const removals of [1, 3, 6, 9]) {
    const about = await copyOf(t, later);
    if (await killed(about, removals)) kills += 1;
    assert.deepEqual(await violationsOf(about), [], `killed after ${removals} removals`);
    const clock = { now: () => about.now };
    {
      await using journal = sqliteJournal({ file: about.file, clock });
      const reports = { kept: async () => [], discard: async () => undefined };
      const store = fileStore({ data: dirname(about.store) });
      assert.deepEqual(await endPurges({ journal, store, reports, dossiers: new Map() }), []);
      const facts = await factsOf(about);
      for (const fact of facts)
        for (const hash of fact.is === "purged" ? fact.removed : [])
          if (hash.path === undefined && !hash.shared)
            assert.equal(await store.sizeOf(hash.sha256), undefined, hash.sha256);
    }
    assert.deepEqual(await violationsOf(about), []);
  }
  assert.equal(kills, 4);
});
