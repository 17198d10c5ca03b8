import assert from "node:assert/strict";
import { describe, it } from "node:test";
import law from "../../../config/checks/loi-2006.json" with { type: "json" };
import { checkPayments, familyOf } from "../../../src/domain/checks/payment.ts";
import {
  checkDeadline,
  checkImposedMode,
  checkSameBank,
} from "../../../src/domain/checks/payment-known.ts";
import { type Family, families, paymentModes } from "../../../src/domain/checks/payment-modes.ts";
import { checkAmount, checkSplit } from "../../../src/domain/checks/payment-split.ts";
import type { StatedAccount } from "../../../src/domain/checks/payment-values.ts";
import type { Payment } from "../../../src/domain/checks/stated-payment.ts";

/** A synthetic account: bank 99999 is nobody's; 15 is its key. */
const account = (role: string, more: Partial<StatedAccount> = {}): StatedAccount => ({
  role,
  bank: "99999",
  branch: "00001",
  account: "0000000000115",
  ...more,
});

const place = { field: "paiement" };
const { thresholds } = law;
const reference = "07S119992399999999999999";
const period = "199923";

const paid = (more: Partial<Payment>): Payment => ({
  mode: "20",
  socialReference: "",
  cpop: "",
  amount: "100",
  date: "",
  place,
  ...more,
});

/** What each mode asks, written from the seed's table and not from the program's. */
const lawful: Readonly<Record<string, Payment>> = {
  "20": paid({ mode: "20", socialReference: reference, date: "20070415" }),
  "30": paid({
    mode: "30",
    account: account("BF"),
    socialReference: reference,
    date: "20070415",
  }),
  "31": paid({ mode: "31", account: account("OR"), date: "20070415" }),
  Z10: paid({ mode: "Z10", account: account("OR"), cpop: "IRC     0713", date: "20070415" }),
};

const codes = (payment: Payment, family?: Family): readonly string[] =>
  checkPayments({ payments: [payment], period, place, ...(family ? { family } : {}) }).map(
    (f) => `${f.code} ${f.severity}`,
  );

describe("payment modes", () => {
  it("are four, and lawful groups of each have no finding", () => {
    assert.deepEqual([...paymentModes.keys()].sort(), ["20", "30", "31", "Z10"]);
    for (const [mode, payment] of Object.entries(lawful)) {
      assert.deepEqual(codes(payment, "irc"), [], mode);
    }
  });

  it("need a payment group whatever the mode, and a mode that exists", () => {
    assert.deepEqual(
      checkPayments({ payments: [], period, place }).map((f) => [f.code, f.severity]),
      [["paiement-absent", "blocking"]],
    );
    for (const mode of ["", "40", "z10", "10", "constructor", "__proto__"]) {
      assert.deepEqual(codes(paid({ mode })), ["paiement-mode-inconnu blocking"], mode);
    }
  });

  it("take direct debit at an IRC only", () => {
    const wrong: Readonly<Record<Family, readonly string[]>> = {
      urssaf: ["paiement-mode-refuse blocking"],
      assedic: ["paiement-mode-refuse blocking"],
      irc: [],
      ccpbtp: ["paiement-mode-refuse blocking"],
    };
    for (const family of families) {
      assert.deepEqual(codes(lawful["31"] ?? paid({}), family), wrong[family], family);
    }
  });

  it("ask for the account in its role, and a cheque for none", () => {
    const wrong = ["paiement-compte blocking"];
    for (const [mode, role] of [
      ["20", undefined],
      ["30", "BF"],
      ["31", "OR"],
      ["Z10", "OR"],
    ] as const) {
      const { account: _account, ...without } = lawful[mode] ?? paid({});
      for (const given of [undefined, "BF", "OR", "XX"] as const) {
        const payment = { ...without, ...(given === undefined ? {} : { account: account(given) }) };
        assert.deepEqual(codes(payment, "irc"), given === role ? [] : wrong, `${mode} ${given}`);
      }
    }
  });

  it("ask for the reference that reconciles them", () => {
    const of = (mode: string, more: Partial<Payment>) =>
      codes({ ...(lawful[mode] ?? paid({})), ...more }, "irc");
    for (const mode of ["20", "30"]) {
      assert.deepEqual(of(mode, { socialReference: "" }), ["paiement-rapprochement blocking"]);
      assert.deepEqual(of(mode, { cpop: "X" }), ["paiement-rapprochement warning"]);
    }
    assert.deepEqual(of("31", { cpop: "X" }), ["paiement-rapprochement warning"]);
    assert.deepEqual(of("31", { socialReference: reference }), ["paiement-rapprochement warning"]);
    assert.deepEqual(of("Z10", { socialReference: reference }), ["paiement-rapprochement warning"]);
    assert.deepEqual(of("Z10", { cpop: "" }), ["cpop-absent information"]);
  });

  it("ask for a date by mode and family, as the seed's table says", () => {
    const needed: Readonly<Record<string, readonly Family[]>> = {
      "20": ["irc"],
      "30": ["irc"],
      "31": ["irc"],
      Z10: ["assedic", "irc", "ccpbtp"],
    };
    for (const [mode, payment] of Object.entries(lawful)) {
      for (const family of families) {
        const found = codes({ ...payment, date: "" }, family);
        const wanted = needed[mode]?.includes(family) === true;
        assert.equal(found.includes("paiement-date blocking"), wanted, `${mode} ${family}`);
      }
      for (const date of ["20070230", "2007-04-15", "x"]) {
        assert.deepEqual(codes({ ...payment, date }, "irc"), ["paiement-date warning"], date);
      }
    }
  });

  it("are not judged by family when the family is unknown, and that is said", () => {
    assert.deepEqual(codes({ ...(lawful["31"] ?? paid({})), date: "" }), [
      "organisme-inconnu not-checked",
    ]);
  });

  it("use three accounts at most", () => {
    const on = (digit: number): Payment =>
      paid({
        mode: "Z10",
        cpop: "X",
        date: "20070415",
        account: account("OR", { branch: `0000${digit}`, account: "AB" }),
      });
    const of = (count: number): boolean =>
      checkPayments({
        payments: Array.from({ length: count }, (_, index) => on(index)),
        period,
        place,
        family: "irc",
      }).some((f) => f.code === "comptes-trop-nombreux");
    assert.deepEqual([of(3), of(4)], [false, true]);
  });
});

describe("values of a payment", () => {
  const z10 = lawful["Z10"] ?? paid({});
  const cheque = lawful["20"] ?? paid({});

  it("are a RIB with its key, where it is written as one", () => {
    assert.deepEqual(
      codes({ ...z10, account: account("OR", { account: "0000000000116" }) }, "irc"),
      ["rib-invalide warning"],
    );
    for (const other of ["", "FR7699999", "00000000001"]) {
      assert.deepEqual(codes({ ...z10, account: account("OR", { account: other }) }, "irc"), [
        "compte-non-controle not-checked",
      ]);
    }
  });

  it("are a social reference with its key and the declaration's period", () => {
    const of = (socialReference: string) => codes({ ...cheque, socialReference }, "irc");
    assert.deepEqual(of("08S119992399999999999999"), ["reference-sociale-invalide blocking"]);
    assert.deepEqual(of("S119992399999999999999"), ["reference-sociale-sans-cle not-checked"]);
    assert.deepEqual(of("99S119992399999999999999"), ["reference-sociale-sans-cle not-checked"]);
    assert.deepEqual(of("99S119992299999999999999"), [
      "reference-sociale-sans-cle not-checked",
      "periode-incoherente warning",
    ]);
  });

  it("are a Cpop of at most twelve letters, digits and blanks", () => {
    for (const [cpop, right] of [
      ["URSSAF  0713", true],
      ["A", true],
      ["ABCDEFGH01234", false],
      ["IRC-0713", false],
      ["É", false],
    ] as const) {
      assert.deepEqual(
        codes({ ...z10, cpop }, "irc"),
        right ? [] : ["cpop-invalide blocking"],
        cpop,
      );
    }
  });

  it("name the family by the creditor of the reference", () => {
    const of = (socialReference: string) => familyOf([paid({ socialReference })]);
    assert.equal(of(reference), "urssaf");
    assert.equal(of("99S2199923X"), "assedic");
    assert.equal(of("S3199923X"), "irc");
    assert.equal(of("S4199923X"), undefined);
    assert.equal(of(""), undefined);
  });
});

describe("payments together", () => {
  const of = (amounts: readonly string[], total?: string) =>
    checkSplit(
      amounts.map((amount) => paid({ amount })),
      total,
      () => place,
    ).map((f) => [f.code, f.severity, f.value, f.expected]);

  it("add up to the total, to the cent and beyond what a number holds", () => {
    assert.deepEqual(of(["60", "40"], "100"), []);
    assert.deepEqual(of(["0.10", "0,20"], "0.3"), []);
    assert.deepEqual(of(["999999999999999999", "1"], "999999999999999999"), [
      ["paiement-repartition", "warning", "1000000000000000000", "999999999999999999"],
    ]);
    assert.deepEqual(of(["60", "39.99"], "100"), [
      ["paiement-repartition", "warning", "99,99", "100,00"],
    ]);
  });

  it("are told as the file writes them: some organisms count in cents", () => {
    assert.deepEqual(of(["750"], "1000"), [["paiement-repartition", "warning", "750", "1000"]]);
    assert.deepEqual(of(["-5"], "7"), [["paiement-repartition", "warning", "-5", "7"]]);
  });

  it("are numbers with two decimals at most, even when two are wrong alike", () => {
    const codes = (amount: string) =>
      checkAmount(amount, () => place).map((f) => `${f.code} ${f.value}`);
    for (const amount of ["", "0", "1234", "-12,50", "99.5"]) assert.deepEqual(codes(amount), []);
    for (const amount of ["12AB", "1 000", "1.234", "1e3", "12,50,1"])
      assert.deepEqual(codes(amount), [`champ-invalide ${amount}`]);
    const found = checkPayments({ payments: [paid({ amount: "12AB" })], period, place });
    assert.deepEqual(
      found.filter((f) => f.code === "champ-invalide").map((f) => f.place.field),
      ["montant"],
    );
  });

  it("are not added up without a total, and that is said when there are several", () => {
    assert.deepEqual(of(["60"]), []);
    assert.deepEqual(of([]), []);
    assert.deepEqual(of(["60", "40"]), [
      ["repartition-non-controlee", "not-checked", undefined, undefined],
    ]);
    assert.deepEqual(of(["60", "x"], "100").length, 1);
  });

  it("are dated at the deadline at the latest", () => {
    const dated = (date: string) =>
      checkDeadline([paid({ date })], "2007-04-15").map((f) => f.code);
    assert.deepEqual(dated("20070415"), []);
    assert.deepEqual(dated("20070416"), ["paiement-date-tardive"]);
    assert.deepEqual(dated(""), []);
  });

  it("tell an account or a mode that changed since the last time", () => {
    const before = [lawful["30"] ?? paid({})];
    const now = (more: Partial<Payment>) =>
      checkSameBank([{ ...(lawful["30"] ?? paid({})), ...more }], before, place).map((f) => f.code);
    assert.deepEqual(now({}), []);
    assert.deepEqual(now({ amount: "7", date: "20080101" }), []);
    assert.deepEqual(now({ mode: "20" }), ["banque-changee"]);
    assert.deepEqual(now({ account: account("BF", { branch: "00002" }) }), ["banque-changee"]);
    assert.deepEqual(checkSameBank(before, [], place), []);
  });

  it("are in the mode that the yearly amount imposes", () => {
    const modes = (yearly: number) =>
      Object.values(lawful)
        .filter((payment) => checkImposedMode([payment], yearly, thresholds).length > 0)
        .map((payment) => payment.mode)
        .sort();
    assert.deepEqual(modes(150_000), []);
    assert.deepEqual(modes(150_001), ["20"]);
    assert.deepEqual(modes(7_000_000), ["20"]);
    assert.deepEqual(modes(7_000_001), ["20", "31", "Z10"]);
    assert.deepEqual(checkImposedMode([paid({})], 1e9, []), []);
    const [found] = checkImposedMode([paid({})], 200_000, thresholds);
    assert.deepEqual([found?.code, found?.severity], ["mode-impose", "warning"]);
  });
});
