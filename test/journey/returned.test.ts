/** Which report of a failure lets a file be sent again: only one whose sender could know, or is known (docs/decisions/0042). */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { modelOf } from "../../src/adapters/reports/reporter.ts";
import { carryOut } from "../../src/daemon/orders/person.ts";
import { envelopeIdOf, readEnvelopeId } from "../../src/domain/envelope-id.ts";
import { situation } from "../../src/domain/rollup.ts";
import { forPeople } from "../../src/journey/report.ts";
import { arMail, bounceMail, dpae, dpaeAr, sampleAgentKey } from "../support/samples.ts";
import {
  authservId,
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";
import { testTold } from "../support/told.ts";

const hires = dpae("FICTIVE", "IMAGINAIRE");
const person = { by: "Mme Martin", means: "confirm", reason: "lu dans la boîte" } as const;

const sentHires = async (t: TestContext) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", hires);
  const { messages } = await takeOne(world);
  await sendOne(world, "D1");
  return { world, header: messages[0]?.frozen.messageIdHeader ?? "" };
};

const told = async (world: SmallWorld) => {
  const deposit = await theDeposit(world, "D1");
  return [situation(deposit).is, deposit.messages[0]?.stage.is];
};

const again = async (world: SmallWorld): Promise<string> => {
  world.spool.drop("encore.txt", hires);
  return (await takeOne(world)).stage.is;
};

test("F72 whoever read the mail and writes a failure of it frees nobody to send the file again", async (t) => {
  for (const forgery of [
    { forged: true },
    // A colleague's mailbox, or one of the same large provider.
    {
      forged: true,
      from: "collegue@employeur.test",
      more: `Authentication-Results: ${authservId}; dkim=pass header.d=employeur.test`,
    },
    // The provider signs for all its customers, whatever they write before the @.
    {
      forged: true,
      from: "MAILER-DAEMON@employeur.test",
      more: `Authentication-Results: ${authservId}; dkim=pass header.d=employeur.test; spf=pass smtp.mailfrom=x@employeur.test`,
    },
    {
      forged: true,
      from: "mailer-daemon@evil.test",
      more: `Authentication-Results: ${authservId}; dkim=pass header.d=evil.test`,
    },
    {
      forged: true,
      from: "mailer-daemon@organisme.test",
      more: "Authentication-Results: mx.evil.test; dkim=pass header.d=organisme.test",
    },
  ]) {
    const { world, header } = await sentHires(t);
    const { conclusion } = await receiveOne(world, bounceMail(header, forgery));
    assert.equal(conclusion.class, "bounce");
    assert.match(conclusion.matches[0]?.gradeBecause ?? "", /rien n'authentifie, à confirmer/u);
    assert.deepEqual(await told(world), ["a-lire", "accepted"], JSON.stringify(forgery));
    const { todo } = modelOf(await forPeople(world, await theDeposit(world, "D1")), testTold);
    assert.match(todo.join("\n"), /rien ne prouve d'où il vient.*facteur receipt confirm R1/u);
    assert.equal(await again(world), "duplicate");
  }
});

test("the seal of the envelope, or the organism's own mail system: then the mail came back", async (t) => {
  for (const about of [
    {},
    {
      forged: true,
      from: "postmaster@organisme.test",
      more: `Authentication-Results: ${authservId}; dmarc=pass header.from=organisme.test`,
    },
  ]) {
    const { world, header } = await sentHires(t);
    await receiveOne(world, bounceMail(header, about));
    assert.deepEqual(await told(world), ["non-remis", "refused"], JSON.stringify(about));
    assert.equal(await again(world), "frozen");
  }
});

test("a person confirms a report that nothing proves: the mail came back, in their name, and may be sent again", async (t) => {
  const { world, header } = await sentHires(t);
  const { receipt } = await receiveOne(world, bounceMail(header, { forged: true }));
  const answer = await carryOut(world, { is: "confirm", receipt, person });
  assert.equal(answer.is, "done");
  assert.deepEqual(await told(world), ["non-remis", "refused"]);
  const { messages, receipts } = await theDeposit(world, "D1");
  assert.equal(messages[0]?.returned?.status, "5.1.1");
  assert.match(receipts.at(-1)?.gradeBecause ?? "", /confirmé par Mme Martin/u);
  assert.equal(await again(world), "frozen");
});

test("the true acknowledgement counts whatever a forged failure said before", async (t) => {
  const { world, header } = await sentHires(t);
  await receiveOne(world, bounceMail(header, { forged: true }));
  await receiveOne(world, arMail({ references: header, file: dpaeAr(hires, ["00", "00"]) }));
  assert.deepEqual(await told(world), ["enregistre", "accepted"]);
});

test("the envelope's seal stands in no mail, is of one message and one agent, and keeps to RFC 3461's length", async (t) => {
  const { world, header } = await sentHires(t);
  const sealed = envelopeIdOf(sampleAgentKey, header);
  assert.deepEqual(readEnvelopeId(sampleAgentKey, sealed), {
    messageIdHeader: header,
    sealed: true,
  });
  const seal = sealed.split("/")[1] ?? "";
  assert.equal(seal.length, 16);
  assert.ok(!Buffer.from(world.courier.received()[0] ?? []).includes(seal));
  assert.equal(readEnvelopeId(Buffer.alloc(32, 8), sealed).sealed, false);
  const other = header.replace("d1.", "d2.");
  assert.equal(readEnvelopeId(sampleAgentKey, `${other.slice(1, -1)}/${seal}`).sealed, false);
  const long = `<d1.m1.${"0".repeat(24)}@${"x".repeat(70)}.test>`;
  assert.equal(envelopeIdOf(sampleAgentKey, long), long.slice(1, -1));
});
