/** The same files through Postfix's `sendmail`, its own queue and all, to the same sink. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { oneLine } from "../../src/cli/terminal/one-line.ts";
import { asError } from "../../src/foundation/errors.ts";
import { installed } from "./debian.ts";

const run = promisify(execFile);

export type PostfixPeer =
  | (AsyncDisposable & {
      readonly is: "runs";
      /** Every mail of the folder. Resolves when every `sendmail` has said that it has the mail; delivery goes on behind it. */
      readonly send: (mails: string) => Promise<void>;
    })
  | { readonly is: "not"; readonly because: string };

const script = `
cd "$1" || exit 1
running=0
for mail in *; do
  sendmail -C "$2" -i -f paie@client.test accept@organisme.test < "$mail" &
  running=$((running + 1))
  if [ "$running" -ge "$3" ]; then wait -n; running=$((running - 1)); fi
done
wait`;

export const postfixPeer = async (about: {
  readonly folder: string;
  readonly sinkPort: number;
  readonly parallel: number;
  readonly mayInstall: boolean;
}): Promise<PostfixPeer> => {
  const there = await installed({
    packages: ["postfix"],
    programs: ["/usr/sbin/postfix", "/usr/sbin/sendmail"],
    mayInstall: about.mayInstall,
    answers: "postfix postfix/main_mailer_type select No configuration",
  });
  if (there.is === "missing") return { is: "not", because: there.because };
  if (process.getuid?.() !== 0) return { is: "not", because: "Postfix needs root" };
  const config = await configure(about);
  const started = await run("postfix", ["-c", config, "start"]).catch(asError);
  if (started instanceof Error) return { is: "not", because: oneLine(started.message) };
  return {
    is: "runs",
    send: async (mails) => {
      const all = spawn("bash", ["-c", script, "bash", mails, config, String(about.parallel)], {
        stdio: "ignore",
      });
      await once(all, "exit");
    },
    [Symbol.asyncDispose]: async () => void (await run("postfix", ["-c", config, "stop"])),
  };
};

/** As Debian ships it, but for where it lives and where it sends; its concurrency towards the sink is ours. */
const configure = async (about: {
  readonly folder: string;
  readonly sinkPort: number;
  readonly parallel: number;
}): Promise<string> => {
  const { folder, sinkPort, parallel } = about;
  chmodSync(folder, 0o755);
  const [config, queue, data, logs] = ["pf", "queue", "pfdata", "log"].map((n) => join(folder, n));
  for (const one of [config, queue, data, logs]) mkdirSync(one ?? "", { recursive: true });
  await run("chown", ["postfix", data ?? ""]);
  writeFileSync(
    join(config ?? "", "main.cf"),
    `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${logs}/postfix.log
maillog_file_prefixes = ${folder}
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = client.test
mydestination =
alias_maps =
relayhost = [127.0.0.1]:${sinkPort}
default_destination_concurrency_limit = ${parallel}
initial_destination_concurrency = ${parallel}
disable_dns_lookups = yes
`,
  );
  writeFileSync(
    join(config ?? "", "master.cf"),
    `pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
showq unix n - n - - showq
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`,
  );
  return config ?? "";
};
