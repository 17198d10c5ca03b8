/** The ways of telling and printing, against what really answers: a mail server, a program, a web server. */
import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { noticeMail } from "../../src/adapters/courier/notice-mail.ts";
import { webhook } from "../../src/adapters/notices/webhook.ts";
import { noticeProgram } from "../../src/adapters/programs/notice-program.ts";
import { programPrinter } from "../../src/adapters/programs/printer.ts";
import { printedAlready, printRound } from "../../src/daemon/print-loop.ts";
import { Problems } from "../../src/daemon/problems.ts";
import type { Notice } from "../../src/domain/notices.ts";
import type { Handover } from "../../src/ports/courier.ts";
import { cleanup } from "../support/cleanup.ts";
import { scratch } from "../support/scratch.ts";
import { silentReporter } from "../support/small-daemon.ts";
import { smallWorld, takeOne } from "../support/small-world.ts";

const never = new AbortController().signal;
const notice: Notice = {
  upTo: 12,
  at: Date.UTC(2026, 10, 5, 8),
  subject: "[Facteur] 1 point demande une action",
  text: "! Dépôt D1 : refusé.\n",
  events: [],
};

test("by mail: an empty envelope sender, automatic, marked as ours, one mail per person", async () => {
  const handed: Handover[] = [];
  const notifier = noticeMail({
    courier: {
      deliver: async (handover) => {
        handed.push(handover);
        return { is: "accepted", reply: "250 Ok", trace: { server: "x:25" } };
      },
    },
    from: "facteur@cabinet.test",
    to: ["a@cabinet.test", "b@cabinet.test"],
    nullSender: true,
    agentToken: "a9e2",
  });
  assert.deepEqual(await notifier.notify(notice, never), { is: "told" });
  assert.deepEqual(
    handed.map((h) => h.envelope),
    [
      { from: "", to: ["a@cabinet.test"] },
      { from: "", to: ["b@cabinet.test"] },
    ],
  );
  const text = Buffer.from(handed[0]?.bytes ?? []).toString();
  for (const header of ["Auto-Submitted: auto-generated", "X-Facteur-Agent: a9e2"])
    assert.ok(text.includes(header), header);
  assert.doesNotMatch(text, /[ <]b@cabinet/u);
});

const program = async (t: TestContext, body: string): Promise<readonly string[]> => {
  const folder = await scratch(t);
  const file = join(folder, "programme.mjs");
  writeFileSync(file, `const OUT = ${JSON.stringify(join(folder, "out"))};\n${body}`);
  chmodSync(file, 0o700);
  return [process.execPath, file, "un argument; rm -rf x"];
};

const taking = `import { writeFileSync } from "node:fs";
const chunks = []; for await (const c of process.stdin) chunks.push(c);
writeFileSync(OUT, Buffer.concat([Buffer.from(process.argv[2] + "\\n"), ...chunks]));`;

test("by a program: JSON on its input, arguments without a shell, told only on exit 0", async (t) => {
  const command = await program(t, taking);
  assert.deepEqual(await noticeProgram(command).notify(notice, never), { is: "told" });
  const out = readFileSync(join(command[1] ?? "", "..", "out"), "utf8");
  const [argument, json = ""] = out.split("\n");
  assert.equal(argument, "un argument; rm -rf x");
  assert.deepEqual(JSON.parse(json), notice);
  const failing = await program(t, `console.error("plus de papier"); process.exitCode = 3;`);
  const end = await noticeProgram(failing).notify(notice, never);
  assert.ok(
    end.is === "failed" && end.said.endsWith("code de sortie 3, plus de papier"),
    JSON.stringify(end),
  );
  const missing = await noticeProgram(["/nulle/part"]).notify(notice, never);
  assert.ok(
    missing.is === "failed" &&
      /nulle\/part : programme introuvable ; écrivez son chemin/u.test(missing.said),
  );
});

test("a program that floods its output, may not be run, or leaves another behind, is told in one line and waited for no longer", async (t) => {
  const flood = await program(
    t,
    `process.stderr.write("x".repeat(2_000_000) + "\\x1b[31m\\nfin\\n", () => process.exit(4));`,
  );
  const end = await noticeProgram(flood).notify(notice, never);
  const said = end.is === "failed" ? end.said : "";
  assert.match(said, /code de sortie 4, x+ \[31m fin$/u);
  assert.ok(said.length < 1000 && !/\p{Cc}/u.test(said));
  const [, plain = ""] = await program(t, "");
  chmodSync(plain, 0o600);
  const barred = await noticeProgram([plain]).notify(notice, never);
  assert.match(barred.is === "failed" ? barred.said : "", /n'a pas le droit de l'exécuter/u);
  // A child of its own holds its output: its exit code is enough.
  const leaving = await program(
    t,
    `import { spawn } from "node:child_process";
spawn(process.execPath, ["-e", "setTimeout(() => {}, 6_000)"], { stdio: ["ignore", "ignore", 2], detached: true }).unref();`,
  );
  assert.deepEqual(await noticeProgram(leaving).notify(notice, never), { is: "told" });
});

test("by webhook: a JSON POST; anything but a 2xx, and a redirection, are failures", async (t) => {
  const bodies: string[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push(`${request.method} ${body}`);
      response.writeHead(status, { location: "/ailleurs" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanup(t, () => new Promise<void>((resolve) => server.close(() => resolve())));
  const hook = webhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/facteur`);
  assert.deepEqual(await hook.notify(notice, never), { is: "told" });
  assert.deepEqual(JSON.parse(bodies[0]?.slice(5) ?? ""), notice);
  status = 500;
  const failed = await hook.notify(notice, never);
  assert.deepEqual(failed, { is: "failed", said: "HTTP 500 Internal Server Error" });
  status = 302;
  const moved = await hook.notify(notice, never);
  assert.match(moved.is === "failed" ? moved.said : "", /^127\.0\.0\.1:\d+ : redirection refusée/u);
  const closed = await webhook("http://127.0.0.1:1/jeton-secret").notify(notice, never);
  assert.match(closed.is === "failed" ? closed.said : "", /^127\.0\.0\.1:1 : /u);
  assert.doesNotMatch(JSON.stringify(closed), /jeton/u);
});

test("printing: the journal says printed on exit 0 only; a failure is a health item and is tried again", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", "ce n'est pas une déclaration");
  const deposit = await takeOne(world);
  assert.equal(deposit.stage.is, "rejected");
  const problems = new Problems(world);
  const failing = await program(t, "process.exitCode = 1;");
  const command = await program(t, taking);
  const parts = {
    world,
    problems,
    reporter: silentReporter,
    documents: ["rejets"] as const,
  };
  const failed = new Map<string, number>();
  const about = { printed: new Set<string>(), failed, signal: never };
  const printed = async () =>
    (await world.journal.facts({ agent: true }, 100)).filter((f) => f.is === "printed");
  await printRound({ ...parts, printer: programPrinter(failing) }, about);
  assert.deepEqual(await printed(), []);
  assert.deepEqual(
    problems.list().map((p) => [p.code, p.about]),
    [["print-failed", "D1"]],
  );
  const good = { ...parts, printer: programPrinter(command) };
  await printRound(good, about);
  assert.deepEqual(await printed(), [], "not at once");
  await world.clock.advance(300_000);
  await printRound(good, about);
  await printRound(good, about);
  // A restart reads what was printed from the journal.
  await printRound(good, { ...about, printed: await printedAlready(parts) });
  assert.equal((await printed()).length, 1);
  assert.deepEqual(problems.list(), []);
  assert.match(readFileSync(join(command[1] ?? "", "..", "out"), "latin1"), /%PDF-/u);
});
