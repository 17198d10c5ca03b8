/**
 * The unit, as far as it can be tried where systemd is not process 1: systemd's own checks of it, and its ExecStart run as
 * systemd would run it: another user, a notification socket, a credentials folder, a watchdog that ends what hangs.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { needs, needsNobody, nobody } from "../support/machine.ts";
import { type NotifyListener, notifyListener } from "../support/notify-listener.ts";
import { scratch } from "../support/scratch.ts";
import { waitUntil } from "../support/wait-until.ts";

const analyse = needs("systemd-analyze");
const notify = needs("systemd-notify", "perl");

/** An unprivileged account of every Debian, where this process may become it. */
const account = needsNobody().skip === undefined ? nobody : {};
/** What the service is shown is its own. */
const give = (path: string): void => {
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(path, account.uid, account.gid);
};

interface Machine {
  readonly folder: string;
  readonly settings: string;
  /** The words of the unit's ExecStart. */
  readonly start: readonly [string, ...string[]];
  readonly unit: string;
}

/** As systemd reads them: in quotation marks where a path has a blank. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/gu)].map(([word, inside]) =>
    (inside?.replaceAll(/\\(.)/gu, "$1") ?? word).replaceAll("%%", "%").replaceAll("$$", "$"),
  );

/** `facteur service install` below a folder, with settings, a secret and folders that the service's user owns. */
const machine = async (t: TestContext): Promise<Machine> => {
  const folder = await scratch(t);
  chmodSync(folder, 0o755);
  const etc = join(folder, "etc");
  mkdirSync(etc);
  const settings = join(etc, "facteur.json");
  const server = { host: "localhost", port: 1, security: "none" };
  const login = { login: "paie@employeur.test", password: { credential: "cabinet" } };
  writeFileSync(
    settings,
    JSON.stringify({
      data: join(folder, "data"),
      spool: join(folder, "spool"),
      identities: { cabinet: { address: login.login, submission: { ...server, ...login } } },
      dossiers: { cirso: {} },
    }),
  );
  // Whatever the umask: the service's user reads its settings.
  chmodSync(etc, 0o755);
  chmodSync(settings, 0o644);
  mkdirSync(join(etc, "credentials"));
  writeFileSync(join(etc, "credentials", "cabinet"), "correct horse\n", { mode: 0o600 });
  for (const path of ["data", "spool", "spool/cirso"]) {
    mkdirSync(join(folder, path), { mode: path === "data" ? 0o700 : 0o755 });
    give(join(folder, path));
  }
  const root = join(folder, "root");
  const said = await facteur("service", "install", "--root", root, "--config", settings, "--json");
  assert.equal(said.code, 0, said.err);
  const unit = join(root, "etc/systemd/system/facteur.service");
  const line = /^ExecStart=(.+)$/mu.exec(readFileSync(unit, "utf8"))?.[1] ?? "";
  const [program = "", ...args] = wordsOf(line);
  return { folder, settings, start: [program, ...args], unit };
};

/** What `LoadCredential=facteur:…/credentials` shows to the service. */
const credentials = (m: Machine): string => {
  const shown = join(m.folder, "run-credentials");
  mkdirSync(shown, { recursive: true, mode: 0o700 });
  writeFileSync(join(shown, "facteur_cabinet"), "correct horse\n", { mode: 0o400 });
  for (const path of [shown, join(shown, "facteur_cabinet")]) give(path);
  return shown;
};

const watchdogMs = 2_000;

const started = (t: TestContext, m: Machine, listener: NotifyListener): ChildProcess => {
  const [program, ...args] = m.start;
  const child = spawn(program, args, {
    ...account,
    cwd: "/",
    env: {
      PATH: process.env["PATH"],
      NOTIFY_SOCKET: listener.path,
      WATCHDOG_USEC: String(watchdogMs * 1000),
      CREDENTIALS_DIRECTORY: credentials(m),
      JOURNAL_STREAM: "1:1",
      // For the hang below, on any free port.
      NODE_OPTIONS: "--inspect-port=0",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  cleanup(t, () => child.kill("SIGKILL"));
  return child;
};

test(
  "systemd finds nothing wrong in the unit, and its exposure is what the docs say",
  analyse,
  async (t) => {
    const { unit } = await machine(t);
    const verified = spawnSync("systemd-analyze", ["verify", "--man=no", unit], {
      encoding: "utf8",
    });
    assert.equal(verified.status, 0, verified.stderr);
    assert.equal(verified.stderr, "");
    const judged = spawnSync("systemd-analyze", ["security", "--offline=yes", unit], {
      encoding: "utf8",
    });
    const level = /Overall exposure level for \S+: ([\d.]+)/u.exec(judged.stdout)?.[1];
    const page = readFileSync(join(import.meta.dirname, "../../service/README.md"), "utf8");
    assert.equal(/exposure level (\d\.\d)/u.exec(page)?.[1], level);
    // Settings are read at start: a reload that reads nothing would be believed.
    assert.doesNotMatch(readFileSync(unit, "utf8"), /^ExecReload/mu);
  },
);

test(
  "as a service: ready, alive, ended by the watchdog when it hangs, started anew, stopped in order",
  notify,
  async (t) => {
    if (account.uid === undefined)
      t.diagnostic("not tried: another user, because this process may not become one");
    const m = await machine(t);
    const listener = await notifyListener(t, m.folder);
    const { heard } = listener;
    const hung = started(t, m, listener);
    let told = "";
    hung.stderr?.setEncoding("utf8").on("data", (text: string) => (told += text));
    await waitUntil("readiness", () => heard().some((line) => line.startsWith("READY=1")));
    assert.match(heard()[0] ?? "", /STATUS=(?:En marche|\d problème)/u);
    const beats = () => heard().filter((line) => line.endsWith("WATCHDOG=1")).length;
    await waitUntil("three beats", () => beats() >= 3);
    assert.match(told, /^<6>started/mu, "the journal sorts lines by their level");

    await hang(hung, () => told);
    // Those that were under way still come.
    let [silent, since] = [beats(), performance.now()];
    await waitUntil("silence for longer than the patience", () => {
      if (beats() > silent) [silent, since] = [beats(), performance.now()];
      return performance.now() - since > 1.5 * watchdogMs;
    });
    // What systemd does then.
    const ends = /^WatchdogSignal=(\w+)$/mu.exec(readFileSync(m.unit, "utf8"))?.[1] ?? "SIGABRT";
    hung.kill(ends as NodeJS.Signals);
    assert.deepEqual(await once(hung, "exit"), [null, ends]);

    const heardBefore = heard().length;
    const again = started(t, m, listener);
    const news = () => heard().slice(heardBefore);
    await waitUntil("readiness again", () => news().some((l) => l.startsWith("READY=1")));
    again.kill("SIGTERM");
    assert.deepEqual(await once(again, "exit"), [0, null]);
    assert.match(news().at(-1) ?? "", /^STOPPING=1/u);
  },
);

test("wrong settings end with 78, which the unit does not restart on", notify, async (t) => {
  const m = await machine(t);
  writeFileSync(m.settings, '{ "data": "/x" }');
  const listener = await notifyListener(t, m.folder);
  const child = started(t, m, listener);
  assert.deepEqual(await once(child, "exit"), [78, null]);
  assert.deepEqual(listener.heard(), []);
  assert.match(readFileSync(m.unit, "utf8"), /^RestartPreventExitStatus=78$/mu);
});

/** Through Node's inspector, so that nothing in the product has to be able to hang on purpose. */
const hang = async (child: ChildProcess, told: () => string): Promise<void> => {
  child.kill("SIGUSR1");
  await waitUntil("the inspector", () => /ws:\/\/\S+/u.test(told()));
  const inspector = new WebSocket(/ws:\/\/\S+/u.exec(told())?.[0] ?? "");
  await new Promise((resolve) => inspector.addEventListener("open", resolve, { once: true }));
  inspector.send(
    JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression: "for (;;);" } }),
  );
};
