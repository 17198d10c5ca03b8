/** What a POP3 mailbox shows at login. It cannot be searched, so no mail is found again in it. */
import type { MailboxProber } from "../../ports/prober.ts";
import { failed } from "./imap-look.ts";
import { loggedIn, type Pop3MailboxOptions } from "./pop3-mailbox.ts";

export const pop3Prober = (options: Pop3MailboxOptions): MailboxProber => ({
  look: async (signal) => {
    try {
      const wire = await loggedIn(options);
      const cut = (): void => wire[Symbol.dispose]();
      signal.addEventListener("abort", cut, { once: true });
      try {
        await wire.ask("QUIT");
      } finally {
        signal.removeEventListener("abort", cut);
        wire[Symbol.dispose]();
      }
      const server = `${options.host}:${options.port}`;
      return { is: "logged-in", server, seen: { mechanisms: [], folders: [] } };
    } catch (cause) {
      return failed(options, cause);
    }
  },
  find: () => Promise.resolve(undefined),
  [Symbol.asyncDispose]: () => Promise.resolve(),
});
