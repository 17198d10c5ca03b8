/** What a person holds in their hands about a file that left cut: the notes of its mails, and the paper for another way. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { kitPaper } from "../../src/adapters/reports/paper/kit.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { modelOf } from "../../src/adapters/reports/reporter.ts";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import { awaitedOf } from "../../src/domain/due/awaited.ts";
import { kitFor } from "../../src/journey/report/kit.ts";
import { forPeople } from "../../src/journey/report.ts";
import { cutRules, cutWorld, level3, lot } from "../support/cut-world.ts";
import { put } from "../support/register.ts";
import { bounceMail } from "../support/samples.ts";
import { receiveOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";
import { testTold } from "../support/told.ts";

const due = (family: "urssaf" | "irc", on: string): LegalCalendar => ({
  name: `${family} d'essai`,
  source: "essai",
  mark: "exemple",
  family,
  hour: "12:00",
  dates: [{ period: { year: 2026, quarter: 4, month: 0 }, due: on }],
});

const dues = [due("urssaf", "2026-11-20"), due("irc", "2026-12-15")];

test("each mail of the report has its own rule's subject and note, an office copy those of the mail that it copies", async (t) => {
  const world = smallWorld(t);
  const more = (to: string) => `note=Pour ${to}.\ncopie.bureau=archives@employeur.test`;
  world.spool.drop("mapibox.cfg", cutRules(more("l'Urssaf"), more("la caisse")));
  world.spool.drop("lot.edi", lot);
  const { mails } = modelOf(await forPeople(world, await takeOne(world)), testTold);
  assert.deepEqual(
    mails.map((m) => [m.to[0], m.note]),
    [
      ["ducs@urssaf.test", "Pour l'Urssaf."],
      ["archives@employeur.test", "Pour l'Urssaf."],
      ["ducs@caisse.test", "Pour la caisse."],
      ["archives@employeur.test", "Pour la caisse."],
    ],
  );
});

test("the paper for another way names each organism by its own mail, and leaves out what is registered", async (t) => {
  const cut = await cutWorld(t, { world: { legal: dues } });
  const { world } = cut;
  for (const [code, nom, address] of [
    ["URSSAF-99", "Urssaf_d'essai", "ducs@urssaf.test"],
    ["CAISSE-99", "Caisse_d'essai", "ducs@caisse.test"],
  ] as const)
    await put(
      world,
      `organismes code=${code} nom=${nom} famille=urssaf`,
      `adresses organisme=${code} format=ducs environnement=reel adresse=${address}`,
    );
  const made = async () => {
    const deposit = await theDeposit(world, "D1");
    const kit = await kitFor(world, deposit);
    assert.ok(kit.is === "kit");
    const paper = kitPaper({ deposit, ...kit, now: world.clock.now(), agent: "Facteur" });
    return { kit, text: paperText(paper).replaceAll(/\s+/gu, " ") };
  };
  const before = await made();
  assert.deepEqual(
    before.kit.kit.map((k) => k.organism),
    ["Urssaf d'essai", "Caisse d'essai"],
  );
  assert.match(before.text, /AVANT LE 20 NOVEMBRE 2026/u);
  const answer = (domain: string, cites = "", line = "") =>
    receiveOne(world, level3({ domain, cites, lines: [line] }));
  await answer("urssaf.test", cut.headers[0], "Déclaration REF1 : INTEGREE");
  const after = await made();
  assert.deepEqual(after.kit.settled, ["D1.1"]);
  assert.match(after.text, /Ne redéclarez pas la déclaration 1 du fichier/u);
  assert.match(after.text, /AVANT LE 15 DÉCEMBRE 2026/u);
  assert.match(after.text, /CAISSE D'ESSAI.*REF2/u);
  assert.doesNotMatch(after.text, /URSSAF D'ESSAI|REF1/u);
  await answer("caisse.test", cut.headers[1], "Déclaration REF2 : INTEGREE");
  assert.match((await made()).text, /RIEN À DÉCLARER AUTREMENT/u);
});

test("a bounce of one mail that nothing authenticates: the report asks about that organism's part alone, and how to confirm it", async (t) => {
  // Content with little authenticity, its rule believes acknowledgements; a failure is none.
  const cut = await cutWorld(t, { irc: "ar.authenticite=C" });
  const bounce = bounceMail(cut.headers[1] ?? "", { forged: true, recipient: "ducs@caisse.test" });
  await receiveOne(cut.world, bounce);
  const deposit = await theDeposit(cut.world, "D1");
  const todo = modelOf(await forPeople(cut.world, deposit), testTold).todo.join("\n");
  assert.match(
    todo,
    /facteur receipt confirm R1 --reason "…".*ne contient que la déclaration 2\./u,
  );
  assert.doesNotMatch(todo, /redéposez le fichier/u);
  assert.deepEqual(
    awaitedOf(deposit, frenchCalendar).map((a) => [a.address, a.unanswered]),
    [
      ["ducs@urssaf.test", 1],
      ["ducs@caisse.test", 1],
    ],
    "it silences no delay",
  );
});
