/** I6 between freezing and leaving: a rule that asks for a sealing since, or a key that is trusted no more, stops what waits. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { openPgpSealer } from "../../src/adapters/sealer/openpgp/openpgp-sealer.ts";
import { smimeSealer } from "../../src/adapters/sealer/smime/smime-sealer.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { parisDay } from "../../src/domain/paris-time.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { withhold } from "../../src/journey/rule/since-frozen.ts";
import type { Sealer } from "../../src/ports/sealer.ts";
import { put } from "../support/register.ts";
import { firmSiret } from "../support/register-firm.ts";
import { dpae, siret } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { pgpPair } from "../support/sealing.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, type SmallWorld, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

/** A daemon whose server says « later » for as long as the test wants, and a hire that waits there. */
const waiting = async (
  t: TestContext,
  about: {
    readonly sealer?: (now: number, folder: string) => Promise<Sealer>;
    readonly rule?: string;
    /** Of the register. */
    readonly rows?: readonly string[];
  },
) => {
  let open = false;
  const world: SmallWorld = smallWorld(t, {
    courier: () => (open ? "accepts" : "defers-organism"),
  });
  const folder = await scratch(t);
  const sealer = await about.sealer?.(world.clock.now(), folder);
  const sealed = { ...world, sealers: new Map(sealer ? [[sealer.name, sealer]] : []) };
  const rule = (more = ""): void => {
    world.spool.drop("mapibox.cfg", `${rules()}${more}`);
  };
  rule(about.rule);
  if (about.rows) await put(sealed, ...about.rows);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { id } = await takeOne(sealed);
  const small = smallDaemon(t, sealed);
  const now = () => theDeposit(world, id);
  await small.until("a first try was put off", () => world.courier.attempts().length > 0);
  return {
    ...small,
    world,
    id,
    folder,
    rule,
    now,
    opens: () => {
      open = true;
    },
    release: async () => {
      const request = { deposit: id, order: "release", by: "Odile", reason: "vu" } as const;
      const answer = await giveOrder({ journal: world.journal, dossiers: new Map() }, request);
      assert.equal(answer.is, "allowed");
    },
    suspended: (times: number) =>
      small.until(`suspended ${times} times`, async () => {
        const { orders } = await now();
        return orders.filter((o) => o.by === "facteur" && o.order === "hold").length === times;
      }),
    left: () => small.until("it left", () => world.courier.dots() === 1),
  };
};

const reasonOf = async (world: SmallWorld, id: DepositId): Promise<string> =>
  (await theDeposit(world, id)).heldBy?.reason ?? "";

test("a rule that gains chiffrement stops the mail that was frozen in clear, whoever releases it; put back, it goes", async (t) => {
  const of = await waiting(t, {});
  of.rule("chiffrement=caisse\r\n");
  of.opens();
  await of.suspended(1);
  assert.match(await reasonOf(of.world, of.id), /chiffrement=caisse.*préparé en clair/u);
  await of.release();
  await of.suspended(2);
  assert.equal(of.world.courier.dots(), 0);
  of.rule();
  await of.release();
  await of.left();
});

test("a rule that seals now and would name a person in the subject stops it too", async (t) => {
  const of = await waiting(t, {});
  of.world.spool.drop(
    "mapibox.cfg",
    "[a]\r\na=accept@organisme.test\r\nsujet=DUE {{fichier}}\r\nnote=Ci-joint.\r\nchiffrement=caisse\r\n",
  );
  of.opens();
  await of.suspended(1);
  assert.equal(of.world.courier.dots(), 0);
});

test("a rule that is lowered to test stops what waits; a person may let it go", async (t) => {
  const of = await waiting(t, {});
  of.rule("mode=test\r\n");
  of.opens();
  await of.suspended(1);
  assert.match(await reasonOf(of.world, of.id), /abaissée au mode test/u);
  assert.equal(of.world.courier.dots(), 0);
  await of.release();
  await of.left();
});

test("a rule that only says other things leaves the frozen mail alone", async (t) => {
  const of = await waiting(t, {});
  of.rule("copie=oui\r\n");
  of.opens();
  await of.left();
  assert.deepEqual((await of.now()).orders, []);
});

test("an address, a mandate or an adhesion that the register changed since stops what waits; a person may let it go", async (t) => {
  const urssaf = "organismes code=U nom=Urssaf famille=urssaf identifiants=999";
  const address = (to: string) =>
    `adresses organisme=U format=dpae environnement=reel adresse=${to}`;
  for (const [rows, said] of [
    [[address("autre@organisme.test")], /U : accept@organisme\.test, au registre autre@/u],
    [
      [
        `employeurs siret=${siret} raison_sociale=Fictive`,
        `roles siret=${siret} role=tiers-redacteur par_siret=${firmSiret} par_nom=Cabinet`,
      ],
      /pas de mandat en vigueur.*déclaration 1/u,
    ],
    [
      [
        `employeurs siret=${siret} raison_sociale=Fictive`,
        `adhesions siret=${siret} organisme=U accord=oui resiliee=2026-01-31`,
      ],
      /U : adhésion résiliée/u,
    ],
  ] as const) {
    const of = await waiting(t, { rows: [urssaf, address("accept@organisme.test")] });
    await put(of.world, ...rows);
    of.opens();
    await of.suspended(1);
    assert.match(await reasonOf(of.world, of.id), said);
    assert.equal(of.world.courier.dots(), 0);
    await of.release();
    await of.left();
  }
});

test("what the register changed of others, or back, leaves the frozen mail alone", async (t) => {
  const row = "adresses organisme=U format=dpae environnement=reel adresse=accept@organisme.test";
  const of = await waiting(t, {
    rows: ["organismes code=U nom=Urssaf famille=urssaf identifiants=999", row],
  });
  await put(of.world, row.replace("accept@", "autre@"));
  await put(
    of.world,
    row,
    "organismes code=V nom=Autre famille=irc identifiants=9",
    "adresses organisme=V format=dpae environnement=reel adresse=ailleurs@organisme.test",
  );
  of.opens();
  await of.left();
  assert.deepEqual((await of.now()).orders, []);
});

test("a mandate that ends while the mail waits stops it on the morrow, without anybody writing", async (t) => {
  const world = smallWorld(t);
  await put(
    world,
    `employeurs siret=${siret} raison_sociale=Fictive`,
    `roles siret=${siret} role=tiers-redacteur par_siret=${firmSiret} par_nom=Cabinet`,
    `mandats siret=${siret} mandataire=${firmSiret} signe_le=2026-01-02 fin=${parisDay(world.clock.now())}`,
  );
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  const [message] = deposit.messages;
  assert.ok(message);
  assert.equal(await withhold(world, deposit, message), false);
  await world.clock.advance(24 * 3_600_000);
  assert.equal(await withhold(world, deposit, message), true);
  assert.match(await reasonOf(world, deposit.id), /pas de mandat en vigueur/u);
});

test("a mail that was signed only is clear text for a rule that asks for more", async (t) => {
  const signs = smimeSealer({ name: "signe", recipients: [] });
  assert.equal(signs.encrypts, false);
  const signed: Sealer = {
    ...signs,
    seal: async ({ name, bytes }) => ({
      is: "sealed",
      name,
      bytes,
      proof: { method: "smime", encrypted: false, recipients: [], reopened: false },
    }),
  };
  const of = await waiting(t, { sealer: async () => signed, rule: "chiffrement=signe\r\n" });
  of.rule("chiffrement=caisse\r\n");
  of.opens();
  await of.suspended(1);
  of.rule("chiffrement=signe\r\n");
  await of.release();
  await of.left();
});

test("a key that was replaced after the freeze stops what was sealed for the former one; a person may let it go", async (t) => {
  let replace = (): void => undefined;
  const of = await waiting(t, {
    rule: "chiffrement=pgp\r\n",
    sealer: async (now, folder) => {
      const date = new Date(now - 86_400_000);
      const first = await pgpPair(folder, "organisme", { date });
      const second = await pgpPair(folder, "organisme-nouvelle", { date });
      replace = () => writeFileSync(first.publicFile, readFileSync(second.publicFile));
      return openPgpSealer({ name: "pgp", takes: "file", recipients: [first.publicFile] });
    },
  });
  replace();
  of.opens();
  await of.suspended(1);
  assert.match(await reasonOf(of.world, of.id), /ne vaut plus \(pgp : remplacée\)/u);
  assert.equal(of.world.courier.dots(), 0);
  await of.release();
  await of.left();
});

test("a key that expires between freeze and leaving stops it, and the expiry is said", async (t) => {
  const of = await waiting(t, {
    rule: "chiffrement=pgp\r\n",
    sealer: async (now, folder) => {
      const pair = await pgpPair(folder, "organisme", { date: new Date(now - 1000), seconds: 60 });
      return openPgpSealer({ name: "pgp", takes: "file", recipients: [pair.publicFile] });
    },
  });
  await of.world.clock.advance(120_000);
  of.opens();
  await of.suspended(1);
  assert.match(await reasonOf(of.world, of.id), /ne vaut plus \(pgp : .*expired/u);
  assert.equal(of.world.courier.dots(), 0);
});
