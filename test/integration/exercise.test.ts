/** `facteur exercise`: each fault is met, told with what to do, and ends as it should; a scenario that does not is said. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once as event } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { playScenario } from "../../src/demo/exercise/exercise.ts";
import type { Lent } from "../../src/demo/exercise/scene.ts";
import { command } from "../support/command.ts";
import { facteurWith, plainEnv } from "../support/facteur.ts";
import { needsTerminal, plainShell } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";

const alarms: Readonly<Record<string, RegExp>> = {
  "serveur-arrete": /\[smtp-unreachable\][\s\S]*attend ; rien n'est perdu/u,
  "mot-de-passe-refuse": /\[identity-suspended\][\s\S]*facteur probe/u,
  "accuse-en-retard": /\[ar-silence\][\s\S]*appeler l'organisme/u,
  "disque-plein": /\[disk-full\][\s\S]*rien de neuf ne commence/u,
  "reponse-coupee": /est incertain : il n'est pas renvoyé[\s\S]*il vaut preuve/u,
};

/** One of them is read in English. */
const inEnglish: Readonly<Record<string, RegExp>> = {
  "reponse-coupee": /is uncertain: it is not sent again[\s\S]*the receipt has come/u,
};
const once = {
  fr: /✓ arrivés chez l'organisme : 1 pli\(s\), aucun deux fois/u,
  en: /✓ reached the organism: 1 mail\(s\), none twice/u,
};

for (const [name, said] of Object.entries(alarms))
  test(`exercise ${name}: the alarm, what to do, and one mail that arrived once`, async (t) => {
    // Others may exercise at the same time.
    const folder = await scratch(t);
    const language = name in inEnglish ? "en" : "fr";
    const about = { input: "", env: { TMPDIR: folder } };
    const { code, out, err } = await facteurWith(about, "--lang", language, "exercise", name);
    assert.equal(code, 0, out + err);
    assert.match(out, inEnglish[name] ?? said);
    assert.match(out, once[language]);
    assert.doesNotMatch(out, /✗/u);
    assert.deepEqual(readdirSync(folder), [], "the sandbox is gone");
  });

const bootstrap = join(import.meta.dirname, "..", "..", "src", "bootstrap.mjs");

test(
  "Ctrl-C, typed to the launcher and the program at once, ends it as it should: nothing stays",
  needsTerminal(),
  async (t) => {
    const folder = await scratch(t);
    const line = [process.execPath, bootstrap, "facteur", "exercise"].map((word) => `'${word}'`);
    // The shell gives way: one that stays is in front of the same terminal, and some then end by the signal whatever the program said.
    const child = spawn("script", ["-qec", `exec ${line.join(" ")}`, "/dev/null"], {
      env: { ...plainEnv, ...plainShell, TMPDIR: folder },
      stdio: ["pipe", "pipe", "inherit"],
    });
    let [said, typed] = ["", false];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (typed || !said.includes("dépose")) return;
      typed = true;
      child.stdin.write("\u0003");
    });
    const [code] = (await event(child, "close")) as [number | null];
    assert.deepEqual([code, typed], [1, true], said);
    assert.match(said, /Exercice interrompu/u);
    assert.deepEqual(readdirSync(folder), [], "the sandbox is gone");
  },
);

test("without a name all are played; an unknown one names those that are known", async () => {
  const { code, err } = await command(["exercise", "incendie"]);
  assert.equal(code, 2);
  for (const name of Object.keys(alarms)) assert.ok(err.includes(name), err);
});

test("a scenario that does not end as it should is said, and does not throw", async () => {
  const told: string[] = [];
  const lent: Lent = {
    tell: (line) => void told.push(line),
    openJournal: () => undefined,
    startAgent: () => Promise.reject(new Error("no agent here")),
    problems: () => Promise.resolve([]),
    probe: () => Promise.resolve(false),
    language: "fr",
    signal: new AbortController().signal,
  };
  const about = { name: "serveur-arrete" } as const;
  const thrown = await playScenario(
    { ...about, play: async (scene) => (await scene.startAgent(), []) },
    lent,
  );
  assert.equal(thrown.held, false);
  assert.match(told.join("\n"), /✗ l'exercice ne s'est pas terminé : no agent here/u);
  const wrong = await playScenario(
    { ...about, play: () => Promise.resolve([{ says: "deux fois", holds: false }]) },
    lent,
  );
  assert.equal(wrong.held, false);
  assert.match(told.join("\n"), /✗ deux fois/u);
});
