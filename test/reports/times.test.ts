/** The times of a deposit: whose stamp was used, never ours; and the way from a refusal to its correction. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import { renderText } from "../../src/adapters/reports/text.ts";
import type { LegalTimes } from "../../src/domain/calendar/legal-calendar.ts";
import type { DepositFact } from "../../src/domain/deposit.ts";
import { onTime } from "../../src/domain/due/on-time.ts";
import type { FactOf } from "../../src/domain/facts.ts";
import * as s from "./sample.ts";
import { modelNamed } from "./states.ts";

/** Noon of 25 November 2026 in Paris. */
const deadline = Date.UTC(2026, 10, 25, 11);
const legal: LegalTimes = {
  calendar: "Urssaf 2026",
  source: "calendrier publié",
  mark: "utilisateur",
  deadline,
  bound: "declaration",
  opens: deadline - 21 * 86_400_000,
};

const due = (...more: readonly DepositFact[]) =>
  s.deposit(
    ...s
      .accepted(1, "ducs-edifact")
      .map((f) => (f.is === "recognised" ? { ...f, deadline, legal } : f)),
    ...more,
  );

const stamped = (
  local: string,
  more: Partial<FactOf<"receipt-matched">> = {},
): FactOf<"receipt-matched"> => ({
  ...s.matched({ level: 3, says: ["registered"] }),
  stamp: { local, by: "organism" },
  ...more,
});

const timesOf = (d: ReturnType<typeof due>): string =>
  reportModel(s.input(d, { declarations: [s.contribution] }))
    .times.map((x) => `${x.label} : ${x.value}`)
    .join("\n");

describe("on time", () => {
  test("is judged by the organism's own stamp and its validation, and the report says which", () => {
    const d = due(stamped("2026-11-25T11:59:59"));
    assert.equal(onTime(d)?.is, "on-time");
    assert.match(
      timesOf(d),
      /Dans les délais \? : Oui, et validée \(horodatage de l'organisme : 25 novembre 2026 à 11:59:59, accusé R7\)/u,
    );
  });

  test("a second after the deadline is late, whenever we sent", () => {
    const d = due(stamped("2026-11-25T12:00:01"));
    assert.equal(onTime(d)?.is, "late");
    assert.match(timesOf(d), /Non, hors délai/u);
  });

  test("a stamp before it is not enough while nothing is validated", () => {
    const received = s.matched({ level: 1, says: ["received"] });
    const d = due({ ...received, stamp: { local: "2026-11-24T09:00:00", by: "organism" } });
    assert.equal(onTime(d)?.is, "stamped");
    assert.doesNotMatch(timesOf(d), /Oui/u);
  });

  test("a day without an hour may be its last minute", () => {
    assert.equal(onTime(due(stamped("2026-11-24")))?.is, "on-time");
    assert.equal(onTime(due(stamped("2026-11-25")))?.is, "late");
  });

  test("an intermediary's stamp is named as such, and the organism's own comes before", () => {
    const by = { local: "2026-11-24T10:00:00", by: "intermediary" } as const;
    const d = due(stamped("", { stamp: by }));
    assert.match(timesOf(d), /intermédiaire, qui vaut s'il a délégation/u);
    const late = stamped("2026-11-26T10:00:00", { receipt: "R8" });
    assert.equal(onTime(due(stamped("", { stamp: by }), late))?.is, "late");
  });

  test("a stamp in a receipt that proves nothing counts for nothing, nor does our own sending", () => {
    const d = due(stamped("2026-11-24T10:00:00", { grade: "C" }));
    assert.deepEqual(onTime(d), { is: "unproved" });
    assert.match(timesOf(d), /Non prouvé : .* l'heure de notre envoi ne compte pas/u);
  });

  test("without a stamp, a receipt that came before the deadline is told as what it is", () => {
    const d = due(s.matched({ level: 3, says: ["registered"] }));
    assert.deepEqual(onTime(d), { is: "unproved", receiptBefore: "R7" });
    assert.match(timesOf(d), /l'accusé R7 lui-même est arrivé.*avant l'échéance/u);
  });

  test("the deadline names its calendar, and an example date says that it is one", () => {
    const text = timesOf(due());
    assert.match(text, /Échéance : 25 novembre 2026 à 12:00 \(calendrier « Urssaf 2026 »/u);
    assert.match(text, /Ouverture du service : 4 novembre 2026/u);
    assert.match(text, /Dernière heure sûre pour renvoyer : 24 novembre 2026 à 17:00$/mu);
    assert.match(text, /Attendu : un premier accusé avant le 23 novembre 2026/u);
    const example = s.deposit(
      ...s
        .accepted(1)
        .map((f) =>
          f.is === "recognised"
            ? { ...f, deadline, legal: { ...legal, mark: "exemple" as const } }
            : f,
        ),
    );
    assert.match(timesOf(example), /DATE D'EXEMPLE, sans valeur/u);
  });
});

describe("after a refusal", () => {
  test("the report leads to the correction, and tells what was done the last time", () => {
    const model = modelNamed("corrected");
    assert.match(model.todo[0] ?? "", /dépôt D15/u);
    assert.equal(model.corrections[0]?.deposit, "D15");
    assert.match(
      model.memory[0] ?? "",
      /Code 12 .*2 fois.* corrigé par le dépôt D6 \(enregistré\)/u,
    );
    assert.match(model.memory[1] ?? "", /Code 34 .*aucune correction/u);
    const text = renderText(model);
    assert.match(text, /LA DERNIÈRE FOIS/u);
    assert.match(text, /Contact de l'organisme : Assistance, 01 99 00 00 00/u);
    for (const line of text.split("\n")) assert.ok(Array.from(line).length <= 80, line);
  });
});
