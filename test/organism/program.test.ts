/** The program: what it prints, and how it ends. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { behaviours } from "../../src/organism/behaviours.ts";
import { runOrganism } from "../../src/organism/program.ts";
import { waitUntil } from "../support/wait-until.ts";
import { send } from "./support.ts";

test("it prints ports, account and every behaviour, one line a delivery, and ends on the signal", async () => {
  const printed: string[] = [];
  const stop = new AbortController();
  const args = ["--smtp-port", "0", "--imap-port", "0", "--delay-ms", "1"];
  const running = runOrganism(args, stop.signal, (line) => printed.push(line));
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
  const run = async (...args: string[]) => {
    const printed: string[] = [];
    const code = await runOrganism(args, AbortSignal.abort(), (line) => printed.push(line));
    return { code, text: printed.join("\n") };
  };
  assert.equal((await run("--help")).code, 0);
  assert.equal((await run("--nonsense")).code, 2);
  const wrong = await run("--smtp-port", "douze");
  assert.deepEqual(
    [wrong.code, wrong.text.split("\n")[0]],
    [2, "--smtp-port : un nombre est attendu"],
  );
  assert.equal((await run("--smtp-port", "70000")).code, 78);
});
