/**
 * docs/first-declaration.md, typed again: each of its commands, in its order, against this program, below a folder of the test instead of
 * the machine's own places. What it prints must be what stands there, but for numbers and hours. Ports are free ones, a
 * flat DPAE waits a fraction of its ten quiet seconds, and `run` stands for the service, as the page says.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { serviceWords } from "../../src/cli/service/words.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteurTold, main, plainEnv } from "../support/facteur.ts";
import { scratch } from "../support/scratch.ts";
import { isAskedAgain, missingIn, transcript } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";

/** Of a slow machine, with other tests beside it. */
const waitMsMax = 60_000;

const machine = async (t: TestContext) => {
  const folder = await scratch(t);
  const at = (path: string): string => join(folder, path);
  for (const path of ["etc/facteur", "root", "srv/facteur/spool"])
    mkdirSync(at(path), { recursive: true });
  const config = at("etc/facteur/facteur.json");
  const running = new Map<string, { child: ChildProcess; said: () => string }>();
  const start = (name: string, ...args: readonly string[]): void => {
    const child = spawn(process.execPath, [main, ...args], { env: plainEnv });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    cleanup(t, () => child.kill("SIGKILL"));
    running.set(name, { child, said: () => said });
  };
  const stop = async (name: string): Promise<void> => {
    const child = running.get(name)?.child;
    if (!child) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  return {
    folder,
    at,
    config,
    start,
    stop,
    said: (name: string) => running.get(name)?.said() ?? "",
  };
};

type Machine = Awaited<ReturnType<typeof machine>>;

const startAgent = async (m: Machine): Promise<string> => {
  m.start("agent", "run", "--config", m.config);
  await waitUntil("the agent to run", () => m.said("agent").includes("en marche"), waitMsMax);
  return "";
};

/** The words of a command line, quotes taken off. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/gu)].map((m) => m[1] ?? m[2] ?? "");

const setUp = async (m: Machine, line: string): Promise<string> => {
  const [smtp = "", imap = ""] = [...m.said("organism").matchAll(/127\.0\.0\.1:(\d+)/gu)].map(
    (found) => found[1],
  );
  const asked = line.replace(":2525", `:${smtp}`).replace(":2143", `:${imap}`);
  const places = ["--data", m.at("var/lib/facteur"), "--spool", m.at("srv/facteur/spool")];
  const words = wordsOf(asked.slice(asked.indexOf(" setup ") + 1));
  const { code, out, err } = await facteurTold("demo\n", ...words, ...places, "--config", m.config);
  assert.equal(code, 0, out + err);
  const written = readFileSync(m.config, "utf8");
  writeFileSync(m.config, written.replace(`"mode": "test"`, `"quietSeconds": 0.2, $&`));
  // Whoever runs the test may have no user `facteur` on their machine.
  return out.replace("(0600)", "(0640 root:facteur)");
};

/** What each command of the page is here; what is not listed is a command that nobody tried. */
const actions: readonly (readonly [
  RegExp,
  (m: Machine, line: string) => Promise<string> | string,
])[] = [
  [
    /^facteur organism$/u,
    async (m) => {
      m.start("organism", "organism", "--smtp-port", "0", "--imap-port", "0");
      await waitUntil("the organism", () => m.said("organism").includes("mot de passe"), waitMsMax);
      return m.said("organism");
    },
  ],
  [/^echo demo \| sudo facteur setup /u, setUp],
  [
    /^sudo facteur service install$/u,
    async (m) => {
      await startAgent(m);
      return serviceWords.fr.installed;
    },
  ],
  [
    /^facteur organism --sample dpae\.txt$/u,
    async (m) => (await facteurTold("", "organism", "--sample", m.at("root/dpae.txt"))).out,
  ],
  [
    /^sudo cp dpae\.txt \/srv\/facteur\/spool\/dpae\/$/u,
    (m) => {
      copyFileSync(m.at("root/dpae.txt"), m.at("srv/facteur/spool/dpae/dpae.txt"));
      return "";
    },
  ],
  [
    /^sudo sed -i 's\/"mode": "test"\/"mode": "reel"\/' \/etc\/facteur\/facteur\.json$/u,
    (m) => {
      const written = readFileSync(m.config, "utf8");
      writeFileSync(m.config, written.replace(`"mode": "test"`, `"mode": "reel"`));
      return "";
    },
  ],
  [
    /^sudo systemctl restart facteur$/u,
    async (m) => {
      await m.stop("agent");
      return startAgent(m);
    },
  ],
  [
    /^sudo -u facteur facteur (?:list|status)$/u,
    async (m, line) =>
      (await facteurTold("", line.split(" ").at(-1) ?? "", "--config", m.config)).out,
  ],
  [
    /^ls \/srv\/facteur\/spool\/dpae\/AR$/u,
    (m) =>
      readdirSync(m.at("srv/facteur/spool/dpae/AR"))
        .filter((n) => !n.startsWith("."))
        .join("\n"),
  ],
];

/** Another machine's own: its Node, and the package, which test/full/systemd.test.ts installs. */
const elsewhere = /^(?:node --version|sudo apt install )/u;

test("the first declaration, as its page tells it, to the acknowledgement in AR/", async (t) => {
  const m = await machine(t);
  const typed = transcript();
  assert.ok(typed.length >= 14, `${typed.length} commands`);
  for (const { command, printed } of typed) {
    if (elsewhere.test(command)) continue;
    const action = actions.find(([pattern]) => pattern.test(command))?.[1];
    assert.ok(action, `nobody tried: ${command}`);
    const say = async () => (await action(m, command)).replaceAll(m.folder, "");
    if (!isAskedAgain(command)) {
      const said = await say();
      assert.deepEqual(missingIn(printed, said), [], `${command}:\n${said}`);
      continue;
    }
    // What becomes of a file takes its time: asked until it is what the page shows.
    let last = "";
    await waitUntil(
      `${command} to print what stands there`,
      async () => {
        last = await say();
        return missingIn(printed, last).length === 0;
      },
      waitMsMax,
    ).catch((cause: unknown) => {
      assert.fail(`${String(cause)}: ${missingIn(printed, last).join("\n")}\n${last}`);
    });
  }
  await m.stop("agent");
  await m.stop("organism");
});
