/**
 * By which keyed hashes a deposit is found again. The journal knows declarations by these only: they
 * name nobody to whoever has not the agent's key.
 */
import { keyedHash } from "../foundation/bytes.ts";
import { businessKey, type Declaration, identifierOf, payerOf } from "./declaration.ts";
import type { FactOf } from "./facts.ts";

type Lookups = Pick<FactOf<"recognised">, "keys" | "identifiers" | "payers">;

/** What recognition writes down; hires have neither identifiers nor payers, and their facts stay short. */
export const lookupsFor = (declarations: readonly Declaration[], key: Uint8Array): Lookups => {
  const keys = declarations.map((d) => keyedHash(key, businessKey(d)));
  const payers = [...new Set(declarations.flatMap((d) => payerHash(d, key) ?? []))];
  if (payers.length === 0) return { keys };
  return { keys, identifiers: declarations.map((d) => identifierHash(d, key) ?? ""), payers };
};

export const identifierHash = (d: Declaration, key: Uint8Array): string | undefined => {
  const identifier = identifierOf(d);
  return identifier === undefined ? undefined : keyedHash(key, `identifier|${identifier}`);
};

export const payerHash = (d: Declaration, key: Uint8Array): string | undefined => {
  const payer = payerOf(d);
  return payer === undefined ? undefined : keyedHash(key, `payer|${payer}`);
};

/** All of them, each once: one list, so that the index and its audit agree. */
export const lookupsOf = (fact: Lookups): readonly string[] => [
  ...new Set([
    ...fact.keys,
    ...(fact.identifiers ?? []).filter((hash) => hash !== ""),
    ...(fact.payers ?? []),
  ]),
];
