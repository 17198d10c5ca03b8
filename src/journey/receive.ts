/**
 * A mail arrived. Its raw bytes are durable before anything else is done with it (I5), and all that was
 * concluded of it is one commit: a crash before leaves the mail unknown, and it is read again.
 */
import { isToldAlready } from "../domain/behind.ts";
import type { Fact, MailRef } from "../domain/facts.ts";
import type { Instant, ReceiptId, Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { sha256 } from "../foundation/bytes.ts";
import type { JournalTransactor } from "../ports/journal.ts";
import { agentFacts } from "./agent-facts.ts";
import type { Conclusion } from "./understand/conclusion.ts";
import type { World } from "./world.ts";

export interface Incoming {
  readonly ref: MailRef;
  readonly arrived: Instant;
  readonly raw: Uint8Array;
}

type Facts = readonly Fact[];

/** Makes the raw mail durable. `seen`: these very bytes were received before, under another reference. */
export const keep = async (
  world: Pick<World, "store" | "journal">,
  incoming: Incoming,
): Promise<{ readonly sha256: Sha256; readonly seen?: ReceiptId }> => {
  const hash = sha256(incoming.raw);
  const seen = await world.journal.receiptOf(hash);
  // What was purged stays purged; anything else is put again, which mends it where it was damaged.
  if (!seen || !(await isPurged(world, seen))) await world.store.put(incoming.raw);
  return { sha256: hash, ...(seen ? { seen } : {}) };
};

const isPurged = async (world: Pick<World, "journal">, receipt: ReceiptId): Promise<boolean> =>
  (await world.journal.facts({ receipt }, limits.auditFactsMax)).some(
    (f) => f.is === "receipt-purged",
  );

export const recordAgain = (
  world: Pick<World, "journal">,
  receipt: ReceiptId,
  from: MailRef,
): Promise<void> =>
  world.journal.transact((t) => t.append({ is: "receipt-seen-again", receipt, from }));

export type Written =
  | { readonly is: "new" | "again"; readonly receipt: ReceiptId }
  /** Nothing was written: what was concluded rests on an answer that another one has taken the place of. */
  | { readonly is: "overtaken" };

/** `isOvertaken` is asked in the commit itself. These very bytes may have come another way meanwhile. */
export const record = (
  world: Pick<World, "journal">,
  incoming: Incoming,
  about: {
    readonly sha256: Sha256;
    readonly conclusion: Conclusion;
    readonly isOvertaken?: (t: JournalTransactor) => Promise<boolean>;
  },
): Promise<Written> =>
  world.journal.transact(async (t) => {
    const { conclusion, sha256, isOvertaken } = about;
    const seen = await t.receiptOf(sha256);
    if (seen) {
      await t.append({ is: "receipt-seen-again", receipt: seen, from: incoming.ref });
      return { is: "again", receipt: seen };
    }
    if (await isOvertaken?.(t)) return { is: "overtaken" };
    const receipt = await t.nextReceipt();
    const facts: readonly Fact[] = [
      {
        is: "receipt-stored",
        receipt,
        sha256,
        size: incoming.raw.length,
        from: incoming.ref,
        arrived: incoming.arrived,
      },
      ...judgement(receipt, conclusion),
    ];
    for (const fact of facts) await t.append(fact);
    await appendBehind(t, incoming, conclusion.behind ?? []);
    return { is: "new", receipt };
  });

const judgement = (receipt: ReceiptId, conclusion: Conclusion): Facts => [
  {
    is: "receipt-classified",
    receipt,
    class: conclusion.class,
    by: conclusion.by,
    ...(conclusion.candidates ? { candidates: conclusion.candidates } : {}),
    ...(conclusion.marks ? { marks: conclusion.marks } : {}),
    ...(conclusion.verified ? { verified: conclusion.verified } : {}),
    ...(conclusion.opened ? { opened: conclusion.opened } : {}),
  },
  ...conclusion.matches.map((m) => ({ is: "receipt-matched", receipt, ...m }) as const),
  ...conclusion.returns.map((r) => ({ is: "message-returned", by: receipt, ...r }) as const),
];

/** What was concluded later of a mail that is kept already: its authenticity was asked again. */
export const recordAnew = (
  world: Pick<World, "journal">,
  receipt: ReceiptId,
  conclusion: Conclusion,
): Promise<void> =>
  world.journal.transact(async (t) => {
    for (const fact of judgement(receipt, conclusion)) await t.append(fact);
  });

/** What the mail shows that the journal lacks, named once whatever cites it. */
const appendBehind = async (
  t: JournalTransactor,
  incoming: Incoming,
  behind: NonNullable<Conclusion["behind"]>,
): Promise<void> => {
  if (behind.length === 0) return;
  const told = await agentFacts(t, "journal-behind");
  for (const one of behind)
    if (!isToldAlready(told, one.messageIdHeader))
      await t.append({ is: "journal-behind", identity: incoming.ref.mailbox, ...one });
};
