/** A mail that a person ordered to be sent again: what the second try does, and does not, say about the first copy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import { mayBeThere } from "../../src/domain/declaration-state.ts";
import { blocksSameBytes, type Deposit, type DepositFact } from "../../src/domain/deposit.ts";
import { awaitedOf, isAwaiting, sentAt } from "../../src/domain/due/awaited.ts";
import { todayItems } from "../../src/domain/due/today.ts";
import { judgeOrder, type OrderRefusal } from "../../src/domain/order.ts";
import { situation } from "../../src/domain/rollup.ts";
import { situationText } from "../../src/domain/situations.ts";
import {
  begun,
  checked,
  claimed,
  depositOf,
  dot,
  ended,
  frozen,
  moved,
  recognised,
  ruled,
  upToFrozen,
} from "../support/facts.ts";

const m1 = { deposit: "D1", message: "D1.M1" } as const;
const ordered = (order: "resend" | "retry" | "confirm") =>
  ({ is: "ordered", ...m1, order, by: "dupont", reason: "rien reçu" }) as const;
const bounce = { is: "message-returned", ...m1, by: "R1", status: "5.1.1", said: "" } as const;
const corrupt = { is: "message-corrupt", ...m1 } as const;
const no = (because: OrderRefusal) => ({ is: "refused", because }) as const;
const after = (...facts: readonly DepositFact[]): Deposit =>
  depositOf(...upToFrozen("k"), ...facts);
const stage = (deposit: Deposit) => deposit.messages[0]?.stage.is;

for (const [first, then] of [
  ["accepted", "remis"],
  ["uncertain", "incertain"],
] as const) {
  const sent = [begun(), dot(), ended(first)];

  test(`${first}, sent again and refused: the first copy is still ${first} (I3), and its bytes a duplicate (I1)`, () => {
    const refused = after(...sent, ordered("resend"), begun(2), dot(2), ended("refused", 2));
    assert.equal(stage(refused), first);
    assert.equal(situation(refused).is, then);
    assert.ok(blocksSameBytes(refused));
    assert.equal(sentAt(refused.messages), sentAt(after(...sent).messages));
    const more = { order: "resend", reason: "ils n'ont rien" } as const;
    assert.equal(judgeOrder(refused, more).is, "allowed", "what was refused was not sent again");
    const later = [begun(2), ended("later", 2), begun(3), ended("refused", 3)] as const;
    assert.equal(stage(after(...sent, ordered("resend"), ...later)), first);
  });

  test(`${first}, sent again when the store is damaged: corrupt, and still a duplicate`, () => {
    const lost = after(...sent, ordered("resend"), corrupt);
    assert.equal(stage(lost), "corrupt");
    assert.ok(blocksSameBytes(lost));
    for (const language of ["fr", "en"] as const) {
      const { sentence, next } = situationText(situation(lost), language);
      assert.match(sentence, /exemplaire en est parti|copy left before/u);
      assert.match(next, /^(?:Ne redéposez pas|Do not drop)/u);
    }
    assert.ok(lost.declarations.every((d) => mayBeThere(lost, d.id)));
    assert.ok(isAwaiting(lost), "an answer may come, and its deadline is watched");
    assert.deepEqual(judgeOrder(lost, { order: "cancel", reason: "x" }), no("may-have-left"));
    const arrived = { order: "confirm", reason: "" } as const;
    assert.deepEqual(judgeOrder(lost, arrived), { is: "allowed", message: "D1.M1" });
    const confirmed = after(...sent, ordered("resend"), corrupt, ordered("confirm"));
    assert.equal(situation(confirmed).is, "remis");
    assert.deepEqual(judgeOrder(after(corrupt), arrived), no("nothing-uncertain"));
  });

  test(`${first}, then bounced, tried again and refused: nobody has it`, () => {
    const again = [ordered("retry"), begun(2), ended("refused", 2)] as const;
    const refused = after(...sent, bounce, ...again);
    assert.equal(stage(refused), "refused");
    assert.ok(!blocksSameBytes(refused));
    const twice = [ordered("resend"), begun(2), dot(2), ended("accepted", 2)] as const;
    assert.equal(stage(after(...sent, ...twice, bounce)), "refused");
    assert.ok(!blocksSameBytes(after(...sent, ...twice, bounce)));
  });
}

test("what was ordered to be sent again is told as leaving today, or as stopped, not as unanswered", () => {
  const due = { ...recognised("k"), deadline: 2_000 };
  const sent = [begun(), dot(), ended("uncertain")];
  const facts = [claimed(), due, checked, moved, ruled, frozen, ...sent] as const;
  const told = (...more: readonly DepositFact[]) => {
    const d = depositOf(...facts, ...more);
    const awaited = new Map([[d.id, awaitedOf(d, frenchCalendar)]]);
    const zone = "Europe/Paris";
    return todayItems({ now: 1_500, zone, deposits: [d], awaited, lost: [], expected: [] })[0]?.is;
  };
  assert.equal(told(), "unanswered");
  assert.equal(told(ordered("resend")), "leaving");
  const held = { is: "ordered", deposit: "D1", order: "hold", by: "dupont", reason: "" } as const;
  assert.equal(told(ordered("resend"), held), "blocked");
  assert.equal(told(ordered("resend"), begun(2), dot(2)), "unanswered");
});

test("decided already: what somebody confirmed, or had sent again and was taken, until it came back", () => {
  const sent = [begun(), dot(), ended("uncertain")];
  const taken = [begun(2), dot(2), ended("accepted", 2)];
  const resend = { order: "resend", reason: "rien reçu" } as const;
  const refused = [ordered("resend"), begun(3), dot(3), ended("refused", 3)];
  for (const decided of [
    [ordered("confirm")],
    [ordered("resend"), ...taken],
    [ordered("resend"), ordered("retry"), ...taken],
    [ordered("resend"), ...taken, ...refused],
  ]) {
    const deposit = after(...sent, ...decided);
    assert.deepEqual(judgeOrder(deposit, resend), no("decided-already"));
    assert.equal(judgeOrder(deposit, { ...resend, override: true }).is, "allowed");
  }
  const more = [begun(3), dot(3), ended("accepted", 3)];
  const back = [ordered("resend"), ...taken, bounce, ordered("retry"), ...more];
  const again = after(...sent, ...back);
  assert.equal(judgeOrder(again, resend).is, "allowed");
});

test("of two mails, a confirmation is about the uncertain one, and takes no resending back in passing", () => {
  const second = { ...frozen, message: "D1.M2" } as const;
  const [m2, n] = [{ message: "D1.M2" } as const, 1];
  const sent = [begun(), dot(), ended("accepted")];
  const doubtful = [begun(n), dot(n), ended("uncertain", n)].map((f) => ({ ...f, ...m2 }));
  const both = after(second, ...sent, ...doubtful, ordered("resend"));
  const confirm = { order: "confirm", reason: "" } as const;
  assert.deepEqual(judgeOrder(both, confirm), { is: "allowed", ...m2 });
  const named = { is: "allowed", message: "D1.M1" };
  assert.deepEqual(judgeOrder(both, { ...confirm, message: "D1.M1" }), named);
});

test("a mail that was damaged before it ever left is dropped again", () => {
  const { next } = situationText(situation(after(corrupt)), "fr");
  assert.match(next, /puis redéposez le fichier\.$/u);
});

test("a mail that was never taken is refused as before", () => {
  assert.equal(stage(after(begun(), dot(), ended("refused"))), "refused");
  const retried = [ordered("retry"), begun(2), ended("refused", 2)] as const;
  assert.equal(stage(after(begun(), ended("refused"), ...retried)), "refused");
});
