/** What every journal does; run against SQLite and against the in-memory one that journey tests use. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { genesis, linkHash } from "../../src/domain/chain.ts";
import type { Fact, FactOf } from "../../src/domain/facts.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Journal, JournalTransactor } from "../../src/ports/journal.ts";
import type { DepositQuery, FactFilter } from "../../src/ports/journal-queries.ts";

export type OpenJournal = (t: TestContext, clock: Pick<Clock, "now">) => Promise<Journal>;

export const claimedFact = (deposit: DepositId, more: Partial<FactOf<"claimed">> = {}): Fact => ({
  is: "claimed",
  deposit,
  dossier: "cirso",
  name: "dpae.txt",
  sha256: "a".repeat(64),
  size: 989,
  mode: "reel",
  file: { inode: "1", size: 989, mtimeNs: "1" },
  ...more,
});

export const recognisedFact = (deposit: DepositId, keys: readonly string[] = ["k1"]): Fact => ({
  is: "recognised",
  deposit,
  format: "dpae-flat",
  content: "c".repeat(64),
  keys,
});

export const frozenFact = (deposit: DepositId, header = `<${deposit}@client.test>`): Fact => ({
  is: "frozen",
  deposit,
  message: `${deposit}.M1`,
  sha256: "f".repeat(64),
  size: 10,
  messageIdHeader: header,
  date: 0,
  envelope: { from: "paie@client.test", to: ["accept@organisme.test"] },
  identity: "cabinet",
  declarations: [`${deposit}.1`],
});

export const storedFact = (receipt: `R${number}`, uid: number, sha256: string): Fact => ({
  is: "receipt-stored",
  receipt,
  sha256,
  size: 3,
  from: { mailbox: "cabinet", folder: "INBOX", uidValidity: "7", uid },
  arrived: 0,
});

export const ids = async (journal: Journal, query: DepositQuery, limit = 100) =>
  (await journal.find(query, limit)).map((d) => d.id);

/** Claims a new deposit and appends the facts that follow. */
export const deposit = (
  journal: Journal,
  following: (id: DepositId) => readonly Fact[] = () => [],
  claim: Partial<FactOf<"claimed">> = {},
): Promise<DepositId> =>
  journal.transact(async (t) => {
    const id = await t.nextDeposit();
    await t.append(claimedFact(id, claim));
    for (const fact of following(id)) await t.append(fact);
    return id;
  });

export const journalContract = (name: string, open: OpenJournal): void => {
  const clock = { now: () => 1_000 };
  const check = (what: string, body: (journal: Journal) => Promise<void>): void =>
    void test(`${name}: ${what}`, async (t) => {
      await using journal = await open(t, clock);
      await body(journal);
    });

  check("numbers deposits and facts from 1 without holes", async (journal) => {
    assert.equal(await deposit(journal), "D1");
    assert.equal(await deposit(journal, (id) => [recognisedFact(id)]), "D2");
    const facts = await journal.facts({}, 10);
    assert.deepEqual(
      facts.map((f) => [f.seq, f.is]),
      [
        [1, "claimed"],
        [2, "claimed"],
        [3, "recognised"],
      ],
    );
    assert.equal(facts[0]?.at, 1_000);
    assert.deepEqual(
      (await journal.facts({ after: 1, deposit: "D2" }, 1)).map((f) => f.seq),
      [2],
    );
  });

  check("a transaction that throws leaves nothing, and its neighbours stand", async (journal) => {
    const before = deposit(journal);
    const broken = journal.transact(async (t) => {
      await t.append(claimedFact(await t.nextDeposit()));
      throw new Error("on purpose");
    });
    const after = deposit(journal);
    await assert.rejects(broken, /on purpose/u);
    assert.deepEqual([await before, await after], ["D1", "D2"]);
    assert.equal((await journal.facts({}, 10)).length, 2);
  });

  check("a transaction sees what it wrote; a finished one refuses work", async (journal) => {
    let kept: JournalTransactor | undefined;
    await journal.transact(async (t) => {
      kept = t;
      await t.append(claimedFact(await t.nextDeposit()));
      assert.equal((await t.deposit("D1"))?.claimed.name, "dpae.txt");
      assert.equal((await t.find({ by: "work" }, 5)).length, 1);
    });
    await assert.rejects(async () => kept?.append(claimedFact("D9")), /over/u);
    await assert.rejects(async () => kept?.deposit("D1"), /over/u);
  });

  check("gives its rows as they are chained, in batches", async (journal) => {
    await deposit(journal, (id) => [recognisedFact(id)]);
    await deposit(journal);
    const links = await journal.chain(0, 10);
    assert.deepEqual(
      links.map((l) => [l.seq, l.at, JSON.parse(l.body).is]),
      [
        [1, 1_000, "claimed"],
        [2, 1_000, "recognised"],
        [3, 1_000, "claimed"],
      ],
    );
    let previous = genesis;
    for (const link of links) {
      assert.equal(link.hash, linkHash(previous, link));
      previous = link.hash;
    }
    assert.deepEqual(await journal.chain(1, 1), links.slice(1, 2));
    assert.deepEqual(await journal.chain(3, 1), []);
  });

  check(
    "tells the agent's own facts, and numbers above what the mailbox has seen",
    async (journal) => {
      const behind = {
        is: "journal-behind",
        identity: "cabinet",
        messageIdHeader: "<d7.m1.x@client.test>",
        number: 7,
        because: "mail",
      } as const;
      await deposit(journal);
      await journal.transact((t) => t.append(behind));
      assert.equal(await deposit(journal), "D8");
      const own = await journal.facts({ agent: true }, 10);
      assert.deepEqual(
        own.map((f) => f.is),
        ["journal-behind"],
      );
    },
  );

  check("tells facts of some kinds only, of the agent and of deposits", async (journal) => {
    const planned = { is: "planned", task: "daily", due: 5 } as const;
    await journal.transact((t) => t.append(planned));
    const id = await deposit(journal, (d) => [recognisedFact(d)]);
    for (const is of ["identity-suspended", "identity-resumed"] as const)
      await journal.transact((t) => t.append({ is, identity: "cabinet", said: "535" }));
    await journal.transact((t) => t.append(planned));
    const told = async (filter: FactFilter, limit = 10) =>
      (await journal.facts(filter, limit)).map((f) => f.seq);
    const logins = ["identity-resumed", "identity-suspended"] as const;
    assert.deepEqual(await told({ agent: true, is: logins }), [4, 5]);
    assert.deepEqual(await told({ agent: true, is: ["planned"] }, 1), [1]);
    assert.deepEqual(await told({ agent: true, is: ["planned"], after: 1 }), [6]);
    assert.deepEqual(await told({ agent: true, is: ["recognised"] }), []);
    assert.deepEqual(await told({ is: ["recognised"] }), [3]);
    assert.deepEqual(await told({ is: ["claimed", "recognised"], deposit: id }), [2, 3]);
  });

  check("many transactions at once are each atomic and in order", async (journal) => {
    const many = await Promise.all(Array.from({ length: 150 }, () => deposit(journal)));
    assert.equal(new Set(many).size, 150);
    assert.equal((await journal.facts({}, 1000)).length, 150);
  });

  check("finds work, in-place originals, held and recent deposits", async (journal) => {
    const hold: Fact = { is: "held", deposit: "D2", because: "rules-missing", details: [] };
    await deposit(journal);
    await deposit(journal, () => [hold]);
    await deposit(journal, (id) => [
      { is: "original", deposit: id, became: "moved", to: "traites/x" },
    ]);
    assert.deepEqual(await ids(journal, { by: "work" }), ["D1", "D3"]);
    assert.deepEqual(await ids(journal, { by: "work" }, 1), ["D1"]);
    assert.deepEqual(await ids(journal, { by: "held" }), ["D2"]);
    assert.deepEqual(await ids(journal, { by: "work", after: "D1" }), ["D3"]);
    assert.deepEqual(await ids(journal, { by: "work", dossier: "cirso" }), ["D1", "D3"]);
    assert.deepEqual(await ids(journal, { by: "work", dossier: "ducs" }), []);
    const place = { by: "in-place", dossier: "cirso", name: "dpae.txt" } as const;
    assert.deepEqual(await ids(journal, place), ["D2", "D1"]);
    assert.deepEqual(await ids(journal, { ...place, name: "autre.txt" }), []);
    assert.deepEqual(await ids(journal, { ...place, dossier: "ducs" }), []);
    assert.deepEqual(await ids(journal, { by: "recent" }, 2), ["D3", "D2"]);
    assert.deepEqual(await ids(journal, { by: "name", dossier: "cirso", name: "dpae.txt" }, 1), [
      "D3",
    ]);
  });

  check("finds by bytes only within one dossier and mode", async (journal) => {
    const bytes = { by: "bytes", dossier: "cirso", sha256: "a".repeat(64), mode: "reel" } as const;
    await deposit(journal);
    await deposit(journal, () => [], { mode: "test" });
    await deposit(journal, () => [], { dossier: "ducs" });
    await deposit(journal, () => [], { sha256: "b".repeat(64) });
    assert.deepEqual(await ids(journal, bytes), ["D1"]);
    assert.deepEqual(await ids(journal, { ...bytes, without: ["doublon"] }), ["D1"]);
    assert.deepEqual(await ids(journal, { ...bytes, without: ["pris-en-charge"] }), []);
  });

  check("finds by key, sent name and Message-ID, newest first", async (journal) => {
    const sent = (id: DepositId) => [recognisedFact(id, ["k1", id]), frozenFact(id)];
    await deposit(journal, sent);
    await deposit(journal, sent);
    await deposit(journal);
    assert.deepEqual(await ids(journal, { by: "key", key: "k1" }), ["D2", "D1"]);
    assert.deepEqual(await ids(journal, { by: "key", key: "D1" }), ["D1"]);
    const name = { by: "sent-name", name: "dpae.txt", identity: "cabinet" } as const;
    assert.deepEqual(await ids(journal, name), ["D2", "D1"]);
    assert.deepEqual(await ids(journal, { by: "message-id", header: "<D1@client.test>" }), ["D1"]);
    assert.deepEqual(await ids(journal, { by: "message-id", header: "<D9@client.test>" }), []);
  });

  check("tells when its newest fact was written", async (journal) => {
    assert.equal(await journal.head(), undefined);
    await deposit(journal);
    assert.deepEqual(await journal.head(), (await journal.chain(0, 9)).at(-1));
    await journal.transact(async (t) => assert.equal(typeof (await t.head())?.hash, "string"));
  });

  check("pages through work and unreported deposits, of one dossier", async (journal) => {
    for (let n = 0; n < 3; n += 1) await deposit(journal);
    for (const by of ["work", "unreported"] as const) {
      assert.deepEqual(await ids(journal, { by, dossier: "cirso" }, 2), ["D1", "D2"]);
      assert.deepEqual(await ids(journal, { by, dossier: "cirso", after: "D2" }, 2), ["D3"]);
      assert.deepEqual(await ids(journal, { by, dossier: "ducs" }), []);
      assert.deepEqual(await ids(journal, { by, after: "D2" }), ["D3"]);
    }
  });

  check("keeps the ledger of mails by reference and by bytes", async (journal) => {
    const ref = { mailbox: "cabinet", folder: "INBOX", uidValidity: "7", uid: 3 };
    await journal.transact(async (t) => {
      assert.equal(await t.nextReceipt(), "R1");
      await t.append(storedFact("R1", 3, "d".repeat(64)));
      assert.equal(await t.nextReceipt(), "R2");
      await t.append({ is: "receipt-seen-again", receipt: "R1", from: { ...ref, uid: 4 } });
    });
    assert.equal(await journal.mail(ref), "R1");
    assert.equal(await journal.mail({ ...ref, uid: 4 }), "R1");
    assert.equal(await journal.mail({ ...ref, uidValidity: "8" }), undefined);
    assert.equal(await journal.receiptOf("d".repeat(64)), "R1");
    assert.equal(await journal.receiptOf("e".repeat(64)), undefined);
    assert.equal((await journal.facts({ receipt: "R1" }, 10)).length, 2);
  });

  check("knows which reports are older than their facts", async (journal) => {
    const id = await deposit(journal);
    assert.deepEqual(await ids(journal, { by: "unreported" }), [id]);
    await journal.reported(id, 1);
    assert.deepEqual(await ids(journal, { by: "unreported" }), []);
    await journal.transact((t) => t.append(recognisedFact(id)));
    assert.deepEqual(await ids(journal, { by: "unreported" }), [id]);
  });
};
