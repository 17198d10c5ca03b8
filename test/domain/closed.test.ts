/** Which deposits are over for everybody: only those may be purged. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DepositFact } from "../../src/domain/deposit.ts";
import { isClosed } from "../../src/domain/removal/closed.ts";
import {
  begun,
  checked,
  claimed,
  depositOf,
  dot,
  ended,
  matched,
  moved,
  recognised,
  ruled,
  upToFrozen,
  verdict,
} from "../support/facts.ts";

const sent = (...keys: readonly string[]): readonly DepositFact[] => [
  ...upToFrozen(...keys),
  begun(),
  dot(),
  ended("accepted"),
];
const about = { deposit: "D1", by: "dupont", reason: "essai" } as const;

const closed: Readonly<Record<string, readonly DepositFact[]>> = {
  registered: [...sent("k"), matched({ verdicts: [verdict(1, "registered")] })],
  "refused and answered": [...sent("k"), matched({ verdicts: [verdict(1, "refused")] })],
  "some registered, some refused": [
    ...sent("k", "l"),
    matched({ verdicts: [verdict(1, "registered"), verdict(2, "refused")] }),
  ],
  superseded: [...sent("k"), { is: "superseded", deposit: "D1", declarations: ["D1.1"], by: "D2" }],
  "cancelled before its mail": [
    claimed(),
    recognised("k"),
    checked,
    moved,
    { is: "ordered", order: "cancel", ...about },
  ],
  "cancelled after its mail was made": [
    ...upToFrozen("k"),
    { is: "ordered", order: "cancel", message: "D1.M1", ...about },
  ],
  rejected: [
    claimed(),
    recognised("k"),
    checked,
    { is: "rejected", deposit: "D1", codes: [] },
    moved,
  ],
  duplicate: [claimed(), { is: "duplicate", deposit: "D1", of: "D2" }, moved],
  simulated: [
    claimed(),
    recognised("k"),
    checked,
    moved,
    ruled,
    { is: "simulated", deposit: "D1" },
  ],
  incomplete: [claimed(), { is: "incomplete", deposit: "D1", truncatedAt: 3 }],
};

const open: Readonly<Record<string, readonly DepositFact[]>> = {
  "just taken": [claimed()],
  ruled: [claimed(), recognised("k"), checked, moved, ruled],
  "waiting to be sent": upToFrozen("k"),
  "being sent": [...upToFrozen("k"), begun()],
  uncertain: [...upToFrozen("k"), begun(), dot(), ended("uncertain")],
  "uncertain, though one says registered": [
    ...upToFrozen("k"),
    begun(),
    dot(),
    ended("uncertain"),
    matched({ by: [], grade: "C", verdicts: [verdict(1, "registered")] }),
  ],
  "to be tried again": [...upToFrozen("k"), begun(), ended("later")],
  "refused by the server: a person may try again": [...upToFrozen("k"), begun(), ended("refused")],
  "sent, no answer": sent("k"),
  "received, not registered": [...sent("k"), matched({ verdicts: [verdict(1, "received")] })],
  "registered by an AR that proves nothing": [
    ...sent("k"),
    matched({ grade: "C", verdicts: [verdict(1, "registered")] }),
  ],
  "one of two answered": [...sent("k", "l"), matched({ verdicts: [verdict(1, "registered")] })],
  "an AR to read": [...sent("k"), matched({ verdicts: [verdict(1, "to-read")] })],
  contradicted: [
    ...sent("k"),
    matched({ verdicts: [verdict(1, "registered")] }),
    matched({ receipt: "R2", verdicts: [verdict(1, "refused")] }),
  ],
  "its AR not filed yet": [
    ...sent("k"),
    matched({
      verdicts: [verdict(1, "registered")],
      file: { name: "dpae.txt", sha256: "1".repeat(64) },
    }),
  ],
  "held by a person": [
    ...sent("k"),
    matched({ verdicts: [verdict(1, "registered")] }),
    { is: "ordered", order: "hold", ...about },
  ],
  held: [claimed(), { is: "held", deposit: "D1", because: "step-failed", details: [] }],
  "rejected, its original still in the way": [
    claimed(),
    recognised("k"),
    checked,
    { is: "rejected", deposit: "D1", codes: [] },
  ],
};

for (const [what, facts] of Object.entries(closed))
  test(`closed: ${what}`, () => assert.equal(isClosed(depositOf(...facts)), true));
for (const [what, facts] of Object.entries(open))
  test(`open: ${what}`, () => assert.equal(isClosed(depositOf(...facts)), false));
