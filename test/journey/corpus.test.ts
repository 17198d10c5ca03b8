/** The corpus of received mails: each is taken for what is written beside it, by hand. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { mailVerifier } from "../../src/adapters/authenticity/mail-verifier.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import {
  arriving,
  deadDns,
  type Expected,
  expectedOf,
  fixtureNames,
  type Sent,
  sentWorld,
} from "../support/received.ts";
import { receiveOne, theDeposit } from "../support/small-world.ts";

const names = fixtureNames();

const listed = (match: Expected["match"]): readonly string[] =>
  match === undefined ? [] : typeof match === "string" ? [match] : match;

test("the corpus holds what it must: eighty mails, twenty receipts written before their readers", () => {
  assert.ok(names.length >= 80);
  const receipts = names.filter((name) => expectedOf(name).class === "ar");
  assert.ok(receipts.length >= 20);
  for (const name of receipts.filter((n) => listed(expectedOf(n).match).length > 0))
    assert.notEqual(expectedOf(name).source, "");
});

describe("received mail", () => {
  for (const name of names) {
    const expected = expectedOf(name);
    test(`${name}: ${expected.about}`, async (t) => {
      const sent = await sentWorld(
        t,
        expected.sign?.dns === "fails" ? { verifier: mailVerifier({ resolve: deadDns }) } : {},
      );
      for (const earlier of expected.after ?? [])
        await receiveOne(sent.world, await arriving(sent, earlier));
      const { conclusion } = await receiveOne(sent.world, await arriving(sent, name));
      assert.equal(conclusion.class, expected.class, conclusion.by.join(" "));
      assert.deepEqual(
        conclusion.matches.map((m): string => m.deposit),
        listed(expected.match),
      );
      if (expected.candidates)
        assert.deepEqual(
          conclusion.candidates?.map((c): string => c.deposit),
          expected.candidates,
        );
      const [match] = conclusion.matches;
      if (expected.grade) assert.equal(match?.grade, expected.grade, match?.gradeBecause ?? "");
      if (match && expected.verdicts)
        assert.deepEqual(said(match.verdicts), expected.verdicts, match.by.join(" "));
      if (match && expected.official !== undefined)
        assert.equal(match.reader?.official ?? false, expected.official);
      assert.deepEqual(await filedOf(sent), expected.filed ?? [], match?.gradeBecause ?? "");
      for (const id of listed(expected.match)) {
        const deposit = await theDeposit(sent.world, id as DepositId);
        if (expected.state)
          assert.deepEqual(
            Object.fromEntries(deposit.declarations.map((d) => [d.id, d.is])),
            expected.state,
          );
        if (expected.proven === false)
          assert.ok(
            deposit.declarations.every((d) => !d.proven),
            "a forgery closed something",
          );
        if (expected.returned !== undefined)
          assert.equal(deposit.messages[0]?.returned !== undefined, expected.returned);
      }
    });
  }
});

/** Every file that any deposit had delivered into AR/, after all mails. */
const filedOf = async (sent: Sent): Promise<readonly string[]> => {
  const filed: string[] = [];
  for (const id of sent.headers.keys())
    for (const done of (await theDeposit(sent.world, id as DepositId)).deliveries)
      if (done.is === "delivered") filed.push(`${id} ${done.name}`);
  return filed;
};

/** By declaration; of several lines about one, what a person must worry about most. */
const said = (
  verdicts: readonly { readonly declaration: string; readonly is: string }[],
): Readonly<Record<string, string>> => {
  const order = ["received", "registered", "to-read", "refused"];
  const found: Record<string, string> = {};
  for (const { declaration, is } of verdicts)
    if (order.indexOf(is) > order.indexOf(found[declaration] ?? "")) found[declaration] = is;
  return found;
};
