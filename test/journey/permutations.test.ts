/**
 * The order in which a deposit's receipts come does not matter: the same state and the same report, whatever the mail system
 * does with them (late, doubled, shuffled). fast-check prints seed and path when it fails.
 */

import assert from "node:assert/strict";
import { after, type TestContext, test } from "node:test";
import fc from "fast-check";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import { modelOf } from "../../src/adapters/reports/reporter.ts";
import { advance } from "../../src/daemon/advance.ts";
import { reconsider, takeReceipt } from "../../src/daemon/receipts.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { forPeople } from "../../src/journey/report.ts";
import { arriving, sentWorld } from "../support/received.ts";
import { theDeposit } from "../support/small-world.ts";
import { testTold } from "../support/told.ts";

const mailReader = workerMailReader();
after(() => mailReader[Symbol.asyncDispose]());

/** Each mail has its own time of arrival, whatever the order in which it is read. */
const sets: Readonly<Record<string, readonly string[]>> = {
  D1: [
    "040-dpae-tout-00",
    "041-dpae-un-refus",
    "052-dpae-double",
    "065-faux-sans-verdict",
    "068-faux-dkim-fail",
    "079-dsn-delayed",
    "089-rebond-ovh-fr",
  ],
  D2: [
    "055-ducs-niveau-1",
    "056-ducs-niveau-2",
    "058-ducs-niveau-3-partiel",
    "061-ducs-niveau-3-numero-connu",
    "029-contrl-7-accepte",
    "035-mdn-processed",
  ],
  D3: [
    "001-acs-acceptee",
    "008-ars-refusees",
    "017-ars-dernier-decide",
    "014-ars-sans-references-numero-connu",
    "013-ars-un-seul-destinataire",
  ],
  D4: ["018-aee-ok", "021-ban-non-bloquant", "026-cco-sans-references-idflux", "019-are-ko"],
};

const outcome = async (
  t: TestContext,
  id: DepositId,
  names: readonly string[],
): Promise<unknown> => {
  const sent = await sentWorld(t, { mailReader });
  const { world } = sent;
  const order = [...new Set(Object.values(sets).flat())];
  const ids = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const arrived = world.clock.now() + order.indexOf(name) * 60_000;
    const ref = { mailbox: "cabinet", folder: "INBOX", uidValidity: "1", uid: index + 1 };
    const taken = await takeReceipt(world, { ref, arrived, raw: await arriving(sent, name) });
    ids.set(taken.receipt, name);
    if (taken.conclusion) await reconsider(world, taken.conclusion);
  }
  await advance(world, id);
  const deposit = await theDeposit(world, id);
  const model = modelOf(await forPeople(world, deposit), testTold);
  // The number under which a mail was written down, and that of the newest fact, tell the order and nothing else; and a
  // file that two mails brought is put into `AR/` once, for whichever was read first (design §3, deliveries).
  const { footer: _, timeline, receipts, ...rest } = model;
  const told = {
    ...rest,
    receipts: receipts.map(({ filed: __, ...receipt }) => receipt),
    timeline: timeline.filter((e) => !/AR\//u.test(`${e.what} ${e.detail}`)),
  };
  const text = JSON.stringify(told).replaceAll(/R\d+/gu, (id) => ids.get(id) ?? id);
  return JSON.parse(text) as unknown;
};

for (const [id, names] of Object.entries(sets))
  test(`the receipts of ${id} in any order give one state and one report`, async (t) => {
    const expected = await outcome(t, id as DepositId, names);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...names], { minLength: names.length }),
        async (shuffled) => {
          assert.deepEqual(await outcome(t, id as DepositId, shuffled), expected);
        },
      ),
      { numRuns: 12 },
    );
  });
