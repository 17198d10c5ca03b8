/** What a POP3 mailbox shows at login. It cannot be searched, so no mail is found again in it. */
import type { MailboxProber } from "../../ports/prober.ts";
import { failed, tlsSeen } from "./imap-look.ts";
import { faultOf, loggedIn, saslOf } from "./pop3-login.ts";
import type { Pop3MailboxOptions } from "./pop3-mailbox.ts";
import { Pop3Wire } from "./pop3-wire.ts";

export const pop3Prober = (options: Pop3MailboxOptions): MailboxProber => ({
  look: async (signal) => {
    try {
      // Told before login only.
      const mechanisms = await offered(options);
      const wire = await loggedIn(options);
      const cut = (): void => wire[Symbol.dispose]();
      signal.addEventListener("abort", cut, { once: true });
      const tls = tlsOf(wire);
      try {
        await wire.ask("QUIT");
      } finally {
        signal.removeEventListener("abort", cut);
        wire[Symbol.dispose]();
      }
      const server = `${options.host}:${options.port}`;
      return {
        is: "logged-in",
        server,
        seen: { ...(tls ? { tls } : {}), mechanisms, folders: [] },
      };
    } catch (cause) {
      return failed(options, faultOf(options, cause));
    }
  },
  find: () => Promise.resolve(undefined),
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

const offered = async (options: Pop3MailboxOptions): Promise<readonly string[]> => {
  using wire = await Pop3Wire.open(options);
  const mechanisms = await saslOf(wire);
  await wire.ask("QUIT");
  return mechanisms;
};

const tlsOf = ({ tls }: Pop3Wire) => {
  if (!tls) return undefined;
  const { socket } = tls;
  const certificate = socket.getPeerCertificate();
  const version = socket.getProtocol() ?? "";
  return tlsSeen({ version, cipher: socket.getCipher().name, certificate });
};
