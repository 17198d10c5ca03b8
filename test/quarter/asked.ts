/** What the product says of the firm at a moment, as rows of the tables of `quarter.md`. */
import assert from "node:assert/strict";
import { accountModel, letterValues } from "../../src/adapters/reports/account/model.ts";
import { dayModel } from "../../src/adapters/reports/day/model.ts";
import { amountText } from "../../src/adapters/reports/paper/amount.ts";
import { kitPaper } from "../../src/adapters/reports/paper/kit.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { periodModel } from "../../src/adapters/reports/period/model.ts";
import { toldFrom } from "../../src/adapters/reports/told.ts";
import { accountFiles } from "../../src/compose/account-papers.ts";
import { accountForms } from "../../src/domain/account/forms.ts";
import { accountScope } from "../../src/domain/account/scope.ts";
import { mandateSpan, monthSpan } from "../../src/domain/account/span.ts";
import { parsePeriod, periodName } from "../../src/domain/calendar/period.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import { addDays, dayOf, localTime, paris } from "../../src/domain/calendar/zoned-time.ts";
import { awaitedOf } from "../../src/domain/due/awaited.ts";
import { todayItems } from "../../src/domain/due/today.ts";
import { changeText } from "../../src/domain/register/letter.ts";
import { formats } from "../../src/formats/all.ts";
import { gatherAccount } from "../../src/journey/account.ts";
import { gatherDay } from "../../src/journey/day.ts";
import { gatherPeriod } from "../../src/journey/period.ts";
import { announcements } from "../../src/journey/register/announce.ts";
import { standing } from "../../src/journey/register.ts";
import { kitFor } from "../../src/journey/report/kit.ts";
import { ribOf } from "../support/register-firm.ts";
import { theDeposit } from "../support/small-world.ts";
import { organisms, siretOf } from "./cast.ts";
import type { Firm } from "./firm.ts";
import { cell, type Row } from "./story.ts";

const told = toldFrom({ organisms: [], reports: { contact: "Cabinet Fictif" } }, "0.1.0");

/** `2026-04-15 12:00`; a midnight is the end of its day. */
export const written = (instant: number | undefined): string => {
  if (instant === undefined) return "";
  const { day, hour, minute } = localTime(instant, paris);
  return hour === "00" && minute === "00"
    ? `${addDays(day, -1)} 24:00`
    : `${day} ${hour}:${minute}`;
};

const codeOf = (id: string): string =>
  organisms.find((o) => o.id === id)?.code ?? assert.fail(`no organism ${id}`);

const registerOf = ({ world }: Firm) => ({
  journal: world.journal,
  store: world.store,
  key: world.agent.key,
});

const dayNow = (firm: Firm) => {
  const now = firm.world.clock.now();
  return gatherDay({ ...firm.world, register: registerOf(firm) }, { day: dayOf(now, paris), now });
};

export const board = async (firm: Firm): Promise<readonly Row[]> => {
  const input = await dayNow(firm);
  const { expected = [], lost = [] } = input;
  const items = todayItems({ ...input, expected, lost, now: input.made, zone: paris });
  return items.map((item) => {
    const times = { deadline: written(item.deadline), "safe until": written(item.safeHour) };
    if (item.is !== "expected") return { is: item.is, who: firm.called(item.deposit), ...times };
    const { dossier, organism, period } = item.expected;
    const who = firm.without({ dossier, organism, period: periodName(period) });
    assert.equal(item.count, who.length, `${dossier} ${organism} ${periodName(period)}`);
    return { is: item.is, who: who.join(", "), ...times };
  });
};

export const holds = async (firm: Firm): Promise<readonly Row[]> => {
  const held = await firm.world.journal.find({ by: "held" }, 99);
  const rows: Row[] = [];
  for (const { id } of held.toReversed()) {
    const { stage } = await theDeposit(firm.world, id);
    if (stage.is !== "held") continue;
    const facts = await firm.world.journal.facts({ deposit: id }, 999);
    const since = facts.find((f) => f.is === "held" && f.because === stage.hold.because)?.at;
    rows.push({ who: firm.called(id), why: stage.hold.because, since: written(since) });
  }
  return rows;
};

export const late = async (firm: Firm): Promise<readonly Row[]> => {
  const now = firm.world.clock.now();
  const rows: Row[] = [];
  for (const { id } of await firm.world.journal.find({ by: "awaiting" }, 99)) {
    const deposit = await theDeposit(firm.world, id);
    const { calendar } = firm.world.dossiers.get(deposit.claimed.dossier) ?? {};
    const waits = awaitedOf(deposit, calendar ?? frenchCalendar).flatMap((a) => a.waits);
    for (const wait of waits)
      if (wait.due <= now)
        rows.push({ who: firm.called(id), level: String(wait.level), since: written(wait.due) });
  }
  return rows;
};

export const day = async (firm: Firm): Promise<readonly Row[]> => {
  const { counts } = dayModel(await dayNow(firm), told);
  return [Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, String(n)]))];
};

/** As the page shows it: each cell is a text of it. */
export const kit = async (firm: Firm, who: string): Promise<readonly Row[]> => {
  const { world } = firm;
  const { id } = firm.last(who);
  const deposit = await theDeposit(world, id);
  const found = await kitFor(world, deposit);
  if (found.is !== "kit") assert.fail(found.because);
  const now = world.clock.now();
  const page = paperText(kitPaper({ deposit, ...found, now, agent: "Facteur" }));
  const shown = page.replaceAll(/\s+/gu, " ");
  return found.kit.map((one) => {
    const [payment] = one.payments;
    assert.equal(one.payments.length, 1);
    const row = {
      organism: one.organism,
      desk: one.address.join(", "),
      fax: one.fax,
      number: one.number,
      "to pay": payment ? amountText(payment.amount) : "",
      reference: payment?.reference ?? "",
    };
    for (const cell of Object.values(row)) assert.ok(inPage(shown, cell), `${cell}: ${page}`);
    return { who: firm.called(id), ...row, deadline: written(found.deadline) };
  });
};

/** Headings are in capitals on a page of text. */
const inPage = (page: string, cell: string): boolean =>
  page.toLowerCase().includes(cell.toLowerCase());

const accounts = [1, 101] as const;
/** Bank, branch, account, key. */
const spacedRib = (n: number): string => {
  const rib = ribOf(n);
  return [rib.slice(0, 5), rib.slice(5, 10), rib.slice(10, 21), rib.slice(21)].join(" ");
};

export const announce = async (firm: Firm): Promise<readonly Row[]> => {
  const now = firm.world.clock.now();
  const found = await announcements({ ...registerOf(firm), journal: firm.world.journal, now });
  const named = (text: string): string =>
    accounts.reduce((said, n) => said.replaceAll(spacedRib(n), `account ${n}`), text);
  return found.flatMap(({ siret, organism, changes }) =>
    changes.map((change) => ({
      employer: nameOf(siret),
      organism,
      change: named(changeText(change)),
    })),
  );
};

const nameOf = (siret: string): string =>
  ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Kilo"].find(
    (name) => siretOf(name) === siret,
  ) ?? siret;

/** Rows, and what is missing, of one period. */
export const period = async (
  firm: Firm,
  name: string,
): Promise<{ readonly rows: readonly Row[]; readonly missing: readonly Row[] }> => {
  const asked = parsePeriod(name) ?? assert.fail(name);
  const now = firm.world.clock.now();
  const input = await gatherPeriod(
    { ...firm.world, register: registerOf(firm) },
    { period: asked, now },
  );
  const model = periodModel(input, told);
  const place = (one: { readonly dossier: string; readonly organism: string }) => ({
    period: name,
    dossier: one.dossier,
    organism: codeOf(one.organism),
  });
  return {
    rows: model.rows.map((r) => ({
      ...place(r),
      produced: String(r.produced),
      sent: String(r.sent),
      registered: String(r.registered),
      refused: String(r.refused),
      corrected: String(r.corrected),
      otherwise: String(r.otherwise),
      unsent: String(r.unsent),
    })),
    missing: model.missing.map((m) => ({ ...place(m), employers: String(m.clients) })),
  };
};

/** What one account hands over, and what its letter says. */
export const pack = async (
  firm: Firm,
  asked: Row,
): Promise<{
  readonly counts: Row;
  readonly said: Row;
  readonly paths: readonly string[];
  /** Of each declaration, the deposit that took its place. */
  readonly replacedBy: readonly string[];
}> => {
  const [client, time, forms] = [
    cell(asked, "client"),
    cell(asked, "asked"),
    asked["forms"] ?? "all",
  ];
  const { world } = firm;
  const entries = await standing(registerOf(firm));
  const scope = accountScope(siretOf(client), { dossiers: [], entries }) ?? assert.fail(client);
  const now = world.clock.now();
  const span =
    time === "mandate"
      ? mandateSpan({ scope, entries, now })
      : (monthSpan(time) ?? assert.fail(time));
  const found = await gatherAccount(world, { scope, time: span });
  const input = { scope, period: span.period, now, found };
  const model = accountModel(input);
  const values = letterValues(model, { scope, declarant: "", told, now });
  const making = {
    reader: world as never,
    formats,
    input,
    paragraphs: [values.periode, values.resultat],
    forms: forms === "all" ? accountForms : accountForms.filter((form) => form === forms),
    agent: "Facteur",
  };
  const files = await accountFiles(making, async (paper) => Buffer.from(paperText(paper)));
  const paths = files.map((f) => f.path);
  const number = (start: string): string =>
    String(paths.filter((path) => path.startsWith(start)).length);
  return {
    counts: {
      letter: number("lettre.pdf"),
      copies: number("copies/"),
      declarations: number("declarations/"),
      receipts: number("accuses/"),
      proofs: number("preuves/"),
    },
    said: { period: values.periode, result: values.resultat },
    paths,
    replacedBy: model.rows.map((r) => r.replacedBy ?? ""),
  };
};
