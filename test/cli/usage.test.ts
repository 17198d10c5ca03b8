/** Wrong usage, in the language of the rest; and as JSON when JSON was asked for. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { rightSettings } from "../config/wrong-shapes.ts";
import { command } from "../support/command.ts";
import { main, plainEnv } from "../support/facteur.ts";
import { scratch } from "../support/scratch.ts";

const english =
  /\b(?:error|unknown|missing|Usage:|Options:|Commands:|display help|choices|default:)/u;

const wrong: readonly (readonly [readonly string[], RegExp])[] = [
  [["rune"], /La commande « rune » n'existe pas\. Vouliez-vous écrire run \?/u],
  [["zzz"], /La commande « zzz » n'existe pas\.\n/u],
  [["list", "--limt", "3"], /L'option « --limt » n'existe pas\. Vouliez-vous écrire --limit \?/u],
  [["list", "--limit"], /L'option « --limit <n> » demande une valeur/u],
  [["show"], /Il manque <id>/u],
  [["kit", "D1"], /Il manque l'option « --output <file> »/u],
  [["show", "D1", "D2"], /Trop de mots après la commande « show » : D1, D2\./u],
  [["--lang", "de", "list"], /n'accepte pas « de »\. Valeurs : fr, en/u],
  [
    ["completion", "bsh"],
    /<shell> n'accepte pas « bsh »\. Valeurs : bash, zsh, fish, powershell\./u,
  ],
  [["release", "D1", "--as", "x"], /n'accepte pas « x »\. Valeurs : replacement, separate/u],
];

for (const [args, said] of wrong)
  test(`facteur ${args.join(" ")}: told in French, exit 2`, async () => {
    const { code, out, err } = await command(args);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, said);
    assert.doesNotMatch(err, english);
  });

test("an answer of an audit that nothing takes is refused, and says what was forgotten", async (t) => {
  const missing = join(await scratch(t), "none.json");
  const forgotten = [
    ["--as", "sent"],
    ["--reason", "vu"],
    ["--by", "dupont"],
    ["--reconcile", "--as", "sent", "--reason", "vu"],
    ["--reconcile", "--by", "dupont"],
  ];
  for (const args of forgotten) {
    const { code, out, err } = await command(["audit", ...args, "--config", missing]);
    assert.deepEqual([code, out], [2, ""], args.join(" "));
    assert.match(err, /--reconcile ID/u);
  }
});

test("the same in English when English is asked for", async () => {
  const { code, err } = await command(["--lang", "en", "rune"]);
  assert.deepEqual([code, err], [2, "unknown command 'rune'\n(Did you mean run?)\n"]);
});

test("no word of the French help is English", async () => {
  const names = ["", "run", "status", "list", "show", "validate", "hold", "release", "audit"];
  for (const name of [...names, "purge", "config", "config check", "dossier", "dossier take"]) {
    const { out, err } = await command([...name.split(" ").filter(Boolean), "--help"]);
    assert.match(out, /Usage :[\s\S]*-h, --help +montre cette aide/u, name + err);
    assert.doesNotMatch(out, english, name);
  }
  assert.match((await command(["--lang", "en", "--help"])).out, /Usage:[\s\S]*display help/u);
});

test("with --json every failure is JSON on the standard output", async (t) => {
  const missing = join(await scratch(t), "none.json");
  const calls: readonly (readonly [readonly string[], number])[] = [
    [["status", "--json", "--config", missing], 78],
    [["list", "--json", "--config", missing], 78],
    [["show", "D999", "--json", "--config", missing], 78],
    [["show", "n'importe quoi", "--json", "--config", missing], 1],
    [["audit", "--json", "--since", "hier", "--config", missing], 2],
    [["purge", "--json", "--config", missing], 2],
    [["list", "--json", "--limit", "0"], 2],
    [["list", "--json", "--limt", "3"], 2],
  ];
  for (const [args, exit] of calls) {
    const { code, out, err } = await command(args);
    assert.deepEqual([code, err], [exit, ""], args.join(" "));
    const { error } = JSON.parse(out) as { error: { exit: number; said: readonly string[] } };
    assert.equal(error.exit, exit);
    assert.ok((error.said[0] ?? "").length > 5);
  }
});

test("config check --json gives each problem by its parts, wrong settings or right", async (t) => {
  const file = join(await scratch(t), "facteur.json");
  const check = async (text: string) => {
    writeFileSync(file, text);
    const env = { SMTP_PASSWORD: "correct horse" };
    const { code, out, err } = await command(["config", "check", "--json", "--config", file], {
      env,
    });
    assert.equal(err, "");
    return {
      code,
      ...(JSON.parse(out) as { sound: boolean; problems: Record<string, unknown>[] }),
    };
  };
  const wrongSettings = await check(rightSettings.replace('"mode": "test"', '"mode": "prod"'));
  assert.deepEqual([wrongSettings.code, wrongSettings.sound], [78, false]);
  const [problem] = wrongSettings.problems;
  assert.deepEqual(
    [problem?.["severity"], problem?.["key"], problem?.["value"], problem?.["line"]],
    ["error", "dossiers.cirso.mode", "prod", 18],
  );
  assert.equal(problem?.["file"], file);
  const notJson = await check("{");
  assert.deepEqual([notJson.code, notJson.problems.length], [78, 1]);
  // The settings are right; the dossiers' rule files are missing.
  const right = await check(rightSettings);
  assert.equal(right.code, 78);
  assert.match(String(right.problems[0]?.["file"]), /mapibox\.cfg$/u);
});

test("config describe --json is the schema of the settings", async () => {
  const { code, out } = await command(["config", "describe", "--json"]);
  const schema = JSON.parse(out) as { properties: Record<string, unknown> };
  assert.equal(code, 0);
  for (const key of ["data", "identities", "retention"]) assert.ok(schema.properties[key], key);
});

test("a reader that stops reading does not make it crash", async () => {
  const child = spawn(process.execPath, [main, "config", "describe"], {
    env: plainEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  assert.deepEqual([code, signal, err], [0, null, ""]);
});
