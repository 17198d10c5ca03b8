/** A disk that is really full: a tmpfs of a few MiB under the data folder of the real agent. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { diskReserve } from "../../src/adapters/system/disk-reserve.ts";
import { DiskGuard } from "../../src/daemon/disk-guard.ts";
import { Problems } from "../../src/daemon/problems.ts";
import { limits } from "../../src/domain/limits.ts";
import { situation } from "../../src/domain/rollup.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { faultSmtp } from "../support/fault-smtp.ts";
import { problemOver, problemTold } from "../support/problems.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { smallDisk } from "../support/small-disk.ts";
import { rules, smallWorld } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const MiB = 1024 * 1024;

test("F31 the reserve is taken, given back, and taken again only where there is room beside it", async (t) => {
  const folder = await scratch(t);
  let free = 10 * MiB;
  const options = { folder, bytes: MiB, besideBytes: 2 * MiB, free: async () => free };
  const disk = diskReserve(options);
  assert.equal(await disk.spare(), free);
  assert.equal(statSync(join(folder, "reserve")).size, MiB);
  await disk.release();
  assert.ok(!existsSync(join(folder, "reserve")));
  free = 3 * MiB - 1;
  assert.equal(await disk.spare(), 0);
  assert.deepEqual(readdirSync(folder), []);
  free = 3 * MiB;
  assert.equal(await disk.spare(), free);
  assert.equal(statSync(join(folder, "reserve")).size, MiB);
  free = 5;
  assert.equal(await diskReserve(options).spare(), 5, "it stands already: nothing is asked for");
  rmSync(folder, { recursive: true });
  assert.equal(await disk.spare(), 0, "a folder that is gone has no room");
});

test("F31 the disk fills up while the agent works: nothing is lost, nothing doubled, and it goes on by itself", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const disk = smallDisk(t, join(folder.folder, "data"), 16);
  if (typeof disk === "string") return t.skip(disk);
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  await startAgent(t, folder.settings);
  let dropped = 0;
  const drop = (): void => {
    dropped += 1;
    writeFileSync(
      folder.dossier(`dpae-${dropped}.txt`),
      dpae(`FICTIVE${"ABCDEFGHIJ"[dropped - 1]}`),
    );
  };
  drop();
  await folder.until(1, "enregistre");
  for (let round = 0; round < 3; round += 1) {
    drop();
    drop();
    // Whatever it is doing at this moment, it finds no room for the next thing.
    await waitUntil("the first of them is seen", async () => {
      const taken = (await folder.deposits()).length;
      return round === 0 || taken > dropped - 2;
    });
    disk.fill();
    drop();
    const told = await problemTold(folder, "disk-full");
    assert.ok(
      existsSync(folder.dossier(`dpae-${dropped}.txt`)),
      "a file without room is left alone",
    );
    disk.empty();
    for (let n = 1; n <= dropped; n += 1) await folder.until(n, "enregistre");
    // What comes for the third time is told for a while longer.
    if (told.times < limits.problemTimesLogged) await problemOver(folder, "disk-full");
  }
  const sent = organism.deliveries().map((d) => d.messageIdHeader);
  assert.equal(new Set(sent).size, sent.length, "no message has two dots");
  assert.equal(sent.length, dropped);
  assert.equal((await folder.deposits()).length, dropped);
  await waitUntil("the reserve is kept again", () =>
    existsSync(join(folder.folder, "data", "reserve")),
  );
});

test("F27 F31 the disk is full when the answer comes: the result is written all the same, with the reserve", async (t) => {
  const answer = Promise.withResolvers<void>();
  const dot = Promise.withResolvers<void>();
  await using server = await faultSmtp({ hold: answer.promise, onDot: dot.resolve });
  const submission = { host: "127.0.0.1", port: server.port, security: "none" };
  const folder = await agentFolder(t, { address: "paie@client.test", submission });
  const disk = smallDisk(t, join(folder.folder, "data"), 16);
  if (typeof disk === "string") return t.skip(disk);
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await dot.promise;
  disk.fill();
  answer.resolve();
  const accepted = await waitUntil("the result is in the journal", async () => {
    const [deposit] = await folder.deposits();
    return deposit?.messages[0]?.stage.is === "accepted" ? deposit : undefined;
  });
  assert.equal(accepted.messages[0]?.attempts.length, 1);
  assert.equal(server.dots(), 1);
  disk.empty();
  await problemOver(folder, "disk-full");
});

test("F31 an agent started on a full disk works as soon as there is room", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const disk = smallDisk(t, join(folder.folder, "data"), 16);
  if (typeof disk === "string") return t.skip(disk);
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  disk.fill();
  await assert.rejects(startAgent(t, folder.settings), (refusal: Error & { exit?: number }) => {
    assert.equal(refusal.exit, 75);
    assert.match(refusal.message, /Le disque est plein/u);
    return true;
  });
  disk.empty();
  const first = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("un.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  await first.stop();
  disk.fill();
  writeFileSync(folder.dossier("deux.txt"), dpae("INVENTE"));
  await startAgent(t, folder.settings);
  await problemTold(folder, "disk-full");
  disk.empty();
  await folder.until(2, "enregistre");
  assert.equal(organism.deliveries().length, 2);
});

test("F13 a file is taken only where there is room for three times its size, and the smaller ones behind it go", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const disk = smallDisk(t, join(folder.folder, "data"), 16);
  if (typeof disk === "string") return t.skip(disk);
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("a-gros.txt"), Buffer.alloc(6 * MiB, 65));
  const told = await problemTold(folder, "disk-full");
  assert.equal(told.about, "cirso/a-gros.txt");
  writeFileSync(folder.dossier("b.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  assert.equal((await folder.deposits()).length, 1);
  rmSync(folder.dossier("a-gros.txt"));
  await problemOver(folder, "disk-full");
});

test("F31 the disk of one dossier is full: told as its own, the others go on, and what waited goes once there is room", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const near = join(folder.folder, "spool", "pres");
  mkdirSync(near);
  const each = { mode: "reel", quietSeconds: 0.2, ignore: ["remplissage"] };
  folder.settle({ dossiers: { cirso: each, pres: each } });
  const disk = smallDisk(t, folder.dossier(), 2);
  if (typeof disk === "string") return t.skip(disk);
  for (const at of [folder.dossier(), near]) writeFileSync(join(at, "mapibox.cfg"), rules());
  writeFileSync(folder.dossier("un.txt"), dpae("FICTIVE"));
  disk.fill();
  await startAgent(t, folder.settings);
  const told = await problemTold(folder, "folder-full");
  assert.equal(told.about, "cirso");
  writeFileSync(join(near, "deux.txt"), dpae("INVENTE"));
  await waitUntil("the other's to be registered", async () =>
    (await folder.deposits()).some(
      (d) => d.claimed.dossier === "pres" && situation(d).is === "enregistre",
    ),
  );
  disk.empty();
  await waitUntil("both to be filed", () =>
    [folder.dossier("AR/un.txt"), join(near, "AR", "deux.txt")].every((at) => existsSync(at)),
  );
  assert.equal(organism.deliveries().length, 2);
});

test("F31 a refusal of another disk is told as that disk's, until none was heard for a while", async (t) => {
  const world = smallWorld(t);
  const problems = new Problems(world);
  const guard = new DiskGuard(world, problems);
  const told = () => problems.list().map((p) => `${p.code} ${p.about}`);
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
  });
  assert.equal(await guard.isCause(full, "cirso"), true);
  assert.deepEqual(told(), ["folder-full cirso"]);
  await world.clock.advance(limits.diskToldMs - 1);
  await guard.roomFor(0);
  assert.deepEqual(told(), ["folder-full cirso"]);
  await world.clock.advance(1);
  await guard.roomFor(0);
  assert.deepEqual(told(), []);
});
