/** Reports behind what they tell of: one report for a receipt that is matched and filed, on the virtual clock. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import type { Daemon } from "../../src/daemon/daemon.ts";
import { DiskGuard } from "../../src/daemon/disk-guard.ts";
import { Problems } from "../../src/daemon/problems.ts";
import { takeReceipt } from "../../src/daemon/receipts.ts";
import { reportLoop } from "../../src/daemon/report-loop.ts";
import { Bell } from "../../src/foundation/bell.ts";
import { cleanup } from "../support/cleanup.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { silentReporter } from "../support/small-daemon.ts";
import { type SmallWorld, sendOne, smallWorld, takeOne } from "../support/small-world.ts";

const loopOn = (t: Parameters<typeof smallWorld>[0], world: SmallWorld) => {
  const problems = new Problems(world);
  const published: string[] = [];
  const ended = new AbortController();
  const report = new Bell();
  const parts = {
    world,
    problems,
    disk: new DiskGuard(world, problems),
    bells: { report },
    reportAgain: [],
    scanSeconds: 30,
    isBusy: () => false,
    reporter: {
      ...silentReporter,
      publish: async ({ deposit }: Parameters<typeof silentReporter.publish>[0]) => {
        const filed = deposit.deliveries.some((d) => d.is === "delivered");
        const answered = deposit.receipts.length > 0;
        published.push(`${deposit.id} ${filed ? "filed" : answered ? "matched" : "sent"}`);
        return { statut: "", text: "" };
      },
    },
  };
  const running = reportLoop(parts as unknown as Daemon, ended.signal);
  cleanup(t, async () => {
    ended.abort();
    await running;
  });
  const pass = async (ms: number): Promise<readonly string[]> => {
    await world.clock.advance(ms);
    for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return published.splice(0);
  };
  return { ring: () => report.ring(), pass };
};

const answered = async (world: SmallWorld, name: string) => {
  const bytes = dpae(`FICTIVE${name[0]}`);
  world.spool.drop(name, bytes);
  const { id } = await takeOne(world);
  await sendOne(world, id);
  const references = (await world.journal.deposit(id))?.messages[0]?.frozen.messageIdHeader ?? "";
  return {
    id,
    receive: () =>
      takeReceipt(world, {
        ref: { mailbox: "cabinet", folder: "INBOX", uidValidity: "1", uid: Number(id.slice(1)) },
        arrived: world.clock.now(),
        raw: Buffer.from(arMail({ references, name, file: dpaeAr(bytes, ["00"]) })),
      }),
  };
};

test("a receipt that is to be filed is told once it is, or after five seconds when it cannot be", async (t) => {
  const world = smallWorld(t);
  const { ring, pass } = loopOn(t, world);
  const [one, other] = [await answered(world, "a.txt"), await answered(world, "b.txt")];
  ring();
  assert.deepEqual(await pass(0), [`${one.id} sent`, `${other.id} sent`]);
  await one.receive();
  ring();
  assert.deepEqual(await pass(0), []);
  await advance(world, one.id);
  ring();
  assert.deepEqual(await pass(0), [`${one.id} filed`]);
  await other.receive();
  ring();
  assert.deepEqual(await pass(4_999), []);
  assert.deepEqual(await pass(5_000), [`${other.id} matched`]);
});
