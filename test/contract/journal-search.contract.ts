/** What people look for in every journal: deposits by parts of what is known of them, and how many amount to what. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../src/domain/facts.ts";
import type { Journal } from "../../src/ports/journal.ts";
import {
  claimedFact,
  deposit,
  frozenFact,
  ids,
  type OpenJournal,
  recognisedFact,
} from "./journal.contract.ts";

export const journalSearchContract = (name: string, open: OpenJournal): void => {
  const clock = { now: () => 1_000 };
  const check = (what: string, body: (journal: Journal) => Promise<void>): void =>
    void test(`${name}: ${what}`, async (t) => {
      await using journal = await open(t, clock);
      await body(journal);
    });

  check("finds what a person looks for, newest first, page after page", async (journal) => {
    const mark = "1".repeat(32);
    await deposit(journal, (id) => [{ ...recognisedFact(id), marks: [mark] } as Fact]);
    await deposit(journal, (id) => [frozenFact(id)], { name: "DPAE_50%.txt" });
    await deposit(journal, () => [], { name: "autre.txt", dossier: "ducs" });
    await deposit(journal, (id) => [{ is: "incomplete", deposit: id, truncatedAt: 3 }]);
    const search = (more: object, limit = 100) => ids(journal, { by: "search", ...more }, limit);
    assert.deepEqual(await search({}), ["D4", "D3", "D2", "D1"]);
    assert.deepEqual(await search({}, 2), ["D4", "D3"]);
    assert.deepEqual(await search({ before: "D3" }, 2), ["D2", "D1"]);
    const since = (movedSince: number) => ids(journal, { by: "recent", movedSince }, 3);
    assert.deepEqual([await since(1_000), await since(1_001)], [["D4", "D3", "D2"], []]);
    assert.deepEqual(await search({ name: "dpae" }), ["D4", "D2", "D1"]);
    assert.deepEqual(await search({ name: "0%." }), ["D2"]);
    assert.deepEqual(await search({ name: "_" }), ["D2"]);
    assert.deepEqual(await search({ name: "\\" }), []);
    assert.deepEqual(await search({ dossier: "ducs" }), ["D3"]);
    assert.deepEqual(await search({ states: ["incomplet", "a-envoyer"] }), ["D4", "D2"]);
    assert.deepEqual(await search({ states: ["incomplet"], dossier: "ducs" }), []);
    assert.deepEqual(await search({ mark }), ["D1"]);
    assert.deepEqual(await search({ from: 1_000, to: 1_001 }, 1), ["D4"]);
    assert.deepEqual(await search({ from: 1_001 }), []);
    assert.deepEqual(await search({ to: 1_000 }), []);
    assert.deepEqual(await search({ movedSince: 1_000 }, 1), ["D4"]);
    assert.deepEqual(await search({ movedSince: 1_001 }), []);
  });

  check("tells what says that returns were produced, and nothing else", async (journal) => {
    const series = { dossier: "cirso", client: "c", organism: "o", form: "f", period: "p" };
    await deposit(journal, (d) => [recognisedFact(d)]);
    await deposit(journal, (d) => [{ ...recognisedFact(d), series: [series] } as Fact]);
    const proof = { sha256: "b".repeat(64), size: 1 };
    const said = { means: "paper", proof, by: "j", reason: "" } as const;
    await journal.transact((t) => t.append({ is: "return-otherwise", ...series, ...said }));
    const told = async (after: number) =>
      (await journal.facts({ producing: true, after }, 10)).map((f) => f.seq);
    assert.deepEqual(await told(0), [4, 5]);
    assert.deepEqual(await told(4), [5]);
  });

  check("counts deposits by what they amount to", async (journal) => {
    await deposit(journal, (id) => [{ is: "incomplete", deposit: id, truncatedAt: 3 }]);
    await deposit(journal, (id) => [{ is: "incomplete", deposit: id, truncatedAt: 3 }]);
    await deposit(journal);
    const counts = await journal.tally(["incomplet", "rejete"]);
    assert.deepEqual([...counts], [["incomplet", 2]]);
    assert.deepEqual([...(await journal.tally(["incomplet"], 1_001))], []);
    await journal.transact(async (t) => {
      const id = await t.nextDeposit();
      await t.append(claimedFact(id));
      assert.deepEqual([...(await t.tally(["pris-en-charge"]))], [["pris-en-charge", 2]]);
    });
  });
};
