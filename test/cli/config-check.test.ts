/** `facteur config check` tells everything at once: wrong settings do not hide what is wrong in the files they name. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { environment, rightSettings } from "../config/wrong-shapes.ts";
import { command } from "../support/command.ts";
import { scratch } from "../support/scratch.ts";

interface Told {
  readonly severity: string;
  readonly file: string;
  readonly line?: number;
  readonly key: string;
  readonly code: string;
}

const ruled = (more = ""): string =>
  `[due]\nprofil=Microsoft Outlook\na=due@organisme.example\nsujet=DUE\nar.attendus=1\n${more}`;

/** The settings with one text replaced, and the rules of both dossiers; what is told, errors first. */
const check = async (
  t: TestContext,
  about: {
    readonly settings: readonly (readonly [string, string])[];
    readonly cirso?: string;
    readonly ducs?: string;
    /** Further files, by their path beside the settings. */
    readonly files?: Readonly<Record<string, string>>;
  },
) => {
  const folder = await scratch(t);
  const file = join(folder, "facteur.json");
  const text = about.settings.reduce((all, [from, to]) => {
    assert.ok(all.includes(from), from);
    return all.replace(from, to);
  }, rightSettings);
  writeFileSync(file, text);
  for (const name of ["cirso", "ducs"] as const) {
    mkdirSync(join(folder, "spool", name), { recursive: true });
    writeFileSync(join(folder, "spool", name, "mapibox.cfg"), about[name] ?? ruled());
  }
  for (const [path, content] of Object.entries(about.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const args = ["config", "check", "--json", "--config", file];
  const { code, out } = await command(args, { env: environment });
  const { problems } = JSON.parse(out) as { problems: readonly Told[] };
  const said = problems.map((p) => [p.code, p.line, p.key].join(" "));
  return { code, said, problems };
};

const noSecret = ['{ "env": "SMTP_PASSWORD" }', '{ "env": "NOWHERE" }'] as const;

test("rules are read whatever is wrong in the settings: a secret that is missing hides no wrong address", async (t) => {
  const { code, said } = await check(t, {
    settings: [noSecret],
    cirso: ruled("chifrement=x\n"),
    ducs: "[ducs]\na=organisme.example\nsujet=DUCS {{sirets}}\nar.attendus=1\n",
  });
  assert.equal(code, 78);
  assert.deepEqual(said, [
    "secret-missing 13 identities.cabinet.submission.password.env",
    "cle-inconnue 6 chifrement",
    "adresse-invalide 2 a",
    "modele-inconnu 3 sujet",
  ]);
});

test("rules are compared with the parts that are sound, and with no other", async (t) => {
  const rules = ruled("chiffrement=cirso\nmode=reel\nar.boites=cabinet\n");
  const about = { cirso: rules, ducs: rules };
  const wrongSecret = await check(t, { ...about, settings: [noSecret] });
  // The identity is known though its password is not; that it has no mailbox, and that no sealer is set, is certain.
  assert.deepEqual([...new Set(wrongSecret.said.slice(1))].toSorted(), [
    "chiffrement-inconnu 6 chiffrement",
    "identite-inconnue 8 ar.boites",
    "mode-sans-effet 7 mode",
  ]);
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    // A misspelt « identities » or « sealers »: nothing is said of names that may stand there.
    ['"identities"', '"identites"', ["mode-sans-effet 7 mode"]],
    [
      '"legacyNames"',
      '"legacyName"',
      ["chiffrement-inconnu 6 chiffrement", "mode-sans-effet 7 mode"],
    ],
    [
      '"mode": "test"',
      '"mode": "prod"',
      ["chiffrement-inconnu 6 chiffrement", "identite-inconnue 8 ar.boites"],
    ],
  ];
  for (const [from, to, expected] of cases) {
    const { problems } = await check(t, { ...about, settings: [[from, to]], ducs: ruled() });
    const told = problems.filter((p) => p.file.endsWith("mapibox.cfg"));
    assert.deepEqual(told.map((p) => [p.code, p.line, p.key].join(" ")).toSorted(), expected, to);
  }
});

test("rules that are missing and a warning of the settings are told beside their errors", async (t) => {
  const { said } = await check(t, {
    settings: [noSecret, ['"cirso": { "mode"', '"autre": { "mode"']],
    ducs: ruled(),
  });
  assert.ok(said.includes("rules-missing  "), said.join("\n"));
});

test("settings that are no JSON are told alone: nothing in them names a file", async (t) => {
  const { code, said } = await check(t, { settings: [["{", "["]] });
  assert.equal(code, 78);
  assert.equal(said.length, 1);
});

test("layouts, tables and paths beside the settings are checked too, each file with its line", async (t) => {
  const { code, problems } = await check(t, {
    settings: [],
    files: {
      "formats/a.json": '{\n  "name": "a",\n}',
      "formats/b.json": "[]",
      "checks/c.json": '{ "name": "c" }',
      "qualification/d.json": "{ } }",
    },
  });
  assert.equal(code, 78);
  const told = problems.filter((p) => p.code === "knowledge-file");
  const files = [...new Set(told.map((p) => p.file.split(/[\\/]/u).slice(-2).join("/")))];
  assert.deepEqual(files, [
    "formats/a.json",
    "formats/b.json",
    "checks/c.json",
    "qualification/d.json",
  ]);
  assert.equal(told[0]?.line, 3);
});
