/** The journal as an array, for tests of the journey. Passes the same contract as the real one. */

import { genesis, type Link, linkHash } from "../../src/domain/chain.ts";
import { type Deposit, type DepositFact, foldDeposit } from "../../src/domain/deposit.ts";
import { isAwaiting } from "../../src/domain/due/awaited.ts";
import { producedBy } from "../../src/domain/due/series.ts";
import type { Fact, MailRef, Recorded } from "../../src/domain/facts.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { lookupsOf } from "../../src/domain/lookups.ts";
import { hasCutAttempt, isUncertain, nextStep, sendingOf } from "../../src/domain/next.ts";
import { foldReceipt } from "../../src/domain/receipt/receipt.ts";
import type { RegisterRow } from "../../src/domain/register/entry.ts";
import { type SituationIs, situation } from "../../src/domain/rollup.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Journal, JournalReader, JournalTransactor } from "../../src/ports/journal.ts";
import type { DepositQuery } from "../../src/ports/journal-queries.ts";

export const memoryJournal = (clock: Pick<Clock, "now">): Journal => {
  let facts: Recorded[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const reported = new Map<DepositId, number>();
  const reader = readerOf(() => facts, reported);
  return {
    ...reader,
    transact: (work) => {
      const done = turn.then(async () => {
        const before = facts;
        const transactor = transactorOf(reader, (fact) => {
          facts = [...facts, { ...fact, seq: facts.length + 1, at: clock.now() }];
        });
        try {
          return await work(transactor.use);
        } catch (cause) {
          facts = before;
          throw cause;
        } finally {
          transactor.finish();
        }
      });
      turn = done.catch(() => undefined);
      return done;
    },
    reported: async (deposit, seq) => void reported.set(deposit, seq),
    [Symbol.asyncDispose]: async () => void (await turn),
  };
};

const transactorOf = (reader: JournalReader, append: (fact: Fact) => void) => {
  let open = true;
  const live =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (!open) throw new Error("this transaction is over");
      return act(...args);
    };
  const count = async (kind: "receipt-stored") =>
    (await reader.facts({}, Number.POSITIVE_INFINITY)).filter((f) => f.is === kind).length;
  const use: JournalTransactor = {
    deposit: live(reader.deposit),
    find: live(reader.find),
    mail: live(reader.mail),
    receiptOf: live(reader.receiptOf),
    head: live(reader.head),
    receipts: live(reader.receipts),
    tally: live(reader.tally),
    chain: live(reader.chain),
    facts: live(reader.facts),
    registered: live(reader.registered),
    nextDeposit: live(async () => `D${await nextDeposit(reader)}` as const),
    nextReceipt: live(async () => `R${(await count("receipt-stored")) + 1}` as const),
    append: live(async (fact: Fact) => append(fact)),
  };
  return { use, finish: () => (open = false) };
};

/** Above every number taken, and every one that the mailbox has seen. */
const nextDeposit = async (reader: JournalReader): Promise<number> => {
  const facts = await reader.facts({}, Number.POSITIVE_INFINITY);
  const numbers = facts.map((f) => {
    if (f.is === "claimed") return Number(f.deposit.slice(1));
    return f.is === "journal-behind" ? f.number : 0;
  });
  return Math.max(0, ...numbers) + 1;
};

const readerOf = (
  facts: () => readonly Recorded[],
  reported: ReadonlyMap<DepositId, number>,
): JournalReader => {
  // The facts are another array after each commit: what was folded of these stays true.
  const folded = new WeakMap<readonly Recorded[], Map<DepositId, Deposit | undefined>>();
  const fold = (id: DepositId): Deposit | undefined => {
    const own = facts().filter((f) => "deposit" in f && f.deposit === id);
    return own.length > 0 ? foldDeposit(own as Recorded<DepositFact>[]) : undefined;
  };
  const deposit = async (id: DepositId): Promise<Deposit | undefined> => {
    const known = folded.get(facts()) ?? new Map<DepositId, Deposit | undefined>();
    folded.set(facts(), known);
    if (!known.has(id)) known.set(id, fold(id));
    return known.get(id);
  };
  const mails = () =>
    facts().flatMap((f) => (f.is === "receipt-stored" || f.is === "receipt-seen-again" ? [f] : []));
  return {
    deposit,
    find: async (query, limit) => {
      const all: Deposit[] = [];
      for (const f of facts()) {
        const found = f.is === "claimed" ? await deposit(f.deposit) : undefined;
        if (found && answers(query, found, reported)) all.push(found);
      }
      if (query.by === "send") all.sort((x, y) => deadlineOf(x) - deadlineOf(y));
      return (newestFirst.has(query.by) ? all.toReversed() : all).slice(0, limit);
    },
    mail: async (ref) => mails().find((m) => sameRef(m.from, ref))?.receipt,
    receiptOf: async (sha256) =>
      mails().find((m) => m.is === "receipt-stored" && m.sha256 === sha256)?.receipt,
    head: async () => chained(facts()).at(-1),
    receipts: async (query, limit) => {
      const ids = facts().flatMap((f) => (f.is === "receipt-stored" ? [f.receipt] : []));
      return ids
        .flatMap(
          (id) => foldReceipt(facts().filter((f) => "receipt" in f && f.receipt === id)) ?? [],
        )
        .filter((r) => query.state === undefined || r.state === query.state)
        .filter((r) => !query.mark || (r.classified?.marks ?? []).includes(query.mark))
        .filter((r) => !query.after || Number(r.id.slice(1)) > Number(query.after.slice(1)))
        .slice(0, limit);
    },
    tally: async (states, movedSince = 0) => {
      const counts = new Map<SituationIs, number>();
      for (const f of facts()) {
        const d = f.is === "claimed" ? await deposit(f.deposit) : undefined;
        if (!d || d.lastAt < movedSince) continue;
        const { is } = situation(d);
        if (states.includes(is)) counts.set(is, (counts.get(is) ?? 0) + 1);
      }
      return counts;
    },
    chain: async (after, limit) =>
      chained(facts())
        .filter((link) => link.seq > after)
        .slice(0, limit),
    facts: async (filter, limit) =>
      facts()
        .filter((f) => f.seq > (filter.after ?? 0))
        .filter((f) => !filter.agent || !("deposit" in f || "receipt" in f))
        .filter((f) => filter.is?.includes(f.is) ?? true)
        .filter((f) => !filter.producing || producedBy(f).length > 0)
        .filter((f) => {
          const { declarant, scope } = filter.qualification ?? {};
          return !scope || ("declarant" in f && f.declarant === declarant && f.scope === scope);
        })
        .filter((f) => !filter.deposit || ("deposit" in f && f.deposit === filter.deposit))
        .filter((f) => !filter.receipt || ("receipt" in f && f.receipt === filter.receipt))
        .slice(0, limit),
    registered: async (query, limit) =>
      registerRows(facts())
        .filter((r) => (query.by === "employer" ? r.employer === query.employer : true))
        .filter((r) => query.by !== "all" || (query.table ?? r.table) === r.table)
        .sort((a, b) => compare(a.table, b.table) || a.seq - b.seq || a.at - b.at)
        .slice(0, limit),
  };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const registerRows = (facts: readonly Recorded[]): readonly RegisterRow[] => {
  const rows = new Map<string, RegisterRow>();
  for (const fact of facts) {
    if (fact.is === "register-forgotten") {
      const now = new Map(fact.contents.map((c) => [c.was, c.now]));
      for (const [id, row] of rows)
        if (row.employer === fact.employer) rows.delete(id);
        else rows.set(id, { ...row, content: now.get(row.content) ?? row.content });
    }
    for (const change of fact.is === "register-changed" ? fact.changes : []) {
      const { at } = change;
      if (at === undefined) rows.delete(change.id);
      else if (fact.is === "register-changed")
        rows.set(change.id, { ...change, at, content: fact.content, seq: fact.seq });
    }
  }
  return [...rows.values()];
};

const chained = (facts: readonly Recorded[]): readonly Link[] => {
  const links: Link[] = [];
  for (const { seq, at, ...fact } of facts) {
    const link = { seq, at, body: JSON.stringify(fact) };
    links.push({ ...link, hash: linkHash(links.at(-1)?.hash ?? genesis, link) });
  }
  return links;
};

const newestFirst = new Set<DepositQuery["by"]>([
  "key",
  "mark",
  "sent-name",
  "name",
  "recent",
  "in-place",
  "search",
]);

const deadlineOf = (d: Deposit): number => d.recognised?.deadline ?? Number.MAX_SAFE_INTEGER;

const sameRef = (a: MailRef, b: MailRef): boolean =>
  a.mailbox === b.mailbox &&
  a.folder === b.folder &&
  a.uidValidity === b.uidValidity &&
  a.uid === b.uid;

const isAfter = (d: Deposit, after: DepositId | undefined): boolean =>
  after === undefined || Number(d.id.slice(1)) > Number(after.slice(1));

const mayBeDue = (d: Deposit, q: Extract<DepositQuery, { readonly by: "send" }>): boolean => {
  const sending = sendingOf(d);
  if (!sending) return false;
  const { due, set, identities } = sending;
  if (due > q.at && set <= (q.setBy ?? Number.POSITIVE_INFINITY)) return false;
  return identities.some((one) => !q.not?.includes(one)) && !q.held?.includes(d.claimed.dossier);
};

const answers = (q: DepositQuery, d: Deposit, reported: ReadonlyMap<string, number>): boolean => {
  switch (q.by) {
    case "work":
      return (
        nextStep(d) !== undefined &&
        (q.dossier ?? d.claimed.dossier) === d.claimed.dossier &&
        isAfter(d, q.after)
      );
    case "send":
      return mayBeDue(d, q);
    case "cut-attempt":
      return hasCutAttempt(d);
    case "bytes":
      return (
        d.claimed.sha256 === q.sha256 &&
        d.claimed.dossier === q.dossier &&
        d.claimed.mode === q.mode &&
        !q.without?.includes(situation(d).is)
      );
    case "in-place":
      return (
        d.claimed.dossier === q.dossier &&
        d.claimed.name === q.name &&
        (d.original === "in-place" || d.original.became === "left")
      );
    case "message-id":
      return d.messages.some((m) => m.frozen.messageIdHeader === q.header);
    case "key":
      return d.recognised ? lookupsOf(d.recognised).includes(q.key) : false;
    case "sent-name":
      return d.claimed.name === q.name && d.messages[0]?.frozen.identity === q.identity;
    case "mark":
      return [d.recognised, ...d.receipts].some((f) => f?.marks?.includes(q.mark) ?? false);
    case "delivered":
      return d.deliveries.some((x) => x.is === "delivery-begun" && x.sha256 === q.sha256);
    case "name":
      return d.claimed.name === q.name && d.claimed.dossier === q.dossier;
    case "awaiting":
      return isAwaiting(d) && isAfter(d, q.after);
    case "uncertain":
      return isUncertain(d);
    case "held":
      return d.stage.is === "held" && isAfter(d, q.after);
    case "unreported":
      return (
        (reported.get(d.id) ?? 0) < d.lastSeq &&
        (q.dossier ?? d.claimed.dossier) === d.claimed.dossier &&
        isAfter(d, q.after)
      );
    case "recent":
      return d.lastAt >= (q.movedSince ?? 0);
    case "search":
      return isSearched(q, d);
  }
};

const isSearched = (q: Extract<DepositQuery, { readonly by: "search" }>, d: Deposit): boolean => {
  const { before, name, dossier, states, from, to, movedSince, mark } = q;
  const marks = [d.recognised, ...d.receipts].flatMap((f) => f?.marks ?? []);
  return [
    before === undefined || Number(d.id.slice(1)) < Number(before.slice(1)),
    name === undefined || d.claimed.name.toLowerCase().includes(name.toLowerCase()),
    dossier === undefined || d.claimed.dossier === dossier,
    states === undefined || states.includes(situation(d).is),
    from === undefined || d.claimed.at >= from,
    to === undefined || d.claimed.at < to,
    movedSince === undefined || d.lastAt >= movedSince,
    mark === undefined || marks.includes(mark),
  ].every(Boolean);
};
