/**
 * A receipt that comes again is about what it was about the first time, and one that was written before a deposit left
 * does not answer it, whatever it cites and whoever still waits.
 */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import { situation } from "../../src/domain/rollup.ts";
import { needs } from "../support/machine.ts";
import { arriving, type Sent, sentWorld, signed } from "../support/received.ts";
import { dpae, dpaeAr } from "../support/samples.ts";
import { receiveOne, rules, sendOne, takeOne, theDeposit } from "../support/small-world.ts";
import { smimeSigner } from "../support/smime-signer.ts";

const mailReader = workerMailReader();
after(() => mailReader[Symbol.asyncDispose]());

const uncited = (raw: Buffer): string =>
  raw
    .toString("latin1")
    .replace(/In-Reply-To[^\n]*\n/u, "")
    .replace(/References[^\n]*\n/u, "");

const unjudged = (raw: string): string => raw.replace(/^Authentication-Results[^\n]*\n/u, "");

/** Signed by the organism, as nobody else can. */
const trueOne = async (raw: string): Promise<string> =>
  (
    await signed(Buffer.from(unjudged(raw).replace(/\r?\n/gu, "\r\n"), "latin1"), "organisme.test")
  ).toString("latin1");

const again = ({ world }: Sent, raw: string, more = "X-Other: 1\r\n") =>
  receiveOne(world, Buffer.from(`${more}${raw}`, "latin1"));

const fifth = async ({ world }: Sent, file: Uint8Array, more = ""): Promise<string> => {
  world.spool.drop("mapibox.cfg", `${rules("accept@organisme.test")}${more}`);
  world.spool.drop("dpae.txt", file);
  const deposit = await takeOne(world);
  assert.equal(await sendOne(world, deposit.id), "accepted");
  assert.equal(deposit.id, "D5");
  return deposit.messages[0]?.frozen.messageIdHeader ?? "";
};

const stateOf = async ({ world }: Sent, id: "D1" | "D2" | "D5"): Promise<string> =>
  situation(await theDeposit(world, id)).is;

test("a receipt of an earlier deposit that comes again registers no later one", async (t) => {
  const sent = await sentWorld(t, { mailReader });
  const raw = await trueOne(uncited(await arriving(sent, "045-dpae-sans-references")));
  await again(sent, raw, "");
  assert.equal(await stateOf(sent, "D1"), "enregistre");
  const header = await fifth(sent, dpae("SUPPOSEE", "IMAGINAIRE", "FICTIVE"), "remplace=oui\r\n");
  for (const more of ["X-Other: 1\r\n", `In-Reply-To: ${header}\r\n`]) {
    const { conclusion } = await again(sent, raw, more);
    assert.deepEqual(
      conclusion.matches.map((m) => m.deposit),
      ["D1"],
      more,
    );
    assert.ok(conclusion.by.includes("repeat"));
  }
  const d5 = await theDeposit(sent.world, "D5");
  assert.deepEqual(d5.receipts, []);
  assert.deepEqual(d5.deliveries, []);
  const filed = (await theDeposit(sent.world, "D1")).deliveries.filter((d) => d.is === "delivered");
  assert.equal(filed.length, 1);
});

test("a refusal that comes again by a second mailbox does not refuse the correction", async (t) => {
  const sent = await sentWorld(t, { mailReader });
  const raw = uncited(await arriving(sent, "041-dpae-un-refus"));
  await again(sent, raw, "");
  const { declarations } = await theDeposit(sent.world, "D1");
  const position = declarations.findIndex((d) => d.is === "refused");
  await fifth(sent, dpae(["FICTIVE", "IMAGINAIRE", "SUPPOSEE"][position] ?? ""));
  const { conclusion } = await again(sent, raw.replace("From:", "X-Other: 1\r\nFrom:"), "");
  assert.deepEqual(
    conclusion.matches.map((m) => m.deposit),
    ["D1"],
  );
  assert.deepEqual((await theDeposit(sent.world, "D5")).receipts, []);
});

test("the same file in another mail, while a later deposit waits for the same, is for a person", async (t) => {
  const sent = await sentWorld(t, { mailReader });
  const raw = uncited(await arriving(sent, "045-dpae-sans-references"));
  await again(sent, raw, "");
  await fifth(sent, dpae("SUPPOSEE", "IMAGINAIRE", "FICTIVE"), "remplace=oui\r\n");
  const { conclusion } = await again(
    sent,
    raw.replace(/^Message-ID: [^\r\n]*/mu, "Message-ID: <another@organisme.test>"),
  );
  assert.deepEqual(conclusion.matches, []);
  assert.deepEqual(
    conclusion.candidates?.map((c) => c.deposit),
    ["D1", "D5"],
  );
});

test("what nobody proved leads no true receipt away from the deposit that it names: a person says", async (t) => {
  const sent = await sentWorld(t, { mailReader });
  const raw = (await arriving(sent, "040-dpae-tout-00")).toString("latin1");
  const forged = await again(sent, unjudged(raw), "");
  assert.deepEqual(
    forged.conclusion.matches.map((m) => [m.deposit, m.grade]),
    [["D1", "C"]],
  );
  const header = await fifth(sent, dpae("SUPPOSEE", "IMAGINAIRE", "FICTIVE"), "remplace=oui\r\n");
  const { conclusion } = await again(
    sent,
    `In-Reply-To: ${header}\r\n${uncited(Buffer.from(raw, "latin1"))}`,
    "",
  );
  assert.deepEqual(conclusion.matches, []);
  assert.deepEqual(
    conclusion.candidates?.map((c) => [c.deposit, c.signs.includes("repeat")]),
    [
      ["D5", false],
      ["D1", true],
    ],
  );
  assert.equal(await stateOf(sent, "D1"), "remplace");
});

const months = [
  ["its Date", "Thu, 05 Mar 2026 10:12:00 +0100", ""],
  [
    "a Date beside a later one",
    "Thu, 05 Mar 2026 10:12:00 +0100",
    "Date: Thu, 05 Nov 2026 10:12:00 +0100\r\n",
  ],
] as const;

for (const [what, date, more] of months)
  test(`a receipt written before the sending answers nothing, by ${what}`, async (t) => {
    const sent = await sentWorld(t, { mailReader });
    const old = (await arriving(sent, "057-ducs-niveau-3")).toString("latin1");
    const raw = await trueOne(
      uncited(Buffer.from(old, "latin1")).replace(/^Date: [^\r\n]*/mu, `Date: ${date}`),
    );
    const cited = `${more}In-Reply-To: ${sent.headers.get("D2")}\r\n`;
    const { conclusion } = await again(sent, raw, cited);
    assert.deepEqual(conclusion.matches, []);
    assert.deepEqual(
      conclusion.candidates?.map((c) => c.deposit),
      ["D2"],
    );
    assert.deepEqual((await theDeposit(sent.world, "D2")).receipts, []);
  });

test("the time of a signature tells it where no Date does", async (t) => {
  const sent = await sentWorld(t, { mailReader });
  await sent.world.clock.advance(30 * 86_400_000);
  const header = await fifth(sent, dpae("CINQUIEME"));
  const raw = (await arriving(sent, "040-dpae-tout-00"))
    .toString("latin1")
    .replace(/^Date: [^\n]*\n/mu, "");
  const { conclusion } = await again(
    sent,
    await trueOne(uncited(Buffer.from(raw, "latin1"))),
    `In-Reply-To: ${header}\r\n`,
  );
  assert.deepEqual(conclusion.matches, []);
  assert.ok(conclusion.candidates?.some((c) => c.deposit === "D5"));
});

test(
  "the time of an S/MIME signature tells it too, whatever Date the mail is given",
  needs("openssl"),
  async (t) => {
    const portal = await smimeSigner(t, "Organisme de test");
    const signers = new Map([["organisme.test", [portal.fingerprint]]]);
    const sent = await sentWorld(t, { mailReader, signers });
    // Signed today, by a clock that nothing here moves; the deposit leaves a month later.
    sent.world.clock.jump(Math.max(0, Date.now() - sent.world.clock.now()) + 30 * 86_400_000);
    const header = await fifth(sent, dpae("CINQUIEME"));
    const answer = (file: Uint8Array): string =>
      portal
        .sign(
          `Content-Type: application/octet-stream; name="dpae.txt"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="dpae.txt"\r\n\r\n${Buffer.from(file).toString("base64").replace(/.{76}/gu, "$&\r\n")}`,
        )
        .toString("latin1");
    const raw = answer(dpaeAr(dpae("CINQUIEME"), ["00"]));
    const now = new Date(sent.world.clock.now()).toUTCString();
    const { conclusion } = await again(sent, raw, `Date: ${now}\r\nIn-Reply-To: ${header}\r\n`);
    assert.deepEqual(conclusion.matches, []);
    assert.ok(conclusion.candidates?.some((c) => c.deposit === "D5"));
  },
);

test("clocks and zones that differ by hours make nothing too early", async (t) => {
  const sent = await sentWorld(t, { mailReader });
  const raw = (await arriving(sent, "040-dpae-tout-00")).toString("latin1");
  const { conclusion } = await again(
    sent,
    raw.replace(/^Date: [^\r\n]*/mu, "Date: Wed, 04 Nov 2026 22:00:00 +0000"),
    "",
  );
  assert.deepEqual(
    conclusion.matches.map((m) => m.deposit),
    ["D1"],
  );
});
