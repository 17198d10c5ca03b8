/** What sysadmins fetch a mailbox with today: each into a Maildir or a mail server of this machine, as it is meant. */
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { installed } from "./debian.ts";
import type { BenchMailbox } from "./mailbox.ts";
import { perSecond } from "./measure.ts";
import { now } from "./sink.ts";

const run = promisify(execFile);
/** A peer that is not ready after so long is told as such. */
const peerMsMax = 600_000;

export type Fetcher =
  | { readonly is: "runs"; readonly rate: () => Promise<number> }
  | { readonly is: "not"; readonly because: string };

interface Peer {
  readonly mailbox: BenchMailbox;
  readonly folder: string;
  readonly mayInstall: boolean;
  readonly count: number;
}

/** Each mail goes to a program that appends it to one file; by SMTP to this machine it is slower */
export const fetchmailPeer = async (peer: Peer): Promise<Fetcher> => {
  const there = await installed({
    packages: ["fetchmail"],
    programs: ["/usr/bin/fetchmail"],
    mayInstall: peer.mayInstall,
  });
  if (there.is === "missing") return { is: "not", because: there.because };
  const { mailbox, count } = peer;
  const folder = join(peer.folder, "fetchmail");
  mkdirSync(folder);
  return {
    is: "runs",
    rate: async () => {
      const rc = join(folder, "rc");
      const text = `poll 127.0.0.1 service ${mailbox.port} protocol imap auth password user "${mailbox.login}" password "${mailbox.password}" mda "cat >> ${join(folder, "all")}" fetchall keep sslproto ""\n`;
      writeFileSync(rc, text, { mode: 0o600 });
      const from = now();
      const options = ["-f", rc, "--pidfile", join(folder, "pid"), "--silent", "--nobounce"];
      await run("fetchmail", options, {
        env: { ...process.env, FETCHMAILHOME: folder },
        timeout: peerMsMax,
      });
      const rate = perSecond(count, now() - from);
      const taken = readFileSync(join(folder, "all"), "latin1").split("Fichier des AR").length - 1;
      if (taken !== count) throw new Error(`fetchmail handed over ${taken} of ${count} mails`);
      rmSync(join(folder, "all"));
      return rate;
    },
  };
};

export const getmailPeer = async (peer: Peer): Promise<Fetcher> => {
  const there = await installed({
    packages: ["getmail6"],
    programs: ["/usr/bin/getmail"],
    mayInstall: peer.mayInstall,
  });
  if (there.is === "missing") return { is: "not", because: there.because };
  const { mailbox, count } = peer;
  return {
    is: "runs",
    rate: async () => {
      const folder = join(peer.folder, "getmail");
      rmSync(folder, { recursive: true, force: true });
      for (const part of ["cur", "new", "tmp"])
        mkdirSync(join(folder, "Maildir", part), { recursive: true });
      writeFileSync(
        join(folder, "rc"),
        `[retriever]
type = SimpleIMAPRetriever
server = 127.0.0.1
port = ${mailbox.port}
username = ${mailbox.login}
password = ${mailbox.password}
mailboxes = ("INBOX",)

[destination]
type = Maildir
path = ${join(folder, "Maildir")}/
user = mail

[options]
read_all = true
delete = false
verbose = 0
`,
        { mode: 0o600 },
      );
      // It delivers nothing as root.
      await run("chown", ["-R", "mail:mail", join(folder, "Maildir")]);
      const from = now();
      await run("getmail", ["--getmaildir", folder, "--rcfile", join(folder, "rc")], {
        timeout: peerMsMax,
      });
      const taken = readdirSync(join(folder, "Maildir", "new")).length;
      if (taken !== count) throw new Error(`getmail6 took ${taken} of ${count} mails`);
      return perSecond(count, now() - from);
    },
  };
};
