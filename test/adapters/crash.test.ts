/** kill -9 at random points of each recipe, again and again on the same folder; then the promises (mail.md F07, F21, F29). */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { scratch } from "../support/scratch.ts";

const program = join(import.meta.dirname, "crash-child.ts");
const rounds = 6;

/** Repeatable chance: `FACTEUR_SEED=n` runs the same points again (as far as the machine lets them be). */
const chance = (t: TestContext): ((below: number) => number) => {
  let state = Number(process.env["FACTEUR_SEED"] ?? randomInt(2 ** 31));
  t.diagnostic(`FACTEUR_SEED=${state}`);
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** Runs the child until it told `lines` lines, and a moment more; gives what it told before it died. */
const killAfter = async (
  args: readonly string[],
  { lines, ms }: { readonly lines: number; readonly ms: number },
): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const told: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(line);
    if (told.length === lines) void pause(ms).then(() => child.kill("SIGKILL"));
  }
  await exited;
  return told;
};

test("a blob that exists is right, and one that was answered exists", async (t) => {
  const folder = await scratch(t);
  const below = chance(t);
  const answered: string[] = [];
  for (let round = 0; round < rounds; round += 1)
    answered.push(
      ...(await killAfter(["put", folder, String(below(1000))], {
        lines: 1 + below(20),
        ms: below(8),
      })),
    );
  const store = fileStore({ data: folder });
  for (const hash of answered) assert.equal(sha256(await store.get(hash)), hash);
  const prefixes = (await readdir(join(folder, "store"))).filter((name) => name.length === 2);
  for (const prefix of prefixes)
    for (const rest of await readdir(join(folder, "store", prefix)))
      assert.equal(sha256(await store.get(prefix + rest)), prefix + rest);
  await store.put(Buffer.from("after the crashes"));
  assert.deepEqual(await readdir(join(folder, "store", "tmp")), [], "leftovers are swept");
});

test("an original exists exactly once, under its old name or its new one", async (t) => {
  const folder = await scratch(t);
  const below = chance(t);
  const retired = join(folder, "traites", "2026-11");
  const expected: string[] = [];
  const originals = async (): Promise<number> =>
    (await readdir(folder)).filter((name) => name.startsWith("dpae-")).length;
  const contents = async (): Promise<readonly string[]> => {
    const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), "utf8"));
    return (await Promise.all(paths)).sort();
  };
  let cut = 0;
  for (let round = 0; round < rounds; round += 1) {
    // As many each time: on a quick disk a child may be done before the signal comes.
    for (let n = await originals(); n < 400; n += 1) {
      const name = `dpae-${expected.length}.txt`;
      await writeFile(join(folder, name), `content of ${name}`);
      expected.push(`content of ${name}`);
    }
    const told = await killAfter(["retire", folder], { lines: 1 + below(40), ms: below(4) });
    assert.deepEqual(await contents(), expected.toSorted());
    const there = new Set(await readdir(retired));
    for (const name of told) assert.ok(there.has(`D_${name}`), name);
    if ((await originals()) > 0) cut += 1;
  }
  assert.ok(cut > 0, "every kill came too late");
});

test("an AR is delivered exactly once, and none of those before it is lost", async (t) => {
  const folder = await scratch(t);
  const below = chance(t);
  await mkdir(join(folder, "AR", "historique"), { recursive: true });
  const { filing } = folderSpool({ folder, ignore: [] });
  let next = 0;
  for (let round = 0; round < rounds; round += 1) {
    const when = { lines: 1 + below(30), ms: below(6) };
    const told = await killAfter(["file", folder, String(next)], when);
    // The journal's part: what was begun is committed again, whether or not it was done.
    const begun = told.filter((line) => line.startsWith("begun ")).length;
    for (let n = next; n < next + begun; n += 1) await filing.commit(`R${n}`, "dpae.txt");
    next += begun;
    assert.equal(await readFile(join(folder, "AR", "dpae.txt"), "utf8"), `AR ${next - 1}`);
    const kept = await readdir(join(folder, "AR", "historique"));
    const texts = await Promise.all(
      kept
        .filter((name) => !name.startsWith("."))
        .map((name) => readFile(join(folder, "AR", "historique", name), "utf8")),
    );
    const before = Array.from({ length: next - 1 }, (_, n) => `AR ${n}`);
    assert.deepEqual(texts.sort(), before.sort());
  }
  assert.ok(next > rounds);
});
