/** What every journal knows of receipts: their states, the numbers they cite, the files that were put into `AR/`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../src/domain/facts.ts";
import type { DepositId, ReceiptId } from "../../src/domain/ids.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { claimedFact, type OpenJournal, recognisedFact, storedFact } from "./journal.contract.ts";

const append = (journal: Journal, ...facts: readonly Fact[]): Promise<void> =>
  journal.transact(async (t) => {
    for (const fact of facts) await t.append(fact);
  });

const hash = (n: number): string => String(n).repeat(64).slice(0, 64);

const classified = (
  receipt: ReceiptId,
  more: Partial<Extract<Fact, { is: "receipt-classified" }>>,
) => ({ is: "receipt-classified", receipt, class: "ar", by: [], ...more }) as const;

const matched = (receipt: ReceiptId, deposit: DepositId, marks: readonly string[] = []): Fact => ({
  is: "receipt-matched",
  receipt,
  deposit,
  by: [],
  grade: "B",
  gradeBecause: "",
  verdicts: [],
  arrived: 0,
  sender: "",
  subject: "",
  marks,
});

const candidates = [{ deposit: "D1", score: 10, signs: ["identifiers"] }] as const;

export const journalReceiptsContract = (name: string, open: OpenJournal): void => {
  const clock = { now: () => 1_000 };
  const check = (what: string, body: (journal: Journal) => Promise<void>): void =>
    void test(`${name}: ${what}`, async (t) => {
      await using journal = await open(t, clock);
      await body(journal);
    });

  check("gives receipts by their state, which follows the facts", async (journal) => {
    await append(journal, claimedFact("D1"));
    for (const n of [1, 2, 3, 4]) await append(journal, storedFact(`R${n}`, n, hash(n)));
    await append(
      journal,
      classified("R1", { candidates }),
      classified("R2", { class: "unreadable" }),
      classified("R3", { class: "pending" }),
      classified("R4", { class: "other" }),
    );
    const all = async () => (await journal.receipts({}, 10)).map((r) => [r.id, r.state].join(" "));
    assert.deepEqual(await all(), ["R1 to-assign", "R2 poison", "R3 pending", "R4 aside"]);
    await append(
      journal,
      matched("R1", "D1"),
      { is: "receipt-dismissed", receipt: "R2", by: "x", reason: "" },
      classified("R3", { class: "other" }),
    );
    assert.deepEqual(await all(), ["R1 filed", "R2 aside", "R3 aside", "R4 aside"]);
    const ids = async (query: Parameters<Journal["receipts"]>[0], limit = 10) =>
      (await journal.receipts(query, limit)).map((r) => r.id);
    assert.deepEqual(await ids({ state: "aside" }), ["R2", "R3", "R4"]);
    assert.deepEqual(await ids({ state: "aside", after: "R2" }, 1), ["R3"]);
    assert.deepEqual(await ids({ state: "pending" }), []);
  });

  check(
    "finds deposits by what a receipt may cite, and receipts by the number they cited",
    async (journal) => {
      await append(
        journal,
        claimedFact("D1"),
        { ...recognisedFact("D1"), marks: ["company", "reference"] } as Fact,
        claimedFact("D2"),
        { ...recognisedFact("D2"), marks: ["company"] } as Fact,
        storedFact("R1", 1, hash(1)),
        classified("R1", { marks: ["number"] }),
        storedFact("R2", 2, hash(2)),
      );
      const found = async (mark: string) =>
        (await journal.find({ by: "mark", mark }, 10)).map((d) => d.id);
      assert.deepEqual(await found("company"), ["D2", "D1"]);
      assert.deepEqual(await found("number"), []);
      assert.deepEqual(
        (await journal.receipts({ mark: "number" }, 10)).map((r) => r.id),
        ["R1"],
      );
      await append(journal, matched("R2", "D1", ["number"]));
      assert.deepEqual(await found("number"), ["D1"]);
    },
  );

  check("knows which files were put into AR/, from the moment that was begun", async (journal) => {
    await append(journal, claimedFact("D1"), storedFact("R1", 1, hash(1)), matched("R1", "D1"));
    const delivered = async () =>
      (await journal.find({ by: "delivered", sha256: hash(9) }, 10)).map((d) => d.id);
    assert.deepEqual(await delivered(), []);
    const about = { deposit: "D1", receipt: "R1", name: "dpae.txt", sha256: hash(9) } as const;
    await append(journal, { is: "delivery-begun", ...about });
    assert.deepEqual(await delivered(), ["D1"]);
  });
};
