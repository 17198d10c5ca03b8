/** What the table of deposits says of one: computed from its facts, in the order of the columns. */

import type { Deposit } from "../../domain/deposit.ts";
import { isAwaiting } from "../../domain/due/awaited.ts";
import { hasCutAttempt, isUncertain, nextStep, sendingOf } from "../../domain/next.ts";
import { situation } from "../../domain/rollup.ts";

/** Its columns after `n`, without `reported_seq`, which no fact tells. */
export const rowColumns = [
  "dossier",
  "name",
  "sha256",
  "mode",
  "identity",
  "work",
  "held",
  "cut",
  "uncertain",
  "in_place",
  "send_due",
  "deadline",
  "last_seq",
  "awaiting",
  "state",
  "taken",
  "moved",
  "send_set",
  "senders",
] as const;

export const rowOf = (d: Deposit): (string | number | null)[] => {
  const sending = sendingOf(d);
  return [
    d.claimed.dossier,
    d.claimed.name,
    d.claimed.sha256,
    d.claimed.mode,
    d.messages[0]?.frozen.identity ?? null,
    nextStep(d) ? 1 : 0,
    d.stage.is === "held" ? 1 : 0,
    hasCutAttempt(d) ? 1 : 0,
    isUncertain(d) ? 1 : 0,
    d.original === "in-place" || d.original.became === "left" ? 1 : 0,
    sending?.due ?? null,
    d.recognised?.deadline ?? null,
    d.lastSeq,
    isAwaiting(d) ? 1 : 0,
    situation(d).is,
    d.claimed.at,
    d.lastAt,
    sending?.set ?? null,
    // One identity, as nearly always: the deposit's own column says it.
    sending && new Set(d.messages.map((m) => m.frozen.identity)).size > 1
      ? JSON.stringify(sending.identities)
      : null,
  ];
};
