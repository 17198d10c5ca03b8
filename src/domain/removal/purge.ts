/** What belongs to a deposit in the store, by kind, and what of it was purged. */
import type { Deposit } from "../deposit.ts";
import type { Fact } from "../facts.ts";
import type { Sha256 } from "../ids.ts";
import type { KeptKind } from "./retention.ts";
import { storedHashes } from "./stored-hashes.ts";

/** Which kind the bytes are of that a fact stands on. */
export const kindOf = (fact: Fact): KeptKind | undefined => {
  switch (fact.is) {
    case "claimed":
    case "recognised":
    case "checked":
      return "originals";
    case "ruled":
    case "frozen":
      return "mails";
    // What shows that it was declared, as an acknowledgement does.
    case "declared-otherwise":
    case "receipt-stored":
    case "receipt-classified":
    case "receipt-matched":
      return "receipts";
    default:
      return undefined;
  }
};

/** The hashes of this kind that the deposit stands on and that are still kept for it, each once. */
export const keptHashes = (d: Deposit, kind: KeptKind): readonly Sha256[] => {
  const gone = purgedHashes(d);
  const own = factsWithBytes(d).filter((fact) => kindOf(fact) === kind);
  return [...new Set(own.flatMap(storedHashes))].filter((hash) => !gone.has(hash));
};

const factsWithBytes = (d: Deposit): readonly Fact[] => [
  d.claimed,
  ...[d.recognised, d.checked, d.ruled].filter((fact) => fact !== undefined),
  ...d.messages.map((m) => m.frozen),
  ...d.receipts,
  ...d.otherwise,
];

export const purgedHashes = (d: Deposit): ReadonlySet<Sha256> =>
  new Set(
    d.purges.flatMap((p) => p.removed.flatMap((r) => (r.path === undefined ? [r.sha256] : []))),
  );

export const isPurged = (d: Deposit, kind: KeptKind): boolean =>
  d.purges.some((p) => p.kinds.includes(kind));
