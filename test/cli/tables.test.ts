/** What stands in columns fits 60 and 80 of them; the list of deposits has its own test, names and all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { row } from "../../src/cli/audit/lines.ts";
import { fittedTable } from "../../src/cli/terminal/table.ts";
import { auditedFolder } from "../support/audited-folder.ts";
import { command } from "../support/command.ts";
import { siret } from "../support/samples.ts";

const env = Object.fromEntries(
  Object.entries({ ...process.env, NO_COLOR: "1" }).map(([key, value]) => [key, value ?? ""]),
);

const fits = (text: string, columns: number): void => {
  for (const line of text.trimEnd().split("\n"))
    assert.ok(taken(line) <= columns, `${columns} < ${taken(line)}: ${line}`);
};

/** What a terminal gives to the signs of this test: two columns to a wide one, none to a mark over its letter. */
const taken = (line: string): number =>
  line.replace(/\u0301/gu, "").replace(/[\u4e00-\u9fff📮]/gu, "xx").length;

test("a table gives way where it is widest, wraps or cuts, and loses no column", () => {
  const head = ["étape", "état", "envois", "date"];
  const rows = [
    ["la première étape, dite longuement\nen deux lignes", "à faire", "D1, D2, D3", "2026"],
  ];
  for (const columns of [40, 60, 80]) {
    const wrapped = fittedTable({ head, rows, columns, wraps: true });
    fits(wrapped, columns);
    assert.match(wrapped.replace(/[^\p{L}\d,]/gu, ""), /2026/u);
    fits(fittedTable({ head, rows, columns }), columns);
  }
  const wide = fittedTable({ head, rows, columns: 200 });
  assert.ok(wide.includes("la première étape, dite longuement"));
});

test("a wide sign takes two columns, a mark over its letter none, and no sign is cut in two", () => {
  const names = [
    "申告書年次届出書控控.txt",
    "📮📮📮📮📮📮📮📮📮📮.txt",
    "de\u0301claration-e\u0301te\u0301.txt",
  ];
  const head = ["n°", "fichier"];
  const rows = names.map((name, n) => [`D${n}`, name]);
  for (const columns of [16, 17, 24, 31, 60])
    for (const wraps of [false, true]) {
      const table = fittedTable({ head, rows, columns, wraps });
      fits(table, columns);
      assert.ok(table.isWellFormed(), table);
      assert.equal(new Set(table.split("\n").map(taken)).size, 1, table);
      // What has room is whole.
      if (columns === 60) for (const name of names) assert.ok(table.includes(name), table);
    }
  for (const name of names)
    for (const columns of [60, 80])
      fits(row(["D1.M1", name.repeat(4), "1", name.repeat(9)], columns), columns);
});

test("the audit and the steps of a qualification fit the terminal; a file has the whole line", async (t) => {
  const { settings } = await auditedFolder(t);
  const type = async (columns: number | undefined, ...words: readonly string[]) => {
    const about = columns === undefined ? { env } : { env, columns };
    const { code, out, err } = await command(["--config", settings, ...words], about);
    assert.equal(code, 0, out + err);
    return out;
  };
  const organism = ["code=CIRSO", "nom=Cirso", "famille=urssaf", "identifiants=999"];
  await type(undefined, "register", "add", "organismes", ...organism, "parcours=cirso");
  const employer = [`siret=${siret}`, "raison_sociale=Fictive", "pilote=oui"];
  await type(undefined, "register", "add", "employeurs", ...employer);
  for (const columns of [60, 80]) {
    const rows = (await type(columns, "audit")).split("\n").slice(0, 2);
    assert.match(rows[1] ?? "", /^D1\.M1/u);
    for (const row of rows) fits(row, columns);
    const steps = await type(columns, "qualification", "show");
    const table = steps.split("\n").filter((line) => /^[┌│├└]/u.test(line));
    assert.ok(table.length > 10, steps);
    fits(table.join("\n"), columns);
  }
  const narrow = (await type(60, "audit")).split("\n")[1] ?? "";
  const whole = (await type(undefined, "audit")).split("\n")[1] ?? "";
  assert.ok(whole.length >= narrow.length);
});
