/**
 * F83: the seeds' external program, played by a script: success, failure, hang, empty output, wrong output, partial output. Nothing that
 * can be read in clear is ever given back.
 */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import {
  type ExternalOptions,
  externalSealer,
} from "../../../src/adapters/sealer/external/external-sealer.ts";
import { sealing } from "../../../src/adapters/sealer/trouble.ts";
import { sha256 } from "../../../src/foundation/bytes.ts";
import { scratch } from "../../support/scratch.ts";
import { sealedOf } from "../../support/sealing.ts";
import { waitUntil } from "../../support/wait-until.ts";

const script = join(import.meta.dirname, "../../support/sealing-program.mjs");
const text = "DPAE;99999999900019;FICTIF;Ficelle;2026-11-23;08:00\r\n".repeat(20);
const clear = {
  name: "dpae.txt",
  bytes: Buffer.from(text),
  identifiers: ["99999999900019", "FICTIF"],
  now: 1_000_000,
};

const made = async (t: TestContext, mode: string, more: Partial<ExternalOptions> = {}) => {
  const folder = await scratch(t);
  const key = join(folder, "cle.bin");
  await writeFile(key, "essai");
  const options: ExternalOptions = {
    name: "cirso",
    paths: { programme: process.execPath, script, cle: key },
    command: ["{programme}", "{script}", mode, "{cle}", "{entree}", "{sortie}"],
    timeoutMs: 20_000,
    environment: { PATH: "/usr/bin:/bin" },
    output: "{fichier}.crypte",
    workFolder: join(folder, "travail"),
    stopping: new AbortController().signal,
    ...more,
  };
  return { folder, key, options, sealer: externalSealer(options) };
};

test("a program that ends with 0 seals: named, remembered by hash, and its folder is gone", async (t) => {
  const { sealer, options, key } = await made(t, "seal");
  const sealed = sealedOf(await sealer.seal(clear));
  assert.equal(sealed.name, "dpae.txt.crypte");
  assert.equal(sealed.bytes.length, clear.bytes.length + 16);
  assert.equal(sealed.proof.recipients, "not-verifiable");
  const programs = sealed.proof.programs ?? [];
  assert.deepEqual(
    programs.map((p) => p.name),
    ["programme", "script", "cle"],
  );
  assert.equal(programs[2]?.sha256, sha256("essai"));
  assert.deepEqual((await sealer.inspect(clear.now)).programs, programs);
  assert.deepEqual(await readdir(options.workFolder), []);
  await writeFile(key, "autre");
  assert.notDeepEqual((await sealer.inspect(clear.now)).programs, programs, "a change is seen");
});

const refused = [
  ["3", "seal-program", /^code 3$/u],
  ["empty", "seal-unverified", /^résultat vide$/u],
  ["nothing", "seal-unverified", /^aucun fichier de résultat$/u],
  ["copy", "seal-unverified", /identique/u],
  ["base64", "seal-unverified", /\(base64\)/u],
  ["gzip", "seal-unverified", /\(gzip\)/u],
  ["coats", "seal-unverified", /\(base64\) \(gzip\) \(base64\)/u],
  ["partial", "seal-unverified", /^passage du fichier lisible$/u],
] as const;
for (const [mode, because, said] of refused)
  test(`a program that does « ${mode} » seals nothing`, async (t) => {
    const { sealer, options } = await made(t, mode);
    const answer = await sealer.seal(clear);
    assert.equal(answer.is, "failed");
    if (answer.is !== "failed") return;
    assert.equal(answer.because, because);
    assert.match(answer.said, said);
    assert.doesNotMatch(JSON.stringify(answer), /secret|FICTIF/u);
    assert.deepEqual(await readdir(options.workFolder), []);
  });

test("exit code 75 and a program that hangs are for later", async (t) => {
  const { sealer } = await made(t, "75");
  assert.equal((await sealer.seal(clear)).is, "later");
  const hanging = await made(t, "hang", { timeoutMs: 400 });
  const answer = await hanging.sealer.seal(clear);
  assert.deepEqual(answer, { is: "later", said: "pas de fin en 0.4 s" });
  assert.deepEqual(await readdir(hanging.options.workFolder), []);
});

test("an agent that stops does not wait for the program, and what it started dies with it", async (t) => {
  const stop = new AbortController();
  const { sealer, key } = await made(t, "hang", { stopping: stop.signal });
  const answer = sealer.seal(clear);
  const child = await waitUntil(
    "the program's child",
    async () => /^child (\d+)$/u.exec(await readFile(key, "utf8"))?.[1],
  );
  stop.abort();
  assert.deepEqual(await answer, { is: "later", said: "arrêt de l'agent" });
  await waitUntil("the child is gone", () => !runs(Number(child)));
});

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("a path where nothing stands, or a program that cannot run, is a failure that says so", async (t) => {
  const { sealer } = await made(t, "seal", {
    paths: { programme: "/nowhere/at/all", script, cle: script },
  });
  const answer = await sealer.seal(clear);
  assert.match(JSON.stringify(answer), /seal-program.*nowhere/u);
  const { options } = await made(t, "seal");
  const unfit = externalSealer({ ...options, command: ["{cle}", "{entree}", "{sortie}"] });
  assert.match(JSON.stringify(await unfit.seal(clear)), /seal-program.*EACCES/u);
});

test("the program sees next to nothing of our environment, and works in its private folder", async (t) => {
  const { options, folder: own } = await made(t, "environment");
  const seen = join(own, "vu");
  const command = options.command.map((word) => (word === "{cle}" ? seen : word));
  sealedOf(await externalSealer({ ...options, command }).seal(clear));
  const [names = "", folder = ""] = (await readFile(seen, "utf8")).split("\n");
  assert.ok(folder.startsWith(options.workFolder));
  assert.deepEqual(
    names.split(",").filter((n) => !["HOME", "LANG", "PATH", "TEMP", "TMP", "TMPDIR"].includes(n)),
    [],
  );
});

test("a path that changes while the program runs: what ran is not known, and nothing is sealed", async (t) => {
  // This mode writes into its own key file.
  const { sealer, key } = await made(t, "environment");
  const { programs } = await sealer.inspect(clear.now);
  for (const known of [{}, { programs }]) {
    await writeFile(key, "essai");
    const answer = await sealer.seal({ ...clear, ...known });
    assert.ok(answer.is === "failed", JSON.stringify(answer));
    assert.equal(answer.because, "seal-changed");
    assert.match(answer.said, /^pendant le chiffrement : cle \(.*cle\.bin\) : modifié$/u);
  }
});

test("words of the file's name never become arguments of their own", async (t) => {
  const { sealer } = await made(t, "seal");
  const sealed = sealedOf(await sealer.seal({ ...clear, name: "{cle} ; rm -rf" }));
  assert.equal(sealed.name, "{cle} ; rm -rf.crypte");
});

test("the definitive key is used from its date on", async (t) => {
  const { folder, options } = await made(t, "seal");
  const definitive = join(folder, "definitive");
  await mkdir(definitive);
  await writeFile(join(definitive, "k1"), "un");
  const sealer = externalSealer({
    ...options,
    definitive: { since: 5_000_000, paths: { cle: definitive } },
  });
  const [before, after] = await Promise.all([sealer.inspect(4_999_999), sealer.inspect(5_000_000)]);
  assert.equal(before.programs.find((p) => p.name === "cle")?.path, options.paths["cle"]);
  assert.equal(after.programs.find((p) => p.name === "cle")?.path, definitive);
  await writeFile(join(definitive, "k2"), "deux");
  assert.notDeepEqual(await sealer.inspect(5_000_000), after, "a folder is its files");
});

test("what was inspected is what runs and what is told, without another look", async (t) => {
  const { folder, options } = await made(t, "seal");
  const definitive = join(folder, "definitive.bin");
  const sealer = externalSealer({
    ...options,
    definitive: { since: 5_000_000, paths: { cle: definitive } },
  });
  const { programs } = await sealer.inspect(4_999_999);
  // The date of the definitive key comes between the two; that key is not there yet.
  const sealed = sealedOf(await sealer.seal({ ...clear, now: 5_000_000, programs }));
  assert.deepEqual(sealed.proof.programs, programs);
  assert.equal((await sealer.seal({ ...clear, now: 5_000_000 })).is, "failed");
});

test("any text, sealed by the program, shows none of its windows; any text left in is found", async (t) => {
  const { sealer, options } = await made(t, "seal");
  const copying = externalSealer({ ...options, command: options.command.with(2, "partial") });
  const lines = fc.string({ minLength: 80, maxLength: 400, unit: "grapheme-ascii" });
  await fc.assert(
    fc.asyncProperty(
      lines.filter((l) => new Set(l.slice(-40)).size > 8),
      async (line) => {
        const given = { ...clear, bytes: Buffer.from(line), identifiers: [] };
        const sealed = sealedOf(await sealer.seal(given));
        for (let at = 0; at + 16 <= line.length; at += 1)
          assert.equal(Buffer.from(sealed.bytes).includes(line.slice(at, at + 16)), false);
        assert.equal((await copying.seal(given)).is, "failed");
      },
    ),
    { numRuns: 5 },
  );
});

test("F31 a disk that is full while it seals is nobody's fault: it rejects, so that the step is asked again", async () => {
  const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
  await assert.rejects(
    sealing(() => Promise.reject(full)),
    { code: "ENOSPC" },
  );
  const other = await sealing(() => Promise.reject(new Error("odd")));
  assert.deepEqual(other, { is: "failed", because: "seal-key", said: "odd" });
});
