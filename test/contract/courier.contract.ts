/**
 * F43-F45, F50. What every courier must do, whatever carries the mail. The rig names a behaviour of the server and
 * counts the final dots that reached it: that count is the judge.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Courier, Handover } from "../../src/ports/courier.ts";
import type { CourierPlan } from "../support/memory-courier.ts";
import { waitUntil } from "../support/wait-until.ts";

export interface RigServer extends AsyncDisposable {
  /** Waits for a commit `commitMs`, for an answer after the dot a second at most. */
  readonly courier: Courier;
  readonly dots: () => number;
  readonly received: () => readonly Uint8Array[];
  /** Lets the answer of `accepts-when-told` come. */
  readonly answer: () => void;
}

export type CourierRig = (plan: CourierPlan) => Promise<RigServer>;

/** The deadline for commits that every rig sets: fifty turns of a busy machine's event loop are over long before. */
export const commitMs = 1500;

export const organism = "dpae@organisme.example";
export const self = "paie@cabinet.example";

export const sampleMail = (bytes = 2048): Uint8Array => {
  const head = "From: paie@cabinet.example\r\nSubject: TEST01\r\n\r\n.\r\n..deux points\r\n";
  const line = ".0123456789 0123456789 0123456789 0123456789\r\n";
  const body = line.repeat(Math.ceil(Math.max(0, bytes - head.length) / line.length));
  return Buffer.from(head + body, "latin1");
};

export const handoverOf = (parts: Partial<Handover> = {}): Handover => ({
  envelope: { from: self, to: [organism] },
  bytes: sampleMail(),
  envelopeId: "D1.M1",
  beforeDot: async () => undefined,
  ...parts,
});

const never = (): AbortSignal => new AbortController().signal;

/** An outcome without its free texts, to be compared whole. */
export const verdictOf = (outcome: Outcome): string => {
  if (outcome.is === "accepted") return "accepted";
  const { code, phase, reply } = outcome.because;
  return `${outcome.is} ${code} ${phase}${reply === undefined ? "" : ` ${reply}`}`;
};

interface Row {
  readonly verdict: string;
  readonly dots: number;
  readonly commits: number;
}

/** mail.md §1. `drops-in-data` breaks before the end was asked for. */
const table: Record<Exclude<CourierPlan, "accepts-when-told">, Row> = {
  accepts: { verdict: "accepted", dots: 1, commits: 1 },
  unreachable: { verdict: "later smtp-unreachable connect", dots: 0, commits: 0 },
  "refuses-login": { verdict: "later smtp-login connect 535", dots: 0, commits: 0 },
  "defers-organism": { verdict: "later smtp-temporary envelope 451", dots: 0, commits: 0 },
  "refuses-organism": { verdict: "refused smtp-refused envelope 550", dots: 0, commits: 0 },
  "drops-at-data": { verdict: "later smtp-broken envelope", dots: 0, commits: 0 },
  "drops-in-data": { verdict: "later smtp-broken data", dots: 0, commits: 0 },
  "defers-at-dot": { verdict: "later smtp-temporary dot 421", dots: 1, commits: 1 },
  "refuses-at-dot": { verdict: "refused smtp-refused dot 554", dots: 1, commits: 1 },
  "drops-after-dot": { verdict: "uncertain smtp-broken dot", dots: 1, commits: 1 },
  "hangs-after-dot": { verdict: "uncertain smtp-broken dot", dots: 1, commits: 1 },
};

export const courierContract = (name: string, rig: CourierRig): void => {
  describe(`courier contract: ${name}`, () => {
    verdicts(rig);
    gate(rig);
    stops(rig);
  });
};

const verdicts = (rig: CourierRig): void => {
  for (const [plan, row] of Object.entries(table) as [CourierPlan, Row][]) {
    test(`a server that ${plan}: ${row.verdict}`, async () => {
      await using server = await rig(plan);
      let commits = 0;
      const beforeDot = async (): Promise<void> => void (commits += 1);
      // Large enough that a break in the data comes before its end.
      const bytes = sampleMail(plan === "drops-in-data" ? 8 * 1024 * 1024 : 2048);
      const outcome = await server.courier.deliver(handoverOf({ beforeDot, bytes }), never());
      assert.deepEqual({ verdict: verdictOf(outcome), dots: server.dots(), commits }, row);
      if (outcome.is === "accepted") assert.match(outcome.reply, /^250 /u);
      else assert.ok(outcome.because.said.length > 0 && outcome.because.said.length <= 500);
      assert.notEqual(outcome.trace.server, "");
    });
  }

  test("a refused organism is a refusal though our own copy was taken with a 250", async () => {
    await using server = await rig("refuses-organism");
    const envelope = { from: self, to: [organism, self] };
    const outcome = await server.courier.deliver(handoverOf({ envelope }), never());
    assert.equal(verdictOf(outcome), "refused smtp-refused envelope 550");
  });

  test("a deferred organism is tried again though our own copy was taken with a 250", async () => {
    await using server = await rig("defers-organism");
    const envelope = { from: self, to: [organism, self] };
    const outcome = await server.courier.deliver(handoverOf({ envelope }), never());
    assert.equal(verdictOf(outcome), "later smtp-temporary envelope 451");
  });

  test("an organism and our own copy, both taken: accepted", async () => {
    await using server = await rig("accepts");
    const envelope = { from: self, to: [organism, self] };
    const outcome = await server.courier.deliver(handoverOf({ envelope }), never());
    assert.equal(verdictOf(outcome), "accepted");
  });

  for (const size of [64, 32 * 1024, 300_000]) {
    test(`the server gets the frozen bytes exactly (${size})`, async () => {
      await using server = await rig("accepts");
      const bytes = sampleMail(size);
      await server.courier.deliver(handoverOf({ bytes }), never());
      assert.equal(server.received().length, 1);
      assert.ok(Buffer.from(bytes).equals(server.received()[0] ?? new Uint8Array()));
    });
  }
};

const gate = (rig: CourierRig): void => {
  test("the dot leaves only after beforeDot has resolved", async () => {
    await using server = await rig("accepts");
    const asked = Promise.withResolvers<void>();
    const commit = Promise.withResolvers<void>();
    const beforeDot = (): Promise<void> => {
      asked.resolve();
      return commit.promise;
    };
    const delivered = server.courier.deliver(handoverOf({ beforeDot }), never());
    await asked.promise;
    // The event loop turns often enough for a dot that was not held back to arrive.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((go) => void setImmediate(go));
    assert.equal(server.dots(), 0);
    commit.resolve();
    assert.equal(verdictOf(await delivered), "accepted");
    assert.equal(server.dots(), 1);
  });

  const failures: Record<string, () => Promise<void>> = {
    rejects: () => Promise.reject(new Error("disk full")),
    throws: () => {
      throw new Error("disk full");
    },
    "never settles": () => new Promise<void>(() => undefined),
  };
  for (const [how, beforeDot] of Object.entries(failures)) {
    test(`a commit that ${how}: no dot, tried again`, async () => {
      await using server = await rig("accepts");
      const outcome = await server.courier.deliver(handoverOf({ beforeDot }), never());
      assert.equal(verdictOf(outcome), "later smtp-broken data");
      assert.equal(server.dots(), 0);
    });
  }
};

const stops = (rig: CourierRig): void => {
  test("stopped before it begins: nothing is committed or sent", async () => {
    await using server = await rig("accepts");
    const beforeDot = (): Promise<void> => assert.fail("must not be asked");
    const outcome = await server.courier.deliver(handoverOf({ beforeDot }), AbortSignal.abort());
    assert.equal(verdictOf(outcome), "later agent-stopped connect");
    assert.equal(server.dots(), 0);
  });

  test("stopped while the commit is under way: the dot does not leave", async () => {
    await using server = await rig("accepts");
    const stop = new AbortController();
    const beforeDot = async (): Promise<void> => stop.abort();
    const outcome = await server.courier.deliver(handoverOf({ beforeDot }), stop.signal);
    assert.equal(verdictOf(outcome), "later agent-stopped data");
    assert.equal(server.dots(), 0);
  });

  test("stopped after the dot: the dialogue is finished", async () => {
    await using server = await rig("accepts-when-told");
    const stop = new AbortController();
    const delivered = server.courier.deliver(handoverOf(), stop.signal);
    await waitUntil("the dot", () => server.dots() === 1);
    stop.abort();
    server.answer();
    assert.equal(verdictOf(await delivered), "accepted");
  });
};
