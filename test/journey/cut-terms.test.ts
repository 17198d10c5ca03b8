/**
 * A file that left cut, to two organisms (`decouper=oui`): delays, deadlines, alarms, contacts and what becomes of its receipts
 * are those of each mail's own rule.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf } from "../../src/adapters/reports/reporter.ts";
import { renderText } from "../../src/adapters/reports/text.ts";
import { toldFrom } from "../../src/adapters/reports/told.ts";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import { paris } from "../../src/domain/calendar/zoned-time.ts";
import { alarmsAt } from "../../src/domain/due/alarms.ts";
import { awaitedOf } from "../../src/domain/due/awaited.ts";
import { lostOf } from "../../src/domain/due/lost.ts";
import { parisIso } from "../../src/domain/paris-time.ts";
import { answersTo } from "../../src/domain/receipt/believed.ts";
import { addressOf, ruledMails } from "../../src/domain/ruled-mails.ts";
import { policyFor } from "../../src/journey/file.ts";
import { forPeople } from "../../src/journey/report.ts";
import { type Cut, cutWorld, level3 } from "../support/cut-world.ts";
import { receiveOne, theDeposit } from "../support/small-world.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const calendarOf = (family: "urssaf" | "irc", due: string): LegalCalendar => ({
  name: `${family} d'essai`,
  source: "essai",
  mark: "exemple",
  family,
  hour: "12:00",
  dates: [{ period: { year: 2026, quarter: 4, month: 0 }, due }],
});

const legal = [calendarOf("urssaf", "2026-11-20"), calendarOf("irc", "2026-12-15")];

const told = toldFrom(
  {
    organisms: [
      { name: "Urssaf Fictive", addresses: ["@urssaf.test"], contact: "01 99 00 00 01" },
      { name: "Caisse Fictive", addresses: ["@caisse.test"], contact: "01 99 00 00 02" },
    ],
    reports: {},
  },
  "test",
);

const modelNow = async ({ world }: Cut) =>
  modelOf(await forPeople(world, await theDeposit(world, "D1")), told);

const timesOf = async (cut: Cut): Promise<string> =>
  (await modelNow(cut)).times.map((row) => `${row.label} : ${row.value}`).join("\n");

const alarms = async ({ world }: Cut, now: number) => {
  const deposit = await theDeposit(world, "D1");
  const heard = new Map(
    ruledMails(deposit).flatMap((mail) =>
      answersTo(deposit, mail).map((at) => [addressOf(mail), at] as const),
    ),
  );
  const awaited = awaitedOf(deposit, frenchCalendar);
  return alarmsAt({ now, awaited, heard, missing: [], zone: paris }).map(
    (a) => `${a.cause} ${a.about} (${a.count})`,
  );
};

/** It cites the mail that it answers, is authentic, and says the last word. */
const answer = (cut: Cut, organism: "urssaf" | "caisse", words = "INTEGREE") =>
  receiveOne(
    cut.world,
    level3({
      domain: `${organism}.test`,
      cites: cut.headers[organism === "urssaf" ? 0 : 1],
      lines: [`Déclaration ${organism === "urssaf" ? "REF1" : "REF2"} : ${words}`],
    }),
  );

test("the report tells what each organism owes, by its own rule and manual", async (t) => {
  const cut = await cutWorld(t, { irc: "ar.attendus=1,3\nar.delai.1=72h" });
  const times = await timesOf(cut);
  const [, urssaf = "", caisse = ""] = /^([^]*?)(^Caisse[^]*)$/mu.exec(times) ?? [];
  assert.match(urssaf, /Urssaf Fictive, Attendu : l'accusé de niveau 1 .*24 heures/u);
  assert.match(urssaf, /Urssaf Fictive, Attendu : l'accusé de niveau 2 .*24 heures/u);
  assert.match(
    caisse,
    /Caisse Fictive, Attendu : l'accusé de niveau 1 .*72 heures ; d'après la règle/u,
  );
  assert.match(caisse, /Caisse Fictive, Attendu : l'accusé définitif .*5 jours ouvrés/u);
  assert.doesNotMatch(caisse, /niveau 2|Urssaf/u);
});

test("one registered, one refused: the report says so organism by organism, what to drop again, and whom to call", async (t) => {
  const cut = await cutWorld(t);
  const waiting = renderText(await modelNow(cut));
  assert.match(
    waiting,
    /\[\.\.\] Urssaf Fictive, déclaration 1 : REMIS[^]*Attendez l'accusé jusqu'au/u,
  );
  await answer(cut, "urssaf");
  await answer(cut, "caisse", "REJETEE motif 12");
  const text = renderText(await modelNow(cut));
  assert.match(text, /\[OK\] Urssaf Fictive, déclaration 1 : ENREGISTRÉ/u);
  assert.match(text, /\[!!\] Caisse Fictive, déclaration 2 : REFUSÉ[^]*Contact : 01 99 00 00 02/u);
  assert.match(
    text,
    /ne le redéposez pas entier\.[^]*Caisse Fictive : .*\s+.*que la\s+déclaration 2\./u,
  );
  assert.doesNotMatch(text, /01 99 00 00 01/u, "nobody is to be called about what is registered");
});

test("what another organism says of a declaration is told as such, and not as a forgery", async (t) => {
  const cut = await cutWorld(t);
  const lines = ["Déclaration REF1 : INTEGREE", "Déclaration REF2 : INTEGREE"];
  await receiveOne(cut.world, level3({ domain: "urssaf.test", cites: cut.headers[0], lines }));
  const text = renderText(await modelNow(cut));
  assert.match(text, /UN AUTRE ORGANISME EN PARLE/u);
  assert.match(text, /Un autre organisme en a parlé : cela ne compte pas/u);
  assert.doesNotMatch(text, /contredit son expéditeur/iu);
});

test("one organism's answer ends its own alarm, and the other's goes on under the other's address", async (t) => {
  const cut = await cutWorld(t);
  const late = cut.world.clock.now() + 3 * dayMs;
  assert.deepEqual(await alarms(cut, late), [
    "ar-silence ducs@urssaf.test (1)",
    "ar-silence ducs@caisse.test (1)",
  ]);
  await answer(cut, "urssaf");
  assert.deepEqual(await alarms(cut, late), ["ar-silence ducs@caisse.test (1)"]);
  await answer(cut, "caisse");
  assert.deepEqual(await alarms(cut, late), []);
});

test("what is late is counted from each mail's own departure, by its own delay", async (t) => {
  const cut = await cutWorld(t, { urssaf: "ar.attendus=1\nar.delai.1=2h" });
  const soon = cut.world.clock.now() + 3 * hourMs;
  assert.deepEqual(await alarms(cut, soon), ["ar-late ducs@urssaf.test (1)"]);
});

const deadlinesOf = async ({ world }: Cut) =>
  awaitedOf(await theDeposit(world, "D1"), frenchCalendar).map(
    (a) => `${a.address} ${a.deadline === undefined ? "" : parisIso(a.deadline)}`,
  );

test("the last hour that the register has of one organism counts for its mail of a cut file", async (t) => {
  const row = "organismes code=U nom=Urssaf famille=urssaf identifiants=99999999800027";
  const cut = await cutWorld(t, { world: { legal }, row: `${row} heure_limite=24:00` });
  // The lot's interchange names one recipient: the row is the fund's too, so only the Urssaf's mail tells anything here.
  assert.equal((await deadlinesOf(cut))[0], "ducs@urssaf.test 2026-11-21T00:00:00+01:00");
});

test("each mail has the deadline of its own organism's calendar, and is on time or late by its own stamp", async (t) => {
  const cut = await cutWorld(t, { world: { legal } });
  assert.deepEqual(await deadlinesOf(cut), [
    "ducs@urssaf.test 2026-11-20T12:00:00+01:00",
    "ducs@caisse.test 2026-12-15T12:00:00+01:00",
  ]);
  const past = Date.UTC(2026, 10, 21);
  await answer(cut, "caisse");
  assert.ok((await alarms(cut, past)).includes("deadline-passed ducs@urssaf.test 2026-11-20 (1)"));
  const times = await timesOf(cut);
  assert.match(times, /Urssaf Fictive, Échéance : 20 novembre 2026/u);
  assert.match(times, /Caisse Fictive, Échéance : 15 décembre 2026/u);
  assert.match(
    times,
    /Urssaf Fictive, Dans les délais \? : Non prouvé : aucun accusé.*l'heure de notre/u,
  );
  assert.match(times, /Caisse Fictive, Dans les délais \? : Non prouvé.*lui-même est arrivé/u);
});

test("a receipt is filed by the policy of the mail that it answers; one that speaks of both, by the more careful", async (t) => {
  const cut = await cutWorld(t, { irc: "ar.depot=numeroter" });
  const { conclusion: ofUrssaf } = await answer(cut, "urssaf");
  const { conclusion: ofCaisse } = await answer(cut, "caisse");
  const deposit = await theDeposit(cut.world, "D1");
  const policies = deposit.receipts.map((r) => policyFor(deposit, r));
  assert.deepEqual(policies, ["remplacer", "numeroter"]);
  const [one] = deposit.receipts;
  assert.ok(one);
  const verdicts = [ofUrssaf, ofCaisse].flatMap((c) => c.matches[0]?.verdicts ?? []);
  assert.equal(policyFor(deposit, { ...one, verdicts }), "numeroter");
});

test("a mailbox where one rule looks is enough for that mail; where none does, nothing is about the deposit", async (t) => {
  const candidates = async (urssaf: string, irc: string) => {
    const cut = await cutWorld(t, { urssaf, irc });
    const text = level3({ domain: "caisse.test", lines: ["Déclaration REF2 : INTEGREE"] });
    const { conclusion } = await receiveOne(cut.world, text);
    return conclusion.candidates?.map((c) => c.deposit);
  };
  const elsewhere = "ar.boites=retours";
  assert.deepEqual(await candidates(elsewhere, ""), ["D1"]);
  assert.equal(await candidates(elsewhere, elsewhere), undefined);
});

test("a mail that a person cancelled is waited for no more; the other still is", async (t) => {
  const cut = await cutWorld(t);
  const deposit = await theDeposit(cut.world, "D1");
  const [first, second] = deposit.messages;
  assert.ok(first && second);
  const stage = { is: "cancelled", at: 0, by: "jeanne" } as const;
  const cancelled = { ...deposit, messages: [{ ...first, stage }, second] };
  assert.deepEqual(
    awaitedOf(cancelled, frenchCalendar).map((a) => a.address),
    ["ducs@caisse.test"],
  );
});

test("what one organism refused is told for today with its own deadline; the other's mail is not", async (t) => {
  const cut = await cutWorld(t, { world: { legal } });
  await answer(cut, "urssaf", "REJETEE motif 12");
  const deposit = await theDeposit(cut.world, "D1");
  const lost = lostOf([deposit], {
    now: cut.world.clock.now(),
    calendarOf: () => frenchCalendar,
  });
  assert.deepEqual(
    lost.map((l) => [l.message, l.address, l.count, parisIso(l.deadline)]),
    [["D1.M1", "ducs@urssaf.test", 1, "2026-11-20T12:00:00+01:00"]],
  );
});
