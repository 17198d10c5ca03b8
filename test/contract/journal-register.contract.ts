/** What every journal knows of the register: the row that stands for each id, whose it is, and nothing of what went. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../src/domain/facts.ts";
import type { RegisterChange } from "../../src/domain/register/entry.ts";
import type { Journal } from "../../src/ports/journal.ts";
import type { OpenJournal } from "./journal.contract.ts";

const changed = (content: string, ...changes: readonly RegisterChange[]): Fact => ({
  is: "register-changed",
  content: content.repeat(64),
  changes,
  by: "odile",
  reason: "",
});

const append = (journal: Journal, ...facts: readonly Fact[]): Promise<void> =>
  journal.transact(async (t) => {
    for (const fact of facts) await t.append(fact);
  });

export const journalRegisterContract = (name: string, open: OpenJournal): void => {
  const check = (what: string, body: (journal: Journal) => Promise<void>): void =>
    void test(`${name}: ${what}`, async (t) => {
      await using journal = await open(t, { now: () => 1_000 });
      await body(journal);
    });
  const standing = async (journal: Journal, employer?: string) => {
    const query = employer ? ({ by: "employer", employer } as const) : ({ by: "all" } as const);
    const rows = await journal.registered(query, 100);
    return rows.map((r) => `${r.table} ${r.id} ${r.content[0]}${r.at} ${r.seq}`);
  };
  const organism = { table: "organismes", id: "o1", organism: "URSSAF" } as const;
  const employer = { table: "employeurs", id: "e1", employer: "h1" } as const;
  const other = { table: "employeurs", id: "e2", employer: "h2" } as const;

  check("a register that nobody wrote has no row", async (journal) => {
    assert.deepEqual(await standing(journal), []);
  });

  check("the last change of a row counts, and a removed row is gone", async (journal) => {
    const first = changed("a", { ...organism, at: 0 }, { ...employer, at: 1 }, { ...other, at: 2 });
    await append(journal, first);
    await append(journal, changed("b", { ...employer, at: 0 }, other));
    assert.deepEqual(await standing(journal), ["employeurs e1 b0 2", "organismes o1 a0 1"]);
    await append(journal, changed("c", { ...other, at: 5 }));
    assert.deepEqual(await standing(journal), [
      "employeurs e1 b0 2",
      "employeurs e2 c5 3",
      "organismes o1 a0 1",
    ]);
  });

  check("rows are found by their employer and by their table", async (journal) => {
    const adhesion = { table: "adhesions", id: "a1", employer: "h1", organism: "URSSAF" } as const;
    await append(
      journal,
      changed("a", { ...employer, at: 0 }, { ...adhesion, at: 1 }, { ...other, at: 2 }),
    );
    assert.deepEqual(await standing(journal, "h1"), ["adhesions a1 a1 1", "employeurs e1 a0 1"]);
    const rows = await journal.registered({ by: "all", table: "employeurs" }, 1);
    assert.deepEqual(
      rows.map((r) => [r.id, r.employer, r.organism]),
      [["e1", "h1", undefined]],
    );
  });

  check("a change that is not kept leaves no row", async (journal) => {
    const failed = journal.transact(async (t) => {
      await t.append(changed("a", { ...employer, at: 0 }));
      assert.equal((await t.registered({ by: "all" }, 9)).length, 1);
      throw new Error("on purpose");
    });
    await assert.rejects(failed, /on purpose/u);
    assert.deepEqual(await standing(journal), []);
  });
};
