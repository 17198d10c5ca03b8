/** What the post thread adds to the courier's contract: questions across it, its loss before and after the dot, its end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { nodemailerComposer } from "../../src/adapters/courier/nodemailer-composer.ts";
import { threadedPost } from "../../src/adapters/courier/threaded-post.ts";
import { CalledThread, ThreadLost } from "../../src/foundation/thread-calls.ts";
import type { Letter } from "../../src/ports/composer.ts";
import { type Credential, CredentialFault } from "../../src/ports/credential.ts";
import { handoverOf, verdictOf } from "../contract/courier.contract.ts";
import { type FaultScript, faultSmtp } from "../support/fault-smtp.ts";
import { waitUntil } from "../support/wait-until.ts";

const never = (): AbortSignal => new AbortController().signal;

const rig = async (script: FaultScript) => {
  const server = await faultSmtp(script);
  const post = threadedPost();
  return {
    server,
    post,
    at: { host: "127.0.0.1", port: server.port, security: "none" } as const,
    [Symbol.asyncDispose]: async () => {
      await post[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
};

const letter: Letter = {
  from: { address: "paie@client.test", name: "Paie" },
  to: "dpae@organisme.test",
  subject: "DPAE été",
  note: "Bonjour",
  attachment: { name: "dpae.txt", bytes: Buffer.from("DPAE") },
  messageIdHeader: "<d1.m1.0123@client.test>",
  date: 1_700_000_000_000,
  agentToken: "token",
};

test("a letter composed there has the bytes that it has here", async () => {
  await using post = threadedPost();
  const [there, here] = [post.composer, nodemailerComposer()];
  const mail = await there.compose(letter);
  assert.deepEqual(Buffer.from(mail), Buffer.from(await here.compose(letter)));
  assert.deepEqual(there.body(mail), here.body(mail));
  const wrong = { ...letter, subject: "two\nlines" };
  await assert.rejects(there.compose(wrong), /control character in the subject/u);
});

test("a thread that is lost before the dot was asked for leaves a mail that goes again", async () => {
  let begun = false;
  const rcpt = (): undefined => {
    begun = true;
  };
  await using all = await rig({ at: "data", fault: { is: "hang" }, rcpt });
  const courier = all.post.courier(all.at);
  const sent = courier.deliver(handoverOf(), never());
  await waitUntil("the server has its recipient", () => begun);
  await all.post[Symbol.asyncDispose]();
  assert.equal(verdictOf(await sent), "later agent-stopped data");
});

test("a thread that is lost while the dot is being committed leaves a doubt, after the commit", async () => {
  await using all = await rig({});
  const commit = Promise.withResolvers<void>();
  let asked = false;
  let answered = false;
  const beforeDot = async (): Promise<void> => {
    asked = true;
    await commit.promise;
  };
  const sent = all.post
    .courier(all.at)
    .deliver(handoverOf({ beforeDot }), never())
    .then((outcome) => {
      answered = true;
      return outcome;
    });
  await waitUntil("the dot is asked for", () => asked);
  await all.post[Symbol.asyncDispose]();
  assert.equal(answered, false);
  commit.resolve();
  assert.equal(verdictOf(await sent), "uncertain agent-stopped dot");
  assert.equal(all.server.dots(), 0);
});

test("it logs in with what it is given, and a fault keeps what it is", async () => {
  await using all = await rig({ password: "secret" });
  const given: Credential = { is: "password", text: "secret" };
  const asked = { ...all.at, login: "paie" };
  const source = { current: () => Promise.resolve(given), refused: () => undefined };
  const right = all.post.courier({ ...asked, credential: source });
  assert.equal(verdictOf(await right.deliver(handoverOf(), never())), "accepted");
  const fault = new CredentialFault("expired", "nobody said yes");
  const none = { current: () => Promise.reject(fault), refused: () => undefined };
  const outcome = await all.post
    .courier({ ...asked, credential: none })
    .deliver(handoverOf(), never());
  assert.equal(verdictOf(outcome), "later login-expired connect");
});

test("it ends when nothing is called, and the next call begins another", async () => {
  const program = new URL("../support/thread-number.ts", import.meta.url);
  await using thread = new CalledThread({ program, idleMs: 1 });
  const first = await thread.call("which");
  await waitUntil("another thread answers", async () => (await thread.call("which")) !== first);
});

test("a question of a call that is over, or that nobody answers, is refused", async () => {
  const program = new URL("../support/thread-late.ts", import.meta.url);
  await using thread = new CalledThread({ program, idleMs: 20_000 });
  const answer = () => Promise.resolve("yes");
  assert.equal(await thread.call("ask", { answer }), "yes");
  await assert.rejects(thread.call("ask"), /nobody waits/u);
  await thread.call("ask later", { answer });
  const heard = await waitUntil("the late question is answered", () => thread.call("what"));
  assert.equal(heard, "nobody waits for this call any more");
});

test("what a library prints there is told to whoever asked to be", async () => {
  const program = new URL("../support/thread-late.ts", import.meta.url);
  const told: string[] = [];
  const onPrinted = (text: string) => void told.push(text);
  await using thread = new CalledThread({ program, idleMs: 20_000, onPrinted });
  await thread.call("print");
  await waitUntil("what it printed", () => told.join("") === "printed there\n");
});

test("what no thread can be given is refused, and nothing waits for it", async () => {
  const program = new URL("../../src/adapters/courier/post-thread.ts", import.meta.url);
  await using thread = new CalledThread({ program, idleMs: 1_000 });
  await assert.rejects(
    thread.call(() => undefined),
    /could not be cloned/u,
  );
  await thread[Symbol.asyncDispose]();
  await assert.rejects(thread.call({}), ThreadLost);
});
