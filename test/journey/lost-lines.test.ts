/** F30: the journal lost its last lines, and a person says that what they sent was sent: nothing that waits leaves by itself. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Fact, FactOf } from "../../src/domain/facts.ts";
import { reconcile } from "../../src/journey/reconcile.ts";
import {
  begun,
  checked,
  claimed,
  dot,
  ended,
  frozen,
  moved,
  recognised,
  ruled,
} from "../support/facts.ts";
import { smallWorld } from "../support/small-world.ts";

const held = async (t: TestContext, facts: readonly Fact[]): Promise<readonly string[]> => {
  const world = smallWorld(t);
  await world.journal.transact(async (j) => {
    for (const fact of facts) await j.append(fact);
    await j.append({
      is: "journal-behind",
      identity: "",
      messageIdHeader: "journal.9.9f3c01aa",
      number: 1,
      because: "journal-head",
    });
  });
  const why = { which: "all", as: "sent", by: "dupont", reason: "journal.db remis seul" } as const;
  return (await reconcile(world, why)).held;
};

const upToRuled = [claimed(), recognised("a", "b"), checked, moved, ruled] as const;
const silent: FactOf<"held"> = {
  is: "held",
  deposit: "D1",
  because: "agreement-needed",
  details: [],
  tacit: [{ count: 2, unit: "jours-ouvres" }],
};

test("F30 with lost lines that had sent, all is suspended that may leave by itself, whatever speaks for its deposit", async (t) => {
  const first: FactOf<"frozen"> = { ...frozen, declarations: ["D1.1"] };
  const second: FactOf<"frozen"> = {
    ...frozen,
    message: "D1.M2",
    messageIdHeader: "<d1.m2.x@client.test>",
    declarations: ["D1.2"],
  };
  const uncertain = [begun(), dot(), ended("uncertain")] as const;
  const { tacit: _, ...spoken } = silent;
  const cases: readonly (readonly [what: string, facts: readonly Fact[], is: boolean])[] = [
    ["no mail was made yet", upToRuled, true],
    ["it waits", [...upToRuled, frozen], true],
    ["cut off before the dot", [...upToRuled, frozen, begun()], true],
    ["behind a refused one", [...upToRuled, first, second, begun(), ended("refused")], true],
    ["incertain=renvoyer", [...upToRuled, { ...frozen, resends: true }, ...uncertain], true],
    ["a person answers", [...upToRuled, frozen, ...uncertain], false],
    ["its client's silence", [claimed(), recognised("a"), checked, silent], true],
    ["its client's word", [claimed(), recognised("a"), checked, spoken], false],
    ["it left", [...upToRuled, frozen, begun(), dot(), ended("accepted")], false],
  ];
  for (const [what, facts, is] of cases)
    assert.deepEqual(await held(t, facts), is ? ["D1"] : [], what);
});
