/** Reading and writing back: no byte, no comment is lost; an old file as a section means the same. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { importRules } from "../../src/rules/import.ts";
import { ruleLines, textOf } from "../../src/rules/lines.ts";
import { parseRuleFile } from "./read.ts";
import { readSet } from "./sets.ts";

const folder = new URL("../fixtures/rules/", import.meta.url);

test("any text written back is the same text", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 10 }),
    fc.constantFrom("\r", "\n", "\r\n", "[x]", "# y", "; z", " a = b ", "=", "\u001a", "\ufeff"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      assert.equal(textOf(ruleLines(text)), text);
    }),
    { numRuns: 2000 },
  );
});

for (const name of readdirSync(folder).filter((n) => n.endsWith(".cfg")))
  test(`import: ${name}`, () => {
    const bytes = readFileSync(new URL(name, folder));
    const old = parseRuleFile(bytes).rule;
    const { suggestion, lines } = importRules(bytes, "paie");
    if (!old || name === "templates-stay-as-they-are.cfg") return;
    const grown = readSet(suggestion);
    const [rule] = grown.set?.rules ?? [];
    assert.ok(rule, JSON.stringify(grown.problems));
    assert.deepEqual(
      [rule.name, rule.send.a, rule.send.sujet ?? "", rule.note, rule.send.profil ?? ""],
      ["paie", old.to, old.subject, old.note, old.profile ?? ""],
    );
    for (const line of lines.filter((l) => /^[#;]/u.test(l.text)))
      assert.ok(suggestion.includes(line.text), line.text);
  });

test("each line is told what it means now, and what the old program ignored becomes a comment", () => {
  const { lines, suggestion, encoding } = importRules(
    Buffer.from(
      "# ancien\r\nprofil=Microsoft Outlook\r\na=x@organisme.example\r\ncouleur=bleu\r\nbonjour\r\n",
    ),
    "cirso",
  );
  assert.equal(encoding, "ascii");
  assert.deepEqual(
    lines.map((l) => l.meaning.fr),
    [
      "commentaire, gardé",
      "L'identité qui envoie.",
      "L'adresse de l'organisme.",
      "clé inconnue : ignorée",
      "sans signe égal : ignorée",
    ],
  );
  assert.equal(
    suggestion,
    "# ancien\r\n[cirso]\r\nprofil=Microsoft Outlook\r\na=x@organisme.example\r\n# couleur=bleu\r\n# bonjour\r\n",
  );
});
