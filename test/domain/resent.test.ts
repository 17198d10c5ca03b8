/** A mail that a person ordered to be sent again: what the second try does, and does not, say about the first copy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mayBeThere } from "../../src/domain/declaration-state.ts";
import { blocksSameBytes, type Deposit, type DepositFact } from "../../src/domain/deposit.ts";
import { situation } from "../../src/domain/rollup.ts";
import { situationText } from "../../src/domain/situations.ts";
import { begun, depositOf, dot, ended, upToFrozen } from "../support/facts.ts";

const m1 = { deposit: "D1", message: "D1.M1" } as const;
const ordered = (order: "resend" | "retry") =>
  ({ is: "ordered", ...m1, order, by: "dupont", reason: "rien reçu" }) as const;
const bounce = { is: "message-returned", ...m1, by: "R1", status: "5.1.1", said: "" } as const;
const corrupt = { is: "message-corrupt", ...m1 } as const;
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

test("a mail that was damaged before it ever left is dropped again", () => {
  const { next } = situationText(situation(after(corrupt)), "fr");
  assert.match(next, /puis redéposez le fichier\.$/u);
});

test("a mail that was never taken is refused as before", () => {
  assert.equal(stage(after(begun(), dot(), ended("refused"))), "refused");
  const retried = [ordered("retry"), begun(2), ended("refused", 2)] as const;
  assert.equal(stage(after(begun(), ended("refused"), ...retried)), "refused");
});
