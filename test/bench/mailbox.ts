/** A mailbox of a real Dovecot, filled as a provider would, for the rows that receive. */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { oneLine } from "../../src/cli/terminal/one-line.ts";
import { asError } from "../../src/foundation/errors.ts";
import { canRunMailServer, freshMailbox, startMailServer } from "../support/mailserver.ts";
import { installed } from "./debian.ts";

export interface BenchMailbox extends AsyncDisposable {
  readonly is: "runs";
  readonly port: number;
  readonly login: string;
  readonly password: string;
  /** Puts mails into its INBOX. */
  fill(mails: readonly Uint8Array[]): Promise<void>;
  /** Another mailbox of the same server, which ends with the first. */
  second(): Promise<BenchMailbox>;
}

export const benchMailbox = async (about: {
  readonly folder: string;
  readonly mayInstall: boolean;
}): Promise<BenchMailbox | { readonly is: "not"; readonly because: string }> => {
  const can = canRunMailServer();
  if (!can.ok) return { is: "not", because: can.because };
  const there = await installed({
    packages: ["dovecot-core", "dovecot-imapd", "dovecot-pop3d", "dovecot-lmtpd", "postfix"],
    programs: ["/usr/sbin/dovecot", "/usr/sbin/postfix"],
    mayInstall: about.mayInstall,
    answers: "postfix postfix/main_mailer_type select No configuration",
  });
  if (there.is === "missing") return { is: "not", because: there.because };
  // The servers' own users must be able to come through.
  chmodSync(dirname(about.folder), 0o755);
  // Another version of theirs, or a folder whose name they cannot bear: said, not a failure of ours.
  const server = await startMailServer(about.folder).catch(asError);
  if (server instanceof Error) return { is: "not", because: oneLine(server.message) };
  const open = async (stop: () => Promise<void>): Promise<BenchMailbox> => {
    const { login, password } = await freshMailbox(server);
    return {
      is: "runs",
      port: server.ports.imap,
      login,
      password,
      fill: async (mails) => fill(join(about.folder, "mail", login.split("@")[0] ?? ""), mails),
      second: () => open(() => Promise.resolve()),
      [Symbol.asyncDispose]: stop,
    };
  };
  return open(() => server.stop());
};

/** As a delivery does it: written in `tmp`, renamed into `new`. */
const fill = (maildir: string, mails: readonly Uint8Array[]): void => {
  const { uid, gid } = statSync(join(maildir, ".."));
  for (const part of ["", "cur", "new", "tmp"]) {
    mkdirSync(join(maildir, part), { recursive: true });
    chownSync(join(maildir, part), uid, gid);
  }
  const before = readdirSync(join(maildir, "new")).length;
  for (const [n, mail] of mails.entries()) {
    const name = `${1_790_000_000 + n}.M${before + n}.bench`;
    const temp = join(maildir, "tmp", name);
    writeFileSync(temp, mail);
    chownSync(temp, uid, gid);
    renameSync(temp, join(maildir, "new", name));
  }
};
