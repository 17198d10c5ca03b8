/** What is asked in a thread of its own: one thread for questions that follow each other, none for an agent that asks nothing. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { AskedThread } from "../../src/foundation/asked-thread.ts";
import { cleanup } from "../support/cleanup.ts";
import { waitUntil } from "../support/wait-until.ts";

const tellingItsNumber = `
  import { parentPort, threadId } from "node:worker_threads";
  parentPort.on("message", () => parentPort.postMessage(threadId));
`;

/** Each answer is the number of the thread that gave it. */
const asking = (t: TestContext, idleMs: number): (() => Promise<number>) => {
  const thread = new AskedThread<string, number>({
    program: new URL(`data:text/javascript,${encodeURIComponent(tellingItsNumber)}`),
    heapMb: 64,
    msMax: 60_000,
    idleMs,
  });
  cleanup(t, () => thread[Symbol.asyncDispose]());
  return async () => {
    const asked = await thread.ask("who?");
    assert.equal(asked.is, "answered");
    return asked.is === "answered" ? asked.answer : 0;
  };
};

test("questions that follow each other share a thread", async (t) => {
  const ask = asking(t, 60_000);
  const first = await ask();
  assert.deepEqual(await Promise.all([ask(), ask()]), [first, first]);
});

test("a thread that nobody asks anything ends, and the next question has another", async (t) => {
  const ask = asking(t, 1);
  const first = await ask();
  await waitUntil("another thread", async () => (await ask()) !== first);
});
