/** What a stranger can do with a mail that looks like an acknowledgement: be read by a person, and nothing else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { carryOut } from "../../src/daemon/person-orders.ts";
import { arriving, type Sent, sentWorld } from "../support/received.ts";
import { receiveOne, theDeposit } from "../support/small-world.ts";

const person = { by: "Mme Martin", means: "confirm", reason: "vu au téléphone" } as const;

/** One of the corpus's mails, as a stranger sends it: without our server's verdict, from elsewhere. */
const forged = async (sent: Sent, name: string): Promise<Buffer> =>
  Buffer.from(
    (await arriving(sent, name))
      .toString("latin1")
      .replace(/^Authentication-Results[^\n]*\n/u, "")
      .replace(/^From: [^\r\n]*/mu, "From: pirate@evil.test"),
    "latin1",
  );

const filed = ({ world }: Sent): ReadonlyMap<string, string> =>
  new Map(
    [...world.spool.files]
      .filter(([name]) => name.startsWith("AR/") && !name.includes("/."))
      .map(([name, file]) => [name, Buffer.from(file.bytes).toString("latin1")]),
  );

test("a receipt that nothing authenticates is not filed into AR/ before a person has confirmed it", async (t) => {
  const sent = await sentWorld(t);
  const { receipt, conclusion } = await receiveOne(
    sent.world,
    await forged(sent, "045-dpae-sans-references"),
  );
  assert.deepEqual(
    [conclusion.matches[0]?.grade, conclusion.matches[0]?.file?.name],
    ["C", "dpae.txt"],
  );
  assert.deepEqual([...filed(sent).keys()], []);
  await carryOut(sent.world, { is: "confirm", receipt, person });
  await advance(sent.world, "D1");
  assert.deepEqual([...filed(sent).keys()], ["AR/dpae.txt"]);
});

test("a forgery does not take the place of the true acknowledgement in AR/", async (t) => {
  const sent = await sentWorld(t);
  await receiveOne(sent.world, await arriving(sent, "040-dpae-tout-00"));
  const before = filed(sent);
  assert.deepEqual([...before.keys()], ["AR/dpae.txt"]);
  await receiveOne(sent.world, await forged(sent, "041-dpae-un-refus"));
  assert.deepEqual(filed(sent), before);
  const deposit = await theDeposit(sent.world, "D1");
  assert.ok(deposit.declarations.every((d) => d.is === "registered" && d.proven));
});
