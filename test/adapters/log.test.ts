/** The technical log: what it writes, and what it must never write. */
import assert from "node:assert/strict";
import printer from "node:console";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, it } from "node:test";
import fc from "fast-check";
import { libraryLines } from "../../src/adapters/log/library-lines.ts";
import { redact, redactText } from "../../src/adapters/log/redact.ts";
import { turningFile } from "../../src/adapters/log/turning-file.ts";
import { winstonLog } from "../../src/adapters/log/winston-log.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { memoryLog } from "../support/memory-log.ts";
import { scratch } from "../support/scratch.ts";
import { waitUntil } from "../support/wait-until.ts";

const terminal = (
  isTTY: boolean,
): { stream: PassThrough & { isTTY: boolean }; said: () => string } => {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const chunks: unknown[] = [];
  stream.on("data", (chunk) => chunks.push(chunk));
  return { stream, said: () => chunks.map(String).join("") };
};

describe("the technical log", () => {
  it("tells what libraries print by themselves in its own form, while it is asked to", () => {
    const before = printer.warn;
    const log = memoryLog();
    {
      using lines = libraryLines(log);
      assert.ok(lines);
      printer.warn("Failed to resolve IPv%d addresses\nwith current network", 6);
    }
    assert.equal(printer.warn, before);
    assert.deepEqual(
      log.named("library-said").map(({ level, fields }) => [level, fields["said"]]),
      [
        ["warn", "Failed to resolve IPv6 addresses"],
        ["warn", "with current network"],
      ],
    );
  });

  it("writes one JSON object per event, all of them before it is disposed", async (t) => {
    const file = join(await scratch(t), "facteur.log");
    const { stream, said } = terminal(false);
    const log = winstonLog({ level: "info", file, stream });
    for (let n = 0; n < 500; n += 1)
      log.event("info", "file-claimed", { n, deposit: "D1", absent: undefined, codes: ["a", "b"] });
    log.event("debug", "not-told");
    await log[Symbol.asyncDispose]();
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      entries.map((entry) => entry["n"]),
      Array.from({ length: 500 }, (_, n) => n),
    );
    const { at, ...rest } = entries[0] ?? {};
    assert.match(String(at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
    assert.deepEqual(rest, {
      level: "info",
      event: "file-claimed",
      n: 0,
      deposit: "D1",
      codes: ["a", "b"],
    });
    assert.equal(said(), "");
    if (process.platform !== "win32") assert.equal((await stat(file)).mode & 0o137, 0);
  });

  it("goes on where an earlier run stopped", async (t) => {
    const file = join(await scratch(t), "facteur.log");
    await writeFile(file, "earlier\n");
    const log = winstonLog({ level: "info", file, stream: terminal(false).stream });
    log.event("warn", "later");
    await log[Symbol.asyncDispose]();
    assert.match(await readFile(file, "utf8"), /^earlier\n\{.*"event":"later"\}\n$/u);
  });

  it("speaks short lines without a file, and beside it on a terminal", async (t) => {
    const file = join(await scratch(t), "facteur.log");
    for (const options of [{}, { file }]) {
      const { stream, said } = terminal("file" in options);
      const log = winstonLog({ level: "debug", stream, ...options });
      log.event("warn", "mail-refused", { said: "550 no\nsuch", code: 550, to: ["a@b.test"] });
      await log[Symbol.asyncDispose]();
      assert.match(
        said(),
        /^\S+Z warn {2}mail-refused said="550 no\\\\u\{a\}such" code=550 to=\[a@b\.test\]\n$/u,
      );
    }
  });

  it("tells systemd's journal the level, and leaves the time to it", async () => {
    const { stream, said } = terminal(false);
    const log = winstonLog({ level: "debug", stream, journal: true });
    log.event("error", "a", { n: 1 });
    log.event("warn", "b", {});
    log.event("debug", "c", { said: "two words" });
    await log[Symbol.asyncDispose]();
    assert.equal(said(), '<3>a n=1\n<4>b\n<7>c said="two words"\n');
  });

  it("lets the agent go on when it cannot be written, and says so once", async (t) => {
    const folder = await scratch(t);
    await writeFile(join(folder, "file"), "in the way");
    const broken = [{ file: join(folder, "file", "facteur.log"), code: "ENOTDIR" }];
    if (process.platform === "linux") broken.push({ file: "/dev/full", code: "ENOSPC" });
    for (const { file, code } of broken) {
      const { stream, said } = terminal(false);
      await using log = winstonLog({ level: "info", file, stream });
      for (let n = 0; n < 5; n += 1) log.event("info", "claimed", { n });
      await waitUntil("the complaint", () => said().includes(code));
      assert.equal(said().split("\n").length, 2);
    }
  });
});

describe("a log file that turns over", () => {
  const line = (n: number): string => `line ${n}\n`;

  it("keeps so many files of that size, the newest first, and no line twice", async (t) => {
    const folder = await scratch(t);
    const file = join(folder, "facteur.log");
    const onError = (error: Error): void => assert.fail(error);
    const log = turningFile({ file, bytesMax: 14, filesMax: 3, onError });
    for (let n = 1; n <= 9; n += 1) log.write(line(n));
    log.end();
    await once(log, "finish");
    assert.deepEqual((await readdir(folder)).sort(), [
      "facteur.log",
      "facteur.log.1",
      "facteur.log.2",
    ]);
    assert.equal(await readFile(file, "utf8"), line(9));
    assert.equal(await readFile(`${file}.1`, "utf8"), line(7) + line(8));
    assert.equal(await readFile(`${file}.2`, "utf8"), line(5) + line(6));
  });

  it("comes back by itself when its folder does, having complained once", async (t) => {
    const folder = join(await scratch(t), "away");
    const errors: Error[] = [];
    const log = turningFile({
      file: join(folder, "facteur.log"),
      bytesMax: 100,
      filesMax: 2,
      onError: (error) => errors.push(error),
    });
    const write = (text: string): Promise<void> =>
      new Promise((resolve) => log.write(text, () => resolve()));
    await write(line(1));
    await write(line(2));
    await mkdir(folder);
    await write(line(3));
    assert.equal(await readFile(join(folder, "facteur.log"), "utf8"), line(3));
    assert.equal(errors.length, 1);
    log.end();
    await once(log, "finish");
  });
});

/** Numbers that cannot be anybody's: department 99 does not exist, bank 99999 neither. */
const secrets = [
  "199999999999934",
  "1999999999999",
  "299129912345678",
  "1 99 99 99 999 999 34",
  "1.99.99.99.999.999",
  "1 99 99 2A 999 999 34",
  "199992A99999934",
  "1999999999999 34",
  "FR7699999999990123456789134",
  "FR76 9999 9999 9901 2345 6789 134",
  "fr7699999999990123456789134",
  "99999999990123456789134",
  "99999 99999 01234567891 34",
  "99999-99999-0123456789A-34",
  "DE99 9999 9999 9999 9999 99",
];

describe("a value of the log", () => {
  for (const secret of secrets)
    it(`never shows ${secret}`, () => {
      for (const text of [
        secret,
        `NIR ${secret}.`,
        `[${secret}]`,
        `nir=${secret};x`,
        `a\n${secret}\nb`,
      ]) {
        const shown = redactText(text);
        assert.match(shown, /\[masked\]/u, text);
        assert.doesNotMatch(shown, /\d{5}|\d\d[ .-]\d/u, text);
      }
    });

  it("shows what is not personal as it is", () => {
    const plain = [
      "99999999900009",
      "SIRET 999 999 999 00009",
      "SIRET99999999900009",
      "2026-11-05T08:00:00.000Z",
      "20261105080000",
      "<D12.M1.0123456789@facteur.test>",
      "250 2.0.0 Ok: queued as 4Xk2pL1Zz9z",
      "traites/2026-11/20261105T080000Z_D1_0123abcd_dpae.txt",
      "UNH+1+COPAYM:D:94B:UN' FILE NAME MORE TEXT HERE",
      "AB12 FILE NAME MORE TEXT",
      sha256("a"),
      "1234567890123abcdef1234567890123",
      "12",
    ];
    for (const text of plain) assert.equal(redactText(text), text);
  });

  it("is cut at 500 characters, never inside a secret it would then show", () => {
    assert.equal(redactText("a".repeat(500)), "a".repeat(500));
    assert.equal(redactText("a".repeat(501)), `${"a".repeat(500)}…`);
    for (let before = 480; before <= 510; before += 1)
      assert.doesNotMatch(redactText(`${"a".repeat(before)} 199999999999934`), /\d{3}/u);
    assert.ok(redactText(`${"a".repeat(499)}𝄞𝄞`).isWellFormed());
  });

  it("is one visible line, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.doesNotMatch(redactText(text), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
    assert.equal(redactText("a\u001B[31mb\u202E"), "a\\u{1b}[31mb\\u{202e}");
  });

  it("keeps numbers and truths, and masks inside lists", () => {
    assert.equal(redact(1_794_000_000_000), 1_794_000_000_000);
    assert.equal(redact(false), false);
    assert.deepEqual(redact(["a", "199999999999934"]), ["a", "[masked]"]);
  });

  it("takes no time over hostile text", () => {
    for (const unit of ["1 ", "1 99 ", "FR76 9999 ", "99999", "A", "1-"]) {
      const start = performance.now();
      redactText(unit.repeat(200_000));
      assert.ok(performance.now() - start < 30_000, unit);
    }
  });
});
