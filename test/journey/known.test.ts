/** What a file's own bytes cannot show: the settings, the tables, and what left before. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { localTime } from "../../src/domain/calendar/zoned-time.ts";
import type { CheckTable } from "../../src/domain/checks/tables.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { limits } from "../../src/domain/limits.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import type { DucsToWrite } from "../../src/formats/ducs-to-write.ts";
import { beyondFile } from "../../src/journey/check/beyond-file.ts";
import { findingsOf } from "../../src/journey/content.ts";
import { examiner } from "../../src/journey/examine.ts";
import { put } from "../support/register.ts";
import { hire, siret } from "../support/samples.ts";
import { type SmallWorld, sendOne, smallWorld, takeOne } from "../support/small-world.ts";

const account = {
  role: "OR",
  bank: "99999",
  branch: "00001",
  account: "00000000001",
  key: "15",
  holder: "SOCIETE FICTIVE",
} as const;

const paid = (reference: string, more: Partial<DucsToWrite> = {}): DucsToWrite => ({
  kind: "ducs",
  siret: "99999999800019",
  employer: "SOCIETE FICTIVE",
  recipient: "99999999800027",
  recipientName: "ORGANISME FICTIF",
  form: "931",
  period: "202643",
  reference,
  lot: "",
  payment: { mode: "Z10", amount: "99.50", account, cpop: "IRC     2643", date: "20261015" },
  ...more,
});

const lot = (...declarations: readonly DucsToWrite[]): Uint8Array =>
  writeDucsEdifact(declarations, {
    sender: "99999999800019",
    recipient: "99999999800027",
    date: "261105",
    hour: "0900",
    test: false,
    reference: "LOT1",
  });

const codesOf = async (world: SmallWorld, deposit: Deposit): Promise<readonly string[]> =>
  (await findingsOf(world, deposit))
    .filter((f) => f.severity !== "information")
    .map((f) => `${f.code} ${f.severity}`);

const found = async (world: SmallWorld, name: string, bytes: Uint8Array) => {
  world.spool.drop(name, bytes);
  const deposit = await takeOne(world);
  return { deposit, codes: await codesOf(world, deposit) };
};

/** The dossier's own calendar decides about payment dates: the one that alarms read. */
const withCalendar = (world: SmallWorld): SmallWorld => ({
  ...world,
  dossiers: new Map(
    [...world.dossiers].map(([name, dossier]) => [name, { ...dossier, legal: [ownDates] }]),
  ),
});

const ownDates: LegalCalendar = {
  name: "mes dates",
  source: "courrier de l'organisme",
  mark: "utilisateur",
  family: "irc",
  organisms: ["Organisme fictif"],
  hour: "24:00",
  dates: [
    {
      period: { year: 2026, quarter: 4, month: 3 },
      due: "2026-10-25",
      payment: "2026-10-14",
    },
  ],
};

const table: CheckTable = {
  name: "essai",
  source: "test",
  official: false,
  thresholds: [{ above: 7_000_000, modes: ["30"], said: "virement" }],
  electronic: [],
  yearly: [],
  versions: [],
};

test("a payment date is judged by its own employer's calendar, and by the day that its calendar moves to", async (t) => {
  const bytes = lot(
    paid("REF1", {
      payment: { mode: "Z10", amount: "99.50", account, cpop: "IRC     2643", date: "20261019" },
    }),
  );
  const told = (all: readonly Finding[]) =>
    all.flatMap((f) => (f.code === "paiement-date-tardive" ? [f.expected] : []));
  const late = async (legal: readonly LegalCalendar[], decalage?: "oui") => {
    const small = smallWorld(t, { mode: "test", legal });
    const world = { ...small, known: { ...small.known, legal } };
    if (decalage)
      await put(
        world,
        `employeurs siret=${siret} raison_sociale=Fictive decalage_paie=${decalage}`,
      );
    const { deposit } = await found(world, "lot.edi", bytes);
    // The command `validate` and the page's trial judge by the same.
    const judging = { today: "2026-11-05", hour: "09:00", mode: "test" } as const;
    const reader = examiner({ context: judging, formats: world.formats, keptMax: 5 });
    reader.push(bytes);
    const past = { journal: world.journal, store: world.store, key: world.agent.key };
    const same = await beyondFile(reader.end(), { known: world.known, judging, past });
    assert.deepEqual(told(same), told(await findingsOf(world, deposit)));
    return told(same);
  };
  const due = (day: string, more: Partial<LegalCalendar> = {}): LegalCalendar => ({
    ...ownDates,
    dates: [{ period: { year: 2026, quarter: 4, month: 3 }, due: day }],
    ...more,
  });
  const friday = "≤ 2026-10-16 (mes dates)";
  assert.deepEqual(await late([due("2026-10-16")]), [friday]);
  const theirs = due("2026-11-05", { name: "décalage", shifted: true });
  assert.deepEqual(await late([due("2026-10-16"), theirs]), [friday]);
  assert.deepEqual(await late([due("2026-10-16"), theirs], "oui"), [], "wages paid a month later");
  const sunday = "2026-10-18";
  assert.deepEqual(await late([due(sunday)]), ["≤ 2026-10-18, jour non ouvré (mes dates)"]);
  assert.deepEqual(await late([due(sunday, { nonWorking: "avant" })]), [friday]);
  assert.deepEqual(await late([due(sunday, { nonWorking: "apres" })]), [], "moved to that Monday");
});

test("an acknowledgement asked for at a mailbox that nobody reads blocks in real mode only", async (t) => {
  const bytes = writeDpaeFlat([hire("FICTIVE")]);
  const stageWith = async (mode: "reel" | "test", polled: readonly string[]) => {
    const world = { ...smallWorld(t, { mode }), known: { polled, tables: [] } };
    world.spool.drop("dpae.txt", bytes);
    return (await takeOne(world)).stage;
  };
  assert.equal((await stageWith("reel", ["PAIE@employeur.test"])).is, "frozen");
  assert.deepEqual(await stageWith("reel", ["autre@employeur.test"]), {
    is: "rejected",
    codes: ["ar-adresse-etrangere"],
  });
  assert.equal((await stageWith("test", ["autre@employeur.test"])).is, "simulated");
  assert.equal((await stageWith("reel", [])).is, "frozen", "who reads no mailbox is only told");
});

test("an acknowledgement by fax blocks in real mode", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", writeDpaeFlat([hire("FICTIVE")], { zones: { 5: "F" } }));
  assert.deepEqual((await takeOne(world)).stage, { is: "rejected", codes: ["ar-support"] });
});

test("deadlines, yearly amounts and versions are compared where a calendar or a table tells them", async (t) => {
  const organism = "Organisme fictif";
  const tables: readonly CheckTable[] = [
    {
      ...table,
      yearly: [{ siret: "99999999800019", organism, euros: 7_000_001 }],
      versions: [{ format: "ducs-edifact", version: "D.95A", until: "2026-11-04" }],
    },
  ];
  const world = withCalendar({
    ...smallWorld(t, { mode: "test" }),
    known: { polled: [], tables },
  });
  const { deposit, codes } = await found(world, "lot.edi", lot(paid("REF1")));
  assert.deepEqual(codes.toSorted(), [
    "mode-impose warning",
    "paiement-date-tardive warning",
    "version-perimee warning",
  ]);
  const late = (await findingsOf(world, deposit)).find((f) => f.code === "paiement-date-tardive");
  assert.equal(late?.expected, "≤ 2026-10-14 (mes dates)");
});

test("what no table tells is said to be not checked, once a file", async (t) => {
  const world = smallWorld(t, { mode: "test" });
  const { codes } = await found(world, "lot.edi", lot(paid("REF1"), paid("REF2")));
  assert.deepEqual(codes.toSorted(), [
    "echeance-inconnue not-checked",
    "montant-annuel-inconnu not-checked",
    "versions-inconnues not-checked",
  ]);
});

test("a return sent again, an identifier used twice and another bank are told", async (t) => {
  const world = smallWorld(t);
  const first = await found(world, "lot.edi", lot(paid("REF1")));
  await sendOne(world, first.deposit.id);
  const told = async (name: string, ...declarations: readonly DucsToWrite[]) => {
    const { codes } = await found(world, name, lot(...declarations));
    return codes.filter((code) => code.endsWith("warning"));
  };
  assert.deepEqual(await told("2.edi", paid("REF2")), []);
  assert.deepEqual(await told("3.edi", paid("REF1"), paid("REF3")), ["deja-envoye warning"]);
  assert.deepEqual(await told("4.edi", paid("REF1", { period: "202642" })), [
    "identifiant-deja-utilise warning",
  ]);
  const payment = paid("REF5").payment;
  assert.ok(payment);
  const moved = { ...payment, account: { ...account, account: "00000000002", key: "12" } };
  assert.deepEqual(await told("5.edi", paid("REF5", { payment: moved })), [
    "banque-changee warning",
  ]);
});

test("what was never sent is no history", async (t) => {
  const world = smallWorld(t);
  await found(world, "lot.edi", lot(paid("REF1")));
  const { codes } = await found(world, "2.edi", lot(paid("REF1", { period: "202642" })));
  assert.deepEqual(
    codes.filter((code) => code.endsWith("warning")),
    [],
  );
});

test("a file of more declarations than one sending is followed for is refused", async (t) => {
  const world = smallWorld(t);
  const message = (n: number): string => `UNH+${n}+COPAYM'UNT+2+${n}'`;
  const many = Array.from({ length: limits.declarationsMax + 1 }, (_, i) => message(i + 1)).join(
    "",
  );
  const text = `UNB+UNOC:3+1+2+261105:0900+L'${many}UNZ+${limits.declarationsMax + 1}+L'`;
  world.spool.drop("lot.edi", Buffer.from(text, "latin1"));
  const deposit = await takeOne(world);
  assert.ok(
    deposit.stage.is === "rejected" && deposit.stage.codes.includes("declarations-trop-nombreuses"),
  );
  assert.equal(deposit.recognised?.keys.length, limits.declarationsMax);
});

test("a hire has begun by the clock of its dossier, not by that of Paris", async (t) => {
  const begunIn = async (zone: string): Promise<boolean> => {
    const world = smallWorld(t, { mode: "test" });
    // Two hours from now in Paris: over there the day is ten hours further.
    const { day, hour } = localTime(world.clock.now() + 2 * 3_600_000, "Europe/Paris");
    const there: SmallWorld = {
      ...world,
      dossiers: new Map(
        [...world.dossiers].map(([name, dossier]) => [
          name,
          { ...dossier, calendar: { ...dossier.calendar, zone } },
        ]),
      ),
    };
    const bytes = writeDpaeFlat([hire("FICTIVE", { hireDate: day, hireHour: `${hour}:30` })]);
    return (await found(there, "dpae.txt", bytes)).codes.includes("embauche-commencee warning");
  };
  assert.equal(await begunIn("Europe/Paris"), false);
  assert.equal(await begunIn("Pacific/Noumea"), true);
});
