/** `facteur setup` as a person meets it: asked on a terminal, each answer judged, nothing written before a yes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startOrganism } from "../../src/organism/organism.ts";
import { clientUser } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { main, plainEnv } from "../support/facteur.ts";
import { needsTerminal, plainShell, testWith } from "../support/machine.ts";
import { oldRules, setupPlace } from "../support/setup.ts";

const test = testWith(needsTerminal());

test("on a terminal a person is asked, wrong answers are asked again, and Ctrl-C writes nothing", async (t) => {
  const { folder, paie, places, config, value } = await setupPlace(t);
  mkdirSync(join(paie, "encore", "dpae", "sous"));
  writeFileSync(join(paie, "encore", "dpae", "sous", "mapibox.cfg"), oldRules);
  const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(" ");
  const onTerminal = async (answers: readonly (readonly [RegExp, string])[]): Promise<string> => {
    const line = quoted([process.execPath, main, "setup", ...places, "--lang", "en"]);
    const child = spawn("script", ["-qec", `stty cols 100 rows 50; ${line}`, "/dev/null"], {
      env: { ...plainEnv, ...plainShell, TERM: "xterm" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    let [said, from, at] = ["", 0, 0];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      for (let next = answers[at]; next?.[0].test(said.slice(from)); next = answers[at]) {
        from = said.length;
        at++;
        child.stdin.write(next[1]);
      }
    });
    await once(child, "close");
    assert.equal(at, answers.length, `stopped at ${String(answers[at]?.[0])}\n${said}`);
    return said;
  };
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const clear = "\u0015";
  const { smtpPort, imapPort } = organism;
  const asked: readonly (readonly [RegExp, string])[] = [
    [/Folder to search/u, `${paie}-absent\r`],
    [/no folder that can be read/u, `${clear}${paie}\r`],
    [/Which folders/u, "\r"],
    [/sous lies within [\s\S]*Which folders/u, "\r"],
    [/Address of the mailbox/u, "paie\r"],
    [/“paie” is not an address/u, `${clear}${clientUser.address}\r`],
    [/Name that organisms/u, "\r"],
    [/Who hosts/u, "\r"],
    [/Submission server/u, "localhost\r"],
    [/expected HOST:PORT/u, `:${smtpPort}:none\r`],
    [/Mailbox \(HOST/u, `localhost:${imapPort}:none\r`],
    [/Password of the mailbox/u, "mot de passe\r"],
    [/Authentication-Results/u, "\r"],
    [/Name of a new dossier/u, "Mon Dossier\r"],
    [/such as “mon-dossier”/u, `${clear}\r`],
  ];
  await onTerminal([...asked.slice(0, 6), [/Name that organisms/u, "\u0003"]]);
  assert.ok(!existsSync(config), "Ctrl-C");
  const anyway: readonly (readonly [RegExp, string])[] = [[/What to do/u, "\u001b[B\r"]];
  await onTerminal([...asked, ...anyway, [/Write all this/u, "n"]]);
  assert.ok(!existsSync(join(folder, "etc")), "no");
  // The password was wrong: every answer stands there again, and only that one is typed anew.
  const again: readonly (readonly [RegExp, string])[] = [
    [/What to do/u, "\r"],
    [/Address of the mailbox/u, "\r"],
    [/Name that organisms/u, "\r"],
    [/Who hosts/u, "\r"],
    [/Submission server/u, "\r"],
    [/Mailbox \(HOST/u, "\r"],
    [/Password of the mailbox/u, `${clientUser.password}\r`],
    [/Authentication-Results/u, "mx.organisme.test\r"],
  ];
  const said = await onTerminal([...asked, ...again, [/Write all this/u, "y"]]);
  assert.match(said, /Submission: localhost:\d+, logged in/u);
  assert.ok(!said.includes("mot de passe\r"), "never shown");
  assert.deepEqual(Object.keys(value()["dossiers"] ?? {}).length, 3);
  const secret = join(folder, "etc", "credentials", "principale");
  assert.equal(readFileSync(secret, "utf8"), `${clientUser.password}\n`);
  assert.equal(statSync(secret).mode & 0o777, 0o600);
});
