/**
 * A quarter of a firm under a virtual clock, with its holidays and one employer of each kind: what the product tells on each
 * morning is what was written by hand in `quarter.md` before it was asked.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as asked from "./asked.ts";
import { Firm } from "./firm.ts";
import { cell, instantOf, type Row, tableOf } from "./story.ts";

/** What the product said at each moment, by the table it is compared with. */
interface Said {
  readonly about: string;
  readonly at: string;
  readonly rows: readonly Row[];
}

const observations: Readonly<
  Record<string, readonly [string, (firm: Firm, who: string) => Promise<readonly Row[]>]>
> = {
  board: ["Boards", asked.board],
  holds: ["Holds", asked.holds],
  late: ["Late", asked.late],
  day: ["Days", asked.day],
  announce: ["Announcements", asked.announce],
  kit: ["Kits", asked.kit],
};

const acts: Readonly<Record<string, (firm: Firm, who: string, about: string) => Promise<unknown>>> =
  {
    drop: (firm, who, about) => firm.drop(who, about),
    "drop refused": (firm, who, about) => firm.dropRefused(who, about),
    test: (firm, who, about) => firm.drop(who, about, true),
    AR: (firm, who, about) => firm.answer(who, about),
    "AR test": (firm, who, about) => firm.answer(who, about, true),
    statement: (firm, who) => firm.statement(who),
    silence: (firm) => firm.again(),
    agrees: (firm, who) => firm.agrees(who),
    mandate: (firm, who, about) => firm.mandate(who, about),
    steps: (firm, who, about) => firm.steps(who, about.split(", ")),
    account: (firm, who, about) => firm.account(who, Number(about)),
    announced: (firm, who) => firm.announced(who),
    paper: (firm, who) => firm.paper(who),
  };

const isLater: ReadonlySet<string> = new Set(["periods", "packs"]);

const play = async (firm: Firm): Promise<readonly Said[]> => {
  const said: Said[] = [];
  await firm.registers();
  for (const row of tableOf("What happens")) {
    const [what, at] = [cell(row, "what"), `${cell(row, "day")} ${cell(row, "hour")}`];
    await firm.at(instantOf(at));
    await firm.again();
    const looked = observations[what];
    const act = acts[what];
    if (looked) said.push({ about: looked[0], at, rows: await looked[1](firm, row["who"] ?? "") });
    else if (act)
      for (const who of cell(row, "who").split(", ")) await act(firm, who, cell(row, "about"));
    else assert.ok(isLater.has(what), what);
  }
  return said;
};

/** Both sides in one order: lines of the same hour have none of their own. */
const sorted = (rows: readonly string[]): readonly string[] => rows.toSorted();
const lineOf = (row: Row, columns: readonly string[]): string =>
  columns.map((name) => cell(row, name)).join(" | ");

const compare = (about: string, said: readonly Said[], columns: readonly string[]): void => {
  const told = said
    .filter((one) => one.about === about)
    .flatMap(({ at, rows }) => rows.map((row) => `${at} | ${lineOf(row, columns)}`));
  const hand = tableOf(about).map((row) => lineOf(row, ["at", ...columns]));
  assert.deepEqual(sorted(told), sorted(hand));
};

test("a quarter of a firm: what is told each morning is what was written by hand", async (t) => {
  const firm = new Firm(t);
  const said = await play(firm);
  await t.test("the boards", () => {
    compare("Boards", said, ["is", "who", "deadline", "safe until"]);
  });
  await t.test("what is held, why and since when", () => {
    compare("Holds", said, ["who", "why", "since"]);
  });
  await t.test("what is late", () => {
    compare("Late", said, ["who", "level", "since"]);
  });
  await t.test("the evenings' reports", () => {
    const columns = ["deposits", "registered", "refused", "late", "waiting", "toConfirm", "held"];
    compare("Days", said, columns);
  });
  await t.test("what is printed when mail cannot do it", () => {
    const columns = ["who", "organism", "desk", "fax", "number", "to pay", "reference", "deadline"];
    compare("Kits", said, columns);
  });
  await t.test("what organisms must be told", () => {
    compare("Announcements", said, ["employer", "organism", "change"]);
  });
  await t.test("the periods' reconciliation, and what is missing", async () => {
    const columns = ["period", "dossier", "organism"];
    const [hand, missing] = [tableOf("Periods"), tableOf("Periods", 1)];
    const rows: Row[] = [];
    const gaps: Row[] = [];
    for (const name of new Set(hand.map((row) => cell(row, "period")))) {
      const found = await asked.period(firm, name);
      rows.push(...found.rows);
      gaps.push(...found.missing);
    }
    const counts = [
      "produced",
      "sent",
      "registered",
      "refused",
      "corrected",
      "otherwise",
      "unsent",
    ];
    const lines = (all: readonly Row[], more: readonly string[]) =>
      sorted(all.map((row) => lineOf(row, [...columns, ...more])));
    assert.deepEqual(lines(rows, counts), lines(hand, counts));
    assert.deepEqual(lines(gaps, ["employers"]), lines(missing, ["employers"]));
  });
  await t.test("the packs for the clients", async () => {
    for (const row of tableOf("Packs")) {
      const { counts, paths } = await asked.pack(firm, row);
      const columns = ["letter", "copies", "declarations", "receipts", "proofs"];
      const who = `${cell(row, "client")} ${cell(row, "asked")} ${cell(row, "forms")}: `;
      assert.equal(who + lineOf(counts, columns), who + lineOf(row, columns), paths.join("\n"));
      assert.ok(paths.includes("recapitulatif.pdf"));
    }
    for (const row of tableOf("Packs", 1)) {
      const { said: letter, replacedBy } = await asked.pack(firm, row);
      assert.equal(lineOf(letter, ["period", "result"]), lineOf(row, ["period", "result"]));
      if (cell(row, "client") === "Bravo")
        assert.deepEqual(replacedBy, [firm.last("Bravo").id, ""]);
    }
  });
});
