/**
 * Damages declaration files in every way a disk, a mail program or an attacker would, and holds the readers to
 * their contract: an answer for any bytes, the same in pieces as in one, bounded findings, no claim of being
 * whole for what was cut. A run is its seed: `FACTEUR_FUZZ_SEED=N` replays it.
 */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { isBlocking } from "../../src/domain/finding.ts";
import { limits } from "../../src/domain/limits.ts";
import { formats, recognise } from "../../src/formats/all.ts";
import { headBytes } from "../../src/formats/format.ts";
import { keeper, readWhole } from "../../src/formats/read-whole.ts";
import { clearCopy } from "../../src/journey/clear-copy.ts";

const root = join(import.meta.dirname, "../fixtures");
const seeds = globSync("d*/{valid,invalid,malformed}/*", { cwd: root })
  .filter((file) => !file.endsWith(".json"))
  .sort()
  .map((file) => new Uint8Array(readFileSync(join(root, file))));

/** Whole numbers below `limit`, always the same ones for one seed. */
export type Dice = (limit: number) => number;

export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  };
};

type Damage = (bytes: Uint8Array, dice: Dice) => Uint8Array;

const pick = <T>(from: readonly T[], dice: Dice): T => {
  const found = from[dice(from.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
};

const spliced = (bytes: Uint8Array, at: number, insert: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at)]);

const signs = [
  "+",
  ":",
  "'",
  "?",
  "\n",
  "\r",
  "<",
  ">",
  "&",
  "\0",
  " ",
  "UNH+1'",
  "UNZ+1+1'",
  "<!--",
];

const damages: Readonly<Record<string, Damage>> = {
  truncated: (bytes, dice) => bytes.slice(0, dice(bytes.length + 1)),
  flipped: (bytes, dice) => {
    const copy = Uint8Array.from(bytes);
    for (let n = 0; n <= dice(16); n += 1) copy[dice(copy.length)] = dice(256);
    return copy;
  },
  "other character set": (bytes, dice) =>
    iconv.encode(
      iconv.decode(Buffer.from(bytes), "win1252"),
      pick(["utf8", "utf16le", "cp850", "utf-16", "utf-16be"], dice),
    ),
  "a hole of NULs": (bytes, dice) => {
    const from = dice(bytes.length);
    return Uint8Array.from(bytes).fill(0, from, from + dice(2000));
  },
  "one sign many times": (bytes, dice) =>
    spliced(
      bytes,
      dice(bytes.length + 1),
      Buffer.from(pick(signs, dice).repeat(dice(5000)), "latin1"),
    ),
  "deep nesting": (bytes, dice) =>
    spliced(bytes, dice(bytes.length + 1), Buffer.from("<FR_DuesGroup>".repeat(dice(3000)))),
  "a huge count": (bytes, dice) => {
    const text = Buffer.from(bytes).toString("latin1");
    const numbers = [...text.matchAll(/\d+/gu)];
    if (numbers.length === 0) return bytes;
    const found = pick(numbers, dice);
    const huge = pick(["9".repeat(400), "-1", "1e308", "00000000000000000000", "NaN"], dice);
    const after = text.slice(found.index + found[0].length);
    return Buffer.from(text.slice(0, found.index) + huge + after, "latin1");
  },
  "two files in one": (bytes, dice) => Buffer.concat([bytes, pick(seeds, dice)]),
  "a part twice": (bytes, dice) => {
    const from = dice(bytes.length);
    return spliced(bytes, dice(bytes.length), bytes.slice(from, from + dice(3000)));
  },
};

const contexts = [{}, { today: "2026-01-30", hour: "10:00", mode: "reel" }] as const;

/** One damaged file, all readers. Throws with what was wrong. */
export const fuzzOnce = (seed: number): void => {
  const dice = diceOf(seed);
  let bytes: Uint8Array = pick(seeds, dice);
  const done: string[] = [];
  for (let n = 0; n <= dice(3) && bytes.length > 0; n += 1) {
    const [name, damage] = pick(Object.entries(damages), dice);
    bytes = damage(bytes, dice);
    done.push(name);
  }
  try {
    holds(bytes, dice);
  } catch (cause) {
    const said = `${done.join(", ")}; again: FACTEUR_FUZZ_SEED=${seed} node --test test/formats/fuzz.test.ts`;
    throw new Error(said, { cause });
  }
};

const holds = (bytes: Uint8Array, dice: Dice): void => {
  const context = pick(contexts, dice);
  assert.ok(formats.filter((one) => one.recognises(bytes)).length <= 1);
  clearCopy(bytes);
  for (const format of formats) {
    const end = format.completeness(bytes);
    if (end.is === "truncated") assert.ok(end.at >= 0 && end.at <= bytes.length);
    const whole = readWhole(format, bytes, context);
    assert.ok(whole.findings.length <= limits.findingsMax);
    assert.ok(whole.declarations.length > 0 || isBlocking(whole.findings), format.name);
    assert.ok(JSON.stringify(whole.findings).length < 200_000);
    if (recognise(bytes) !== format) continue;
    const kept = keeper();
    const reader = format.open(bytes.subarray(0, headBytes), kept.sink, context);
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + dice(700);
      reader.push(Uint8Array.from(bytes.subarray(at, at + size)));
      at += size;
    }
    assert.deepEqual(kept.reading(reader.end()), whole, `${format.name} in pieces`);
  }
};
