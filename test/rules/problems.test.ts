/** What people read about a wrong rule file, and the small judges behind it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlausibleAddress } from "../../src/domain/address.ts";
import { closest } from "../../src/foundation/closest.ts";
import { ruleProblemTexts } from "../../src/rules/problem-texts.ts";
import { describeProblem } from "../../src/rules/problems.ts";
import { parseRuleFile } from "./read.ts";

const first = (text: string) => {
  const [problem] = parseRuleFile(Buffer.from(text)).problems;
  assert.ok(problem);
  return problem;
};

test("a problem names the file, the line, the key, the value and the remedy, in French and English", () => {
  const problem = first("profil=Paie\na=x@y.example\nsjet=DPAE");
  assert.equal(
    describeProblem(problem, "mapibox.cfg", "fr"),
    "mapibox.cfg, ligne 3, sjet : clé inconnue, ignorée dans un ancien fichier (« DPAE »). Corrigez-la : `facteur config describe` donne la liste des clés. Vouliez-vous écrire « sujet » ?",
  );
  assert.equal(
    describeProblem(problem, "mapibox.cfg", "en"),
    "mapibox.cfg, line 3, sjet: unknown key, ignored in an old file (“DPAE”). Correct it: `facteur config describe` lists the keys. Did you mean “sujet”?",
  );
});

test("a problem of the whole file names no line, and an absent value is not shown", () => {
  assert.equal(
    describeProblem(first("sujet=DPAE"), "mapibox.cfg", "fr"),
    "mapibox.cfg, a : destinataire absent. Ajoutez une ligne a=adresse de l'organisme, ou un plan d'adressage (plan=plan.csv).",
  );
});

test("every problem says what and what to do, in sentences, in both languages", () => {
  for (const [code, texts] of Object.entries(ruleProblemTexts))
    for (const { what, remedy } of [texts.fr, texts.en]) {
      assert.ok(what.length > 5, code);
      assert.match(remedy, /^\p{Lu}.*\.$/u, code);
      assert.doesNotMatch(what, /\.$/u, code);
    }
});

test("a likely slip is recognised, and a word that is like nothing is left alone", () => {
  const words = ["profil", "a", "sujet", "note"];
  assert.equal(closest("sjet", words), "sujet");
  assert.equal(closest("PROFILE", words), "profil");
  assert.equal(closest("notes", words), "note");
  assert.equal(closest("b", words), undefined);
  assert.equal(closest("destinataire", words), undefined);
  assert.equal(closest("x".repeat(1_000_000), words), undefined);
});

test("a plausible address is one addr-spec in ASCII and nothing else", () => {
  const local = "l".repeat(64);
  const long = (size: number) => `${`${"d".repeat(40)}.`.repeat(8)}example`.slice(-size);
  for (const good of [
    "a@b.fr",
    "x.y+z=1@sub-1.organisme.example",
    `${local}@b.fr`,
    `a@${"d".repeat(63)}.fr`,
  ])
    assert.ok(isPlausibleAddress(good), good);
  const wrong = [
    "",
    "a",
    "@b.fr",
    "a@",
    "a@b",
    "a@@b.fr",
    "a@b.fr,c@d.fr",
    "a b@c.fr",
    "<a@b.fr>",
    "mailto:a@b.fr",
    ".a@b.fr",
    "a.@b.fr",
    "a..b@c.fr",
    "a@-b.fr",
    "a@b-.fr",
    "a@b..fr",
    "a@b.fr.",
    "a@[127.0.0.1]",
    "a@127.0.0.1",
    "é@b.fr",
    "a@é.fr",
    "a@b.fr\n",
    "a@b.fr\r\nBcc: c@d.fr",
    `${local}l@b.fr`,
    `a@${"d".repeat(64)}.fr`,
    `a@${long(253)}`,
  ];
  for (const text of wrong) assert.ok(!isPlausibleAddress(text), text);
  assert.ok(isPlausibleAddress(`a@${long(252)}`));
});
