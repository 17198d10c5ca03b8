/** A receipt that the payroll program consumed is put into `AR/` again when a person asks, and only then; once for each order. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { carryOut, receiptOrder } from "../../src/daemon/orders/person.ts";
import { checkDeposit } from "../../src/domain/audit/deposit-check.ts";
import type { DepositFact } from "../../src/domain/deposit.ts";
import type { Recorded } from "../../src/domain/facts.ts";
import type { ReceiptId } from "../../src/domain/ids.ts";
import { nextStep } from "../../src/domain/next.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const bytes = dpae("FICTIVE");
const file = dpaeAr(bytes, ["00"]);

/** One deposit, answered; the AR stands in `AR/dpae.txt`. `authserv: false`: nothing authenticates it. */
const answered = async (t: TestContext, options: { readonly authserv?: boolean } = {}) => {
  const world = smallWorld(t, options);
  world.spool.drop("dpae.txt", bytes);
  const { id } = await takeOne(world);
  await sendOne(world, id);
  const { messages } = await theDeposit(world, id);
  const references = messages[0]?.frozen.messageIdHeader ?? "";
  const { receipt } = await receiveOne(world, arMail({ references, file }));
  return { world, id, receipt, references };
};

const refile = (world: SmallWorld, receipt: ReceiptId) =>
  carryOut(world, { is: "refile", receipt, by: "Mme Martin", reason: "import raté" });

const shelf = (world: SmallWorld): readonly string[] =>
  [...world.spool.files.keys()].filter((name) => name.startsWith("AR/"));

const auditOf = async (world: SmallWorld, id: "D1") => {
  const facts = await world.journal.facts({ deposit: id }, 1000);
  return checkDeposit(id, facts as readonly Recorded<DepositFact>[]).violations;
};

test("what was consumed comes back once for each order, and never by itself", async (t) => {
  const { world, id, receipt } = await answered(t);
  assert.deepEqual(shelf(world), ["AR/dpae.txt"]);
  world.spool.remove("AR/dpae.txt");
  await advance(world, id);
  assert.deepEqual(shelf(world), []);
  for (const day of [1, 2]) {
    assert.deepEqual(await refile(world, receipt), { is: "done", receipt, deposits: [id] });
    assert.equal(nextStep(await theDeposit(world, id)), "file");
    await advance(world, id);
    assert.deepEqual(shelf(world), ["AR/dpae.txt"], `day ${day}`);
    assert.ok(Buffer.from(file).equals(world.spool.files.get("AR/dpae.txt")?.bytes ?? bytes));
    world.spool.remove("AR/dpae.txt");
    await advance(world, id);
    assert.deepEqual(shelf(world), []);
  }
  const { refilings, deliveries } = await theDeposit(world, id);
  assert.deepEqual(
    refilings.map(({ by, reason }) => [by, reason]),
    [
      ["Mme Martin", "import raté"],
      ["Mme Martin", "import raté"],
    ],
  );
  assert.equal(deliveries.filter((d) => d.is === "delivered").length, 3);
  assert.deepEqual(await auditOf(world, "D1"), []);
});

test("a crash between the order and its file: it is put there once, and the order is not given twice", async (t) => {
  const { world, id, receipt } = await answered(t);
  world.spool.remove("AR/dpae.txt");
  await refile(world, receipt);
  // A clerk who saw nothing yet asks again.
  const again = await refile(world, receipt);
  assert.deepEqual(again, { is: "refused", because: "being-filed" });
  const { filing } = world.spool;
  const crashing = {
    ...world.spool,
    filing: {
      ...filing,
      commit: async (...args: Parameters<typeof filing.commit>) => {
        await filing.commit(...args);
        throw new Error("power cut");
      },
    },
  };
  const dossiers = new Map([["cirso", { ...world.dossier, spool: crashing }]]);
  await assert.rejects(advance({ ...world, dossiers }, id), /power cut/u);
  world.spool.remove("AR/dpae.txt");
  await advance(world, id);
  assert.deepEqual(shelf(world), [], "the program had taken it already");
  assert.equal(nextStep(await theDeposit(world, id)), undefined);
  assert.deepEqual(await auditOf(world, "D1"), []);
});

test("the same file that came in a second mail: either number brings it back, once", async (t) => {
  const { world, id, references } = await answered(t);
  const twin = await receiveOne(world, arMail({ references, file, subject: "Rappel" }));
  world.spool.remove("AR/dpae.txt");
  await advance(world, id);
  assert.deepEqual(shelf(world), []);
  assert.equal((await refile(world, twin.receipt)).is, "done");
  await advance(world, id);
  assert.deepEqual(shelf(world), ["AR/dpae.txt"]);
  assert.deepEqual(await auditOf(world, "D1"), []);
});

test("it takes the place of no newer one that was not taken yet: it waits, and a double of itself is none", async (t) => {
  const { world, id, receipt, references } = await answered(t);
  const newer = Buffer.concat([file, Buffer.from("\r\n")]);
  await receiveOne(world, arMail({ references, file: newer, subject: "Suite" }));
  const standing = () => Buffer.from(world.spool.files.get("AR/dpae.txt")?.bytes ?? "");
  assert.ok(standing().equals(newer));
  assert.equal((await refile(world, receipt)).is, "done");
  await advance(world, id);
  assert.ok(standing().equals(newer), "the newer one still waits for the program");
  world.spool.remove("AR/dpae.txt");
  await advance(world, id);
  assert.ok(standing().equals(file));
  // Asked for while it stands there still: the program finds it once.
  assert.equal((await refile(world, receipt)).is, "done");
  await advance(world, id);
  assert.ok(standing().equals(file));
  world.spool.remove("AR/dpae.txt");
  await advance(world, id);
  assert.deepEqual(
    shelf(world).filter((name) => name === "AR/dpae.txt"),
    [],
  );
  assert.deepEqual(await auditOf(world, "D1"), []);
});

test("refused: unknown, about nothing, never filed, of paper, and proving nothing", async (t) => {
  const { world, id } = await answered(t, { authserv: false });
  assert.deepEqual(shelf(world), [], "nothing authenticates it");
  const because = async (receipt: ReceiptId) => {
    const answer = await refile(world, receipt);
    return answer.is === "refused" ? answer.because : answer.is;
  };
  assert.equal(await because("R1"), "not-closing");
  assert.equal(await because("R9"), "unknown-receipt");
  const other = await receiveOne(world, "From: a@b.example\r\nSubject: bonjour\r\n\r\nrien\r\n");
  assert.equal(await because(other.receipt), "not-matched");
  const scan = Buffer.from("une télécopie");
  const paper = { sha256: await world.store.put(scan), size: scan.length };
  const person = { by: "Mme Martin", means: "fax" } as const;
  const recorded = await carryOut(world, {
    is: "record",
    deposit: id,
    person,
    says: "registered",
    ...paper,
  });
  assert.ok(recorded.is === "done");
  assert.equal(await because(recorded.receipt), "never-filed");
  const confirmed = { by: "Mme Martin", means: "confirm" } as const;
  await carryOut(world, { is: "confirm", receipt: "R1", person: confirmed });
  assert.equal(await because("R1"), "being-filed");
  await advance(world, id);
  assert.equal(await because("R1"), "done");
});

test("refused when its bytes are gone", async (t) => {
  const { world, receipt } = await answered(t);
  const [match] = (await theDeposit(world, "D1")).receipts;
  await world.store.remove(match?.file?.sha256 ?? "");
  assert.deepEqual(await refile(world, receipt), { is: "refused", because: "purged" });
});

test("nobody orders it without a name and a reason, whoever writes to the socket", () => {
  const order = { is: "refile", receipt: "R7", by: "Mme Martin", reason: "import raté" };
  assert.deepEqual(receiptOrder(order), order);
  for (const bad of [{ by: " " }, { reason: "" }, { receipt: "R7; rm" }, { reason: 7 }])
    assert.throws(() => receiptOrder({ ...order, ...bad }));
});
