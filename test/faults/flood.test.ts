/** Thousands of files at once, and a share that goes away: the others are served meanwhile. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { situation } from "../../src/domain/rollup.ts";
import { find, type Sightings } from "../../src/journey/find.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { memorySpool } from "../support/memory-spool.ts";
import { problemOver, problemTold } from "../support/problems.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, smallWorld, takeAll } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const letters = (n: number): string =>
  String(n).replaceAll(/\d/gu, (digit) => "ABCDEFGHIJ"[Number(digit)] ?? "");

test("F13 a flood in one dossier: the folder is read once, its files are taken in batches, the other dossier is served meanwhile", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism), { mode: "test" });
  const quiet = join(folder.folder, "spool", "calme");
  mkdirSync(quiet);
  folder.settle({
    dossiers: {
      cirso: { mode: "test", quietSeconds: 0.2 },
      calme: { mode: "test", quietSeconds: 0.2 },
    },
  });
  const flood = 3000;
  for (const at of [folder.dossier(), quiet]) writeFileSync(join(at, "mapibox.cfg"), rules());
  for (let n = 0; n < flood; n += 1)
    writeFileSync(folder.dossier(`dpae-${n}.txt`), dpae(`F${letters(n)}`));
  const begun = process.memoryUsage().rss;
  await startAgent(t, folder.settings);
  await waitUntil("the flood has begun", async () => (await folder.deposits()).length > 20);
  writeFileSync(join(quiet, "seul.txt"), dpae("FICTIVE"));
  const status = join(quiet, "seul.txt.statut");
  await waitUntil("the quiet dossier's file is answered", () => existsSync(status));
  const waiting = readdirSync(folder.dossier()).filter((name) => name.endsWith(".txt")).length;
  t.diagnostic(`${waiting} of ${flood} files still wait; ${mebibytes(begun)} MiB at start`);
  assert.ok(waiting > flood / 4, `${waiting} files still wait: nobody had to wait for them`);
  assert.ok(process.memoryUsage().rss - begun < 250 * 1024 * 1024, mebibytes(begun));
});

const mebibytes = (from: number): string =>
  `${Math.round((process.memoryUsage().rss - from) / 1024 / 1024)} MiB more`;

test("F13 the first file of a flood is taken after one batch, not after the last; each file is looked at once a pass", async (t) => {
  const world = smallWorld(t, { mode: "test" });
  const flood = 1000;
  for (let n = 0; n < flood; n += 1)
    world.spool.drop(`dpae-${String(n).padStart(4, "0")}.txt`, dpae(`F${letters(n)}`));
  let lists = 0;
  const spool = { ...world.spool, names: () => ((lists += 1), world.spool.names()) };
  const dossier = { ...world.dossier, spool };
  const sightings: Sightings = new Map();
  await find(world, dossier, sightings);
  await world.clock.advance(2000);
  const seen: string[] = [];
  let look = await find(world, dossier, sightings);
  for (;;) {
    assert.ok(look.settled.length <= 200);
    seen.push(...look.settled.map((file) => file.name));
    if (!look.rest) break;
    look = await find(world, dossier, sightings, look.rest);
  }
  assert.equal(seen.length, flood);
  assert.equal(new Set(seen).size, flood);
  assert.equal(lists, 2);
});

test("F13 in a folder that was never looked at, the first files are taken before the others are looked for", async (t) => {
  const world = smallWorld(t, { mode: "test" });
  const flood = 2500;
  for (let n = 0; n < flood; n += 1)
    world.spool.drop(`dpae-${String(n).padStart(4, "0")}.txt`, dpae(`F${letters(n)}`));
  const sightings: Sightings = new Map();
  let look = await find(world, world.dossier, sightings);
  assert.deepEqual([look.settled.length, sightings.size, look.rest?.after], [0, 1000, 100]);
  const seen: string[] = [];
  while (look.rest) {
    if (look.rest.after !== undefined) await world.clock.advance(look.rest.after + 2000);
    look = await find(world, world.dossier, sightings, look.rest);
    seen.push(...look.settled.map((file) => file.name));
  }
  assert.equal(seen[0], "dpae-0000.txt");
  assert.deepEqual([seen.length, new Set(seen).size], [2000, 2000]);
  // The last ones were not quiet yet when the pass ended: the next one is soon.
  assert.ok(look.again !== undefined && look.again <= 100);
});

test("F13 files that are left where they are cost one question each, not one a look", async (t) => {
  const base = smallWorld(t, { mode: "test" });
  let questions = 0;
  const journal: typeof base.journal = {
    ...base.journal,
    find: (query, limit) => {
      if (query.by === "in-place") questions += 1;
      return base.journal.find(query, limit);
    },
  };
  const dossier = { ...base.dossier, originals: "leave" as const };
  const world = { ...base, journal, dossier, dossiers: new Map([["cirso", dossier]]) };
  for (let n = 0; n < 40; n += 1) base.spool.drop(`dpae-${n}.txt`, dpae(`F${letters(n)}`));
  const small = smallDaemon(t, world);
  await small.until("all are taken and left", async () => {
    const deposits = await world.journal.find({ by: "recent" }, 100);
    return deposits.length === 40 && deposits.every((d) => d.stage.is === "simulated");
  });
  for (let look = 0; look < 4; look += 1) await world.clock.advance(5000);
  const settled = questions;
  for (let look = 0; look < 20; look += 1) await world.clock.advance(5000);
  assert.equal(questions, settled);
  assert.equal((await takeAll({ ...world, dossier })).length, 0, "and none is taken again");
});

test("F08 a share that goes away with more deposits than a turn takes under way keeps nobody else waiting", async (t) => {
  const base = smallWorld(t);
  const other = memorySpool();
  other.drop("mapibox.cfg", rules());
  for (let n = 0; n < 80; n += 1) base.spool.drop(`dpae-${n}.txt`, dpae(`F${letters(n)}`));
  await takeAll(base);
  const away = { ...base.dossier };
  const near = { ...base.dossier, name: "pres", spool: other };
  const world = {
    ...base,
    dossiers: new Map([
      ["cirso", away],
      ["pres", near],
    ]),
  };
  base.spool.fault("folder-missing");
  const small = smallDaemon(t, world);
  other.drop("un.txt", dpae("FICTIVE"));
  await small.until("the other dossier's file is sent", () => base.courier.dots() === 1);
  assert.ok(small.daemon.problems.list().some((p) => p.code === "folder-missing"));
  base.spool.fault(undefined);
  await small.until("and then those of the share", () => base.courier.dots() === 81);
});

test("F08 a dossier whose folder is moved away and back: the others go on, and it does too", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const near = join(folder.folder, "spool", "pres");
  mkdirSync(near);
  const each = { mode: "reel", quietSeconds: 0.2 };
  folder.settle({ dossiers: { cirso: each, pres: each } });
  for (const at of [folder.dossier(), near]) writeFileSync(join(at, "mapibox.cfg"), rules());
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("un.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  renameSync(folder.dossier(), join(folder.folder, "parti"));
  await problemTold(folder, "folder-missing");
  writeFileSync(join(near, "deux.txt"), dpae("INVENTE"));
  await folder.until(2, "enregistre");
  writeFileSync(join(folder.folder, "parti", "trois.txt"), dpae("SUPPOSEE"));
  renameSync(join(folder.folder, "parti"), folder.dossier());
  await folder.until(3, "enregistre");
  await problemOver(folder, "folder-missing");
  const all = await folder.deposits();
  assert.deepEqual(
    all.map((d) => situation(d).is),
    ["enregistre", "enregistre", "enregistre"],
  );
});
