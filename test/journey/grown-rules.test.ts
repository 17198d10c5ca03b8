/** What the grown keys of a rule make of a deposit, from its file to what the courier is handed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readMail } from "../../src/adapters/mail-reader/read-mail.ts";
import { advance, ruleAgain } from "../../src/daemon/advance.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import { socialReference } from "../../src/domain/identifiers.ts";
import { situation } from "../../src/domain/rollup.ts";
import { ducsEdifact } from "../../src/formats/ducs-edifact/ducs-edifact.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { rulesChanged } from "../../src/journey/rule.ts";
import { send } from "../../src/journey/send.ts";
import { arMail, contribution, dpae, dpaeAr, edifact, siret } from "../support/samples.ts";
import {
  address,
  receiveOne,
  type SmallWorld,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const dropped = async (
  world: SmallWorld,
  rules: string,
  [name, bytes]: readonly [string, Uint8Array] = ["dpae.txt", dpae("FICTIVE")],
): Promise<Deposit> => {
  world.spool.drop("mapibox.cfg", rules);
  world.spool.drop(name, bytes);
  return takeOne(world);
};

const mailOf = async (world: SmallWorld, deposit: Deposit, at = 0) => {
  const frozen = deposit.messages[at]?.frozen;
  assert.ok(frozen);
  const reading = await readMail(Buffer.from(await world.store.get(frozen.sha256)));
  assert.ok(reading.is === "read");
  return reading.mail;
};

const heldBecause = (deposit: Deposit): string =>
  deposit.stage.is === "held" ? deposit.stage.hold.because : deposit.stage.is;

const released = async (
  world: SmallWorld,
  deposit: Deposit,
  as?: "replacement",
): Promise<Deposit> => {
  const request = { deposit: deposit.id, order: "release", by: "dupont", reason: "lu" } as const;
  assert.equal((await giveOrder(world, { ...request, ...(as ? { as } : {}) })).is, "allowed");
  await advance(world, deposit.id);
  return theDeposit(world, deposit.id);
};

const section = (...lines: readonly string[]): string =>
  ["[dpae]", "a=accept@organisme.test", ...lines].join("\r\n");

test("a subject and a note over lines are filled from the declaration, accents intact", async (t) => {
  const world = smallWorld(t);
  const deposit = await dropped(
    world,
    section(
      "sujet=Déclaration Unique d’Embauche {{siret}} du {{date}}",
      "note=Bonjour,",
      "note+=",
      "note+={{nombre}} déclaration de {{raison_sociale}} ({{fichier}})",
    ),
  );
  const mail = await mailOf(world, deposit);
  const [, day = ""] = /du (.*)$/u.exec(mail.subject) ?? [];
  assert.equal(mail.subject, `Déclaration Unique d’Embauche ${siret} du ${day}`);
  assert.match(day, /^\d\d\/\d\d\/\d{4}$/u);
  assert.equal(mail.text.trim(), "Bonjour,\n\n1 déclaration de SOCIETE FICTIVE (dpae.txt)");
});

test("a file's value cannot add a header", async (t) => {
  const world = smallWorld(t);
  const deposit = await dropped(world, section("sujet=DPAE {{fichier}}"), [
    "x\r\nBcc: tous@organisme.test\r\n.txt",
    dpae("FICTIVE"),
  ]);
  assert.equal(heldBecause(deposit), "template-unfilled");
});

test("further attachments go after the declaration; one that is missing holds the deposit", async (t) => {
  const world = smallWorld(t);
  const first = await dropped(world, section("joindre=bordereau.pdf"));
  assert.equal(heldBecause(first), "companion-missing");
  world.spool.drop("regles/bordereau.pdf", "%PDF-fictif");
  const deposit = await released(world, first);
  const { parts } = await mailOf(world, deposit);
  assert.deepEqual(
    parts.filter((p) => p.name !== "").map((p) => p.name),
    ["dpae.txt", "bordereau.pdf"],
  );
});

test("our own copy is in the organism's envelope; an office copy is a mail of its own", async (t) => {
  const world = smallWorld(t, {
    courier: (h) => (h.envelope.to[0] === "bureau@cabinet.test" ? "refuses-organism" : "accepts"),
  });
  const deposit = await dropped(world, section("copie=oui", "copie.bureau=bureau@cabinet.test"));
  assert.deepEqual(
    deposit.messages.map((m) => [m.id, m.frozen.envelope.to, m.frozen.declarations, m.frozen.copy]),
    [
      ["D1.M1", ["accept@organisme.test", address], ["D1.1"], undefined],
      ["D1.M2", ["bureau@cabinet.test"], [], true],
    ],
  );
  for (const message of deposit.messages)
    await send(world, await theDeposit(world, deposit.id), message, new AbortController().signal);
  const after = await theDeposit(world, deposit.id);
  assert.deepEqual(
    after.messages.map((m) => m.stage.is),
    ["accepted", "refused"],
  );
  // What becomes of the office's copy says nothing of the declaration.
  assert.equal(situation(after).is, "remis");
});

test("a deposit to approve waits for a person, and asks nothing twice", async (t) => {
  const world = smallWorld(t);
  const held = await dropped(world, section("validation=oui"));
  assert.equal(heldBecause(held), "approval-needed");
  assert.equal(world.courier.attempts().length, 0);
  const deposit = await released(world, held);
  assert.equal(deposit.stage.is, "frozen");
  assert.deepEqual(deposit.answered, ["approval-needed"]);
});

test("a sealing that nobody set holds the deposit: nothing goes in clear", async (t) => {
  const world = smallWorld(t);
  const deposit = await dropped(world, section("chiffrement=cirso"));
  assert.equal(heldBecause(deposit), "seal-unknown");
  assert.equal((await released(world, deposit)).stage.is, "held");
  assert.equal(world.courier.attempts().length, 0);
});

test("outside its hours a message waits, and a retry too", async (t) => {
  const world = smallWorld(t, { courier: () => "defers-organism" });
  const hour = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Paris",
    hour: "2-digit",
    hourCycle: "h23",
  });
  const now = Number(hour.format(world.clock.now()));
  const at = (h: number) => `${String((h + 24) % 24).padStart(2, "0")}:00`;
  const deposit = await dropped(
    world,
    section(`envoi.apres=${at(now + 2)}`, `envoi.avant=${at(now + 3)}`),
  );
  const [message] = deposit.messages;
  assert.ok(message?.stage.is === "queued");
  assert.equal(Number(hour.format(message.stage.due)), (now + 2) % 24);
  assert.ok(message.stage.due > world.clock.now());
  await world.clock.advance(message.stage.due - world.clock.now() + 59 * 60_000);
  await send(world, deposit, message, new AbortController().signal);
  const [after] = (await theDeposit(world, deposit.id)).messages;
  // One minute later the hours are over: tomorrow then.
  assert.ok(after?.stage.is === "queued");
  assert.equal(Number(hour.format(after.stage.due)), (now + 2) % 24);
  assert.ok(after.stage.due - message.stage.due > 22 * 3_600_000);
});

test("a rule lowers the mode of its dossier and never raises it", async (t) => {
  const real = smallWorld(t);
  assert.equal((await dropped(real, section("mode=test"))).stage.is, "simulated");
  const tests = smallWorld(t, { mode: "test" });
  assert.equal((await dropped(tests, section("mode=reel"))).stage.is, "simulated");
});

test("an essai goes to the test address, marked, and says so in the journal", async (t) => {
  const world = smallWorld(t, { mode: "essai" });
  const rules =
    "[adresse a]\nenvironnement=test\na=essais@organisme.test\n[adresse b]\nenvironnement=reel\na=accept@organisme.test\n[dpae]\nsujet=DPAE\ncopie=oui\ncopie.bureau=bureau@cabinet.test";
  const deposit = await dropped(world, rules);
  assert.deepEqual(
    deposit.messages.map((m) => [m.frozen.envelope.to, m.frozen.essai]),
    [[["essais@organisme.test"], { subject: "DPAE ESSAI" }]],
  );
  assert.equal((await mailOf(world, deposit)).subject, "DPAE ESSAI");
});

test("an essai to a real address is held, and the seed's shared one takes it by its mark", async (t) => {
  const closed = smallWorld(t, { mode: "essai" });
  assert.equal(heldBecause(await dropped(closed, section("sujet=DPAE"))), "essai-wall");
  const shared = smallWorld(t, { mode: "essai" });
  const deposit = await dropped(
    shared,
    section("partage=oui", "marque=TEST01", "sujet=Déclaration Unique d’Embauche TEST01"),
  );
  assert.equal(deposit.messages[0]?.frozen.essai?.subject, "Déclaration Unique d’Embauche TEST01");
});

test("an essai and the real declaration of the same hire do not replace one another", async (t) => {
  const world = smallWorld(t, { mode: "essai" });
  const rules = section("partage=oui", "marque=TEST01");
  const tried = await dropped(world, rules);
  const [message] = tried.messages;
  assert.ok(message);
  await send(world, tried, message, new AbortController().signal);
  const real: SmallWorld = { ...world, dossier: { ...world.dossier, mode: "reel" } };
  const dossiers = new Map([["cirso", real.dossier]]);
  const deposit = await dropped({ ...real, dossiers }, rules, ["dpae.txt", dpae("FICTIVE")]);
  assert.equal(deposit.stage.is, "frozen", heldBecause(deposit));
  assert.equal(deposit.messages[0]?.frozen.essai, undefined);
});

test("a receipt that cites no mail is nobody's while a test and a real declaration of one hire both wait", async (t) => {
  const world = smallWorld(t, { mode: "essai" });
  const rules = section("partage=oui", "marque=TEST01");
  const bytes = dpae("FICTIVE");
  const tried = await dropped(world, rules, ["dpae.txt", bytes]);
  const dossiers = new Map([["cirso", { ...world.dossier, mode: "reel" as const }]]);
  const live: SmallWorld = { ...world, dossiers, dossier: { ...world.dossier, mode: "reel" } };
  const real = await dropped(live, rules, ["dpae.txt", bytes]);
  for (const deposit of [tried, real])
    for (const message of deposit.messages)
      await send(live, deposit, message, new AbortController().signal);
  const file = dpaeAr(bytes, ["00"]);
  const weak = await receiveOne(live, arMail({ file }));
  assert.deepEqual(weak.conclusion.matches, []);
  // One that cites the essai's mail is the essai's, and the real declaration goes on waiting.
  const references = tried.messages[0]?.frozen.messageIdHeader ?? "";
  const cited = await receiveOne(live, arMail({ file, references }));
  assert.deepEqual(
    cited.conclusion.matches.map((m) => m.deposit),
    [tried.id],
  );
  assert.equal((await theDeposit(live, tried.id)).declarations[0]?.is, "registered");
  assert.equal((await theDeposit(live, real.id)).declarations[0]?.is, "waiting");
});

const lot = (forms: readonly string[]): Uint8Array =>
  writeDucsEdifact(
    forms.map((form, index) => ({
      ...contribution(`REF${index + 1}`),
      form,
      payment: {
        mode: "20",
        amount: "12",
        date: "20261105",
        socialReference:
          socialReference({
            creditor: form.startsWith("93") ? "S3" : "S1",
            period: "202640",
            internal: `999999999999${index}`,
          }) ?? "",
      },
    })),
    {
      sender: siret,
      recipient: "99999999800027",
      date: "261105",
      hour: "0900",
      test: false,
      reference: "LOT9",
      group: "G1",
    },
  );

const plan =
  "[adresse u]\nenvironnement=reel\nfamille=urssaf\na=urssaf@organisme.test\n[adresse i]\nenvironnement=reel\nfamille=irc\na=irc@organisme.test\n[ducs]\ntype=ducs\nsujet=DUCS";

test("a lot that mixes addresses is held with the table of what goes where", async (t) => {
  const world = smallWorld(t);
  const deposit = await dropped(world, plan, ["lot.edi", lot(["913", "930", "914"])]);
  assert.ok(deposit.stage.is === "held", JSON.stringify(deposit.stage));
  assert.equal(deposit.stage.hold.because, "mixed-recipients");
  assert.deepEqual(deposit.stage.hold.details, [
    "urssaf@organisme.test (règle [ducs]) : déclarations 1, 3",
    "irc@organisme.test (règle [ducs]) : déclarations 2",
  ]);
});

test("with decouper=oui it leaves as one valid interchange per address, counts made anew", async (t) => {
  const world = smallWorld(t);
  const deposit = await dropped(world, `${plan}\ndecouper=oui`, [
    "lot.edi",
    lot(["913", "930", "914"]),
  ]);
  assert.deepEqual(
    deposit.messages.map((m) => [m.frozen.envelope.to, m.frozen.declarations]),
    [
      [["urssaf@organisme.test"], ["D1.1", "D1.3"]],
      [["irc@organisme.test"], ["D1.2"]],
    ],
  );
  for (const [at, references] of [["REF1", "REF3"], ["REF2"]].entries()) {
    const { parts } = await mailOf(world, deposit, at);
    const part = parts.find((p) => p.name === "lot.edi");
    assert.ok(part);
    const read = readWhole(ducsEdifact, part.bytes);
    assert.deepEqual(
      read.declarations.map((d) => d.kind === "ducs" && [d.reference, d.lot]),
      references.map((reference) => [reference, "LOT9"]),
    );
    assert.equal(ducsEdifact.completeness(part.bytes).is, "complete");
    assert.deepEqual(
      read.findings.filter((f) => f.severity === "blocking"),
      [],
    );
    const text = Buffer.from(part.bytes).toString("latin1");
    assert.match(text, new RegExp(`UNE\\+${references.length}\\+G1'`, "u"));
    assert.match(text, /UNZ\+1\+LOT9'/u);
  }
});

test("a new rule file that is wrong leaves the old one in force; a right one takes effect whole", async (t) => {
  const world = smallWorld(t);
  const one = await dropped(world, section("sujet=un"), ["un.txt", dpae("UN")]);
  const two = await dropped(world, section("sujet=deux", "envoi.apres=jamais"), [
    "deux.txt",
    dpae("DEUX"),
  ]);
  const book = await world.books.look(world.dossier);
  assert.ok(book.is === "right" && book.refused && "problems" in book.refused);
  assert.deepEqual(
    book.refused.problems.map((p) => p.key),
    ["envoi.apres"],
  );
  const three = await dropped(world, section("sujet=trois"), ["trois.txt", dpae("TROIS")]);
  assert.deepEqual(
    [one, two, three].map((d) => d.ruled?.subject),
    ["un", "un", "trois"],
  );
});

test("a plan that is corrected releases what it held", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("regles/plan.csv", "famille;environnement;adresse\nirc;reel;irc@organisme.test");
  const held = await dropped(world, "plan=plan.csv\n[ducs]\nsujet=DUCS", [
    "lot.edi",
    edifact(["REF1"]),
  ]);
  assert.equal(heldBecause(held), "no-address");
  world.spool.drop(
    "regles/plan.csv",
    "famille;environnement;adresse\nurssaf;reel;u@organisme.test",
  );
  assert.equal(await rulesChanged(world, held), true);
  await ruleAgain(world, held);
  assert.equal((await theDeposit(world, held.id)).stage.is, "frozen");
});
