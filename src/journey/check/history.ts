/**
 * The declarations of a file against what left before: sent already, an identifier used for another
 * declaration, a bank or payment mode that is no longer the last one. The journal answers by keyed hashes;
 * only the last payments are read from the store.
 */
import { notChecked } from "../../domain/checks/against-tables.ts";
import { checkAlreadySent, checkIdentifiersUnused } from "../../domain/checks/doubles.ts";
import { checkSameBank } from "../../domain/checks/payment-known.ts";
import type { DeclaredPayments } from "../../domain/checks/stated-payment.ts";
import { businessKey, type Content, identifierOf } from "../../domain/declaration.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { Finding } from "../../domain/finding.ts";
import type { DepositId } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { identifierHash, payerHash } from "../../domain/lookups.ts";
import { mayHaveArrived } from "../../domain/message.ts";
import { keyedHash } from "../../foundation/bytes.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { CorruptBlob, type Store } from "../../ports/store.ts";
import { contentOf } from "../content.ts";

export interface Past {
  readonly journal: JournalReader;
  readonly store: Store;
  /** The agent's secret: the journal knows declarations by their keyed hash only. */
  readonly key: Uint8Array;
}

/** `self`: the deposit that is judged, which is no history of itself. */
export const againstHistory = async (
  past: Past,
  content: Content,
  self?: DepositId,
): Promise<readonly Finding[]> => {
  const { declarations } = content;
  const look = lookIn(past, self);
  const sent = new Set<string>();
  const used = new Map<string, string>();
  for (const declared of declarations) {
    if (sent.size + used.size >= limits.findingsPerCodeMax) break;
    const key = businessKey(declared);
    const hash = keyedHash(past.key, key);
    if (await look(hash)) sent.add(key);
    const own = identifierHash(declared, past.key);
    const before = own === undefined ? undefined : await look(own);
    const at = before?.recognised?.identifiers?.indexOf(own ?? "") ?? -1;
    const other = before?.recognised?.keys[at];
    if (other !== undefined && other !== hash) used.set(identifierOf(declared) ?? "", other);
  }
  return [
    ...checkAlreadySent(declarations, sent),
    ...checkIdentifiersUnused(declarations, used),
    ...(await banks(past, content, look)),
  ];
};

type Look = (hash: string) => Promise<Deposit | undefined>;

/** Deposits looked at for one hash: the newest that was sent is among them. */
const holdersMax = 50;

/** The newest deposit under this hash that may have reached its organism. */
const lookIn =
  ({ journal }: Past, self: DepositId | undefined): Look =>
  async (hash) =>
    (await journal.find({ by: "key", key: hash }, holdersMax)).find(
      (d) => d.id !== self && d.claimed.mode === "reel" && d.messages.some(mayHaveArrived),
    );

/** Each payer once: the last payment that this file makes for it. */
const banks = async (past: Past, content: Content, look: Look): Promise<readonly Finding[]> => {
  const now = new Map<string, DeclaredPayments>();
  for (const paid of content.payments ?? []) {
    const declared = content.declarations[paid.declaration - 1];
    const hash = declared && payerHash(declared, past.key);
    if (hash !== undefined && now.size < limits.payersComparedMax) now.set(hash, paid);
  }
  const found: Finding[] = [];
  for (const [hash, { declaration, payments }] of now) {
    const before = await look(hash);
    if (before === undefined) continue;
    const place = { declaration, field: "paiement" };
    const last = await lastPayments(past, before, hash);
    if (last === undefined) found.push(notChecked("historique-non-consulte", place));
    else found.push(...checkSameBank(payments, last, place));
  }
  return found;
};

/** Undefined when what was sent is no longer readable here. */
const lastPayments = async (
  past: Past,
  before: Deposit,
  hash: string,
): Promise<DeclaredPayments["payments"] | undefined> => {
  try {
    const { declarations, payments = [] } = await contentOf(past, before);
    const of = ({ declaration }: DeclaredPayments): boolean => {
      const declared = declarations[declaration - 1];
      return declared !== undefined && payerHash(declared, past.key) === hash;
    };
    // Without declarations the content was purged.
    return declarations.length === 0 ? undefined : (payments.findLast(of)?.payments ?? []);
  } catch (cause) {
    if (cause instanceof CorruptBlob) return undefined;
    throw cause;
  }
};
