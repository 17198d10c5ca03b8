/** One word for a deposit, whatever came back and in whatever order (mail.md F46, F69, F70, F74). */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { Deposit, DepositFact } from "../../src/domain/deposit.ts";
import { closes, type Grade, type VerdictIs } from "../../src/domain/receipt/verdict.ts";
import { situation } from "../../src/domain/rollup.ts";
import { situationsInEnglish } from "../../src/domain/situations/en.ts";
import { situationsInFrench } from "../../src/domain/situations/fr.ts";
import { situationText } from "../../src/domain/situations.ts";
import * as sample from "../reports/sample.ts";

const { accepted, begun, checked, claimed, deposit, dot, ended, mailed, matched, outcomes } =
  sample;
const is = (...facts: readonly DepositFact[]): string => situation(deposit(...facts)).is;
const returned = {
  is: "message-returned",
  deposit: "D12",
  message: "D12.M1",
  by: "R6",
  status: "5.1.1",
  said: "unknown user",
} as const;
const ordered = (order: "hold" | "release" | "cancel") =>
  ({ is: "ordered", deposit: "D12", order, by: "jeanne", reason: "essai" }) as const;
const again = {
  is: "ordered",
  deposit: "D12",
  message: "D12.M1",
  order: "resend",
  by: "jeanne",
  reason: "perdu",
} as const;
const uncertainThen = [...mailed(1), begun(), dot(), ended(outcomes.uncertain)] as const;
const replaced = (position: number) =>
  ({ is: "superseded", deposit: "D12", declarations: [`D12.${position}`], by: "D13" }) as const;
const otherwise = (...positions: readonly number[]) =>
  ({
    is: "declared-otherwise",
    deposit: "D12",
    declarations: positions.map((n) => `D12.${n}` as const),
    means: "paper",
    proof: { sha256: sample.hash("p"), size: 3 },
    by: "jeanne",
    reason: "serveur en panne",
  }) as const;
const cases: readonly (readonly [string, readonly DepositFact[]])[] = [
  ["pris-en-charge", [claimed()]],
  ["pris-en-charge", [claimed(), sample.recognised(1), checked(), sample.moved, sample.ruled]],
  ["incomplet", [claimed(), { is: "incomplete", deposit: "D12", truncatedAt: 12 }]],
  ["doublon", [claimed(), { is: "duplicate", deposit: "D12", of: "D3" }]],
  ["rejete", [claimed(), checked(1), { is: "rejected", deposit: "D12", codes: ["fichier-vide"] }]],
  [
    "en-attente-de-regle",
    [claimed(), { is: "held", deposit: "D12", because: "rules-missing", details: [] }],
  ],
  ["retenu", [claimed(), { is: "held", deposit: "D12", because: "step-failed", details: [] }]],
  ["simule", [claimed({ mode: "test" }), { is: "simulated", deposit: "D12" }]],
  ["a-envoyer", mailed(1)],
  ["envoi-en-cours", [...mailed(1), begun()]],
  ["nouvel-essai", [...mailed(1), begun(), ended(outcomes.later)]],
  ["remis", accepted(1)],
  ["incertain", [...mailed(1), begun(), dot(), ended(outcomes.uncertain)]],
  ["refuse-par-le-serveur", [...mailed(1), begun(), ended(outcomes.refused)]],
  ["non-remis", [...accepted(1), returned]],
  ["corrompu", [...mailed(1), { is: "message-corrupt", deposit: "D12", message: "D12.M1" }]],
  ["en-attente", [...accepted(2), matched({ says: ["registered", undefined] })]],
  ["en-attente", [...accepted(1), matched({ says: ["received"], level: 1 })]],
  ["enregistre", [...accepted(2), matched({ says: ["registered", "registered"] })]],
  ["enregistre", [...accepted(1), matched({ says: ["registered"], grade: "H" })]],
  [
    "enregistre-a-confirmer",
    [...accepted(2), matched({ says: ["registered", "registered"], grade: "C" })],
  ],
  ["a-lire", [...accepted(1), matched({ says: ["registered"], grade: "F" })]],
  ["partiel", [...accepted(2), matched({ says: ["registered", "refused"] })]],
  ["partiel", [...accepted(2), matched({ says: [undefined, "refused"] })]],
  ["refuse", [...accepted(1), matched({ says: ["refused"] })]],
  ["refuse-a-confirmer", [...accepted(1), matched({ says: ["refused"], grade: "C" })]],
  ["a-lire", [...accepted(2), matched({ says: ["registered", "to-read"] })]],
  ["suspendu", [...mailed(1), ordered("hold")]],
  ["suspendu", [claimed(), ordered("hold")]],
  ["remis", [...accepted(1), ordered("hold")]],
  ["a-envoyer", [...mailed(1), ordered("hold"), ordered("release")]],
  ["suspendu", [...mailed(1), begun(), dot(), ended(outcomes.later), ordered("hold")]],
  ["incertain", [...mailed(1), begun(), dot(), ended(outcomes.uncertain), ordered("hold")]],
  ["suspendu", [...uncertainThen, ordered("hold"), again]],
  ["suspendu", [...uncertainThen, again, ordered("hold")]],
  ["nouvel-essai", [...uncertainThen, again, ordered("hold"), ordered("release")]],
  ["suspendu", [...accepted(1), again, ordered("hold")]],
  ["annule", [claimed(), ordered("cancel")]],
  ["annule", [...mailed(1), ordered("cancel")]],
  ["remplace", [...accepted(1), matched({ says: ["registered"] }), replaced(1)]],
  ["declare-autrement", [...accepted(1), otherwise(1)]],
  ["declare-autrement", [...accepted(1), matched({ says: ["refused"] }), otherwise(1)]],
  ["declare-autrement", [...accepted(2), replaced(1), otherwise(2)]],
  ["declare-autrement", [...mailed(1), ordered("cancel"), otherwise(1)]],
  ["declare-autrement", [...uncertainThen, otherwise(1)]],
  ["enregistre", [...accepted(2), matched({ says: ["registered", undefined] }), otherwise(2)]],
  ["remis", [...accepted(2), otherwise(2)]],
  // The organism has it twice: it asks which one counts (seed 002 §2.5).
  ["contradictoire", [...accepted(1), otherwise(1), matched({ says: ["registered"] })]],
  [
    "declare-autrement",
    [...accepted(1), otherwise(1), matched({ says: ["registered"], grade: "C" })],
  ],
  ["enregistre", [...accepted(2), matched({ says: [undefined, "registered"] }), replaced(1)]],
];

describe("the situation of a deposit", () => {
  for (const [expected, facts] of cases)
    test(`${expected} after ${facts.map((f) => f.is).join(", ")}`, () => {
      assert.equal(is(...facts), expected);
    });

  test("every situation is reached by a case above or below", () => {
    const reached = new Set([...cases.map(([expected]) => expected), "contradictoire"]);
    assert.deepEqual([...reached].sort(), Object.keys(situationsInFrench).sort());
  });

  test("a refusal beside a registration is a contradiction, whichever came first", () => {
    const yes = matched({ receipt: "R7", says: ["registered"] });
    const no = matched({ receipt: "R8", says: ["refused"] });
    assert.equal(is(...accepted(1), yes, no), "contradictoire");
    assert.equal(is(...accepted(1), no, yes), "contradictoire");
  });

  test("an unauthenticated receipt cannot hide that the mail came back", () => {
    const forged = matched({ says: ["registered"], grade: "C" });
    assert.equal(is(...accepted(1), forged, returned), "contradictoire");
    assert.equal(is(...accepted(1), returned, forged), "contradictoire");
  });

  test("an unauthenticated level 1 does not settle an uncertain sending; a proven one does", () => {
    const uncertain = [...mailed(1), begun(), dot(), ended(outcomes.uncertain)];
    const level1 = { says: ["received"], level: 1 } as const;
    assert.equal(is(...uncertain, matched({ ...level1, grade: "C" })), "incertain");
    assert.equal(is(...uncertain, matched({ ...level1, grade: "A" })), "en-attente");
  });

  test("a deposit held after its mail was accepted still tells the mail's fate", () => {
    const held = {
      is: "held",
      deposit: "D12",
      because: "modified-after-claim",
      details: [],
    } as const;
    assert.equal(is(...accepted(1), held), "remis");
  });
});

const verdicts: readonly (VerdictIs | undefined)[] = [
  undefined,
  "received",
  "registered",
  "refused",
  "to-read",
];
const grades: readonly Grade[] = ["A", "B", "C", "F", "H"];
const sendings = [
  [],
  [begun()],
  [begun(), ended(outcomes.later)],
  [begun(), ended(outcomes.refused)],
  [begun(), dot(), ended(outcomes.uncertain)],
  [begun(), dot(), ended(outcomes.accepted)],
  [begun(), dot(), ended(outcomes.accepted), returned],
] as const;

/** Any number of declarations, any fate of the mail, any receipts in any order. */
const anyFacts = fc
  .record({ count: fc.nat({ max: 4 }), sending: fc.constantFrom(...sendings) })
  .chain(({ count, sending }) =>
    fc
      .array(
        fc.record({
          grade: fc.constantFrom(...grades),
          // Weighted, so that all-registered deposits are met often.
          says: fc.array(
            fc.oneof(fc.constant<VerdictIs>("registered"), fc.constantFrom(...verdicts)),
            {
              minLength: count,
              maxLength: count,
            },
          ),
        }),
        { maxLength: 4 },
      )
      .map((receipts) => ({ count, sending, receipts })),
  );

const proven = (d: Deposit, id: string, is: VerdictIs): boolean =>
  d.receipts.some(
    (r) => closes(r.grade) && r.verdicts.some((v) => v.declaration === id && v.is === is),
  );

describe("whatever the facts", () => {
  test("« enregistré » only when every declaration has a closing yes and no closing no", () => {
    let met = 0;
    fc.assert(
      fc.property(anyFacts, ({ count, sending, receipts }) => {
        const d = deposit(...mailed(count), ...sending, ...receipts.map((r) => matched(r)));
        const all =
          d.declarations.length > 0 &&
          d.declarations.every(
            ({ id }) => proven(d, id, "registered") && !proven(d, id, "refused"),
          );
        if (all) met += 1;
        assert.equal(situation(d).is === "enregistre", all);
      }),
      { numRuns: 2000 },
    );
    assert.ok(met > 50, `only ${met} registered deposits were met`);
  });

  test("the order of the receipts changes nothing, and every declaration is counted once", () => {
    fc.assert(
      fc.property(anyFacts, ({ count, sending, receipts }) => {
        const before = [...mailed(count), ...sending];
        const given = situation(deposit(...before, ...receipts.map((r) => matched(r))));
        const reversed = receipts.toReversed().map((r) => matched(r));
        assert.deepEqual(situation(deposit(...before, ...reversed)), given);
        const { total, ...parts } = given.counts;
        assert.equal(
          Object.values(parts).reduce((a, b) => a + b, 0),
          total,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe("the words of a situation", () => {
  test("the same situations have words in French and in English", () => {
    assert.deepEqual(Object.keys(situationsInEnglish), Object.keys(situationsInFrench));
  });

  test("« remis au serveur » is never worded as received or registered", () => {
    const remis = situation(deposit(...accepted(1)));
    for (const language of ["fr", "en"] as const)
      for (const text of Object.values(situationText(remis, language)))
        assert.doesNotMatch(text, /reçu|enregistr|received|registered/iu);
  });

  test("grades A and B say « enregistrées », grade C adds « à confirmer »", () => {
    const said = (grade: Grade): string =>
      situationText(
        situation(deposit(...accepted(2), matched({ says: ["registered", "registered"], grade }))),
        "fr",
      ).sentence;
    assert.equal(said("A"), "Les 2 déclarations sont enregistrées par l'organisme.");
    assert.equal(said("B"), said("A"));
    assert.equal(
      said("C"),
      "2 déclarations enregistrées selon un AR non authentifié : à confirmer.",
    );
  });

  test("twenty-eight registered and two refused are said so", () => {
    const says = Array.from({ length: 30 }, (_, i) =>
      i < 28 ? ("registered" as const) : ("refused" as const),
    );
    const s = situation(deposit(...accepted(30), matched({ says })));
    assert.equal(
      situationText(s, "fr").sentence,
      "Sur 30 déclarations : 28 enregistrées, 2 refusées.",
    );
    assert.equal(situationText(s, "en").sentence, "Of 30 declarations: 28 registered, 2 refused.");
  });
});
