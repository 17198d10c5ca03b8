/** The two programs that a newcomer starts. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { test } from "node:test";
import { cleanup } from "../support/cleanup.ts";
import { main, plainEnv } from "../support/facteur.ts";
import { waitUntil } from "../support/wait-until.ts";

test("the demo shows its progress, ends by itself, and every expectation holds", () => {
  const done = spawnSync(process.execPath, [main, "demo"], {
    encoding: "utf8",
    env: plainEnv,
    timeout: 300_000,
  });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  assert.match(done.stdout, /✓ déclarations refusées : 1/u);
  assert.match(done.stdout, /✓ plis arrivés deux fois : 0/u);
  assert.match(done.stdout, /Tout est comme attendu/u);
  assert.doesNotMatch(done.stdout, /✗/u);
  const reports = /Comptes rendus à ouvrir : (.+)/u.exec(done.stdout)?.[1] ?? "";
  assert.ok(existsSync(reports));
  assert.equal(globSync("**/D*.html", { cwd: reports }).length, 7);
});

test("a demonstration that is asked to end leaves no agent behind, and says so", {
  skip: process.platform === "win32" ? "Windows knows no SIGTERM" : false,
}, async (t) => {
  const child = spawn(process.execPath, [main, "--lang", "en", "demo"], { env: plainEnv });
  cleanup(t, () => child.kill("SIGKILL"));
  let [said, complained] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complained += text));
  const agent = await waitUntil("its agent", () => /process (\d+)/u.exec(said)?.[1]);
  await waitUntil("a first file", () => said.includes("drops   cirso/dpae.txt: three hires"));
  child.kill("SIGTERM");
  const [code] = (await once(child, "close")) as [number];
  assert.equal(code, 1, said + complained);
  assert.match(complained, /Demonstration interrupted: its agent is stopped/u);
  assert.throws(() => process.kill(Number(agent), 0), { code: "ESRCH" });
});

test("the organism runs as a program of its own and tells what each address does", async (t) => {
  const ports = ["--smtp-port", "0", "--imap-port", "0"];
  const child = spawn(process.execPath, [main, "organism", ...ports], { env: plainEnv });
  cleanup(t, () => child.kill("SIGKILL"));
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await waitUntil("its welcome", () => said.includes("drop-at-dot"));
  child.kill("SIGTERM");
  const [code] = (await once(child, "exit")) as [number];
  assert.equal(code, 0);
});
