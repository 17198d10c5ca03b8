/** Colours repeat what the words say: on a terminal that wants them, and nowhere else. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { rightSettings } from "../config/wrong-shapes.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { command } from "../support/command.ts";
import { main, plainEnv } from "../support/facteur.ts";
import { needsTerminal, plainShell } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";

const secret = { SMTP_PASSWORD: "correct horse" };

/** One deposit, and no agent that runs. */
const folder = async (t: TestContext): Promise<string> => {
  const place = await scratch(t);
  const settings = join(place, "facteur.json");
  writeFileSync(settings, rightSettings);
  mkdirSync(join(place, "data"));
  await using journal = sqliteJournal({
    file: join(place, "data", "journal.db"),
    clock: { now: () => Date.UTC(2026, 10, 5) },
  });
  await journal.transact((transactor) => transactor.append(claimedFact("D1", { name: "x.txt" })));
  return settings;
};

const commands = [["status"], ["list"], ["show", "D1"], ["doctor", "--offline"]] as const;
/** Free room and hours change between two looks. */
const still = (text: string): string => text.replace(/\d+/gu, "0");
const isPainted = (text: string): boolean => text.includes("\u001B[");

test("status, list, show and doctor are painted on a terminal, and say the same without", async (t) => {
  const config = ["--config", await folder(t)];
  for (const words of commands) {
    const plain = await command([...config, ...words], { env: secret });
    const painted = await command([...config, ...words], { env: secret, columns: 80 });
    assert.ok(!isPainted(plain.out + plain.err), `${words.join(" ")}: ${plain.out}`);
    assert.ok(isPainted(painted.out), `${words.join(" ")}: ${painted.out}${painted.err}`);
    assert.equal(still(stripVTControlCharacters(painted.out)), still(plain.out), words.join(" "));
    assert.equal(painted.code, plain.code);
  }
});

test("--no-color, NO_COLOR and a terminal that knows none take them away; FORCE_COLOR gives them to a pipe", async (t) => {
  const list = ["--config", await folder(t), "list"];
  const painted = async (
    env: Readonly<Record<string, string>>,
    columns: number | undefined,
    ...more: readonly string[]
  ): Promise<boolean> => {
    const about = columns === undefined ? {} : { columns };
    return isPainted(
      (await command([...list, ...more], { env: { ...secret, ...env }, ...about })).out,
    );
  };
  assert.ok(await painted({}, 80));
  assert.ok(await painted({ NO_COLOR: "" }, 80), "no-color.org: empty says nothing");
  assert.ok(!(await painted({ NO_COLOR: "1" }, 80)));
  assert.ok(!(await painted({ TERM: "dumb" }, 80)));
  assert.ok(!(await painted({ FORCE_COLOR: "1" }, 80, "--no-color")));
  assert.ok(await painted({ FORCE_COLOR: "1" }, undefined));
  assert.ok(!(await painted({ FORCE_COLOR: "0" }, 80)));
  assert.ok(!(await painted({ FORCE_COLOR: "1" }, undefined, "--json")), "never in JSON");
});

test("a real terminal is recognised, and a pipe is", needsTerminal(), async (t) => {
  const env = { ...plainEnv, ...plainShell, ...secret, TERM: "xterm" };
  const line = [process.execPath, main, "--config", await folder(t), "list"];
  const shell = line.map((word) => `'${word}'`).join(" ");
  const terminal = spawnSync("script", ["-qec", shell, "/dev/null"], { encoding: "utf8", env });
  assert.match(terminal.stdout, /D1/u);
  assert.ok(isPainted(terminal.stdout), terminal.stdout);
  const piped = spawnSync("sh", ["-c", shell], { encoding: "utf8", env });
  assert.match(piped.stdout, /D1/u);
  assert.ok(!isPainted(piped.stdout), piped.stdout);
});
