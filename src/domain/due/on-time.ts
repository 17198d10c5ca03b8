/**
 * Whether a declaration was made in time: by the organism's own stamp, or that of an intermediary which it
 * mandated, and only once it was read and validated (seed 002 §2.7). The hour at which we sent, and the mail
 * system's own notices, prove the hand-over and nothing more.
 */

import { instantIn, paris, type Zone } from "../calendar/zoned-time.ts";
import { carriedBy, type DeclarationState } from "../declaration-state.ts";
import type { Deposit } from "../deposit.ts";
import type { Instant, ReceiptId } from "../ids.ts";
import { proofsOf } from "../receipt/believed.ts";
import { type RuledMail, ruledMails, timesOf } from "../ruled-mails.ts";

export type OnTime =
  /** Stamped before the deadline, and validated. */
  | ({ readonly is: "on-time" } & Stamped)
  /** Stamped before it; not validated, or not all of it, yet. */
  | ({ readonly is: "stamped" } & Stamped)
  | ({ readonly is: "late" } & Stamped)
  /** No stamp that proves anything; the receipt itself may have come before the deadline. */
  | { readonly is: "unproved"; readonly receiptBefore?: ReceiptId };

interface Stamped {
  readonly receipt: ReceiptId;
  /** As the organism wrote it. */
  readonly local: string;
  readonly by: "organism" | "intermediary";
}

/** Of one of its mails, its first unless it is said; undefined when no deadline is known, or nothing was sent. */
export const onTime = (
  d: Deposit,
  about: { readonly zone?: Zone; readonly mail?: RuledMail | undefined } = {},
): OnTime | undefined => {
  const { zone = paris, mail = ruledMails(d)[0] } = about;
  const deadline = mail && timesOf(d, mail).deadline;
  if (deadline === undefined || mail?.message === undefined) return undefined;
  const carried = carriedBy(d, mail);
  // By another way: what it shows of its hour, its own proof shows.
  if (carried.some((s) => s.is === "otherwise") && !carried.some(isMailed)) return undefined;
  const proofs = proofsOf(d, mail);
  const stamps = proofs.flatMap((r) => {
    const at = r.stamp && stampEnd(r.stamp.local, zone);
    return r.stamp && at !== undefined ? [{ receipt: r.receipt, ...r.stamp, at }] : [];
  });
  // The organism's own counts before an intermediary's; among them the first.
  const [first] = stamps.toSorted((a, b) => rank(a.by) - rank(b.by) || a.at - b.at);
  if (!first) {
    const before = proofs.find((r) => r.verdicts.length > 0 && r.arrived <= deadline);
    return { is: "unproved", ...(before ? { receiptBefore: before.receipt } : {}) };
  }
  const { at, ...stamped } = first;
  if (at > deadline) return { is: "late", ...stamped };
  const alive = carried.filter(isMailed);
  const validated = alive.length > 0 && alive.every((s) => s.is === "registered" && s.proven);
  return { is: validated ? "on-time" : "stamped", ...stamped };
};

/** Whether it counts, and was declared by mail. */
const isMailed = (s: DeclarationState): boolean => s.is !== "superseded" && s.is !== "otherwise";

const rank = (by: Stamped["by"]): number => (by === "organism" ? 0 : 1);

/** The last instant that the stamp may mean: a day without an hour may be its last minute. */
const stampEnd = (local: string, zone: Zone): Instant | undefined => {
  const [, day = "", hour, minute, second = "0"] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?/u.exec(local) ?? [];
  if (hour === undefined) return instantIn(zone, day, "24:00");
  const at = instantIn(zone, day, `${hour}:${minute}`);
  return at === undefined ? undefined : at + Number(second) * 1000;
};
