/** A rule says how far a receipt must be vouched for (`ar.authenticite`): everything that judges one asks the same grade. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dayCharts } from "../../src/adapters/reports/day/charts.ts";
import { checkSends } from "../../src/domain/audit/sends.ts";
import type { DepositFact } from "../../src/domain/deposit.ts";
import { onTime } from "../../src/domain/due/on-time.ts";
import type { AskableGrade } from "../../src/domain/receipt/expected.ts";
import { proofs } from "../../src/domain/receipt/proof.ts";
import type { Grade } from "../../src/domain/receipt/verdict.ts";
import * as s from "../reports/sample.ts";

const deadline = Date.UTC(2026, 10, 25, 11);

const facts = (asked: AskableGrade, outcome: keyof typeof s.outcomes): readonly DepositFact[] =>
  [...s.mailed(1, "ducs-edifact"), s.begun(), s.dot(), s.ended(s.outcomes[outcome])].map((f) =>
    f.is === "ruled"
      ? { ...f, expects: { grade: asked } }
      : f.is === "recognised"
        ? { ...f, deadline }
        : f,
  );

/** By its identifiers alone: it does not cite our Message-ID. */
const receipt = (grade: Grade): DepositFact => ({
  ...s.matched({ level: 3, says: ["registered"], grade }),
  by: ["identifiers", "attachment"],
  stamp: { local: "2026-11-24T09:00:00", by: "organism" },
});

const cases = [
  { asked: "A", came: "A", enough: true },
  { asked: "A", came: "B", enough: false },
  { asked: "B", came: "B", enough: true },
  { asked: "B", came: "C", enough: false },
  { asked: "C", came: "C", enough: true },
  { asked: "C", came: "F", enough: false },
  { asked: "A", came: "H", enough: true },
] as const;

for (const { asked, came, enough } of cases)
  describe(`a receipt of grade ${came} where the rule asks ${asked}`, () => {
    test(`${enough ? "shows" : "does not show"} that the declaration was made in time`, () => {
      const d = s.deposit(...facts(asked, "accepted"), receipt(came));
      assert.equal(onTime(d)?.is, enough ? "on-time" : "unproved");
    });

    test(`${enough ? "proves" : "does not prove"} that an uncertain mail arrived`, () => {
      const d = s.deposit(...facts(asked, "uncertain"), receipt(came));
      assert.equal(proofs(d).length, enough ? 1 : 0);
    });

    test(`${enough ? "counts" : "does not count"} in the chart of delays`, () => {
      const d = s.deposit(...facts(asked, "accepted"), receipt(came));
      const charts = dayCharts(
        { day: "2026-11-21", recent: [d] } as unknown as Parameters<typeof dayCharts>[0],
        { nameOf: (address: string) => address } as unknown as Parameters<typeof dayCharts>[1],
      );
      assert.equal(charts.filter((c) => c.title.startsWith("Délai")).length, enough ? 1 : 0);
    });
  });

test("the audit accepts a proof of the grade that its rule asks for, and an older one's of the usual grade", () => {
  const proved: DepositFact = {
    is: "message-proved",
    deposit: "D12",
    message: "D12.M1",
    by: "R7",
  };
  const broken = (asked: AskableGrade, came: Grade): number =>
    checkSends(s.facts(...facts(asked, "uncertain"), receipt(came), proved)).length;
  assert.equal(broken("C", "C"), 0);
  assert.equal(broken("A", "B"), 0);
  assert.equal(broken("B", "C"), 1);
});
