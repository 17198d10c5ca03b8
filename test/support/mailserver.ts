/**
 * A real Postfix and Dovecot for the tests, on loopback and high free ports, without systemd, all of it in
 * one folder (`mailserver/serve.sh`). The test runner starts one with `startMailServer` and hands it to
 * every test process in the environment; a test asks `mailServer()` and skips, with the reason, when there
 * is none. Each test takes its own mailbox with `freshMailbox`, so tests never see each other's mail.
 */

import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { codeOf } from "../../src/foundation/errors.ts";

const run = promisify(execFile);

/** The variable that carries a running `MailServer` (JSON) to the test processes. */
export const mailServerVariable = "FACTEUR_MAILSERVER";

const portNames = [
  "smtp",
  "submission",
  "smtps",
  "imap",
  "imaps",
  "pop3",
  "pop3s",
  "lmtp",
  "sasl",
] as const;
type PortName = (typeof portNames)[number];

export interface MailServer {
  readonly host: "localhost";
  /** `smtp` takes mail for the domain without login; `submission` wants STARTTLS and a login. */
  readonly ports: Readonly<Record<PortName, number>>;
  /** PEM file of the authority that signed the servers' certificate (for `localhost`). */
  readonly ca: string;
  /** PEM file of an authority that signed nothing here. */
  readonly otherCa: string;
  readonly domain: string;
  /** Addresses that are also logins: alice, bob and user1…user200. `ghost@` bounces. */
  readonly users: readonly string[];
  readonly password: string;
  readonly folder: string;
}

export interface RunningMailServer extends MailServer, AsyncDisposable {
  stop(): Promise<void>;
}

/** Another port may be taken between the choice and the start: a few new choices, then it is a fault. */
const startsMax = 3;
/** Unix sockets live in the folder, and the system takes 107 characters for their paths. */
const folderCharsMax = 64;
const startMsMax = 60_000;

const script = (name: string): string =>
  fileURLToPath(new URL(`mailserver/${name}`, import.meta.url));

export const canRunMailServer = ():
  | { readonly ok: true }
  | { readonly ok: false; readonly because: string } => {
  if (process.platform !== "linux") return { ok: false, because: "Postfix and Dovecot need Linux" };
  if (process.getuid?.() !== 0) return { ok: false, because: "Postfix and Dovecot need root here" };
  const installed = existsSync("/usr/sbin/dovecot") && existsSync("/usr/sbin/postfix");
  if (!installed && !existsSync("/usr/bin/apt-get"))
    return { ok: false, because: "Postfix and Dovecot are not installed and there is no apt-get" };
  return { ok: true };
};

/** The server that the test runner started, if it did. */
export const mailServer = (): Promise<MailServer | undefined> => {
  const given = process.env[mailServerVariable];
  return Promise.resolve(given ? (JSON.parse(given) as MailServer) : undefined);
};

/**
 * A folder for servers. Not where TMPDIR says: their sockets take short paths only, their settings none with a space, and
 * their own users must come there.
 */
export const mailServerFolder = (): Promise<string> => mkdtemp("/tmp/fm-");

/**
 * Installs what is missing (Debian, about ten seconds), then starts both servers in `folder`. `postfixMore`: lines of
 * main.cf that come after the others.
 */
export const startMailServer = async (
  folder: string,
  postfixMore = "",
): Promise<RunningMailServer> => {
  if (folder.length > folderCharsMax)
    throw new Error(
      `the mail server's folder is longer than ${folderCharsMax} characters: ${folder}`,
    );
  await run("bash", [script("install.sh")]);
  const version = (await run("/usr/sbin/dovecot", ["--version"])).stdout;
  if (!version.startsWith("2.3."))
    throw new Error(`Dovecot 2.3 is needed, for its configuration syntax; here is ${version}`);
  await mkdir(folder, { recursive: true });
  // The servers' own users must be able to come through.
  await chmod(folder, 0o755);
  for (let n = 1; ; n += 1) {
    const server = describe(folder, await freePorts());
    try {
      return await serve(server, postfixMore);
    } catch (cause) {
      if (n === startsMax) throw cause;
    }
  }
};

/** A mailbox that no other test uses, in this process or another. */
export const freshMailbox = async (
  server: MailServer,
): Promise<{ readonly login: string; readonly password: string }> => {
  for (const login of server.users.slice(2)) {
    try {
      // Exclusive creation is what tells test processes apart.
      await writeFile(join(server.folder, "taken", login), "", { flag: "wx" });
      return { login, password: server.password };
    } catch (cause) {
      if (codeOf(cause) !== "EEXIST") throw cause;
    }
  }
  throw new Error(`all ${server.users.length} mailboxes of the test mail server are taken`);
};

/** Runs doveadm, Dovecot's own tool, on the test server. */
export const doveadm = async (server: MailServer, ...args: string[]): Promise<string> =>
  (await run("doveadm", ["-c", join(server.folder, "dove", "dovecot.conf"), ...args])).stdout;

const describe = (folder: string, ports: MailServer["ports"]): MailServer => {
  const domain = "example.test";
  const names = ["alice", "bob", ...Array.from({ length: 200 }, (_, n) => `user${n + 1}`)];
  return {
    host: "localhost",
    ports,
    ca: join(folder, "tls", "ca.pem"),
    otherCa: join(folder, "tls", "other-ca.pem"),
    domain,
    users: names.map((name) => `${name}@${domain}`),
    password: "secret",
    folder,
  };
};

const serve = async (server: MailServer, postfixMore: string): Promise<RunningMailServer> => {
  const ports = Object.entries(server.ports).map(([name, port]) => [
    `PORT_${name.toUpperCase()}`,
    String(port),
  ]);
  const child = spawn("bash", [script("serve.sh"), server.folder], {
    // Its own process group: an interrupt on the terminal ends the runner, whose end it then notices.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      DOMAIN: server.domain,
      PASSWORD: server.password,
      POSTFIX_MORE: postfixMore,
      USERS: server.users.map((user) => user.slice(0, user.indexOf("@"))).join(" "),
      ...Object.fromEntries(ports),
    },
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await ready(child);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  return { ...server, stop, [Symbol.asyncDispose]: stop };
};

const ready = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    const { stdin, stdout, stderr } = child;
    if (!stdin || !stdout || !stderr) throw new Error("the script was started without pipes");
    const said: string[] = [];
    const timer = setTimeout(() => stdin.end(), startMsMax);
    stdin.on("error", () => undefined);
    stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    createInterface({ input: stdout }).on("line", (line) => {
      if (line !== "ready") return;
      clearTimeout(timer);
      resolve();
    });
    child.once("error", reject);
    child.once("close", () => {
      clearTimeout(timer);
      reject(new Error(`the test mail server did not start: ${said.join("")}`));
    });
  });

/** Ports that are free now, all held open together so that they differ from each other. */
const freePorts = async (): Promise<MailServer["ports"]> => {
  const held = await Promise.all(
    portNames.map(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = held.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(portNames.map((name, n) => [name, ports[n]])) as Record<
    PortName,
    number
  >;
};
