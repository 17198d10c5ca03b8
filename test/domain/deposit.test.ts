import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksSameBytes, type DepositFact } from "../../src/domain/deposit.ts";
import { hasCutAttempt, nextStep, sendingOf, undelivered } from "../../src/domain/next.ts";
import { proofs } from "../../src/domain/receipt/proof.ts";
import {
  begun,
  checked,
  claimed,
  depositOf,
  dot,
  ended,
  matched,
  moved,
  recognised,
  ruled,
  upToFrozen,
  verdict,
} from "../support/facts.ts";

const sent = upToFrozen("k1");

test("each stage has its next step, so that a restart resumes anywhere", () => {
  const cases: readonly (readonly [string | undefined, readonly DepositFact[]])[] = [
    ["recognise", [claimed()]],
    ["check", [claimed(), recognised("k")]],
    ["retire", [claimed(), recognised("k"), checked]],
    ["rule", [claimed(), recognised("k"), checked, moved]],
    ["freeze", [claimed(), recognised("k"), checked, moved, ruled]],
    [undefined, [...sent]],
    ["retire", [claimed(), { is: "rejected", deposit: "D1", codes: ["format-inconnu"] }]],
    [undefined, [claimed(), { is: "rejected", deposit: "D1", codes: ["format-inconnu"] }, moved]],
    ["retire", [claimed(), { is: "duplicate", deposit: "D1", of: "D9" }]],
    [undefined, [claimed(), { is: "incomplete", deposit: "D1", truncatedAt: 5 }]],
    [
      undefined,
      [claimed(), recognised("k"), checked, moved, ruled, { is: "simulated", deposit: "D1" }],
    ],
    ["prove", [...sent, begun(), dot(), ended("uncertain"), matched()]],
    [
      "file",
      [
        ...sent,
        begun(),
        dot(),
        ended("accepted"),
        matched({ file: { name: "dpae.txt", sha256: "e" } }),
      ],
    ],
  ];
  for (const [step, facts] of cases)
    assert.equal(nextStep(depositOf(...facts)), step, String(step));
});

test("the same bytes are a duplicate while the first may reach the organism, and not after it ended unsent", () => {
  const blocks = (...facts: readonly DepositFact[]) => blocksSameBytes(depositOf(...facts));
  assert.equal(blocks(claimed()), true);
  assert.equal(
    blocks(claimed(), { is: "held", deposit: "D1", because: "rules-missing", details: [] }),
    true,
  );
  assert.equal(blocks(...sent), true);
  assert.equal(blocks(...sent, begun(), dot(), ended("accepted")), true);
  assert.equal(blocks(...sent, begun(), dot(), ended("uncertain")), true);
  assert.equal(blocks(...sent, begun(), ended("later")), true);
  assert.equal(blocks(...sent, begun(), ended("refused")), false);
  assert.equal(blocks(claimed(), { is: "rejected", deposit: "D1", codes: [] }), false);
  assert.equal(
    blocks(claimed(), recognised("k"), checked, ruled, { is: "simulated", deposit: "D1" }),
    false,
  );
  assert.equal(blocks(claimed(), { is: "incomplete", deposit: "D1", truncatedAt: 1 }), false);
});

test("a bounce after a positive receipt frees nothing: the same bytes stay a duplicate", () => {
  const accepted = [...sent, begun(), dot(), ended("accepted")] as const;
  const bounce = {
    is: "message-returned",
    deposit: "D1",
    message: "D1.M1",
    by: "R2",
    status: "5.1.1",
    said: "unknown",
  } as const;
  assert.equal(blocksSameBytes(depositOf(...accepted, bounce)), false);
  for (const is of ["registered", "received"] as const)
    for (const grade of ["B", "C"] as const) {
      const yes = matched({ grade, verdicts: [verdict(1, is)] });
      assert.equal(blocksSameBytes(depositOf(...accepted, yes, bounce)), true);
      assert.equal(blocksSameBytes(depositOf(...accepted, bounce, yes)), true);
    }
});

test("a message goes through its stages; an attempt without end is seen as cut", () => {
  const stage = (...facts: readonly DepositFact[]) =>
    depositOf(...sent, ...facts).messages[0]?.stage;
  assert.deepEqual(stage(), { is: "queued", due: 1005, set: 1005 });
  assert.equal(stage(begun())?.is, "sending");
  assert.equal(hasCutAttempt(depositOf(...sent, begun())), true);
  assert.equal(hasCutAttempt(depositOf(...sent, begun(), ended("later"))), false);
  assert.deepEqual(stage(begun(), ended("later")), { is: "queued", due: 9000, set: 1007 });
  assert.equal(sendingOf(depositOf(...sent, begun(), ended("later")))?.due, 9000);
  assert.equal(stage(begun(), dot(), ended("accepted"))?.is, "accepted");
  assert.equal(stage(begun(), dot(), ended("uncertain"))?.is, "uncertain");
  assert.equal(sendingOf(depositOf(...sent, begun(), dot(), ended("uncertain"))), undefined);
  assert.equal(
    stage(begun(), ended("later"), begun(2), dot(2), ended("accepted", 2))?.is,
    "accepted",
  );
});

test("a second attempt cannot begin while one is under way or after an uncertain one", () => {
  assert.throws(() => depositOf(...sent, begun(), begun(2)), /cannot follow/u);
  assert.throws(
    () => depositOf(...sent, begun(), dot(), ended("uncertain"), begun(2)),
    /cannot follow/u,
  );
  assert.throws(
    () => depositOf(...sent, begun(), dot(), ended("accepted"), begun(2)),
    /cannot follow/u,
  );
});

test("an uncertain message is proved by a receipt that cites it, not by one that only resembles", () => {
  const uncertain = [...sent, begun(), dot(), ended("uncertain")] as const;
  const proved = (more: Parameters<typeof matched>[0]) =>
    proofs(depositOf(...uncertain, matched(more)));
  assert.equal(proved({ grade: "C", by: ["references"] }).length, 1);
  assert.equal(proved({ grade: "B", by: ["identifiers", "subject"] }).length, 1);
  assert.equal(proved({ grade: "C", by: ["identifiers", "subject"] }).length, 0);
  assert.equal(proved({ grade: "F", by: ["identifiers", "attachment"] }).length, 0);
  const after = depositOf(...uncertain, matched(), {
    is: "message-proved",
    deposit: "D1",
    message: "D1.M1",
    by: "R1",
  });
  assert.equal(after.messages[0]?.stage.is, "accepted");
  assert.equal(proofs(after).length, 0);
});

test("an AR's file is delivered once, and never when the receipt contradicts its sender", () => {
  const file = { name: "dpae.txt", sha256: "e" };
  const accepted = [...sent, begun(), dot(), ended("accepted")] as const;
  const done = { is: "delivered", deposit: "D1", receipt: "R1", ...file } as const;
  assert.equal(undelivered(depositOf(...accepted, matched({ file }))).length, 1);
  assert.equal(undelivered(depositOf(...accepted, matched({ file }), done)).length, 0);
  const twice = [matched({ file }), done, matched({ file, receipt: "R2" })] as const;
  assert.equal(undelivered(depositOf(...accepted, ...twice)).length, 0);
  const other = matched({ file: { name: "dpae.txt", sha256: "other" }, receipt: "R2" });
  assert.equal(undelivered(depositOf(...accepted, matched({ file }), done, other)).length, 1);
  assert.equal(undelivered(depositOf(...accepted, matched({ file, grade: "F" }))).length, 0);
});

test("a declaration's state is a function of the set of receipts, whatever their order", () => {
  const two = upToFrozen("k1", "k2");
  const level = (n: 1 | 2 | 3, is: "received" | "registered" | "refused", receipt: `R${number}`) =>
    matched({ receipt, level: n, verdicts: [verdict(1, is, { level: n })] });
  const state = (...facts: readonly DepositFact[]) => depositOf(...two, ...facts).declarations[0];
  const one = level(1, "received", "R1");
  const three = level(3, "registered", "R3");
  const no = level(2, "refused", "R2");
  assert.equal(state()?.is, "waiting");
  assert.equal(state(one)?.is, "received");
  for (const order of [
    [one, three],
    [three, one],
  ])
    assert.equal(state(...order)?.is, "registered");
  for (const order of [
    [no, three],
    [three, no],
    [one, no, three],
  ])
    assert.equal(state(...order)?.is, "contradicted");
  assert.equal(state(no)?.is, "refused");
  assert.equal(depositOf(...two, three).declarations[1]?.is, "waiting");
});

test("receipts of grade C and F show, and never count as proven", () => {
  const say = (grade: "A" | "B" | "C" | "F" | "H") =>
    depositOf(...sent, matched({ grade, verdicts: [verdict(1, "registered")] })).declarations[0];
  for (const grade of ["A", "B", "H"] as const) assert.equal(say(grade)?.proven, true, grade);
  for (const [grade, is] of [
    ["C", "registered"],
    ["F", "to-read"],
  ] as const) {
    assert.equal(say(grade)?.is, is, grade);
    assert.equal(say(grade)?.proven, false, grade);
  }
  const forgedNo = matched({ receipt: "R2", grade: "F", verdicts: [verdict(1, "refused")] });
  const good = matched({ verdicts: [verdict(1, "registered")] });
  assert.equal(depositOf(...sent, good, forgedNo).declarations[0]?.is, "registered");
});
