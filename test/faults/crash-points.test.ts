/**
 * F20-F29: the steps of the journey alone; the whole agent dies in kill-matrix.test.ts. The process dies at every
 * step of a reference scenario, before and after its effect, and is started again. Three deposits, five declarations,
 * an AR with a refusal, a bounce, a duplicate. The courier's own count of dots is the judge. A new step without a
 * crash point cannot exist: the points are the steps themselves.
 */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { situation } from "../../src/domain/rollup.ts";
import { returnedMessageId } from "../../src/formats/receipts/delivery-status/delivery-status.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { keep, record } from "../../src/journey/receive.ts";
import { recover, send } from "../../src/journey/send.ts";
import { understand } from "../../src/journey/understand.ts";
import type { MailReader } from "../../src/ports/mail-reader.ts";
import type { Sealer } from "../../src/ports/sealer.ts";
import { type Doom, mortal } from "../support/mortal.ts";
import { arMail, bounceMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  mailReaderOf,
  rules,
  type SmallWorld,
  smallWorld,
  takeAll,
} from "../support/small-world.ts";

const first = dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE");
const second = dpae("INVENTE");
const bounced = dpae("PERDU");
const files = [
  ["dpae.txt", first],
  ["suite.txt", second],
  ["perdu.txt", bounced],
  ["zcopie.txt", first],
] as const;

/** The organism's answers to what it received: as many mails as dots, in order. */
const answers = (world: SmallWorld): readonly Uint8Array[] =>
  world.courier.received().map((mail) => {
    const references = returnedMessageId(mail) ?? "";
    const text = Buffer.from(mail).toString("latin1");
    if (text.includes("perdu.txt")) return bounceMail(references);
    const isFirst = text.includes("dpae.txt");
    const file = isFirst ? dpaeAr(first, ["00", "12", "00"]) : dpaeAr(second, ["00"]);
    return arMail({ references, file, name: isFirst ? "dpae.txt" : "suite.txt" });
  });

/** What the daemon's loops do, one after the other, until nothing is left to do. */
const live = async (
  world: SmallWorld,
  durable: SmallWorld,
  answering: typeof answers = answers,
): Promise<void> => {
  await recover(world);
  for (;;) {
    const before = (await durable.journal.facts({}, 100_000)).length;
    await takeAll(world);
    for (const deposit of await world.journal.find({ by: "work" }, 100))
      await advance(world, deposit.id);
    const at = world.clock.now();
    for (const deposit of await world.journal.find({ by: "send", at }, 100))
      for (const message of deposit.messages)
        await send(world, deposit, message, new AbortController().signal);
    for (const [index, raw] of answering(durable).entries()) await take(world, raw, index + 1);
    if ((await durable.journal.facts({}, 100_000)).length === before) return;
  }
};

const take = async (world: SmallWorld, raw: Uint8Array, uid: number): Promise<void> => {
  const ref = { mailbox: "cabinet", folder: "INBOX", uidValidity: "1", uid };
  if (await world.journal.mail(ref)) return;
  const incoming = { ref, arrived: world.clock.now(), raw };
  const { sha256 } = await keep(world, incoming);
  const conclusion = await understand(world, incoming);
  await record(world, incoming, { sha256, conclusion });
};

/** Runs the scenario, dying once; gives what the durable world holds in the end. */
const scenario = async (
  t: TestContext,
  mailReader: MailReader,
  doom: Doom | undefined,
  /** The step before whose effect somebody clears the hidden files of `AR/`. */
  cleared = 0,
) => {
  const durable = smallWorld(t, { mailReader });
  for (const [name, bytes] of files) durable.spool.drop(name, bytes);
  const life = mortal(durable, doom);
  if (cleared > 0)
    life.meanwhile(cleared, () => {
      for (const name of durable.spool.files.keys())
        if (name.startsWith("AR/.facteur-")) durable.spool.remove(name);
    });
  try {
    await live(life.world, durable);
  } catch (cause) {
    if (!life.died()) throw cause;
  }
  // Started again: a new life over the same disk.
  if (life.died()) await live(mortal(durable, undefined).world, durable);
  const deposits = (await durable.journal.find({ by: "recent" }, 100)).toReversed();
  return { durable, deposits, steps: life.steps, died: life.died() };
};

const expected = ["partiel", "enregistre", "non-remis", "doublon"] as const;

test("without a death: the reference verdicts", async (t) => {
  const { deposits } = await scenario(t, mailReaderOf(t), undefined);
  assert.deepEqual(new Set(deposits.map((d) => situation(d).is)), new Set(expected));
});

/** Whose AR brings a file for the payroll program. */
const answered = [
  ["dpae.txt", "partiel"],
  ["suite.txt", "enregistre"],
] as const;

const check = (
  { durable, deposits }: Awaited<ReturnType<typeof scenario>>,
  at: string,
): "same" | "uncertain" => {
  // I2: never more than one dot for a message; the journal knows of each dot that left.
  const dots = durable.courier.received().map((mail) => returnedMessageId(mail) ?? "");
  assert.equal(new Set(dots).size, dots.length, `${at}: a message left twice`);
  // I1: every file has its deposit, none has two that are alive.
  assert.equal(deposits.length, files.length, `${at}: ${deposits.length} deposits`);
  for (const [name] of files) {
    assert.equal(durable.spool.files.has(name), false, `${at}: ${name} was left`);
    const kept = [...durable.spool.files.keys()].filter(
      (f) => f.startsWith("traites/") && f.endsWith(name),
    );
    assert.equal(kept.length, 1, `${at}: ${name} stands ${kept.length} times in traites/`);
  }
  // I4: deliveries once: the AR stands there, and no second copy in the history.
  const ars = [...durable.spool.files.keys()].filter((f) => f.startsWith("AR/historique/"));
  assert.deepEqual(ars, [], `${at}: an AR was put twice`);
  const lost = deposits.filter((d) => situation(d).is === "incertain");
  for (const deposit of lost) {
    const header = deposit.messages[0]?.frozen.messageIdHeader ?? "";
    assert.equal(dots.includes(header), false, `${at}: ${deposit.id} left and is not proved`);
  }
  // What the journal calls delivered stands there; nobody consumes here.
  for (const [name, is] of answered) {
    const delivered = deposits.some((d) =>
      d.deliveries.some((x) => x.is === "delivered" && x.name === name),
    );
    const known = lost.some((d) => d.claimed.name === name);
    assert.ok(delivered || known, `${at}: ${name}, ${is}, was never delivered`);
    if (delivered) assert.ok(durable.spool.files.has(`AR/${name}`), `${at}: AR/${name} is lost`);
  }
  if (lost.length > 0) return "uncertain";
  const states = deposits.map((d) => situation(d).is);
  assert.deepEqual(new Set(states), new Set(expected), at);
  return "same";
};

test("a death before and after every step: the same verdicts, or one uncertain that never left", async (t) => {
  const mailReader = mailReaderOf(t);
  const { steps } = await scenario(t, mailReader, undefined);
  const results = { same: 0, uncertain: 0 };
  for (let at = 1; at <= steps.length; at += 1)
    for (const when of ["before", "after"] as const) {
      const run = await scenario(t, mailReader, { at, when });
      assert.equal(run.died, true);
      results[check(run, `${when} step ${at} (${steps[at - 1]})`)] += 1;
    }
  t.diagnostic(`${steps.length} steps, ${2 * steps.length} deaths: ${JSON.stringify(results)}`);
  assert.ok(steps.length > 30);
  // Between the journalled dot and the wire's there is one instant per message: no more may be in doubt.
  assert.ok(results.uncertain <= 3, `${results.uncertain} uncertain`);
  for (const kind of [
    "store.putStream",
    "spool.retire",
    "filing.prepare",
    "filing.commit",
    "courier.deliver",
  ])
    assert.ok(steps.includes(kind), kind);
});

test("a clerk who deletes the hidden files of AR/ before any of its steps loses no AR", async (t) => {
  const mailReader = mailReaderOf(t);
  const { steps } = await scenario(t, mailReader, undefined);
  const commits = steps.flatMap((step, index) => (step === "filing.commit" ? [index + 1] : []));
  assert.equal(commits.length, answered.length);
  for (const at of commits) {
    const run = await scenario(t, mailReader, undefined, at);
    assert.equal(check(run, `hidden files gone at step ${at}`), "same");
  }
});

/** Each sealing of the same bytes gives others, as real ones do. */
const changingSealer = (): Sealer => {
  let sealings = 0;
  return {
    name: "caisse",
    method: "external",
    takes: "file",
    encrypts: true,
    seal: async ({ name, bytes }) => ({
      is: "sealed",
      name: `${name}.p7m`,
      bytes: Buffer.from(sha256(`${(sealings += 1)} ${sha256(bytes)}`)),
      proof: {
        method: "external",
        encrypted: true,
        recipients: "not-verifiable",
        reopened: false,
      },
    }),
    inspect: async () => ({ programs: [], keys: [], troubles: [] }),
  };
};

test("F22 F23 a death before and after every step of a sealed file: sealed again or not, one mail leaves, the frozen one, never in clear", async (t) => {
  const mailReader = mailReaderOf(t);
  const nobody = () => [];
  const clear = Buffer.from(second).toString("base64").slice(0, 60);
  const run = async (doom?: Doom) => {
    const sealers = new Map([["caisse", changingSealer()]]);
    const durable = { ...smallWorld(t, { mailReader }), sealers };
    durable.spool.drop("mapibox.cfg", `${rules()}chiffrement=caisse\r\n`);
    durable.spool.drop("dpae.txt", second);
    const life = mortal(durable, doom);
    try {
      await live(life.world, durable, nobody);
    } catch (cause) {
      if (!life.died()) throw cause;
    }
    if (life.died()) await live(mortal(durable, undefined).world, durable, nobody);
    const deposits = await durable.journal.find({ by: "recent" }, 100);
    const [message, ...others] = deposits.flatMap((d) => d.messages);
    assert.ok(message && deposits.length === 1 && others.length === 0);
    const left = durable.courier.received();
    if (message.stage.is !== "uncertain") assert.equal(message.stage.is, "accepted");
    // Between the journalled dot and the answer, it may have left or not for all that is known.
    assert.ok(left.length === 1 || (left.length === 0 && message.stage.is === "uncertain"));
    for (const mail of left) {
      assert.equal(sha256(mail), message.frozen.sha256);
      assert.ok(!Buffer.from(mail).includes(clear));
    }
    return life.steps;
  };
  const whole = await run();
  const seals = whole.indexOf("sealer.seal");
  assert.ok(seals > 0 && whole.lastIndexOf("courier.deliver") > seals, whole.join(" "));
  for (let at = 1; at <= whole.length; at += 1)
    for (const when of ["before", "after"] as const) await run({ at, when });
});
