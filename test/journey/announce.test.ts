/** What organisms must be told (seed 002 §2.10.1), and what last year's amount imposes (§7.7). */
import assert from "node:assert/strict";
import { test } from "node:test";
import law from "../../config/checks/loi-2006.json" with { type: "json" };
import { checkTables } from "../../src/domain/checks/load-table.ts";
import { imposedModes, unusedAdhesion } from "../../src/domain/register/announce.ts";
import { announcementLetter, changeText, letterText } from "../../src/domain/register/letter.ts";
import { announced, announcements, unusedAdhesions } from "../../src/journey/register/announce.ts";
import { standing } from "../../src/journey/register.ts";
import { put, removeRows, row } from "../support/register.ts";
import { employerSiret, ribOf } from "../support/register-firm.ts";
import { edifact, siret } from "../support/samples.ts";
import { type SmallWorld, sendOne, smallWorld, takeOne } from "../support/small-world.ts";

const told = async (world: SmallWorld): Promise<readonly string[]> => {
  const { journal, store, agent, clock } = world;
  const found = await announcements({ journal, store, key: agent.key, now: clock.now() });
  return found.flatMap((a) => a.changes.map((c) => `${a.organism} ${changeText(c)}`));
};

const employer = (more: string): string =>
  `employeurs siret=${siret} raison_sociale=Fictive ${more}`;
const adhesion = (mode: string): string =>
  `adhesions siret=${siret} organisme=U1 accord=oui mode_paiement=${mode}`;
const account = (n: number, more = ""): string =>
  `comptes siret=${siret} organisme=U1 compte=${ribOf(n)} ${more}`.trim();

const declaring = async (t: Parameters<typeof smallWorld>[0]): Promise<SmallWorld> => {
  const world = smallWorld(t);
  await put(
    world,
    "organismes code=U1 nom=Urssaf_d'essai famille=urssaf siret=99999999800027",
    employer("adresse_ar=ar@avant.test logiciel=Paie_7 ville=Évry representant=Mme_Fictive"),
    adhesion("virement"),
    account(1),
    `numeros siret=${siret} organisme=U1 numero=117A`,
  );
  return world;
};

const declare = async (world: SmallWorld, reference = "REF1"): Promise<void> => {
  await world.clock.advance(60_000);
  world.spool.drop("ducs.edi", edifact([reference]));
  const deposit = await takeOne(world);
  assert.equal(await sendOne(world, deposit.id), "accepted");
  await world.clock.advance(60_000);
};

test("nothing is announced to an organism that was never declared to, nor what it knows already", async (t) => {
  const world = await declaring(t);
  await put(world, adhesion("cheque"));
  assert.deepEqual(await told(world), []);
  await declare(world);
  assert.deepEqual(await told(world), []);
});

test("a changed account, mode, address or program is announced until a letter is gone, then only what changes later", async (t) => {
  const world = await declaring(t);
  await declare(world);
  await put(
    world,
    employer("adresse_ar=ar@apres.test logiciel=Paie_8 ville=Évry representant=Mme_Fictive"),
  );
  await put(world, adhesion("telereglement"), account(1, "jusque=2020-01-01"), account(2));
  const open = [
    "U1 domiciliation bancaire : 99999 00001 00000000002 12 (auparavant : 99999 00001 00000000001 15)",
    "U1 mode de paiement : télérèglement (auparavant : virement)",
    "U1 adresse de réception des accusés : ar@apres.test (auparavant : ar@avant.test)",
    "U1 logiciel de paie : Paie 8 (auparavant : Paie 7)",
  ];
  assert.deepEqual(await told(world), open);
  await declare(world, "REF2");
  assert.deepEqual(await told(world), open, "declaring again tells them nothing");
  await announced(world, { siret, organism: "U1", by: "odile", reason: "lettre du 3" });
  assert.deepEqual(await told(world), []);
  await world.clock.advance(60_000);
  await put(world, adhesion("virement"));
  assert.deepEqual(await told(world), [
    "U1 mode de paiement : virement (auparavant : télérèglement)",
  ]);
});

test("another SIREN ends the adhesion and begins a new one; another SIRET of the same SIREN does not", async (t) => {
  const world = await declaring(t);
  await declare(world);
  const become = async (now: string): Promise<readonly string[]> => {
    await put(
      world,
      `employeurs siret=${now} raison_sociale=Fictive adresse_ar=ar@avant.test logiciel=Paie_7 ancien_siret=${siret}`,
      `numeros siret=${now} organisme=U1 numero=117A`,
    );
    const found = await told(world);
    await removeRows(world, `numeros siret=${now} organisme=U1`, `employeurs siret=${now}`);
    return found;
  };
  const other = employerSiret(5);
  assert.deepEqual(await become(other), [
    `U1 numéro Siren : ${other.slice(0, 9)} (auparavant : ${siret.slice(0, 9)})`,
  ]);
  assert.deepEqual(await become("99999999800027"), []);
});

test("the letter names both sides, the reference, what changed, and asks what is to be done", async (t) => {
  const world = await declaring(t);
  await put(
    world,
    "contacts organisme=U1 usage=adhesion nom=Service_adhésions adresse=1_rue_Fictive code_postal=99000 ville=Nulle-Part",
  );
  const letter = letterText({
    entries: await standing(world),
    siret,
    organism: "U1",
    changes: [{ what: "mode", before: "cheque", now: "virement" }],
    today: "2026-11-21",
  });
  assert.equal(
    letter,
    `Fictive
Évry
SIRET ${siret} — votre référence 117A

                                        Urssaf d'essai
                                        Service adhésions
                                        1 rue Fictive
                                        99000 Nulle-Part

                                        Le 21 novembre 2026

Objet : modification de notre adhésion à la DUCS-EDI

Madame, Monsieur,

Depuis que nous vous en avons informés pour la dernière fois, ont changé :

  - mode de paiement : virement (auparavant : chèque)

Nous vous prions d'en tenir compte à réception de la présente.

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.


                                        Mme Fictive
`,
  );
});

test("a letter goes to another desk of the organism when the one for adhesions has no address", () => {
  const desk = (usage: string, address: string) =>
    row(`contacts organisme=U1 usage=${usage} nom=${usage}${address} code_postal=99000 ville=Ici`);
  const to = (...desks: readonly ReturnType<typeof row>[]): readonly string[] => {
    const entries = [row("organismes code=U1 nom=U famille=urssaf"), ...desks];
    const about = { siret, organism: "U1", changes: [], today: "2026-11-21" };
    return announcementLetter({ entries, ...about }).recipient;
  };
  const other = desk("secours", " adresse=2_rue_Fictive");
  assert.deepEqual(to(other), ["U", "secours", "2 rue Fictive", "99000 Ici"]);
  assert.deepEqual(to(desk("adhesion", ""), other), ["U", "secours", "2 rue Fictive", "99000 Ici"]);
  assert.deepEqual(to(desk("adhesion", " adresse=1_rue"), other)[1], "adhesion");
  assert.deepEqual(to(), ["U"]);
});

test("last year's amount imposes a mode and the electronic declaration, at the Urssaf only (§7.7)", () => {
  const read = checkTables([{ name: "loi-2006.json", json: law }]);
  assert.ok("tables" in read);
  const imposed = (euros: number, mode: string, today = "2026-11-21", family = "urssaf") =>
    imposedModes(
      [
        row(`organismes code=U1 nom=U famille=${family}`),
        row(adhesion(mode)),
        row(
          `montants siret=${siret} organisme=U1 annee=${Number(today.slice(0, 4)) - 1} montant=${euros}`,
        ),
        row(`montants siret=${siret} organisme=U1 annee=1999 montant=9000000`),
      ],
      read.tables,
      today,
    ).map((one) => one.said);
  const electronic = "déclaration par voie électronique";
  assert.deepEqual(imposed(150_000, "cheque"), []);
  assert.deepEqual(imposed(150_001, "cheque"), ["paiement dématérialisé", electronic]);
  assert.deepEqual(imposed(150_001, "telereglement"), [electronic]);
  assert.deepEqual(imposed(7_000_001, "telereglement"), ["virement", electronic]);
  assert.deepEqual(imposed(7_000_001, "virement"), [electronic]);
  assert.deepEqual(imposed(300_000, "virement", "2008-06-01"), []);
  assert.deepEqual(imposed(500_000, "virement", "2008-06-01"), [electronic]);
  assert.deepEqual(imposed(500_000, "virement", "2007-08-01"), []);
  assert.deepEqual(imposed(900_000, "virement", "2007-06-30"), []);
  assert.deepEqual(imposed(9_000_000, "cheque", "2026-11-21", "irc"), []);
  // Where the adhesion says no mode, its account's counts.
  const rows = [
    row("organismes code=U1 nom=U famille=urssaf"),
    row(`montants siret=${siret} organisme=U1 annee=2025 montant=160000`),
  ];
  const account = (mode: string) =>
    row(`comptes siret=${siret} organisme=U1 compte=${ribOf(1)} mode=${mode}`);
  const said = (...more: readonly ReturnType<typeof row>[]) =>
    imposedModes([...rows, ...more], read.tables, "2026-11-21").map((one) => one.said);
  assert.deepEqual(said(account("telereglement")), [electronic]);
  assert.deepEqual(said(account("cheque")), ["paiement dématérialisé", electronic]);
  assert.deepEqual(said(), ["paiement dématérialisé", electronic]);
});

test("an adhesion that is not used for a calendar year is told, three months before too (§2.10.3)", async (t) => {
  const is = (used: string | undefined, today: string) =>
    unusedAdhesion({ used, began: "2024-05-01", today });
  assert.equal(is("2026-01-02", "2026-12-31"), undefined);
  assert.equal(is("2025-01-01", "2026-09-30"), undefined);
  assert.equal(is("2025-12-31", "2026-10-01"), "soon");
  assert.equal(is("2024-12-31", "2026-01-01"), "lost");
  assert.equal(is(undefined, "2026-01-01"), "lost");
  assert.equal(is(undefined, "2025-09-30"), undefined, "it began in the year before");
  const world = await declaring(t);
  const { journal, store, agent, clock } = world;
  const found = () => unusedAdhesions({ journal, store, key: agent.key, now: clock.now() });
  await put(world, `${adhesion("virement")} accord_le=2001-01-01 utilisee_le=2002-03-04`);
  assert.deepEqual(
    (await found()).map((one) => `${one.organism} ${one.is} ${one.used}`),
    ["U1 lost 2002-03-04"],
  );
  await declare(world);
  assert.deepEqual(await found(), []);
});
