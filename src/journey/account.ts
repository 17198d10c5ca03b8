/**
 * Gathers an account to a client: its real declarations of a time, and the pieces that may be handed over with them. A file, a
 * mail or a receipt that speaks of another client too is not among them.
 */
import { type AccountDeposit, type AccountScope, isInScope } from "../domain/account/scope.ts";
import { type Deposit, endedUnsent } from "../domain/deposit.ts";
import type { DepositId, Instant, ReceiptId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { mayHaveArrived } from "../domain/message.ts";
import { companyMark } from "../domain/receipt/marks.ts";
import { keyedHash } from "../foundation/bytes.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";
import { contentOf } from "./content.ts";

export interface AccountWorld {
  readonly journal: JournalReader;
  readonly store: Store;
  /** The agent's: files that speak of nobody in the account are then known without being read. */
  readonly key?: Uint8Array;
}

export interface AccountTime {
  readonly from: Instant;
  /** Not in it any more. */
  readonly to: Instant;
}

/** Oldest first. */
export const gatherAccount = async (
  world: AccountWorld,
  about: { readonly scope: AccountScope; readonly time: AccountTime },
): Promise<readonly AccountDeposit[]> => {
  const { scope, time } = about;
  const maySpeak = speakingOf(world, scope);
  const deposits: Deposit[] = [];
  for (const dossier of scope.dossiers ?? [undefined])
    for (let before: DepositId | undefined; ; ) {
      const page = await world.journal.find(
        {
          by: "search",
          from: time.from,
          to: time.to,
          ...(dossier === undefined ? {} : { dossier }),
          ...(before === undefined ? {} : { before }),
        },
        limits.batchMax,
      );
      deposits.push(...page.filter((d) => isAccountable(d) && maySpeak(d)));
      before = page.at(-1)?.id;
      if (page.length < limits.batchMax) break;
    }
  const found: AccountDeposit[] = [];
  for (const deposit of deposits) {
    const own = await ownShare(world, deposit, scope);
    if (own) found.push(own);
  }
  const receipts = await ownReceipts(world, found);
  return found
    .map((one) => ({
      ...one,
      receipts: one.deposit.receipts.map((r) => r.receipt).filter((r) => receipts.has(r)),
    }))
    .map((one) => ({ ...one, receipts: [...new Set(one.receipts)] }))
    .toSorted((a, b) => a.deposit.claimed.seq - b.deposit.claimed.seq);
};

/** By the marks that the journal keeps of a file's employers; a journal of before them has none, and its files are read. */
const speakingOf = ({ key }: AccountWorld, { sirets }: AccountScope): ((d: Deposit) => boolean) => {
  if (!key || !sirets) return () => true;
  const own = new Set(sirets.map((siret) => keyedHash(key, companyMark(siret))));
  return ({ recognised }) => recognised?.marks?.some((mark) => own.has(mark)) ?? true;
};

/** What was declared for real, or is about to be. */
const isAccountable = (d: Deposit): boolean =>
  d.claimed.mode === "reel" &&
  d.recognised !== undefined &&
  (!endedUnsent(d) || d.messages.some(mayHaveArrived) || d.otherwise.length > 0);

const ownShare = async (
  world: AccountWorld,
  deposit: Deposit,
  scope: AccountScope,
): Promise<AccountDeposit | undefined> => {
  const { declarations } = await contentOf(world, deposit);
  const own = declarations.filter((d) => isInScope(scope, d));
  // Of a content that was purged, only its dossier says whose it was.
  if (own.length === 0 && (declarations.length > 0 || scope.sirets !== undefined)) return undefined;
  const whole = own.length === declarations.length;
  return { deposit, declarations: own, whole, receipts: [] };
};

/** Those whose every verdict, on every deposit, is about a declaration of the account. */
const ownReceipts = async (
  { journal }: AccountWorld,
  found: readonly AccountDeposit[],
): Promise<ReadonlySet<ReceiptId>> => {
  const whole = new Set(found.flatMap((one) => (one.whole ? [one.deposit.id] : [])));
  const own = new Set<ReceiptId>();
  for (const { receipt } of found.flatMap((one) => one.deposit.receipts)) {
    if (own.has(receipt)) continue;
    const facts = await journal.facts({ receipt }, limits.receiptFactsMax);
    const matches = facts.flatMap((f) => (f.is === "receipt-matched" ? [f] : []));
    if (matches.every((m) => whole.has(m.deposit))) own.add(receipt);
  }
  return own;
};
