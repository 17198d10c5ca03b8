/** F33: a graceful stop in the middle of a dialogue; F44: a server that takes its time after the dot. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { limits } from "../../src/domain/limits.ts";
import { handoverOf, verdictOf } from "../contract/courier.contract.ts";
import { agentFolder, startAgent } from "../support/agent.ts";
import { type FaultScript, type FaultSmtp, faultSmtp } from "../support/fault-smtp.ts";
import { run } from "../support/faulty-delivery.ts";
import { dpae } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

/** An agent that is at work on one file with this server. */
const atWork = async (t: Parameters<typeof agentFolder>[0], script: FaultScript) => {
  const server: FaultSmtp = await faultSmtp(script);
  t.after(() => server[Symbol.asyncDispose]());
  const submission = { host: "localhost", port: server.port, security: "none" };
  const folder = await agentFolder(t, { address: "paie@client.test", submission });
  writeFileSync(folder.dossier("mapibox.cfg"), "a=accept@organisme.test\r\nsujet=DUE\r\n");
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  return { server, folder, agent: await startAgent(t, folder.settings) };
};

test("F33 stopped after the dot: the answer is waited for, and known at the next start", async (t) => {
  const told = Promise.withResolvers<void>();
  const { server, folder, agent } = await atWork(t, { hold: told.promise });
  await waitUntil("the dot", () => server.dots() === 1);
  const stopped = agent.stop();
  told.resolve();
  await stopped;
  const deposit = await folder.until(1, "remis");
  assert.equal(deposit.messages[0]?.attempts.length, 1);
  await startAgent(t, folder.settings).then((again) => again.stop());
  assert.equal(server.dots(), 1);
});

test("F33 stopped while the server is silent before the dot: at once, nothing left, and it goes after the start", async (t) => {
  const { server, folder, agent } = await atWork(t, {
    at: "rcpt",
    fault: { is: "hang" },
    conversations: 1,
  });
  await waitUntil("the server to be silent", () => server.faults() === 1);
  await agent.stop();
  const waiting = await folder.until(1, "nouvel-essai");
  const outcome = waiting.messages[0]?.attempts[0]?.ended?.outcome;
  assert.equal(outcome?.is === "later" && outcome.because.code, "agent-stopped");
  await startAgent(t, folder.settings);
  await folder.until(1, "remis");
  assert.equal(server.dots(), 1);
});

test("F44 the answer to the dot has ten minutes, whatever the waits before it", async () => {
  assert.ok(limits.dotTimeoutMs >= 600_000);
  // Before the dot so long a silence would have ended it. A busy machine is silent for a while too, and not for so long.
  const silenceMs = 3000;
  const told = Promise.withResolvers<void>();
  const beforeDot = async (): Promise<void> =>
    void setTimeout(() => told.resolve(), silenceMs + 500);
  const { outcome, server } = await run({
    script: { hold: told.promise },
    waits: { silenceMs },
    handover: handoverOf({ beforeDot }),
  });
  assert.equal(verdictOf(outcome), "accepted");
  assert.equal(server.dots(), 1);
});
