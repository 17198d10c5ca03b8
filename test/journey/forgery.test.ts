/** What a stranger can do with a mail that looks like an acknowledgement: be read by a person, and nothing else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { carryOut } from "../../src/daemon/orders/person.ts";
import { situation } from "../../src/domain/rollup.ts";
import { situationText } from "../../src/domain/situations.ts";
import { arriving, type Sent, sentWorld, signed } from "../support/received.ts";
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

test("F67 a forgery does not take the place of the true acknowledgement in AR/", async (t) => {
  const sent = await sentWorld(t);
  await receiveOne(sent.world, await arriving(sent, "040-dpae-tout-00"));
  const before = filed(sent);
  assert.deepEqual([...before.keys()], ["AR/dpae.txt"]);
  await receiveOne(sent.world, await forged(sent, "041-dpae-un-refus"));
  assert.deepEqual(filed(sent), before);
  const deposit = await theDeposit(sent.world, "D1");
  assert.ok(deposit.declarations.every((d) => d.is === "registered" && d.proven));
});

/** A forged first level that would tie a number of the organism's to D2, and a true third level that cites only that number. */
const numberMails = (sent: Sent) => {
  const common =
    "To: paie@employeur.test\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
  const verdict =
    "Authentication-Results: mx.fournisseur.test; dkim=pass header.d=organisme.test\r\nFrom: ducs@organisme.test\r\n";
  const reply = `In-Reply-To: ${sent.headers.get("D2")}\r\n`;
  const first =
    "Accusé de réception de niveau 1\r\nNuméro : DEMO-777777\r\n\r\nFlux reçu, non lu.\r\n";
  return {
    forged: Buffer.from(`From: pirate@evil.test\r\n${reply}${common}${first}`),
    true1: Buffer.from(`${verdict}${reply}${common}${first}`),
    true3: Buffer.from(
      `${verdict}${common}Accusé de réception de niveau 3\r\nNuméro : DEMO-777777\r\n\r\nFlux : INTEGRE\r\n`,
    ),
  };
};

test("a forgery teaches no number: a true receipt that cites only that number is not tied by it", async (t) => {
  const sent = await sentWorld(t);
  const { forged: poison, true3 } = numberMails(sent);
  const { conclusion } = await receiveOne(sent.world, poison);
  assert.deepEqual(
    conclusion.matches.map((m) => [m.deposit, m.grade]),
    [["D2", "C"]],
  );
  const genuine = await receiveOne(sent.world, true3);
  assert.deepEqual(genuine.conclusion.matches, []);
  assert.ok((await theDeposit(sent.world, "D2")).declarations.every((d) => !d.proven));
});

test("the number of an authenticated receipt is learnt, and that of one that a person confirmed", async (t) => {
  for (const confirmed of [false, true]) {
    const sent = await sentWorld(t);
    const { forged: unsure, true1, true3 } = numberMails(sent);
    const { receipt } = await receiveOne(sent.world, confirmed ? unsure : true1);
    if (confirmed) await carryOut(sent.world, { is: "confirm", receipt, person });
    const { conclusion } = await receiveOne(sent.world, true3);
    assert.deepEqual(
      conclusion.matches.map((m) => m.deposit),
      ["D2"],
      conclusion.by.join(" "),
    );
  }
});

test("the receipt that came before the number was vouched for is looked at again", async (t) => {
  const sent = await sentWorld(t);
  const { forged: unsure, true3 } = numberMails(sent);
  const { receipt } = await receiveOne(sent.world, unsure);
  const later = await receiveOne(sent.world, true3);
  assert.deepEqual(later.conclusion.matches, []);
  await carryOut(sent.world, { is: "confirm", receipt, person });
  const deposit = await theDeposit(sent.world, "D2");
  assert.ok(deposit.receipts.some((r) => r.receipt === later.receipt));
});

test("a verdict in our server's name that came with the mail, below our server's own Received, is none", async (t) => {
  const sent = await sentWorld(t);
  const brought = Buffer.concat([
    Buffer.from(
      "Received: from evil.test by mx.fournisseur.test; Thu, 05 Nov 2026 10:12:00 +0100\r\n",
    ),
    await arriving(sent, "045-dpae-sans-references"),
  ]);
  const { conclusion } = await receiveOne(sent.world, brought);
  assert.equal(conclusion.matches[0]?.grade, "C", conclusion.matches[0]?.gradeBecause ?? "");
});

test("a true receipt that a gateway touched is to be read, not « à confirmer », and a person with a reason confirms it", async (t) => {
  const sent = await sentWorld(t);
  const raw = (await arriving(sent, "040-dpae-tout-00"))
    .toString("latin1")
    .replace(/^Authentication-Results[^\n]*\n/u, "");
  const touched = (await signed(Buffer.from(raw, "latin1"), "organisme.test"))
    .toString("latin1")
    .replace("Subject: ", "Subject: [EXTERNE] ");
  const { receipt } = await receiveOne(sent.world, Buffer.from(touched, "latin1"));
  const before = await theDeposit(sent.world, "D1");
  assert.deepEqual(
    [before.receipts[0]?.grade, situation(before).is, situation(before).next],
    ["F", "a-lire", "lire-l-ar"],
  );
  assert.doesNotMatch(situationText(situation(before), "fr").sentence, /à confirmer/u);
  assert.deepEqual([...filed(sent).keys()], []);
  const reason = "l'organisme l'a dit au téléphone";
  const done = await carryOut(sent.world, {
    is: "confirm",
    receipt,
    person: { by: "Mme Martin", means: "confirm", reason },
  });
  assert.equal(done.is, "done");
  await advance(sent.world, "D1");
  const after = await theDeposit(sent.world, "D1");
  assert.equal(situation(after).is, "enregistre");
  assert.deepEqual([...filed(sent).keys()], ["AR/dpae.txt"]);
  const vouched = after.receipts.at(-1);
  assert.deepEqual([vouched?.grade, vouched?.person?.reason], ["H", reason]);
  assert.match(
    vouched?.gradeBecause ?? "",
    /confirmé par Mme Martin \(l'organisme l'a dit au téléphone\), bien que .* ; signature DKIM fausse de organisme.test/u,
  );
});

test("RFC 6376 §8.15 a second field put above a signed mail takes its proof away", async (t) => {
  for (const field of ["Subject: Fichier des AR", 'Content-Type: text/plain; charset="utf-8"']) {
    const sent = await sentWorld(t);
    const unsigned = (await arriving(sent, "040-dpae-tout-00"))
      .toString("latin1")
      .replace(/^Authentication-Results[^\n]*\n/u, "");
    const raw = await signed(Buffer.from(unsigned, "latin1"), "organisme.test");
    const plain = await receiveOne(sent.world, raw);
    assert.equal(plain.conclusion.matches[0]?.grade, "A");
    const { conclusion } = await receiveOne(
      (await sentWorld(t)).world,
      Buffer.concat([Buffer.from(`${field}\r\n`), raw]),
    );
    assert.equal(conclusion.matches[0]?.grade, "C", field);
  }
});
