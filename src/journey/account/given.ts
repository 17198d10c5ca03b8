/**
 * That an account was handed over: who, when, of which time, by which way, with the hash of the bundle. Whose it is stands in the
 * journal as keyed hashes only, so that a copy of it lists no clients; the address of a mail stands as it is, like every other.
 */

import { type AccountGivenFact, accountMeans } from "../../domain/facts/register.ts";
import type { FactOf, Recorded } from "../../domain/facts.ts";
import type { DepositId } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { keyedHash, sha256 } from "../../foundation/bytes.ts";
import type { Journal, JournalReader } from "../../ports/journal.ts";
import { agentFacts } from "../agent-facts.ts";
import type { OpenedAccount } from "./open.ts";

/** Whose account it is: as it was typed, and the client's SIRETs. */
export interface AccountOwner {
  readonly named: string;
  readonly sirets?: readonly string[];
}

export interface AccountGiving extends Omit<AccountGivenFact, "is" | "clients"> {
  readonly owner: AccountOwner;
}

/** What is said of an account once it has gone, by one way. */
export const givingOf = (
  { scope, span, found }: OpenedAccount,
  how: Pick<AccountGiving, "means" | "to" | "by"> & { readonly bytes: Uint8Array },
): AccountGiving => {
  const { bytes, ...said } = how;
  return {
    owner: { named: scope.named, ...(scope.sirets ? { sirets: scope.sirets } : {}) },
    from: span.from,
    until: span.to,
    ...said,
    bundle: sha256(bytes),
    size: bytes.length,
    deposits: found.map(({ deposit }) => deposit.id),
  };
};

export type AccountGiven = Recorded<FactOf<"account-given">>;

const hashesOf = (key: Uint8Array, { named, sirets = [] }: AccountOwner): readonly string[] => [
  ...new Set([named, ...sirets].map((text) => keyedHash(key, `account|${text}`))),
];

/** In facts of a bounded size, all of one bundle. */
export const accountGiven = (
  world: {
    readonly journal: Pick<Journal, "transact">;
    readonly agent: { readonly key: Uint8Array };
  },
  { owner, deposits, ...said }: AccountGiving,
): Promise<void> =>
  world.journal.transact(async (t) => {
    const clients = hashesOf(world.agent.key, owner);
    const size = limits.accountDepositsPerFact;
    for (let at = 0; at === 0 || at < deposits.length; at += size)
      await t.append({
        is: "account-given",
        clients,
        ...said,
        deposits: deposits.slice(at, at + size),
      });
  });

/** Oldest first; one for each bundle that was handed over. */
export const accountsGiven = async (
  journal: Pick<JournalReader, "facts">,
  whose:
    | { readonly key: Uint8Array; readonly owner: AccountOwner }
    | { readonly deposit: DepositId },
): Promise<readonly AccountGiven[]> => {
  const all = await agentFacts(journal, "account-given");
  if ("deposit" in whose) return all.filter((fact) => fact.deposits.includes(whose.deposit));
  const hashes = new Set(hashesOf(whose.key, whose.owner));
  const own = all.filter((fact) => fact.clients.some((hash) => hashes.has(hash)));
  return own.filter((fact, at) => {
    const before = own[at - 1];
    return !(before?.at === fact.at && before.bundle === fact.bundle && before.to === fact.to);
  });
};

/** Nothing but the known words is believed of what comes over the socket. */
export const accountGiving = (args: unknown): AccountGiving => {
  const given = (args ?? {}) as Record<string, unknown>;
  const { owner, from, until, to, bundle, size, deposits, by } = given;
  const { named, sirets } = (owner ?? {}) as Record<string, unknown>;
  const means = accountMeans.find((one) => one === given["means"]);
  const isHash = typeof bundle === "string" && /^[0-9a-f]{64}$/u.test(bundle);
  if (!isHash || typeof named !== "string" || !means || typeof by !== "string" || by.trim() === "")
    throw new Error("not an account that was handed over");
  return {
    owner: { named, ...(Array.isArray(sirets) ? { sirets: sirets.map(String) } : {}) },
    from: Number(from),
    until: Number(until),
    means,
    ...(typeof to === "string" ? { to } : {}),
    bundle,
    size: Number(size),
    deposits: (Array.isArray(deposits) ? deposits : []).map(depositId),
    by: by.slice(0, limits.orderByCharsMax),
  };
};

const depositId = (value: unknown): DepositId => {
  if (typeof value !== "string" || !/^D\d{1,15}$/u.test(value)) throw new Error("not a deposit");
  return value as DepositId;
};
