/** What a person does about receipts: paper recorded, one assigned, one vouched for, one dismissed, a file imported. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { carryOut, receiptOrder } from "../../src/daemon/orders/person.ts";
import type { ByPerson, PersonMeans } from "../../src/domain/facts.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { situation } from "../../src/domain/rollup.ts";
import { arriving, sentWorld } from "../support/received.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const person = (means: PersonMeans): ByPerson => ({ by: "Mme Martin", means, reason: "vu" });
const three = dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE");

const is = async (world: SmallWorld, id: DepositId): Promise<string> =>
  situation(await theDeposit(world, id)).is;

const stored = async (world: SmallWorld, text: string) => {
  const bytes = Buffer.from(text);
  return { sha256: await world.store.put(bytes), size: bytes.length };
};

const record = async (t: TestContext) => {
  const { world } = await sentWorld(t);
  const scan = await stored(world, "une télécopie");
  return { world, scan };
};

test("a fax registers with the name of who received it, and is no file for the payroll program", async (t) => {
  const { world, scan } = await record(t);
  const order = { is: "record", deposit: "D1", person: person("fax"), says: "registered" } as const;
  const answer = await carryOut(world, { ...order, ...scan });
  assert.equal(answer.is, "done");
  const deposit = await theDeposit(world, "D1");
  assert.equal(situation(deposit).is, "enregistre");
  assert.equal(deposit.receipts[0]?.grade, "H");
  assert.match(deposit.receipts[0]?.gradeBecause ?? "", /télécopie enregistrée par Mme Martin/u);
  await advance(world, "D1");
  assert.deepEqual(
    [...world.spool.files.keys()].filter((name) => name.startsWith("AR/")),
    [],
  );
});

test("without saying what it says, a fax is received and no more", async (t) => {
  const { world, scan } = await record(t);
  await carryOut(world, {
    is: "record",
    deposit: "D2",
    position: 1,
    person: person("post"),
    says: "received",
    ...scan,
  });
  assert.deepEqual(
    (await theDeposit(world, "D2")).declarations.map((d) => d.is),
    ["received", "waiting"],
  );
});

test("one scan may be about two deposits: one receipt, two matches", async (t) => {
  const { world, scan } = await record(t);
  for (const deposit of ["D1", "D2"] as const)
    await carryOut(world, {
      is: "record",
      deposit,
      person: person("fax"),
      says: "registered",
      ...scan,
    });
  const [one, ...others] = await world.journal.receipts({}, 10);
  assert.deepEqual([others.length, one?.matches.map((m) => m.deposit)], [0, ["D1", "D2"]]);
});

test("paper about what does not exist, or was never sent, is refused", async (t) => {
  const { world, scan } = await record(t);
  const paper = { is: "record", person: person("fax"), says: "registered", ...scan } as const;
  assert.deepEqual(await carryOut(world, { ...paper, deposit: "D99" }), {
    is: "refused",
    because: "unknown-deposit",
  });
  assert.deepEqual(await carryOut(world, { ...paper, deposit: "D1", position: 4 }), {
    is: "refused",
    because: "no-declaration",
  });
  assert.deepEqual(await world.journal.receipts({}, 10), []);
});

test("an ambiguous receipt is assigned by a person, with the grade it had", async (t) => {
  const sent = await sentWorld(t);
  const { world } = sent;
  const { receipt } = await receiveOne(
    world,
    await arriving(sent, "015-ars-sans-references-numero-inconnu"),
  );
  assert.deepEqual(
    (await world.journal.receipts({ state: "to-assign" }, 10)).map((r) => r.id),
    [receipt],
  );
  const order = { is: "assign", receipt, deposit: "D3", person: person("assign") } as const;
  assert.equal((await carryOut(world, order)).is, "done");
  const deposit = await theDeposit(world, "D3");
  assert.deepEqual([deposit.receipts[0]?.grade, situation(deposit).is], ["B", "enregistre"]);
  assert.deepEqual(await world.journal.receipts({ state: "to-assign" }, 10), []);
  assert.deepEqual(await carryOut(world, order), { is: "refused", because: "already-there" });
});

test("assigning a receipt that nothing authenticates closes nothing", async (t) => {
  const { world } = await sentWorld(t);
  const mail = arMail({ file: dpaeAr(three, []), name: "x.bin", subject: "Bonjour", results: "" });
  const { receipt } = await receiveOne(world, mail);
  await carryOut(world, { is: "assign", receipt, deposit: "D1", person: person("assign") });
  assert.equal(await is(world, "D1"), "enregistre-a-confirmer");
});

test("a receipt of grade C is confirmed by a person, whose name stays; one of grade F only with a reason", async (t) => {
  const sent = await sentWorld(t);
  const { world } = sent;
  const { receipt } = await receiveOne(world, await arriving(sent, "065-faux-sans-verdict"));
  assert.equal(await is(world, "D1"), "enregistre-a-confirmer");
  const order = { is: "confirm", receipt, person: person("confirm") } as const;
  assert.equal((await carryOut(world, order)).is, "done");
  assert.equal(await is(world, "D1"), "enregistre");
  assert.equal((await theDeposit(world, "D1")).receipts.at(-1)?.person?.by, "Mme Martin");
  assert.deepEqual(await carryOut(world, order), { is: "refused", because: "already-there" });
  const forged = await receiveOne(world, await arriving(sent, "068-faux-dkim-fail"));
  const without = { by: "Mme Martin", means: "confirm" } as const;
  for (const one of [without, { ...without, reason: "  " }])
    assert.deepEqual(
      await carryOut(world, { is: "confirm", receipt: forged.receipt, person: one }),
      { is: "refused", because: "contradicts" },
    );
});

test("a receipt that is about nothing of ours is dismissed, and no longer asked about", async (t) => {
  const sent = await sentWorld(t);
  const { world } = sent;
  const { receipt } = await receiveOne(world, await arriving(sent, "062-ducs-niveau-3-sans-rien"));
  await carryOut(world, { is: "dismiss", receipt, person: person("assign") });
  assert.deepEqual(
    (await world.journal.receipts({}, 10)).map((r) => r.state),
    ["aside"],
  );
});

test("an imported file closes with the name of who brought it, and goes to AR/", async (t) => {
  const { world } = await sentWorld(t);
  const file = dpaeAr(three, ["00", "00", "00"]);
  const sha256 = await world.store.put(file);
  const order = { is: "bring", sha256, name: "dpae.txt", person: person("file") } as const;
  const answer = await carryOut(world, order);
  assert.equal(answer.is === "imported" && answer.conclusion?.class, "ar");
  await advance(world, "D1");
  assert.equal(await is(world, "D1"), "enregistre");
  assert.match(
    (await theDeposit(world, "D1")).receipts[0]?.gradeBecause ?? "",
    /fichier déposé par Mme Martin/u,
  );
  assert.ok(world.spool.files.has("AR/dpae.txt"));
  const again = await carryOut(world, order);
  assert.equal(again.is === "imported" && again.conclusion, undefined);
});

test("an imported mail keeps its own proof: a signature is A, its absence is the person's word", async (t) => {
  const sent = await sentWorld(t);
  const { world } = sent;
  for (const [name, grade] of [
    ["114-imputation-signee", "A"],
    ["065-faux-sans-verdict", "H"],
    ["116-signe-puis-modifie", "F"],
  ] as const) {
    const sha256 = await world.store.put(await arriving(sent, name));
    const answer = await carryOut(world, {
      is: "bring",
      sha256,
      name: "ar.eml",
      person: person("file"),
    });
    assert.equal(answer.is === "imported" && answer.conclusion?.matches[0]?.grade, grade, name);
  }
});

test("an order that is not well formed is not obeyed", () => {
  const by = { by: "x", means: "fax" };
  for (const wrong of [
    {},
    { is: "assign", receipt: "R1", deposit: "D1" },
    { is: "assign", receipt: "1", deposit: "D1", person: by },
    { is: "record", deposit: "D1", person: by, says: "perhaps", sha256: "0".repeat(64) },
    { is: "record", deposit: "D1", person: by, says: "registered", sha256: "../x" },
    { is: "confirm", receipt: "R1", person: { by: "", means: "confirm" } },
    { is: "forget", receipt: "R1", person: by },
  ])
    assert.throws(() => receiptOrder(wrong));
});

const neverLeft = [
  ["defers-organism", "451 at the organism's address"],
  ["refuses-organism", "550 at the organism's address"],
] as const;

for (const [plan, said] of neverLeft)
  test(`${said}: nothing left, so no receipt is recorded, assigned or counted`, async (t) => {
    const world = smallWorld(t, { courier: () => plan });
    world.spool.drop("dpae.txt", dpae("FICTIVE"));
    await takeOne(world);
    const paper = { is: "record", deposit: "D1", says: "registered" } as const;
    const told = { ...(await stored(world, "au téléphone")), person: person("phone") };
    const refused = { is: "refused", because: "never-sent" } as const;
    assert.deepEqual(await carryOut(world, { ...paper, ...told }), refused, "not tried yet");
    await sendOne(world, "D1");
    assert.deepEqual(await carryOut(world, { ...paper, ...told }), refused);
    const mail = arMail({
      file: dpaeAr(three, []),
      name: "x.bin",
      subject: "Bonjour",
      results: "",
    });
    const { receipt } = await receiveOne(world, mail);
    const assign = { is: "assign", receipt, deposit: "D1", person: person("assign") } as const;
    assert.deepEqual(await carryOut(world, assign), refused);
    assert.deepEqual((await theDeposit(world, "D1")).receipts, []);
  });

test("whatever the server said after a dot, the mail may be there: it can be answered by telephone", async (t) => {
  for (const plan of ["drops-after-dot", "defers-at-dot", "refuses-at-dot", "accepts"] as const) {
    const world = smallWorld(t, { courier: () => plan });
    world.spool.drop("dpae.txt", dpae("FICTIVE"));
    await takeOne(world);
    await sendOne(world, "D1");
    const scan = await stored(world, "au téléphone");
    const paper = {
      is: "record",
      deposit: "D1",
      says: "registered",
      person: person("phone"),
    } as const;
    assert.equal((await carryOut(world, { ...paper, ...scan })).is, "done");
    assert.equal(await is(world, "D1"), "enregistre");
  }
});
