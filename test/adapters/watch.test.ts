/** Hints from real folders. Each wait is for a hint, never for a time (mail.md F08, F09). */
import assert from "node:assert/strict";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { watchFolders } from "../../src/adapters/spool/watch-folders.ts";
import { scratch } from "../support/scratch.ts";
import { waitUntil } from "../support/wait-until.ts";

const watching = (t: TestContext, folders: readonly string[], polling = false) => {
  const control = new AbortController();
  const hints = new Map<string, number>();
  const errors: Error[] = [];
  const ended = watchFolders({
    folders,
    polling,
    onHint: (folder) => void hints.set(folder, (hints.get(folder) ?? 0) + 1),
    onError: (_, error) => void errors.push(error),
    signal: control.signal,
  });
  t.after(() => {
    control.abort();
    return ended;
  });
  const count = (folder: string): number => hints.get(folder) ?? 0;
  /** Does it, and waits for a hint that came after. */
  const hinted = async (what: string, folder: string, work: () => Promise<unknown>) => {
    const before = count(folder);
    await work();
    await waitUntil(`a hint after ${what}`, () => count(folder) > before);
  };
  return { control, ended, count, hinted, errors };
};

for (const polling of [false, true]) {
  const how = polling ? "by polling" : "by events";

  test(`a new file and a changed file give hints for their own folder (${how})`, async (t) => {
    const root = await scratch(t);
    const [a, b] = [join(root, "a"), join(root, "b")];
    await mkdir(a);
    await mkdir(b);
    const { hinted, count } = watching(t, [a, b], polling);
    await waitUntil("both to be armed", () => count(a) === 1 && count(b) === 1);
    await hinted("a new file", a, () => writeFile(join(a, "dpae.txt"), "x"));
    await hinted("a longer file", a, () => writeFile(join(a, "dpae.txt"), "longer"));
    assert.equal(count(b), 1);
  });
}

test("our own files give no hints, nor do files of sub-folders", async (t) => {
  const root = await scratch(t);
  const folder = join(root, "a");
  await mkdir(join(folder, "AR"), { recursive: true });
  const { hinted, count } = watching(t, [folder]);
  await waitUntil("armed", () => count(folder) === 1);
  for (const name of ["dpae.txt.statut", ".tmp-facteur-1", "x.part", "AR/dpae.txt"])
    await writeFile(join(folder, name), "x");
  // Events come in order: when the last one gives a hint, the ones before gave none.
  await writeFile(join(root, "dpae.txt"), "x");
  await hinted("a deposit", folder, () => rename(join(root, "dpae.txt"), join(folder, "dpae.txt")));
  assert.equal(count(folder), 2);
});

test("a folder that is missing, or goes and comes back, is watched again", async (t) => {
  const root = await scratch(t);
  const folder = join(root, "partage");
  const { hinted, errors } = watching(t, [folder]);
  await hinted("nothing: armed on a missing folder", folder, async () => undefined);
  await hinted("its making", folder, () => mkdir(folder));
  await hinted("a deposit", folder, () => writeFile(join(folder, "dpae.txt"), "x"));
  for (let round = 1; round <= 2; round += 1) {
    // At once, so that the watch has no time to see it missing.
    await rm(folder, { recursive: true });
    await hinted(`its return ${round}`, folder, () => mkdir(folder));
    await hinted("a deposit after the return", folder, () => writeFile(join(folder, "b.txt"), "x"));
  }
  assert.deepEqual(errors, []);
});

test("it ends when aborted, at once when it was already", async (t) => {
  const folder = await scratch(t);
  const { control, ended, count } = watching(t, [folder]);
  await waitUntil("armed", () => count(folder) === 1);
  control.abort();
  await ended;
  await watchFolders({
    folders: [folder],
    polling: false,
    onHint: () => assert.fail("aborted"),
    onError: (_, error) => assert.fail(error),
    signal: AbortSignal.abort(),
  });
});
