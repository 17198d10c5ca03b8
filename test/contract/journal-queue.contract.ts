/** What every journal's queue promises: what is due to be sent, in which order and by whom, and what may or may not have arrived. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../src/domain/facts.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { deposit, frozenFact, ids, type OpenJournal, recognisedFact } from "./journal.contract.ts";

const attempt = (deposit: DepositId) =>
  ({ deposit, message: `${deposit}.M1`, attempt: 1 }) as const;

export const journalQueueContract = (name: string, open: OpenJournal): void => {
  const clock = { now: () => 1_000 };
  const check = (what: string, body: (journal: Journal) => Promise<void>): void =>
    void test(`${name}: ${what}`, async (t) => {
      await using journal = await open(t, clock);
      await body(journal);
    });

  check("knows what is due to be sent, and attempts that were cut", async (journal) => {
    const id = await deposit(journal, (d) => [recognisedFact(d), frozenFact(d)]);
    assert.deepEqual(await ids(journal, { by: "send", at: 999 }), []);
    assert.deepEqual(await ids(journal, { by: "send", at: 1_000 }), [id]);
    assert.deepEqual(await ids(journal, { by: "send", at: 1_000, held: ["ducs"] }), [id]);
    assert.deepEqual(await ids(journal, { by: "send", at: 1_000, held: ["ducs", "cirso"] }), []);
    await journal.transact((t) => t.append({ is: "attempt-begun", ...attempt(id) }));
    assert.deepEqual(await ids(journal, { by: "send", at: 9_999 }), []);
    assert.deepEqual(await ids(journal, { by: "cut-attempt" }), [id]);
    const because = { code: "smtp-temporary", phase: "envelope", said: "451" } as const;
    const outcome = { is: "later", because, trace: { server: "localhost:25" } } as const;
    await journal.transact((t) =>
      t.append({ is: "attempt-ended", ...attempt(id), outcome, next: 5_000 }),
    );
    assert.deepEqual(await ids(journal, { by: "cut-attempt" }), []);
    assert.deepEqual(await ids(journal, { by: "send", at: 4_999 }), []);
    assert.deepEqual(await ids(journal, { by: "send", at: 5_000 }), [id]);
    assert.deepEqual(await ids(journal, { by: "send", at: 100, setBy: 999 }), [id]);
    assert.deepEqual(await ids(journal, { by: "send", at: 100, setBy: 1_000 }), []);
  });

  check(
    "F13 what is due goes by legal deadline, then age, without identities that may not",
    async (journal) => {
      const send = { by: "send", at: 5_000 } as const;
      const due = (deadline?: number) =>
        deposit(journal, (d) => [
          { ...recognisedFact(d), ...(deadline === undefined ? {} : { deadline }) },
          frozenFact(d),
        ]);
      await due();
      await due(900);
      await due();
      await due(500);
      assert.deepEqual(await ids(journal, send), ["D4", "D2", "D1", "D3"]);
      assert.deepEqual(await ids(journal, { ...send, not: ["autre"] }, 1), ["D4"]);
      assert.deepEqual(await ids(journal, { ...send, not: ["cabinet"] }), []);
    },
  );

  check(
    "of a file that two identities send, one that may not keeps nothing of the other's",
    async (journal) => {
      const two = await deposit(journal, (d) => [
        recognisedFact(d),
        frozenFact(d),
        { ...frozenFact(d, `<${d}-2@client.test>`), message: `${d}.M2`, identity: "autre" } as Fact,
      ]);
      const due = (...not: readonly string[]) => ids(journal, { by: "send", at: 5_000, not });
      for (const one of ["cabinet", "autre"]) assert.deepEqual(await due(one), [two]);
      assert.deepEqual(await due("cabinet", "autre"), []);
      await journal.transact((t) => t.append({ is: "attempt-begun", ...attempt(two) }));
      assert.deepEqual(await due("autre"), [], "its own is under way");
      assert.deepEqual(await due("cabinet"), [two]);
    },
  );

  check(
    "finds messages that may or may not have arrived, until somebody knows",
    async (journal) => {
      const id = await deposit(journal, (d) => [recognisedFact(d), frozenFact(d)]);
      const because = { code: "smtp-broken", phase: "dot", said: "cut" } as const;
      const outcome = { is: "uncertain", because, trace: { server: "x" } } as const;
      await journal.transact(async (t) => {
        await t.append({ is: "attempt-begun", ...attempt(id) });
        await t.append({ is: "attempt-dot", ...attempt(id) });
        await t.append({ is: "attempt-ended", ...attempt(id), outcome });
      });
      assert.deepEqual(await ids(journal, { by: "uncertain" }), [id]);
      const order = {
        is: "ordered",
        deposit: id,
        message: `${id}.M1`,
        order: "confirm",
        by: "x",
        reason: "",
      } as const;
      await journal.transact((t) => t.append(order));
      assert.deepEqual(await ids(journal, { by: "uncertain" }), []);
    },
  );
};
