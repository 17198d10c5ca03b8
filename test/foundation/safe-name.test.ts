/** Names from mails and other systems (mail.md F11). */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { safeName, withSuffix } from "../../src/foundation/safe-name.ts";

test("ordinary names come out as they went in", () => {
  for (const name of [
    "dpae.txt",
    "DPAE.TXT",
    "AR 2026-11 (2).xml",
    "reçu_été.txt",
    "sans extension",
  ])
    assert.equal(safeName(name), name);
});

test("a path keeps its last part only, whoever's separators it has", () => {
  assert.equal(safeName("../../etc/passwd"), "passwd");
  assert.equal(safeName("C:\\ar\\dpae.txt"), "dpae.txt");
  assert.equal(safeName("\\\\serveur\\ar\\..\\dpae.txt"), "dpae.txt");
  assert.equal(safeName("C:dpae.txt"), "C_dpae.txt");
});

test("what would be empty, hidden, a device or a trap becomes a plain file's name", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["", "sans-nom"],
    ["..", "sans-nom"],
    ["dossier/", "sans-nom"],
    [".htaccess", "htaccess"],
    [" . .x", "x"],
    ["dpae.txt. .", "dpae.txt"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["Com1.tar.gz", "_Com1.tar.gz"],
    ["LPT¹.txt", "_LPT¹.txt"],
    ["aux .txt", "_aux .txt"],
    ["console.txt", "console.txt"],
    ["a:b*c?.txt", "a_b_c_.txt"],
    ["dpae\r\n.txt", "dpae__.txt"],
    ["dpae\u202Etxt.exe", "dpae_txt.exe"],
    ["dpae\u0000.txt", "dpae_.txt"],
    ["dpae\uD800.txt", "dpae_.txt"],
    ["e\u0301te\u0301.txt", "\u00E9t\u00E9.txt"],
  ];
  for (const [name, safe] of cases) assert.equal(safeName(name), safe, JSON.stringify(name));
});

test("200 bytes pass, 201 are shortened, and two long names stay apart", () => {
  const exact = `${"a".repeat(196)}.txt`;
  assert.equal(safeName(exact), exact);
  const [one, two] = [safeName(`${"é".repeat(150)}1.txt`), safeName(`${"é".repeat(150)}2.txt`)];
  assert.notEqual(one, two);
  for (const name of [safeName(`a${exact}`), one, two]) {
    assert.ok(Buffer.byteLength(name) <= 200 && Buffer.byteLength(name) > 190);
    assert.match(name, /~[0-9a-f]{8}\.txt$/u);
  }
});

test("any text gives one safe name, and a safe name stays what it is", () => {
  const piece = fc.constantFrom(
    "con",
    "nul",
    "/",
    "\\",
    ".",
    " ",
    ":",
    "\n",
    "é",
    "𝄞",
    "\uD83D",
    "x",
  );
  const names = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        names,
        names.map((name) => name.repeat(60)),
      ),
      (name) => {
        const safe = safeName(name);
        assert.equal(safeName(safe), safe);
        assert.doesNotMatch(safe, /[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]|^[.\s]|[.\s]$|^$/u);
        assert.ok(Buffer.byteLength(safe) <= 200);
        assert.ok(safe.isWellFormed());
      },
    ),
    { numRuns: 500 },
  );
});

test("a suffix goes before the extension", () => {
  assert.equal(withSuffix("dpae.txt", "-2"), "dpae-2.txt");
  assert.equal(withSuffix("sans extension", "-2"), "sans extension-2");
});
