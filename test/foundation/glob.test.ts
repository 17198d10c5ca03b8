/** Patterns of names and subjects: what they match, and that none of them can stop the agent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchesGlob } from "../../src/foundation/glob.ts";

test("stars and question marks match, case and accents do not count", () => {
  for (const [pattern, text, is] of [
    ["dpae*.txt", "DPAE-2026.TXT", true],
    ["dpae*.txt", "dpae.txt.bak", false],
    ["d?ae", "dpae", true],
    ["d?ae", "dae", false],
    ["*", "", true],
    ["", "", true],
    ["", "x", false],
    ["*é*", "Déclaration", true],
    ["*E*", "déclaration", true],
    ["a*b*c", "aXbXbXc", true],
    ["a*b*c", "aXbXbX", false],
    ["a.c", "abc", false],
  ] as const)
    assert.equal(matchesGlob(pattern, text), is, `${pattern} ~ ${text}`);
});

test("a hostile pattern costs no more than the product of both lengths", () => {
  assert.equal(matchesGlob(`${"a*".repeat(128)}b`, "a".repeat(20_000)), false);
});
