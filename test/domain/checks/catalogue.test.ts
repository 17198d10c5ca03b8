/** Every finding of the catalogue can be met: by a fixture, by a check, or by a step of the journey. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import law from "../../../config/checks/loi-2006.json" with { type: "json" };
import { checkAlreadySent, checkIdentifiersUnused } from "../../../src/domain/checks/doubles.ts";
import { checkPayments } from "../../../src/domain/checks/payment.ts";
import {
  checkDeadline,
  checkImposedMode,
  checkSameBank,
} from "../../../src/domain/checks/payment-known.ts";
import { checkReturnIsOurs } from "../../../src/domain/checks/return-address.ts";
import type { Payment } from "../../../src/domain/checks/stated-payment.ts";
import { checkVersion } from "../../../src/domain/checks/versions.ts";
import { businessKey, type Declaration } from "../../../src/domain/declaration.ts";
import type { Finding } from "../../../src/domain/finding.ts";
import { findings } from "../../../src/domain/findings.ts";
import { contribution } from "../../support/samples.ts";

const root = join(import.meta.dirname, "../../..");

/** What the corpus test proves to be found. */
const inFixtures = (): readonly string[] =>
  globSync("test/fixtures/d*/{valid,invalid,malformed}/*.json", { cwd: root }).flatMap((file) =>
    (JSON.parse(readFileSync(join(root, file), "utf8")) as { findings: Finding[] }).findings.map(
      (found) => found.code,
    ),
  );

const payment: Payment = {
  mode: "20",
  socialReference: "S1199923X",
  cpop: "",
  amount: "1",
  date: "20070416",
  place: {},
};
const declared: Declaration = { ...contribution("REF1"), position: 1, at: 1 };
const stated = { medium: "F", address: "a@b.test", places: { medium: {}, address: {} } };

/** Checks that need more than the file. */
const byChecks = (): readonly string[] =>
  [
    checkVersion("4.1", [{ version: "4.1", until: "2007-01-01" }], {
      today: "2007-01-02",
      place: {},
    }),
    checkAlreadySent([declared], new Set([businessKey(declared)])),
    checkIdentifiersUnused([declared], new Map([["REF1", "autre"]])),
    checkReturnIsOurs(stated, [], {}),
    checkReturnIsOurs({ ...stated, medium: "E" }, [], {}),
    checkDeadline([payment], "2007-04-15"),
    checkImposedMode([payment], 8_000_000, law.thresholds),
    checkSameBank([payment], [{ mode: "30" }], {}),
    checkPayments({ payments: [payment], period: "199923", place: {} }),
  ]
    .flat()
    .map((found) => found.code);

/** Found by the journey, outside of any format: the test that meets each. */
const inJourney = {
  "taille-excessive": "test/journey/intake.test.ts",
  "fichier-vide": "test/journey/intake.test.ts",
  "format-inconnu": "test/journey/intake.test.ts",
  "indicateur-de-test": "test/journey/intake.test.ts",
  "echeance-inconnue": "test/journey/known.test.ts",
  "montant-annuel-inconnu": "test/journey/known.test.ts",
  "versions-inconnues": "test/journey/known.test.ts",
  "declarations-trop-nombreuses": "test/journey/known.test.ts",
  "doublons-non-controles": "test/domain/checks/together.test.ts",
  "boites-inconnues": "test/integration/validate.test.ts",
  "historique-non-consulte": "test/integration/validate.test.ts",
} as const;

describe("catalogue of findings", () => {
  it("holds nothing that no test meets", () => {
    for (const [code, file] of Object.entries(inJourney)) {
      assert.ok(readFileSync(join(root, file), "utf8").includes(`"${code}`), `${code}: ${file}`);
    }
    const met = new Set([...inFixtures(), ...byChecks(), ...Object.keys(inJourney)]);
    assert.deepEqual(
      Object.keys(findings).filter((code) => !met.has(code)),
      [],
    );
  });

  it("says in both languages what a code means and what to do, in sentences", () => {
    for (const [code, texts] of Object.entries(findings)) {
      for (const text of [texts.fr.what, texts.fr.remedy, texts.en.what, texts.en.remedy]) {
        assert.match(text, /^[A-ZÀ-Ü].{5,200}\.$/u, code);
      }
    }
  });
});
