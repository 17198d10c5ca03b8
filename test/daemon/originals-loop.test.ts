/** F02: a program that went on writing into the file that was taken, noticed on the virtual clock. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Daemon } from "../../src/daemon/daemon.ts";
import { DiskGuard } from "../../src/daemon/disk-guard.ts";
import { originalsLoop } from "../../src/daemon/originals-loop.ts";
import { Problems } from "../../src/daemon/problems.ts";
import { Bell } from "../../src/foundation/bell.ts";
import { Turnstile } from "../../src/foundation/turnstile.ts";
import { FolderFault } from "../../src/ports/spool-faults.ts";
import { cleanup } from "../support/cleanup.ts";
import { passMinutes } from "../support/memory-clock.ts";
import { dpae } from "../support/samples.ts";
import { type SmallWorld, smallWorld, takeOne } from "../support/small-world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const loopOn = (t: Parameters<typeof smallWorld>[0], world: SmallWorld) => {
  const problems = new Problems(world);
  const ended = new AbortController();
  const parts = {
    world,
    problems,
    disk: new DiskGuard(world, problems),
    storing: new Turnstile(),
    bells: { work: new Bell() },
  };
  const running = originalsLoop(parts as unknown as Daemon, ended.signal);
  cleanup(t, async () => {
    ended.abort();
    await running;
  });
  return {
    pass: (ms: number) => passMinutes(world.clock, ms),
    told: () => problems.list().map((p) => `${p.code} ${p.about} ${p.said}`),
  };
};

const taken = async (world: SmallWorld, name = "dpae.txt") => {
  world.spool.drop(name, dpae(`FICTIVE${name[0]}`));
  const { original } = await takeOne(world);
  assert.ok(original !== "in-place" && original.to !== undefined);
  return original.to;
};

/** As a program does that kept its file open: the same file, more bytes. */
const goOnWriting = (world: SmallWorld, path: string): void => {
  const file = world.spool.files.get(path);
  assert.ok(file);
  world.spool.files.set(path, { ...file, bytes: Buffer.concat([file.bytes, dpae("DEPLUS")]) });
};

test("an original that grows after it was taken is told once, by deposit and place; the others are not", async (t) => {
  const world = smallWorld(t);
  const place = await taken(world);
  await taken(world, "autre.txt");
  const { pass, told } = loopOn(t, world);
  await pass(minuteMs);
  assert.deepEqual(told(), []);
  goOnWriting(world, place);
  await pass(minuteMs);
  assert.deepEqual(told(), [`modified-after-claim D1 cirso/${place}`]);
  await pass(5 * minuteMs);
  // It stood still for a minute: what was written is a held deposit, which says the rest.
  assert.deepEqual(told(), []);
  const held = await world.journal.find({ by: "held" }, 10);
  assert.deepEqual(
    held.map((d) => [d.id, d.claimed.continues]),
    [["D3", "D1"]],
  );
});

test("at start the originals of the last day are looked at again; older ones no more", async (t) => {
  const world = smallWorld(t);
  const old = await taken(world, "vieux.txt");
  await world.clock.advance(20 * hourMs);
  const young = await taken(world, "jeune.txt");
  await world.clock.advance(5 * hourMs);
  for (const place of [old, young]) goOnWriting(world, place);
  const { pass, told } = loopOn(t, world);
  await pass(1);
  assert.deepEqual(told(), [`modified-after-claim D2 cirso/${young}`]);
});

test("an original that a person took away, or whose share is away, is no problem of this loop's", async (t) => {
  const base = smallWorld(t);
  const place = await taken(base);
  let away = false;
  const spool = {
    ...base.spool,
    hashRetired: async (path: string) => {
      if (away) throw new FolderFault("folder-missing", "away");
      return base.spool.hashRetired(path);
    },
  };
  const dossier = { ...base.dossier, spool };
  const { pass, told } = loopOn(t, { ...base, dossiers: new Map([["cirso", dossier]]) });
  away = true;
  await pass(2 * minuteMs);
  away = false;
  goOnWriting(base, place);
  await pass(minuteMs);
  assert.equal(told().length, 1, "it goes on when the share is back");
  base.spool.remove(place);
  await pass(2 * minuteMs);
  assert.equal(told().length, 1);
});
