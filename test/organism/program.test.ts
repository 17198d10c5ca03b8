/** The program: what it prints, and how it ends. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { behaviours } from "../../src/organism/behaviours.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { runOrganism } from "../../src/organism/program.ts";
import { command } from "../support/command.ts";
import { scratch } from "../support/scratch.ts";
import { waitUntil } from "../support/wait-until.ts";
import { send } from "./support.ts";

test("it prints ports, account and every behaviour, one line a delivery, and ends on the signal", async () => {
  const printed: string[] = [];
  const stop = new AbortController();
  const { signal } = stop;
  const print = (line: string) => void printed.push(line);
  const about = { language: "fr", signal, print } as const;
  const running = runOrganism({ smtpPort: 0, imapPort: 0, delayMs: 1, ...about });
  await waitUntil("the table", () => printed.includes(""));
  const text = (): string => printed.join("\n");
  await waitUntil("the last behaviour", () => text().includes("forged@"));
  for (const word of Object.keys(behaviours))
    assert.ok(text().includes(` ${word}@organisme.test `), word);
  assert.match(text(), /compte {2}declarations@client\.test, mot de passe demo/u);
  const port = Number(/SMTP {4}127\.0\.0\.1:(\d+)/u.exec(text())?.[1]);
  await send(port, { to: "accept@organisme.test" });
  await waitUntil("the delivery", () =>
    printed.some((l) => / → accept@organisme\.test dpae\.txt [0-9a-f]{12} 250$/u.test(l)),
  );
  stop.abort();
  assert.equal(await running, 0);
  await assert.rejects(send(port, { to: "accept@organisme.test" }), { code: "ESOCKET" });
});

test("wrong options and a port that cannot be had are told, with their exit codes", async () => {
  assert.equal((await command(["organism", "--nonsense"])).code, 2);
  const wrong = await command(["organism", "--smtp-port", "douze"]);
  assert.deepEqual([wrong.code, wrong.err], [2, "port douze : 0…65535\n"]);
  assert.equal((await command(["organism", "--imap-port", "70000"])).code, 2);
  await using taken = await startOrganism({ users: [] });
  const { code, out } = await command(["organism", "--smtp-port", String(taken.smtpPort)]);
  assert.equal(code, 78);
  assert.match(out, /déjà pris : choisir un autre port/u);
});

test("a trial file is written where nothing stands, and is a declaration that passes the check", async (t) => {
  const file = join(await scratch(t), "dpae.txt");
  assert.equal((await command(["organism", "--sample", file])).code, 0);
  assert.equal((await command(["validate", file])).code, 0);
  assert.match(
    readFileSync(file, "latin1"),
    /declarations@client\.test/u,
    "answered where it is read",
  );
  const again = await command(["organism", "--sample", file]);
  assert.equal(again.code, 2);
  assert.match(again.err, /dpae\.txt : ce fichier existe déjà/u);
});
