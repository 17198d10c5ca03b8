/** Mails made to break a parser (mail.md §5, F65, F66): each gets an answer in time, and the next mail is read. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import type { TestContext } from "node:test";
import { describe, test } from "node:test";
import fc from "fast-check";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import { limits } from "../../src/domain/limits.ts";
import type { MailReader, MailReading } from "../../src/ports/mail-reader.ts";

const readerFor = (
  t: TestContext,
  options: Parameters<typeof workerMailReader>[0] = {},
): MailReader => {
  const reader = workerMailReader(options);
  t.after(() => reader[Symbol.asyncDispose]());
  return reader;
};

const sane = Buffer.from("Subject: sain\r\n\r\nBonjour.\r\n");

/** The verdict on the mail, once a sane mail behind it was read as well. */
const verdict = async (reader: MailReader, raw: Uint8Array): Promise<MailReading> => {
  const [reading, after] = await Promise.all([reader.read(raw), reader.read(sane)]);
  assert.equal(after.is === "read" && after.mail.subject, "sain");
  return reading;
};

const withParts = (count: number, part = "\r\nx"): Buffer =>
  Buffer.from(
    `Content-Type: multipart/mixed; boundary="b"\r\n\r\n${`--b\r\nContent-Disposition: attachment; filename=a.txt\r\n${part}\r\n`.repeat(count)}--b--\r\n`,
  );

const nested = (depth: number): Buffer => {
  const opened = Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
  );
  return Buffer.from(`${opened.join("")}\r\ntext\r\n`);
};

describe("the mail reader, with poisoned mails", () => {
  test(`reads ${limits.mailPartsMax} parts and refuses one more`, async (t) => {
    const reader = readerFor(t);
    const full = await verdict(reader, withParts(limits.mailPartsMax));
    assert.equal(full.is === "read" && full.mail.parts.length, limits.mailPartsMax);
    for (const count of [limits.mailPartsMax + 1, 500, 999, 1000, 2000]) {
      // The cause says that it was counted, and not given up after its time.
      const reading = await verdict(reader, withParts(count));
      assert.deepEqual(reading, {
        is: "unreadable",
        because: `plus de ${limits.mailPartsMax} parties`,
      });
    }
  });

  test("counts parts whose boundary is written in pieces", async (t) => {
    const hidden = (count: number): Buffer =>
      Buffer.from(withParts(count).toString().replace('boundary="b"', "boundary*0=b"));
    const reader = readerFor(t);
    assert.equal((await verdict(reader, hidden(limits.mailPartsMax))).is, "read");
    assert.deepEqual(await verdict(reader, hidden(limits.mailPartsMax + 1)), {
      is: "unreadable",
      because: `plus de ${limits.mailPartsMax} parties`,
    });
    assert.equal((await verdict(reader, hidden(1500))).is, "unreadable");
  });

  test(`reads ${limits.mailDepthMax} levels and refuses one more`, async (t) => {
    const reader = readerFor(t);
    assert.equal((await verdict(reader, nested(limits.mailDepthMax))).is, "read");
    const deep = await verdict(reader, nested(limits.mailDepthMax + 1));
    assert.match(deep.is === "unreadable" ? deep.because : "", /niveaux/u);
    assert.equal((await verdict(reader, nested(5000))).is, "unreadable");
  });

  const corpus: readonly (readonly [string, () => Buffer])[] = [
    ["50 000 headers", () => Buffer.from(`${"X-A: b\r\n".repeat(50_000)}\r\nbody`)],
    ["one header of 5 MB", () => Buffer.from(`Subject: ${"a".repeat(5_000_000)}\r\n\r\n`)],
    ["100 000 addresses", () => Buffer.from(`Cc: ${"a@b.example, ".repeat(100_000)}\r\n\r\nx`)],
    [
      "100 000 encoded words",
      () => Buffer.from(`Subject: ${"=?utf-8?q?a?= ".repeat(100_000)}\r\n\r\n`),
    ],
    ["half encoded words", () => Buffer.from(`Subject: ${"=?utf-8?q?".repeat(100_000)}\r\n\r\n`)],
    [
      "100 000 nested div",
      () => Buffer.from(`Content-Type: text/html\r\n\r\n${"<div>".repeat(100_000)}x`),
    ],
    [
      "open tags",
      () => Buffer.from(`Content-Type: text/html\r\n\r\n${"<!--<a<style".repeat(100_000)}`),
    ],
    [
      "open entities",
      () => Buffer.from(`Content-Type: text/html\r\n\r\n${"&#1&eacut".repeat(200_000)}`),
    ],
    [
      "blank runs",
      () => Buffer.from(`Content-Type: text/html\r\n\r\n${" \n<br>".repeat(200_000)}`),
    ],
    [
      "500 nested messages",
      () =>
        Buffer.from(
          `${"Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n".repeat(500)}x`,
        ),
    ],
    ["boundaries without end", () => Buffer.from("boundary".repeat(200_000))],
    [
      "a boundary of blanks",
      () => Buffer.from(`Content-Type: multipart/mixed; boundary${" ".repeat(500_000)}\r\n\r\n`),
    ],
    ["nothing", () => Buffer.alloc(0)],
    ["zeros", () => Buffer.alloc(1_000_000)],
    ["one line of 20 MB", () => Buffer.from(`\r\n${"x".repeat(20_000_000)}`)],
  ];
  for (const [what, make] of corpus)
    test(`settles on ${what}`, async (t) => {
      const begun = performance.now();
      await verdict(readerFor(t), make());
      assert.ok(performance.now() - begun < limits.mailParseMsMax + 60_000);
    });

  test("settles on an AR cut at any place, and on flipped bytes", async (t) => {
    const reader = readerFor(t);
    const whole = withParts(3, "Content-Transfer-Encoding: base64\r\n\r\nQUFB");
    for (let end = 0; end < whole.length; end += 7) {
      await reader.read(whole.subarray(0, end));
      const flipped = Buffer.from(whole);
      flipped[end] = (flipped[end] ?? 0) ^ 0xff;
      await reader.read(flipped);
    }
    assert.equal((await verdict(reader, whole)).is, "read");
  });

  test("settles on any bytes", async (t) => {
    const reader = readerFor(t, { parseMsMax: 60_000 });
    const piece = fc.constantFrom(
      "Content-Type: multipart/mixed; boundary=b\r\n",
      "Content-Type: message/rfc822\r\n",
      "Content-Transfer-Encoding: quoted-printable\r\n",
      "--b\r\n",
      "--b--\r\n",
      "\r\n",
      "Subject: =?utf-8?b?",
      "=E9=",
    );
    const anything = fc
      .array(fc.oneof(piece, fc.uint8Array({ maxLength: 40 })), { maxLength: 40 })
      .map((pieces) => Buffer.concat(pieces.map((one) => Buffer.from(one))));
    await fc.assert(
      fc.asyncProperty(anything, async (raw) => {
        const reading = await reader.read(raw);
        if (reading.is === "unreadable") assert.doesNotMatch(reading.because, /délai/u);
      }),
      { numRuns: 300 },
    );
  });

  test("refuses what is larger than a mail may be", async (t) => {
    const reading = await readerFor(t).read(Buffer.alloc(limits.mailBytesMax + 1));
    assert.equal(reading.is, "unreadable");
  });

  test("gives up after its time, and reads the next mail in a new thread", async (t) => {
    const reader = readerFor(t, { parseMsMax: 1 });
    const slow = Buffer.from(`${"X-A: b\r\n".repeat(300_000)}\r\nbody`);
    const reading = await reader.read(slow);
    assert.deepEqual(reading, { is: "unreadable", because: "délai dépassé (1 ms)" });
    const patient = readerFor(t, { parseMsMax: 60_000 });
    assert.equal((await verdict(patient, sane)).is, "read");
  });

  test("survives a mail that eats the thread's memory", async (t) => {
    const reader = readerFor(t, { heapMb: 32 });
    const greedy = Buffer.from(`Subject: s\r\n\r\n${"un texte\r\n".repeat(2_000_000)}`);
    const reading = await reader.read(greedy);
    assert.match(reading.is === "unreadable" ? reading.because : "", /échoué|arrêté/u);
    assert.equal((await reader.read(sane)).is, "read");
  });

  test("rejects what is waiting when closed, and what comes after", async (t) => {
    const reader = readerFor(t);
    const waiting = [reader.read(sane), reader.read(sane)].map((reading) =>
      assert.rejects(reading, /closed/u),
    );
    await reader[Symbol.asyncDispose]();
    await Promise.all(waiting);
    await assert.rejects(reader.read(sane), /closed/u);
    await reader[Symbol.asyncDispose]();
  });

  test("keeps no process alive", () => {
    const module = new URL("../../src/adapters/mail-reader/worker-mail-reader.ts", import.meta.url);
    const program = `const { workerMailReader } = await import(${JSON.stringify(module.href)});
      const reading = await workerMailReader().read(Buffer.from("Subject: s\\r\\n\\r\\n"));
      process.stdout.write(reading.is);`;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
      timeout: 120_000,
    });
    assert.deepEqual([ended.stdout.toString(), ended.status], ["read", 0]);
  });
});
