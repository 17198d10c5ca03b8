/** Two deposits that declare the same, released as separate: the order of their receipts changes nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { reconsider, takeReceipt } from "../../src/daemon/receipts.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { sentWorld } from "../support/received.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { rules, sendOne, takeOne, theDeposit } from "../support/small-world.ts";

for (const order of [
  ["D1", "D5"],
  ["D5", "D1"],
] as const)
  test(`the receipt of ${order[0]} first`, async (t) => {
    const { world, headers } = await sentWorld(t);
    world.spool.drop("mapibox.cfg", rules("accept@organisme.test"));
    const again = dpae("SUPPOSEE", "IMAGINAIRE", "FICTIVE");
    world.spool.drop("dpae.txt", again);
    await takeOne(world);
    await giveOrder(world, {
      deposit: "D5",
      order: "release",
      by: "j",
      reason: "",
      as: "separate",
    });
    await advance(world, "D5");
    await sendOne(world, "D5");
    const mails = {
      D1: arMail({
        references: headers.get("D1") ?? "",
        file: dpaeAr(dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE"), []),
      }),
      D5: arMail({ file: dpaeAr(again, []) }),
    };
    for (const [uid, which] of order.entries()) {
      const ref = { mailbox: "cabinet", folder: "INBOX", uidValidity: "1", uid };
      const incoming = { ref, arrived: world.clock.now(), raw: mails[which] };
      const { conclusion } = await takeReceipt(world, incoming);
      if (conclusion) await reconsider(world, conclusion);
    }
    for (const id of ["D1", "D5"] as const) {
      const { declarations } = await theDeposit(world, id);
      assert.deepEqual(
        declarations.map((d) => d.is),
        ["registered", "registered", "registered"],
        id,
      );
    }
  });
