/** F42: what a 5xx means at each place: the message's end, the service's own trouble, or a dialogue that lost its thread. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import { type FaultScript, faultSmtp } from "../support/fault-smtp.ts";
import { say } from "../support/faulty-delivery.ts";
import { dpae } from "../support/samples.ts";
import { sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

/** How each of three tries ends, as long as there is one to make. */
const triesWith = async (t: TestContext, script: FaultScript): Promise<readonly string[]> => {
  await using server = await faultSmtp(script);
  const base = smallWorld(t);
  const courier = smtpCourier({ host: "127.0.0.1", port: server.port, security: "none" });
  const [sender] = base.senders.values();
  assert.ok(sender);
  const world = { ...base, senders: new Map([[sender.name, { ...sender, courier }]]) };
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  const tries: string[] = [];
  for (let n = 0; n < 3; n += 1) tries.push(await sendOne(world, "D1"));
  const [message] = (await theDeposit(world, "D1")).messages;
  return [...tries, message?.stage.is ?? ""];
};

test("F42 a 550 judges the message: refused, and no second try", async (t) => {
  const script = { at: "rcpt", fault: say("550 5.1.1 unknown") } as const;
  assert.deepEqual(await triesWith(t, script), ["refused", "not-due", "not-due", "refused"]);
});

test("F42 a 554 as greeting says nothing of the message: tried again", async (t) => {
  const script = { at: "greeting", fault: say("554 5.3.2 closed"), conversations: 2 } as const;
  assert.deepEqual(await triesWith(t, script), ["later", "later", "accepted", "accepted"]);
});

test("F42 a 503 is a dialogue that lost its thread: one more try, which may go well", async (t) => {
  for (const at of ["mail", "rcpt", "data", "dot"] as const) {
    const script = { at, fault: say("503 5.5.1 bad sequence"), conversations: 1 } as const;
    const expected = ["later", "accepted", "not-due", "accepted"];
    assert.deepEqual(await triesWith(t, script), expected, at);
  }
});

test("F42 a second 503 is a refusal, for a person", async (t) => {
  const script = { at: "mail", fault: say("503 5.5.1 bad sequence") } as const;
  assert.deepEqual(await triesWith(t, script), ["later", "refused", "not-due", "refused"]);
});
