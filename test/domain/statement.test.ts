/** What a client is asked to agree to: amounts as the file writes them, where from, by when, under which reference. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { statementPaper } from "../../src/adapters/reports/paper/statement.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { toldFrom } from "../../src/adapters/reports/told.ts";
import type { AgreementStand } from "../../src/domain/agreement/agreement.ts";
import { statementOf } from "../../src/domain/agreement/statement.ts";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import { instantIn, paris } from "../../src/domain/calendar/zoned-time.ts";
import type { Payment } from "../../src/domain/checks/stated-payment.ts";
import type { Declaration } from "../../src/domain/declaration.ts";
import { claimed, depositOf } from "../support/facts.ts";
import { contribution, hire } from "../support/samples.ts";

const payment = (amount: string, more: Partial<Payment> = {}): Payment => ({
  mode: "Z10",
  account: { role: "OR", bank: "99999", branch: "99998", account: "99999999999" },
  socialReference: "",
  cpop: "CPOPFICTIF",
  amount,
  date: "20270115",
  place: {},
  ...more,
});

const urssaf: LegalCalendar = {
  name: "urssaf-fictive",
  source: "inventé pour ce test",
  mark: "exemple",
  family: "urssaf",
  hour: "12:00",
  dates: [
    { period: { year: 2026, quarter: 4, month: 0 }, due: "2027-01-15", payment: "2027-01-16" },
  ],
};

const returns = (...forms: readonly (readonly [string, string])[]): readonly Declaration[] =>
  forms.map(([form, recipient], index) => ({
    ...contribution(`REF${index + 1}`),
    form,
    recipient,
    recipientName: `CAISSE ${recipient}`,
    position: index + 1,
    at: index + 1,
  }));

const of = (declarations: readonly Declaration[], paid: readonly (readonly Payment[])[]) =>
  statementOf({
    declarations,
    payments: paid.map((payments, index) => ({ declaration: index + 1, payments })),
    calendar: frenchCalendar,
    legal: [urssaf],
  });

test("a return has its amount, account, due date and reference; the calendar is named", () => {
  const { returns: made } = of(returns(["913", "A"]), [[payment("1234")]]);
  const [one] = made;
  assert.equal(one?.reference, "REF1");
  assert.deepEqual(one?.payments[0]?.amount, { written: "1234", unit: "unknown" });
  assert.equal(one?.payments[0]?.account?.account, "99999999999");
  assert.equal(one?.payments[0]?.debited, true);
  assert.equal(one?.payments[0]?.day, "2027-01-15");
  assert.equal(one?.due, instantIn(paris, "2027-01-15", "12:00"));
  assert.equal(one?.payBy, "2027-01-16");
  assert.equal(one?.payByNotWorked, true, "a Saturday, and the calendar says of no other day");
  assert.equal(one?.calendar, "urssaf-fictive");
});

test("each organism has its total, and what it draws itself apart from what is sent to it", () => {
  const { totals } = of(returns(["913", "A"], ["913", "A"], ["931", "B"]), [
    [payment("1000"), payment("500", { mode: "30" })],
    [payment("0234")],
    [payment("12,5"), payment("7,55")],
  ]);
  assert.deepEqual(
    totals.map((t) => [t.organism, t.returns, t.total, t.debited]),
    [
      ["A", 2, { written: "1734", unit: "unknown" }, { written: "1234", unit: "unknown" }],
      ["B", 1, { written: "20,05", unit: "euros" }, { written: "20,05", unit: "euros" }],
    ],
  );
});

test("what is written in two ways, or not at all, has no total", () => {
  for (const amounts of [
    ["1000", "12,50"],
    ["1000", ""],
    ["1000", "mille"],
  ] as const) {
    const { totals } = of(returns(["913", "A"]), [amounts.map((a) => payment(a))]);
    assert.equal(totals[0]?.total, undefined, amounts.join());
  }
  assert.equal(of(returns(["913", "A"]), [[]]).totals[0]?.total, undefined);
  const one = of(returns(["913", "A"], ["913", "A"]), [[payment("1000")], []]).totals[0];
  assert.equal(one?.total, undefined, "a return without a payment");
  const text = paper(of(returns(["913", "A"]), [[payment("1000"), payment("")]]));
  assert.match(text, /Dont débité par lui : pas de total/u);
});

const paper = (
  content: ReturnType<typeof of>,
  stand: AgreementStand = { is: "to-give" },
): string => {
  const deposit = depositOf(claimed(), {
    is: "held",
    deposit: "D1",
    because: "agreement-needed",
    details: [],
    tacit: [{ count: 5, unit: "jours-ouvres" }],
  });
  const told = toldFrom({ organisms: [], reports: { contact: "Jeanne, poste 12" } }, "0.1.0");
  const input = { deposit, content, stand, client: "BOULANGERIE FICTIVE", at: 0 };
  return paperText(statementPaper(input, told));
};

test("the page tells the client how to answer, and that an unknown unit is unknown", () => {
  const text = paper(of(returns(["913", "A"]), [[payment("1234")]])).replace(/\s+/gu, " ");
  assert.match(text, /VOTRE ACCORD EST DEMANDÉ/u);
  assert.match(text, /Jeanne, poste 12/u);
  assert.match(text, /5 jours ouvrés après la remise/u);
  assert.match(text, /1234 \(unité non établie\)/u);
  assert.match(text, /euros ou des centimes/u);
  assert.doesNotMatch(text, /1234 €|12,34/u);
  assert.match(text, /4E TRIMESTRE 2026/u);
  assert.match(text, /à débiter/u);
  assert.match(text, /15 janvier 2027 à 12:00[ ,]/u);
  assert.match(text, /16 janvier 2027/u);
});

test("decimals are euros, and a due date that no calendar knows is said to be unknown", () => {
  const text = paper(of(returns(["931", "B"]), [[payment("12,50")]])).replace(/\s+/gu, " ");
  assert.match(text, /12,50 €/u);
  assert.doesNotMatch(text, /unité/iu);
  assert.match(text, /non connue : aucun calendrier/u);
});

test("too near to the deadline, silence is said not to count", () => {
  const stand = { is: "too-late", given: 1, ends: 2 } as const;
  const text = paper(of(returns(["913", "A"]), [[payment("1")]]), stand).replace(/\s+/gu, " ");
  assert.match(text, /accord exprès/u);
  assert.match(text, /trop proche/u);
});

test("a hire names who begins when, and never a NIR", () => {
  const person = {
    family: "DURAND",
    given: "ALBERTINE",
    born: "1990-04-01",
    nir: "290049999999972",
  };
  const declared: Declaration = { ...hire("DURAND", { person }), position: 1, at: 1 };
  const text = paper(of([declared], []));
  assert.match(text, /ALBERTINE DURAND/u);
  assert.match(text.replace(/\s+/gu, " "), /7 novembre 2026 08:30/u);
  assert.doesNotMatch(text, /290049999999972|1990/u);
});
