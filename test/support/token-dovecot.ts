/**
 * A Dovecot of a test's own that takes access tokens only: it asks the service about each (RFC 7662), by XOAUTH2 and
 * OAUTHBEARER. Loopback, one folder, in the foreground, ended with the test.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { cleanup } from "./cleanup.ts";
import { mailServerFolder } from "./mailserver.ts";
import { waitUntil } from "./wait-until.ts";

export interface TokenDovecot {
  readonly port: number;
  readonly pop3Port: number;
  /** Where a Postfix asks whether a login is good. */
  readonly saslPort: number;
  readonly log: () => Promise<string>;
}

const freePort = async (): Promise<number> => {
  const held = createServer();
  held.listen(0, "127.0.0.1");
  await once(held, "listening");
  const { port } = held.address() as AddressInfo;
  held.close();
  await once(held, "close");
  return port;
};

const mailUser = async (): Promise<{ readonly uid: number; readonly gid: number }> => {
  const line = (await readFile("/etc/passwd", "utf8"))
    .split("\n")
    .find((one) => one.startsWith("mail:"));
  const [, , uid = "8", gid = "8"] = (line ?? "").split(":");
  return { uid: Number(uid), gid: Number(gid) };
};

export const tokenDovecot = async (
  t: TestContext,
  about: { readonly introspectUrl: string; readonly mechanisms: string },
): Promise<TokenDovecot> => {
  const folder = await mailServerFolder();
  cleanup(t, () => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  await mkdir(join(folder, "mail"));
  const { uid, gid } = await mailUser();
  if (userInfo().uid === 0) await chown(join(folder, "mail"), uid, gid);
  const [port, pop3Port, saslPort] = [await freePort(), await freePort(), await freePort()];
  await writeFile(
    join(folder, "oauth2.conf"),
    `introspection_mode = post
introspection_url = ${about.introspectUrl}
username_attribute = username
active_attribute = active
active_value = true
`,
  );
  await writeFile(
    join(folder, "dovecot.conf"),
    configOf({ folder, port, pop3Port, saslPort, ...about }),
  );
  const child = spawn("/usr/sbin/dovecot", ["-F", "-c", join(folder, "dovecot.conf")], {
    stdio: "ignore",
  });
  const ended = once(child, "close");
  cleanup(t, async () => {
    child.kill("SIGTERM");
    await ended;
  });
  await waitUntil("Dovecot to answer", () => answers(port));
  const log = (): Promise<string> => readFile(join(folder, "log"), "utf8");
  return { port, pop3Port, saslPort, log };
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
  });

const configOf = (about: {
  readonly folder: string;
  readonly port: number;
  readonly pop3Port: number;
  readonly saslPort: number;
  readonly mechanisms: string;
}): string => `base_dir = ${about.folder}/run
state_dir = ${about.folder}/run
log_path = ${about.folder}/log
auth_debug = yes
protocols = imap pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${about.folder}/mail/%n
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
auth_mechanisms = ${about.mechanisms}
auth_failure_delay = 0
auth_cache_size = 0
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${about.folder}/oauth2.conf
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${about.folder}/mail/%n
}
namespace inbox {
  inbox = yes
  separator = /
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  inet_listener sasl {
    address = 127.0.0.1
    port = ${about.saslPort}
  }
}
service pop3-login {
  inet_listener pop3 {
    port = ${about.pop3Port}
  }
  inet_listener pop3s {
    port = 0
  }
}
service imap-login {
  inet_listener imap {
    port = ${about.port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
