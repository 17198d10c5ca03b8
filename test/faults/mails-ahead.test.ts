/** Several mails at once in the mailbox: made durable and understood together, written down one after the other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as breathe } from "node:timers/promises";
import { advance } from "../../src/daemon/advance.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { memoryMailbox } from "../support/memory-mailbox.ts";
import { sentWorld } from "../support/received.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, type SmallWorld, sendOne, smallWorld, takeOne } from "../support/small-world.ts";

const watched = (mailbox: ReturnType<typeof memoryMailbox>) => [
  { identity: "cabinet", mailbox, pollSeconds: 1 },
];

test("the same mail twice in one look is one receipt, seen again, however far ahead the look reads", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const sent = await takeOne(world);
  await sendOne(world, sent.id);
  const references = sent.messages[0]?.frozen.messageIdHeader ?? "";
  const ar = arMail({ references, file: dpaeAr(dpae("FICTIVE"), ["00"]) });
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  for (const raw of [ar, ar, Buffer.from("Subject: autre\r\n\r\nBonjour"), ar])
    mailbox.deliver(raw);
  const small = smallDaemon(t, world, watched(mailbox));
  const facts = () => world.journal.facts({}, 1000);
  await small.until("all four are known", async () => {
    const seen = (await facts()).filter((f) => f.is === "receipt-seen-again");
    return seen.length === 2;
  });
  await small.until("the AR is filed", () => world.spool.text("AR/dpae.txt") !== undefined);
  const stored = (await facts()).flatMap((f) => (f.is === "receipt-stored" ? [f.receipt] : []));
  assert.deepEqual(stored, ["R1", "R2"]);
  assert.equal((await world.journal.deposit(sent.id))?.receipts.length, 1);
});

test("a mail that cannot be kept is read again, and those behind it are not lost with it", async (t) => {
  const base = smallWorld(t);
  let refusals = 2;
  const store: typeof base.store = {
    ...base.store,
    put: async (bytes) => {
      if (Buffer.from(bytes).includes("Subject: deux") && (refusals -= 1) >= 0)
        throw Object.assign(new Error("EIO: on purpose"), { code: "EIO" });
      return base.store.put(bytes);
    },
  };
  const world = { ...base, store };
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  for (const n of ["un", "deux", "trois", "quatre"])
    mailbox.deliver(Buffer.from(`Subject: ${n}\r\n\r\nBonjour`));
  const small = smallDaemon(t, world, watched(mailbox));
  await small.until("all four are stored once", async () => {
    const facts = await world.journal.facts({}, 1000);
    return facts.filter((f) => f.is === "receipt-stored").length === 4;
  });
  const again = (await world.journal.facts({}, 1000)).filter((f) => f.is === "receipt-seen-again");
  assert.equal(again.length, 0);
});

test("a mail that is read beside the one that teaches whom it is about is understood after it, once", async (t) => {
  const { world, headers } = await sentWorld(t);
  world.spool.drop("mapibox.cfg", rules("accept@organisme.test"));
  const again = dpae("SUPPOSEE", "IMAGINAIRE", "FICTIVE");
  world.spool.drop("dpae.txt", again);
  await takeOne(world);
  const order = { by: "j", reason: "", as: "separate" } as const;
  await giveOrder(world, { deposit: "D5", order: "release", ...order });
  await advance(world, "D5");
  await sendOne(world, "D5");
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  const references = headers.get("D1") ?? "";
  const first = dpaeAr(dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE"), []);
  mailbox.deliver(arMail({ references, file: first }));
  // Both deposits hold these persons: only the mail before it tells that D1 does not wait any more.
  mailbox.deliver(arMail({ file: dpaeAr(again, []) }));
  const small = smallDaemon(t, readTogether(world, 2), watched(mailbox));
  const classified = async (receipt: string) =>
    (await world.journal.facts({}, 1000)).filter(
      (f) => f.is === "receipt-classified" && f.receipt === receipt,
    );
  await small.until("both are known", async () => (await classified("R2")).length > 0);
  const { receipts } = (await world.journal.deposit("D5")) ?? { receipts: [] };
  assert.deepEqual(
    receipts.map((r) => r.receipt),
    ["R2"],
  );
  assert.equal((await classified("R2")).length, 1);
});

/** Nothing is written down before so many mails were read and had the time to be understood. */
const readTogether = (world: SmallWorld, mails: number): SmallWorld => {
  const { promise: together, resolve } = Promise.withResolvers<void>();
  let read = 0;
  return {
    ...world,
    mailReader: {
      ...world.mailReader,
      read: async (raw) => {
        const reading = await world.mailReader.read(raw);
        if ((read += 1) === mails) void aWhile().then(resolve);
        return reading;
      },
    },
    journal: {
      ...world.journal,
      transact: (work) =>
        world.journal.transact((t) =>
          work({ ...t, nextReceipt: () => together.then(() => t.nextReceipt()) }),
        ),
    },
  };
};

const aWhile = async (): Promise<void> => {
  for (let turn = 0; turn < 100; turn += 1) await breathe();
};
