/** The corpus of rule files, the limits, and what no bytes may do. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import iconv from "iconv-lite";
import { limits } from "../../src/domain/limits.ts";
import { corpus } from "./corpus.ts";
import { type LegacyFile, parseRuleFile } from "./read.ts";

const folder = new URL("../fixtures/rules/", import.meta.url);
const codes = (file: LegacyFile) =>
  file.problems.map((p) => [p.severity === "error" ? "E" : "W", p.code, p.line, p.key]);
const parse = (text: string) => parseRuleFile(Buffer.from(text));

test("the corpus and its folder name the same files", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".cfg"));
  assert.deepEqual(files.toSorted(), Object.keys(corpus).toSorted());
});

for (const [name, expected] of Object.entries(corpus))
  test(`rule file: ${name.replace(".cfg", "").replaceAll("-", " ")}`, () => {
    const file = parseRuleFile(readFileSync(new URL(name, folder)));
    assert.equal(file.encoding, expected.encoding);
    assert.deepEqual(file.rule, expected.rule);
    assert.deepEqual(codes(file), expected.problems ?? []);
  });

test("a rule file is read up to its limit and refused one byte beyond", () => {
  const head = "a=dpae@organisme.example\n#";
  const full = head.padEnd(limits.ruleBytesMax, "x");
  assert.equal(parse(full).rule?.to, "dpae@organisme.example");
  assert.deepEqual(codes(parse(`${full}x`)), [["E", "fichier-trop-gros", 0, ""]]);
});

test("a subject and a note are taken at their limit and refused one character beyond", () => {
  const rule = (subject: number, note: number) =>
    parse(`a=x@y.example\nsujet=${"s".repeat(subject)}\nnote=${"n".repeat(note)}`);
  const { subjectCharsMax, noteCharsMax } = limits;
  assert.equal(rule(subjectCharsMax, noteCharsMax).rule?.note.length, noteCharsMax);
  assert.deepEqual(codes(rule(subjectCharsMax + 1, 1)), [["E", "texte-trop-long", 2, "sujet"]]);
  assert.deepEqual(codes(rule(1, noteCharsMax + 1)), [["E", "texte-trop-long", 3, "note"]]);
});

test("a file of ten thousand wrong lines shows its error among a bounded number of problems", () => {
  const { problems, rule } = parse(`${"x=1\n".repeat(10_000)}a=nobody`);
  assert.equal(problems.length, limits.ruleProblemsMax);
  assert.deepEqual(problems.at(-1)?.code, "adresse-invalide");
  assert.equal(rule, undefined);
});

test("an offending value is shown short and without controls", () => {
  const [problem] = parse(`a=\u0007${"x".repeat(5000)}`).problems;
  assert.equal(problem?.value.length, limits.shownValueCharsMax);
  assert.match(problem?.value ?? "", /^\ufffdxxx.*…$/u);
});

test("no bytes whatever make the reader throw, and an error always forbids the rule", () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .array(
        fc.constantFrom("a=", "sujet=", "x@y.example", "\r", "\n", "\0", "encodage=", "[", "é"),
      )
      .map((parts) => Buffer.from(parts.join(""))),
  );
  const marks = fc.constantFrom([], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]);
  fc.assert(
    fc.property(marks, anything, (mark, bytes) => {
      const file = parseRuleFile(Uint8Array.from([...mark, ...bytes]));
      const wrong = file.problems.some((p) => p.severity === "error");
      assert.equal(file.rule === undefined, wrong);
      // What comes out can stand in a header: one line, no controls, one address.
      if (file.rule) assert.doesNotMatch(file.rule.subject + file.rule.to, /\p{Cc}/u);
    }),
    { numRuns: 2000 },
  );
});

const printable = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .filter((text) => !/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u.test(text))
  .map((text) => text.trim());

test("what is written is what is read: any texts, ends of lines, case of keys and blanks", () => {
  const dress = fc.record({
    end: fc.constantFrom("\r\n", "\n", "\r"),
    bom: fc.constantFrom("", "\ufeff"),
    upper: fc.boolean(),
    blank: fc.constantFrom("", " ", "\t", "  \t"),
  });
  fc.assert(
    fc.property(printable, printable, printable, dress, (profile, subject, note, d) => {
      const to = "dpae@organisme.example";
      const lines = Object.entries({ profil: profile, a: to, sujet: subject, note })
        .map(([key, value]) =>
          [d.upper ? key.toUpperCase() : key, value].join(`${d.blank}=${d.blank}`),
        )
        .map((line) => d.blank + line + d.blank);
      const file = parse(d.bom + lines.join(d.end));
      assert.deepEqual(file.problems, []);
      assert.deepEqual(file.rule, { ...(profile ? { profile } : {}), to, subject, note });
    }),
    { numRuns: 500 },
  );
});

const words =
  "Déclaration préalable à l'embauche envoyée été où là déjà voilà ci-joint ÉTÉ À Évry française garçon août île Noël hôpital maïs cœur œuvre l\u2019employé n°12 30€ « » — … père forêt DÉCLARATION FRANÇAISE sécurité reçu très".split(
    " ",
  );

test("French sentences in Windows-1252 or CP850 are read right or asked about, never read wrong", () => {
  let asked = 0;
  let read = 0;
  const sentence = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(sentence, fc.constantFrom("windows-1252", "cp850"), (parts, encoding) => {
      const subject = parts.join(" ");
      const bytes = iconv.encode(`a=x@y.example\r\nsujet=${subject}\r\n`, encoding);
      // The letters that a code page lacks cannot have been written in it.
      if (!iconv.decode(bytes, encoding).includes(subject)) return;
      const file = parseRuleFile(bytes);
      if (file.rule) assert.equal(file.rule.subject, subject);
      else assert.deepEqual(codes(file), [["E", "encodage-ambigu", 0, "encodage"]]);
      if (file.rule) read++;
      else asked++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(read > 20 * asked, `${asked} asked about, ${read} read`);
});
