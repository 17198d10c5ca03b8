/** While the disk is full: receipts are read and nothing in the mailbox changes; and files that somebody holds. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../../src/domain/limits.ts";
import { memoryMailbox } from "../support/memory-mailbox.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld, theDeposit } from "../support/small-world.ts";

test("F31 on a full disk receipts are still read, and not moved; nothing is taken, sent or filed until there is room", async (t) => {
  const world = smallWorld(t);
  const inner = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  const hint = (ms: number, signal: AbortSignal) => world.clock.wait(ms, signal);
  const mailbox = { ...inner, hint };
  const watched = { identity: "cabinet", mailbox, pollSeconds: 1, moveMatchedTo: "Traités" };
  const small = smallDaemon(t, world, [watched]);
  const sent = dpae("FICTIVE");
  world.spool.drop("un.txt", sent);
  await small.until("it is sent", async () => {
    return (await world.journal.deposit("D1"))?.messages[0]?.stage.is === "accepted";
  });
  world.disk.free(limits.diskSpareBytesMin - 1);
  const references = (await theDeposit(world, "D1")).messages[0]?.frozen.messageIdHeader ?? "";
  const ar = arMail({ references, file: dpaeAr(sent, ["00"]), name: "un.txt" });
  mailbox.deliver(ar, { arrived: world.clock.now() });
  world.spool.drop("deux.txt", dpae("INVENTE"));
  await small.until("the receipt is known", async () => {
    return (await theDeposit(world, "D1")).receipts.length === 1;
  });
  for (let turn = 0; turn < 20; turn += 1) await world.clock.advance(500);
  assert.equal(mailbox.content("INBOX").length, 1);
  assert.equal((await theDeposit(world, "D1")).deliveries.length, 0);
  assert.equal((await world.journal.find({ by: "recent" }, 9)).length, 1);
  assert.equal(world.courier.attempts().length, 1);
  assert.deepEqual(
    small.daemon.problems.list().map((p) => [p.code, p.about]),
    [["disk-full", "data"]],
  );
  world.disk.free(1e12);
  await small.until("everything goes on", () => world.courier.dots() === 2);
  await small.until("the receipt is filed", () => world.spool.text("AR/un.txt") !== undefined);
  await small.until("and its mail moved", () => mailbox.content("Traités").length === 1);
  assert.equal(mailbox.content("INBOX").length, 0);
  assert.deepEqual(small.daemon.problems.list(), []);
});

test("F10 a file that another program holds is told, tried again, and taken when it is let go; the others go on", async (t) => {
  const world = smallWorld(t);
  const small = smallDaemon(t, world);
  world.spool.drop("a.txt", dpae("FICTIVE"));
  world.spool.lock("a.txt");
  world.spool.drop("b.txt", dpae("INVENTE"));
  await small.until("the other is sent", () => world.courier.dots() === 1);
  const told = () => small.daemon.problems.list().map((p) => `${p.code} ${p.about}`);
  assert.deepEqual(told(), ["file-unreadable cirso/a.txt"]);
  world.spool.lock("a.txt", false);
  await small.until("it is sent", () => world.courier.dots() === 2);
  await small.until("nothing is wrong any more", () => told().length === 0);
});
