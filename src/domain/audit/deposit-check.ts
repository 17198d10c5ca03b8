/** Everything that one deposit's facts must hold by themselves. Never throws, whatever they are. */

import { hasLeft } from "../declaration-state.ts";
import {
  blocksSameBytes,
  type Deposit,
  type DepositFact,
  endedUnsent,
  foldDeposit,
} from "../deposit.ts";
import type { Recorded } from "../facts.ts";
import { faults } from "../faults.ts";
import type { DepositId } from "../ids.ts";
import { lowest, type Mode } from "../mode.ts";
import { isClosed } from "../removal/closed.ts";
import { keptHashes } from "../removal/purge.ts";
import { checkDeliveries } from "./deliveries.ts";
import { checkRecipients } from "./recipients.ts";
import { checkSends } from "./sends.ts";
import type { Violation } from "./violation.ts";

export interface DepositAudit {
  /** Undefined when its facts make no history. */
  readonly deposit?: Deposit;
  readonly violations: readonly Violation[];
}

export const checkDeposit = (
  id: DepositId,
  facts: readonly Recorded<DepositFact>[],
): DepositAudit => {
  const own = checks.flatMap((check) => {
    try {
      return check(facts);
    } catch {
      // A fact that lacks a field is told by its place in the chain, or below.
      return [];
    }
  });
  try {
    const deposit = foldDeposit(facts);
    return { deposit, violations: [...own, ...registeredUnsent(deposit)] };
  } catch {
    const at = firstImpossible(facts);
    const broken: Violation = {
      code: "impossible-fact",
      ...(at ? { seq: at.seq } : {}),
      deposit: id,
      ...(at && "message" in at && at.message ? { message: at.message } : {}),
      detail: at?.is ?? "no facts",
    };
    return { violations: [broken, ...own] };
  }
};

/** The first fact that its predecessors do not allow; only asked when there is one. */
const firstImpossible = (
  facts: readonly Recorded<DepositFact>[],
): Recorded<DepositFact> | undefined =>
  facts.find((_, index) => {
    try {
      foldDeposit(facts.slice(0, index + 1));
      return false;
    } catch {
      return true;
    }
  });

const lowestSaid = (mode: Mode, fact: Recorded<DepositFact>): Mode =>
  fact.is === "ruled" ? lowest(mode, fact.mode ?? mode) : mode;

/** I6: the wall of the test modes; what an essai froze says that it is one. */
const checkTest = (facts: readonly Recorded<DepositFact>[]): readonly Violation[] => {
  const claimed = facts.find((f) => f.is === "claimed");
  const simulated = facts.some((f) => f.is === "simulated");
  const mode = simulated ? "test" : facts.reduce(lowestSaid, claimed?.mode ?? "test");
  if (mode === "reel") return [];
  return facts.flatMap((f) =>
    f.is === "frozen" && (mode === "test" || !f.essai)
      ? [
          {
            code: "frozen-in-test",
            seq: f.seq,
            deposit: f.deposit,
            message: f.message,
            detail: mode,
          } as const,
        ]
      : [],
  );
};

/** I3: a person's decision is evidence only when it is somebody's. */
const checkOrders = (facts: readonly Recorded<DepositFact>[]): readonly Violation[] =>
  facts.flatMap((f) => {
    if (f.is !== "ordered") return [];
    const signed = f.by !== "" && (f.order !== "resend" || f.reason !== "");
    const place = { seq: f.seq, deposit: f.deposit, ...(f.message ? { message: f.message } : {}) };
    return signed ? [] : [{ code: "order-unsigned", ...place, detail: f.order } as const];
  });

/** I7: what was set aside says why. */
const checkAside = (facts: readonly Recorded<DepositFact>[]): readonly Violation[] =>
  facts.flatMap((f) => {
    const unnamed =
      (f.is === "held" && !(f.because in faults)) || (f.is === "rejected" && f.codes.length === 0);
    return unnamed
      ? [{ code: "set-aside-unnamed", seq: f.seq, deposit: f.deposit, detail: f.is } as const]
      : [];
  });

/** Whether an earlier deposit of the same bytes, dossier and mode could have made this one a duplicate. */
export const isSentOrAlive = (deposit: Deposit): boolean =>
  blocksSameBytes(deposit) && !endedUnsent(deposit);

/**
 * I1: an earlier deposit of the same bytes, dossier and mode that should have made this one a duplicate. `earlier`
 * are judged as they were when it was taken: what a person ordered or a receipt proved since excuses or accuses nobody.
 */
export const sameBytesTwice = (
  deposit: Deposit,
  earlier: readonly Deposit[],
): readonly Violation[] => {
  const other = isSentOrAlive(deposit) ? earlier.find(blocksSameBytes) : undefined;
  const { seq } = deposit.claimed;
  return other ? [{ code: "same-bytes-twice", seq, deposit: deposit.id, detail: other.id }] : [];
};

/** A purge takes only what belongs to a deposit whose story is over, and is somebody's. */
const checkPurges = (facts: readonly Recorded<DepositFact>[]): readonly Violation[] =>
  facts.flatMap((f, index) => {
    if (f.is !== "purged") return [];
    const before = foldDeposit(facts.slice(0, index));
    const own = new Set(f.kinds.flatMap((kind) => keptHashes(before, kind)));
    const strange = f.removed.find((r) => r.path === undefined && !own.has(r.sha256));
    const { seq, deposit } = f;
    const told: Violation[] = [];
    if (!isClosed(before))
      told.push({ code: "purged-early", seq, deposit, detail: before.stage.is });
    else if (strange) told.push({ code: "purged-early", seq, deposit, detail: strange.sha256 });
    if (f.by === "" || f.reason === "")
      told.push({ code: "order-unsigned", seq, deposit, detail: f.is });
    return told;
  });

/** I3: « enregistré » of what never left is an error of whoever said it, and hides a declaration that is due. */
const registeredUnsent = (deposit: Deposit): readonly Violation[] =>
  deposit.declarations
    .filter((d) => d.is === "registered" && d.proven && !hasLeft(deposit, d.id))
    .map((d) => {
      const receipt = d.verdicts.find((v) => v.closes && v.is === "registered")?.receipt;
      const place = receipt ? { seq: receipt.seq, receipt: receipt.receipt } : {};
      return { code: "registered-unsent", deposit: deposit.id, ...place, detail: d.id };
    });

const checks = [
  checkSends,
  checkDeliveries,
  checkAside,
  checkOrders,
  checkPurges,
  checkTest,
  checkRecipients,
];
