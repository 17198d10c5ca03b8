/**
 * What this version's agent leaves behind after a life of commands and mails: as many kinds of facts as there are without luck, and an audit
 * without a violation. `FACTEUR_LEAVE_DATA=1` lays it into test/fixtures/upgrade/ for the versions to come.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { leftDataOf } from "../../service/build/release.ts";
import type { Fact } from "../../src/domain/facts.ts";
import { productVersion } from "../../src/foundation/product.ts";
import { factKinds, layDown, leaveData } from "../support/left-data.ts";

/** What this life holds by itself; the others need luck, a damage or months. */
const lived: readonly Fact["is"][] = [
  "account-given",
  "alarm-ended",
  "alarm-raised",
  "attempt-begun",
  "attempt-dot",
  "attempt-ended",
  "checked",
  "claimed",
  "client-ordered",
  "corrected",
  "declared-otherwise",
  "delivered",
  "delivery-begun",
  "duplicate",
  "frozen",
  "head-stamped",
  "held",
  "journal-behind",
  "message-proved",
  "message-returned",
  "moved",
  "notified",
  "ordered",
  "original",
  "purge-begun",
  "purge-ended",
  "purged",
  "qualification-done",
  "qualification-overridden",
  "qualification-planned",
  "receipt-classified",
  "receipt-matched",
  "receipt-stored",
  "recognised",
  "reconciled",
  "refile-ordered",
  "register-announced",
  "register-changed",
  "register-forgotten",
  "rejected",
  "ruled",
  "simulated",
  "statement-given",
];

test("a life of the agent leaves what later versions must read, and its audit is clean", async (t) => {
  const left = await leaveData(t);
  const kinds = factKinds(left.folder);
  const missing = lived.filter((kind) => !kinds.has(kind));
  assert.deepEqual(missing, []);
  const { code, out } = await left.facteur("audit");
  assert.equal(code, 0, out);
  if (process.env["FACTEUR_LEAVE_DATA"] === "1")
    await layDown(left, join(import.meta.dirname, "../..", leftDataOf(productVersion())));
});
