import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { renderJson } from "../../src/adapters/reports/json.ts";
import { paperHtml } from "../../src/adapters/reports/paper/html.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { periodModel } from "../../src/adapters/reports/period/model.ts";
import { periodPaper } from "../../src/adapters/reports/period/paper.ts";
import { toldFrom } from "../../src/adapters/reports/told.ts";
import type { Deposit, DepositFact } from "../../src/domain/deposit.ts";
import type { FactOf } from "../../src/domain/facts.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { gatherPeriod } from "../../src/journey/period.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { memoryClock } from "../support/memory-clock.ts";
import { memoryJournal } from "../support/memory-journal.ts";
import * as s from "./sample.ts";
import { checker, paths } from "./schema-check.ts";

const told = toldFrom({ organisms: [], reports: { contact: "Service paie" } }, "0.1.0");
const quarter = { year: 2026, quarter: 4, month: 0 };

const returns = (organism: string, count: number): FactOf<"recognised"> => ({
  ...s.recognised(count, "ducs-edifact"),
  series: Array.from({ length: count }, (_, i) => ({
    dossier: "ducs",
    client: `c${i}`,
    organism,
    form: "DUC",
    period: "202640",
  })),
});

/** A deposit of returns to one organism, and what came back. */
const sent = (
  organism: string,
  count: number,
  ...more: readonly FactOf<"receipt-matched">[]
): Deposit =>
  s.deposit(
    s.claimed({ dossier: "ducs", name: "ducs.edi" }),
    returns(organism, count),
    s.checked(),
    s.moved,
    s.ruled,
    s.frozen(count),
    s.begun(),
    s.dot(),
    s.ended(s.outcomes.accepted),
    ...more,
  );

const model = (deposits: readonly Deposit[], missing = false) =>
  periodModel(
    {
      period: quarter,
      made: s.start,
      deposits,
      missing: missing
        ? [
            {
              dossier: "ducs",
              organism: "ORG9",
              form: "DUC",
              period: quarter,
              clients: 2,
              before: ["D3"],
              since: 0,
              because: "habit",
            },
          ]
        : [],
    },
    told,
  );

const rowOf = (deposit: Deposit) => {
  const [row] = model([deposit]).rows;
  if (!row) throw new Error("no row");
  const { produced, sent, level1, level2, level3, registered, refused, doubtful, waiting } = row;
  return [produced, sent, level1, level2, level3, registered, refused, doubtful, waiting];
};

const schemaRead = () =>
  JSON.parse(
    readFileSync(new URL("../../docs/period-report-schema.json", import.meta.url), "utf8"),
  ) as Record<string, unknown>;

describe("a period's reconciliation", () => {
  test("counts what was produced, sent and answered at each level", () => {
    assert.deepEqual(rowOf(sent("ORG1", 2)), [2, 2, 0, 0, 0, 0, 0, 0, 2]);
    const one = s.matched({ receipt: "R7", level: 1, says: ["received", "received"] });
    assert.deepEqual(rowOf(sent("ORG1", 2, one)), [2, 2, 2, 0, 0, 0, 0, 0, 2]);
    const three = s.matched({ receipt: "R8", level: 3, says: ["registered", "refused"] });
    assert.deepEqual(rowOf(sent("ORG1", 2, one, three)), [2, 2, 2, 2, 2, 1, 1, 0, 0]);
  });

  test("of a file that left cut, what no mail carried away was not sent", () => {
    const half = s.deposit(
      s.claimed({ dossier: "ducs", name: "ducs.edi" }),
      returns("ORG1", 2),
      s.checked(),
      s.moved,
      s.ruled,
      s.frozen(1),
      s.begun(),
      s.dot(),
      s.ended(s.outcomes.accepted),
    );
    assert.deepEqual(rowOf(half), [2, 1, 0, 0, 0, 0, 0, 0, 1]);
    assert.match(model([half]).answer.title, /Le compte n'y est pas/u);
  });

  test("an unauthenticated receipt reaches no level and registers nothing", () => {
    const forged = s.matched({ grade: "C", level: 3, says: ["registered", "registered"] });
    assert.deepEqual(rowOf(sent("ORG1", 2, forged)), [2, 2, 0, 0, 0, 0, 0, 2, 0]);
    assert.match(model([sent("ORG1", 2, forged)]).answer.title, /Le compte n'y est pas/u);
  });

  test("says when the count is right, when answers are awaited, and what is missing", () => {
    const done = s.matched({ level: 3, says: ["registered"] });
    assert.equal(model([sent("ORG1", 1, done)]).answer.tone, "good");
    assert.equal(model([sent("ORG1", 1)]).answer.tone, "waiting");
    const gap = model([sent("ORG1", 1, done)], true);
    assert.equal(gap.answer.title, "1 déclaration habituelle manque pour le 4e trimestre 2026");
    const text = paperText(periodPaper(gap, s.start));
    assert.match(text, /Rien pour le 4e trimestre 2026, alors que chacune des quatre\s+périodes/u);
    for (const line of text.split("\n")) assert.ok(Array.from(line).length <= 80, line);
    assert.match(paperHtml(periodPaper(gap, s.start)), /ORG9[\s\S]*formulaire DUC/u);
  });

  test("what is missing is told in words, its codes beside them", () => {
    const gap = {
      dossier: "ducs",
      organism: "99999999800027",
      form: "913",
      period: quarter,
      clients: 1,
      before: ["D3"],
      since: 0,
      because: "habit",
    } as const;
    const missing = (more: object, knows = told) => {
      const input = {
        period: quarter,
        made: s.start,
        deposits: [],
        missing: [{ ...gap, ...more }],
      };
      return paperText(periodPaper(periodModel(input, knows), s.start)).replaceAll(/\s+/gu, " ");
    };
    const urssaf = missing({ family: "urssaf" });
    assert.match(urssaf, /Urssaf/u);
    assert.match(urssaf, /BRC mono-établissement \(913\)/u);
    assert.match(urssaf, /99999999800027/u);
    const organisms = [{ name: "Urssaf fictive", addresses: ["edi@urssaf.test"], contact: "" }];
    const firm = toldFrom({ organisms, reports: {} }, "0.1.0");
    assert.match(missing({ address: "EDI@urssaf.test" }, firm), /Urssaf fictive/u);
    assert.match(missing({ address: "edi@urssaf.test" }), /edi@urssaf\.test/u);
  });

  test("what an adhesion lets expect is told with the names of the register", () => {
    const missing = [
      {
        dossier: "ducs",
        organism: "99999999800027",
        form: "",
        period: quarter,
        clients: 2,
        before: [],
        since: 0,
        because: "adhesion",
        name: "Urssaf d'essai",
        who: ["Alpha SARL", "Bravo SARL"],
      },
    ] as const;
    const found = periodModel({ period: quarter, made: s.start, deposits: [], missing }, told);
    assert.equal(found.answer.title, "1 déclaration attendue manque pour le 4e trimestre 2026");
    const text = paperText(periodPaper(found, s.start)).replaceAll(/\s+/gu, " ");
    assert.match(text, /Urssaf d'essai/u);
    assert.match(text, /Alpha SARL, Bravo SARL/u);
    assert.deepEqual(checker(schemaRead(), new Set())(JSON.parse(renderJson(found))), []);
  });

  test("a refusal that was declared again counts once, with its correction, and is said", () => {
    const hires = (id: DepositId, keys: readonly string[], ...more: readonly DepositFact[]) => {
      const d = s.deposit(
        ...s
          .accepted(keys.length)
          .map((f) => (f.is === "recognised" ? { ...f, keys: [...keys] } : f)),
        ...more,
      );
      return { ...d, id, claimed: { ...d.claimed, seq: Number(id.slice(1)) } };
    };
    const first = hires(
      "D12",
      ["k1", "k2", "k3"],
      s.matched({ says: ["registered", "refused", "registered"] }),
      { is: "corrected", deposit: "D12", declarations: ["D12.2"], by: "D15" },
    );
    const second = hires("D15", ["k2b"], s.matched({ says: ["registered"] }));
    const found = model([first, second]);
    const [row] = found.rows;
    assert.deepEqual(
      [row?.produced, row?.registered, row?.refused, row?.corrected, row?.tone],
      [3, 3, 0, 1, "good"],
    );
    assert.equal(found.answer.title, "Le compte y est : tout est enregistré");
    const text = paperText(periodPaper(found, s.start)).replace(/\s+/gu, " ");
    assert.match(
      text,
      /1 refusée ou rejetée puis déclarée de nouveau, comptée dans sa correction\./u,
    );
    assert.match(text, /1 corrigée par D15/u);
    // A correction that never left corrects nothing.
    const unsent = { ...second, messages: [] };
    assert.equal(model([first, unsent]).answer.tone, "bad");
  });

  test("a file that was rejected and declared again under another key is told as corrected, not as unsent", () => {
    const rejected = s.deposit(
      s.claimed({ dossier: "ducs", name: "ducs.edi" }),
      returns("ORG1", 1),
      s.checked(),
      { is: "rejected", deposit: "D12", codes: ["siret-invalide"] },
      { is: "corrected", deposit: "D12", declarations: ["D12.1"], by: "D15" },
    );
    const again = sent("ORG1", 1, s.matched({ says: ["registered"] }));
    const second = {
      ...again,
      id: "D15" as const,
      claimed: { ...again.claimed, seq: 15 },
      ...(again.recognised ? { recognised: { ...again.recognised, keys: ["another"] } } : {}),
    };
    const found = model([rejected, second]);
    const [row] = found.rows;
    assert.deepEqual(
      [row?.produced, row?.registered, row?.unsent, row?.corrected, row?.correctedBy, row?.tone],
      [1, 1, 0, 1, ["D15"], "good"],
    );
    assert.doesNotMatch(paperText(periodPaper(found, s.start)), /non envoyée/u);
    // Until its correction has left, nothing of it is there.
    assert.equal(model([rejected, { ...second, messages: [] }]).rows[0]?.unsent, 2);
  });

  test("organisms have the firm's names for them; else their family's, else where it was sent", () => {
    const named = (deposit: Deposit, organisms: Parameters<typeof toldFrom>[0]["organisms"] = []) =>
      periodModel(
        { period: quarter, made: s.start, deposits: [deposit], missing: [] },
        toldFrom({ organisms, reports: {} }, "0.1.0"),
      );
    const organisms = [
      { name: "Caisse Fictive", addresses: ["dpae@organisme.test"], contact: "poste 1" },
    ];
    const hires = s.deposit(...s.accepted(1));
    const one = sent("99999999800027", 1);
    const known = named(one, organisms);
    assert.equal(known.rows[0]?.name, "Caisse Fictive");
    assert.match(paperText(periodPaper(known, s.start)), /Caisse Fictive/u);
    assert.equal(named(hires, organisms).rows[0]?.name, "Caisse Fictive");
    assert.equal(named(hires).rows[0]?.name, "dpae@organisme.test");
    const irc = { ...one, recognised: one.recognised && { ...one.recognised, family: "irc" } };
    assert.equal(named(irc as Deposit).rows[0]?.name, "Retraite complémentaire");
    assert.equal(named(irc as Deposit).rows[0]?.organism, "99999999800027");
  });

  test("docs/period-report-schema.json describes every key", () => {
    const schema = schemaRead();
    const seen = new Set<string>();
    const check = checker(schema, seen);
    const rejected = s.deposit(
      s.claimed({ dossier: "ducs" }),
      returns("ORG1", 1),
      { is: "corrected", deposit: "D12", declarations: ["D12.1"], by: "D15" },
      { is: "rejected", deposit: "D12", codes: ["siret-invalide"] },
    );
    const value = { ...model([sent("ORG1", 1), rejected], true), dossier: "ducs" };
    assert.deepEqual(check(JSON.parse(renderJson(value))), []);
    for (const path of paths(schema)) assert.ok(seen.has(path), path);
  });

  test("is gathered from the journal: real deposits of the period, hires of its months", async () => {
    const clock = memoryClock(Date.UTC(2026, 10, 5));
    const journal = memoryJournal(clock);
    const put = async (n: number, fact: Omit<FactOf<"recognised">, "deposit">, mode = "reel") =>
      journal.transact(async (t) => {
        await t.append(claimedFact(`D${n}`, { mode: mode as "reel" }));
        await t.append({ ...fact, deposit: `D${n}` });
      });
    await put(1, returns("ORG1", 1));
    await put(2, returns("ORG1", 1), "test");
    await put(3, s.recognised(2));
    await put(4, {
      ...returns("ORG1", 1),
      series: [{ dossier: "ducs", client: "c0", organism: "ORG1", form: "DUC", period: "202630" }],
    });
    const found = await gatherPeriod(
      { journal, dossiers: new Map() },
      { period: quarter, now: clock.now() },
    );
    assert.deepEqual(
      found.deposits.map((d) => d.id),
      ["D1", "D3"],
    );
    const october = { year: 2026, quarter: 4, month: 1 };
    const before = await gatherPeriod(
      { journal, dossiers: new Map() },
      { period: october, now: clock.now() },
    );
    assert.deepEqual(before.deposits, []);
  });
});
