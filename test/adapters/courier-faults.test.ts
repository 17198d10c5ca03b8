/**
 * F41, F42, F45. Every command of the dialogue, each fault at each: the verdicts as measured with nodemailer 10.6.0 on
 * Node 26 (mail.md §1). An upgrade that changes one fails here. `dots` is the server's count.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { SmtpWaits } from "../../src/adapters/courier/smtp-options.ts";
import { sampleMail, verdictOf } from "../contract/courier.contract.ts";
import type { Fault, FaultScript } from "../support/fault-smtp.ts";
import { run, say } from "../support/faulty-delivery.ts";

const faults = {
  drop: { is: "drop" },
  fin: { is: "fin" },
  hang: { is: "hang" },
  "4xx": say("451 4.3.0 later"),
  "421": say("421 4.3.2 going down"),
  "5xx": say("554 5.7.1 no"),
  garbage: say("quelque chose d'autre"),
} as const satisfies Record<string, Fault>;

type FaultName = keyof typeof faults;
type Verdicts = Record<FaultName, string>;

const replies = (phase: string): Pick<Verdicts, "4xx" | "421" | "5xx"> => ({
  "4xx": `later smtp-temporary ${phase} 451`,
  "421": `later smtp-temporary ${phase} 421`,
  // Before MAIL nothing was said of this message: only the service is in trouble.
  "5xx":
    phase === "connect" ? "later smtp-temporary connect 554" : `refused smtp-refused ${phase} 554`,
});

const lost = (verdict: string): Omit<Verdicts, "4xx" | "421" | "5xx"> => ({
  drop: verdict,
  fin: verdict,
  hang: verdict,
  garbage: verdict,
});

const unanswered = "later smtp-unreachable connect";
const broken = (phase: string): string => `later smtp-broken ${phase}`;

const table = {
  greeting: { ...lost(unanswered), ...replies("connect"), garbage: broken("connect") },
  ehlo: { ...lost(broken("connect")), ...replies("connect") },
  auth: {
    ...lost(broken("connect")),
    ...replies("connect"),
    "5xx": "later smtp-login connect 554",
  },
  mail: { ...lost(broken("envelope")), ...replies("envelope") },
  rcpt: { ...lost(broken("envelope")), ...replies("envelope") },
  data: { ...lost(broken("envelope")), ...replies("envelope") },
  dot: { ...lost("uncertain smtp-broken dot"), ...replies("dot") },
} as const satisfies Record<string, Verdicts>;

type TableStep = keyof typeof table;

/** Short for a test, long for a busy machine: a dialogue that it slows down must not look like a silent server. */
const short: Partial<SmtpWaits> = { silenceMs: 2000, dotMs: 2000, greetingMs: 2000 };
/** Those who wait for a silent server wait together. */
const concurrency = 6;

const enumerate = (extensions: readonly string[]): void => {
  for (const at of Object.keys(table) as TableStep[]) {
    for (const name of Object.keys(faults) as FaultName[]) {
      const expected = table[at][name];
      test(`${name} at ${at}: ${expected}`, async () => {
        const script = { at, fault: faults[name], extensions };
        const { outcome, server, commits } = await run({
          script,
          waits: name === "hang" ? short : {},
        });
        const dots = at === "dot" ? 1 : 0;
        assert.ok(server.faults() > 0, "the fault was never played");
        assert.equal(verdictOf(outcome), expected);
        assert.deepEqual({ dots: server.dots(), commits }, { dots, commits: dots });
      });
    }
  }
};

describe("a fault at each command", { concurrency }, () => enumerate([]));
describe("a fault at each command, pipelined", { concurrency }, () => enumerate(["PIPELINING"]));

describe("a fault in the data", { concurrency }, () => {
  // The commit that never comes keeps the gate shut, long enough that the fault always comes first.
  const held = { beforeDot: () => new Promise<void>(() => undefined) };
  const small: Verdicts = { ...lost(broken("data")), ...replies("data") };
  for (const name of Object.keys(faults) as FaultName[]) {
    test(`${name} within 2 kB, end not committed: ${small[name]}, no dot`, async () => {
      const script: FaultScript = { at: "body", fault: faults[name], bodyBytes: 1024 };
      const waits = { ...short, commitMs: 4000 };
      const { outcome, server } = await run({ script, handover: held, waits });
      assert.equal(verdictOf(outcome), small[name]);
      assert.equal(server.dots(), 0);
    });

    test(`${name} within 8 MB: ${small[name]}, the end never asked for`, async (t) => {
      const script: FaultScript = { at: "body", fault: faults[name], bodyBytes: 64 * 1024 };
      const bytes = sampleMail(8 * 1024 * 1024);
      const waits = name === "hang" ? short : {};
      const { outcome, server, commits } = await run({ script, handover: { bytes }, waits });
      // A system whose buffers swallow the whole mail makes a hang look like one after the dot.
      if (name === "hang" && commits === 1) {
        t.diagnostic("the system buffered 8 MB");
        assert.equal(outcome.is, "uncertain");
        return;
      }
      assert.equal(verdictOf(outcome), small[name]);
      assert.deepEqual({ dots: server.dots(), commits }, { dots: 0, commits: 0 });
    });
  }

  test("a yes before the end is no yes", async () => {
    const script: FaultScript = { at: "body", fault: say("250 2.0.0 queued"), bodyBytes: 1024 };
    const { outcome, server } = await run({ script, handover: held, waits: { commitMs: 4000 } });
    assert.equal(verdictOf(outcome), "later smtp-broken data");
    assert.equal(server.dots(), 0);
  });
});

describe("odd answers after the dot", { concurrency }, () => {
  const odd: Record<string, string> = {
    "a word that starts with 2": "2 fast 2 furious",
    "a code of four digits": "2500 queued",
    "a 3xx": "354 go on",
    "an empty 250- that never ends": "250-2.0.0 queued",
    "two codes in one reply": "250-2.0.0 queued\r\n550 5.0.0 no",
  };
  for (const [what, line] of Object.entries(odd)) {
    test(`${what}: uncertain`, async () => {
      const { outcome, server } = await run({
        script: { at: "dot", fault: say(line) },
        waits: short,
      });
      assert.equal(verdictOf(outcome), "uncertain smtp-broken dot");
      assert.equal(server.dots(), 1);
    });
  }

  test("an answer that never ends: uncertain, and not waited for for ever", async () => {
    const script = { at: "dot", fault: { is: "trickle" } } as const;
    const { outcome, server } = await run({ script, waits: short });
    assert.equal(verdictOf(outcome), "uncertain smtp-broken dot");
    assert.equal(server.dots(), 1);
  });

  test("a no in several lines is a no, and said in one", async () => {
    const line = "554-5.7.1 rejected\r\n554 5.7.1 by policy";
    const { outcome } = await run({ script: { at: "dot", fault: say(line) } });
    assert.equal(verdictOf(outcome), "refused smtp-refused dot 554");
    assert.equal(
      outcome.is === "refused" && outcome.because.said,
      "554-5.7.1 rejected 554 5.7.1 by policy",
    );
  });
});
