/** What a mailbox shows at login, and where a mail is by its Message-ID; folders are opened read-only. */
import type { PeerCertificate } from "node:tls";
import type { ImapFlow } from "imapflow";
import { limits } from "../../domain/limits.ts";
import type { FoundAgain, Look, MailboxSeen, TlsSeen } from "../../domain/probe.ts";
import { asError } from "../../foundation/errors.ts";
import { MailboxFault } from "../../ports/mailbox.ts";
import type { MailboxProber } from "../../ports/prober.ts";
import { pathOf } from "./imap-folders.ts";
import { type ImapServer, ImapSession } from "./imap-session.ts";

export const imapProber = (
  server: ImapServer & { readonly folders: readonly string[] },
): MailboxProber => {
  let certificate: PeerCertificate | undefined;
  const session = new ImapSession({
    ...server,
    onCertificate: (seen) => {
      certificate = seen;
    },
  });
  return {
    look: async (signal) => {
      const cut = (): void => session.drop();
      signal.addEventListener("abort", cut, { once: true });
      try {
        const seen = await session.turn((client) => seenOf(client, certificate));
        return { is: "logged-in", server: `${server.host}:${server.port}`, seen };
      } catch (cause) {
        return failed(server, cause);
      } finally {
        signal.removeEventListener("abort", cut);
      }
    },
    find: async (messageIdHeader) => {
      for (const folder of server.folders) {
        const found = await session.turn((client) =>
          findIn({ session, client }, folder, messageIdHeader),
        );
        if (found) return found;
      }
      return undefined;
    },
    [Symbol.asyncDispose]: () => session.close(),
  };
};

export const failed = (
  server: { readonly host: string; readonly port: number },
  cause: unknown,
): Look<MailboxSeen> => ({
  is: "failed",
  server: `${server.host}:${server.port}`,
  code: cause instanceof MailboxFault ? cause.code : "mailbox-unreachable",
  said: asError(cause).message,
});

const seenOf = async (
  client: ImapFlow,
  certificate: PeerCertificate | undefined,
): Promise<MailboxSeen> => {
  const folders = await client.list();
  const mechanisms = [...client.capabilities.keys()].flatMap((name) =>
    name.startsWith("AUTH=") ? [name.slice("AUTH=".length)] : [],
  );
  const tls = tlsOfImap(client, certificate);
  return {
    ...(tls ? { tls } : {}),
    mechanisms,
    folders: folders.slice(0, limits.probeFoldersMax).map((folder) => folder.path),
  };
};

const tlsOfImap = (
  { tls }: ImapFlow,
  certificate: PeerCertificate | undefined,
): TlsSeen | undefined => {
  if (!tls || !certificate) return undefined;
  return tlsSeen({ version: tls.version, cipher: tls.name, certificate });
};

export const tlsSeen = (about: {
  readonly version: string;
  readonly cipher: string;
  readonly certificate: PeerCertificate;
}): TlsSeen => {
  const { version, cipher, certificate } = about;
  const { CN: subject, O: organisation } = certificate.subject;
  const { CN: issuer, O: authority } = certificate.issuer;
  return {
    version,
    cipher,
    subject: [subject ?? organisation ?? ""].flat().join(", "),
    issuer: [issuer ?? authority ?? ""].flat().join(", "),
    expires: Date.parse(certificate.valid_to),
  };
};

const findIn = async (
  { session, client }: { readonly session: ImapSession; readonly client: ImapFlow },
  folder: string,
  messageIdHeader: string,
): Promise<FoundAgain | undefined> => {
  const path = await pathOf(client, folder);
  if (path === undefined) return undefined;
  await session.open(client, path, "read");
  const uids = await client.search({ header: { "message-id": messageIdHeader } }, { uid: true });
  const [uid] = uids || [];
  if (uid === undefined) return undefined;
  const row = await client.fetchOne(String(uid), { internalDate: true }, { uid: true });
  if (!row || row.internalDate === undefined) return undefined;
  return { folder: path, arrived: new Date(row.internalDate).getTime() };
};
