/** Why a deposit is held, in English: our own lines by their form, everything else as it stands. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { holdLineEn } from "../../src/domain/hold/words.ts";
import { nameOf, objectionText } from "../../src/rules/decide-texts.ts";
import { hire } from "../support/samples.ts";

test("the agent's own lines are English, and say the same numbers, names and addresses", () => {
  for (const [french, english] of [
    ["déjà envoyée : D1.1", "sent before: D1.1"],
    ["envoi en attente : D7", "sending that waits: D7"],
    ["déclaration 1, 2, 3…", "declaration 1, 2, 3…"],
    ["a@organisme.test : déclarations 1, 2", "a@organisme.test: declarations 1, 2"],
    [
      "IRC-A : aucune adhésion enregistrée (déclaration 1, 2)",
      "IRC-A: no adhesion in the register (declaration 1, 2)",
    ],
    [
      "IRC-A : a@organisme.test, au registre b@organisme.test",
      "IRC-A: a@organisme.test, in the register b@organisme.test",
    ],
    ["CIRSO, parcours cirso", "CIRSO, path cirso"],
    ["joindre=a : b.txt : trop gros", "joindre=a : b.txt: too large"],
  ] as const)
    assert.deepEqual(holdLineEn(french), { text: english, isFrench: false });
  const to = "a@organisme.test";
  for (const objection of ["real-address", "unknown-address"] as const) {
    const { fr, en } = objectionText(objection, to);
    assert.equal(holdLineEn(fr).text, en);
  }
  const { fr } = nameOf({ ...hire("FICTIVE"), position: 1, at: 0 });
  assert.match(holdLineEn(fr).text, /^declaration 1: DPAE, SIRET \d{14}, organism /u);
});

test("what quotes a file, a rule or a person stays as it is, and is said to be French", () => {
  for (const line of ["mapibox.cfg, ligne 3 : clé inconnue", "etape-4 : test de cryptage", ""])
    assert.deepEqual(holdLineEn(line), { text: line, isFrench: true });
});
