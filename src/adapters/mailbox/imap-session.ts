/**
 * One connection to one mailbox: made when first needed, made again when it broke, used by one piece of
 * work at a time. It never emits an unhandled error; every failure comes out of `turn` as a `MailboxFault`.
 */
import { setTimeout as pause } from "node:timers/promises";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import type { ImapFlowOptions, MailboxObject } from "imapflow";
import { ImapFlow } from "imapflow";
import { limits } from "../../domain/limits.ts";
import { isLoopback } from "../../foundation/loopback.ts";
import type { Credential } from "../../ports/credential.ts";
import type { MailServer } from "../../ports/mail-server.ts";
import { MailboxFault } from "../../ports/mailbox.ts";
import { isLoginRefusal, mailboxFault } from "./imap-fault.ts";

export interface ImapServer extends MailServer {
  /** Servers without IDLE are asked with NOOP every so often. */
  readonly pollSeconds?: number;
  /** Told at each connection, once the certificate was found right. */
  readonly onCertificate?: (certificate: PeerCertificate) => void;
  /** Shorter ones in tests. */
  readonly timeouts?: Partial<Record<"connectMs" | "silenceMs" | "turnMs", number>>;
}

export type Access = "read" | "write";

interface Open {
  readonly client: ImapFlow;
  readonly folder: string;
  readonly access: Access;
  readonly box: MailboxObject;
}

export class ImapSession {
  readonly #server: ImapServer;
  readonly #closing = new AbortController();
  #client: ImapFlow | undefined;
  #open: Open | undefined;
  /** Why the connection broke: commands in flight only hear "connection not available". */
  #broke: unknown;
  #last: Promise<unknown> = Promise.resolve();
  /** The secret last told, which no server's answer may repeat to anybody. */
  #said = "";

  constructor(server: ImapServer) {
    if (server.security === "none" && !isLoopback(server.host))
      throw new Error(`security "none" is only for loopback, not for ${server.host}`);
    this.#server = server;
  }

  /** Aborts when the session is closed for good. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Runs `work` alone on the connection. Throws `MailboxFault` only. */
  turn<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const mine = this.#last.then(() => this.#run(work));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #run<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    // A server that says something now and then, and never answers, is not silent (mail.md F62).
    const ms = this.#server.timeouts?.turnMs ?? limits.mailboxTurnMsMax;
    const late = setTimeout(() => this.#giveUp(`no answer after ${ms} ms`), ms);
    try {
      return await work(await this.#connected());
    } catch (cause) {
      const { login } = this.#server;
      const said = this.#said;
      const broken = this.#client?.usable !== true;
      throw mailboxFault((broken ? this.#broke : undefined) ?? cause, [
        said,
        Buffer.from(`\0${login ?? ""}\0${said}`).toString(),
        ...this.#tokenShapes(said),
      ]);
    } finally {
      clearTimeout(late);
    }
  }

  /** As the library writes a token: XOAUTH2, and OAUTHBEARER with the host and port dialled (RFC 7628). */
  #tokenShapes(token: string): readonly string[] {
    const { login = "", host, port } = this.#server;
    const bearer = `auth=Bearer ${token}\x01\x01`;
    return [
      `user=${login}\x01${bearer}`,
      `n,a=${login},\x01host=${host}\x01port=${port}\x01${bearer}`,
    ];
  }

  #giveUp(said: string): void {
    this.#broke ??= new Error(said);
    this.drop();
  }

  /** Opens the folder anew, so that its UIDVALIDITY and UIDNEXT are those of now. */
  async open(client: ImapFlow, folder: string, access: Access): Promise<MailboxObject> {
    this.#open = undefined;
    const box = await client.mailboxOpen(folder, { readOnly: access === "read" });
    this.#open = { client, folder, access, box };
    return box;
  }

  /** The folder, opened again only when other work has opened another one since. */
  async reopen(client: ImapFlow, folder: string, access: Access): Promise<MailboxObject> {
    const open = this.#open;
    const same =
      open?.client === client &&
      open.folder === folder &&
      open.access === access &&
      client.mailbox === open.box;
    return same ? open.box : this.open(client, folder, access);
  }

  /** Drops the connection; the next turn makes another one. */
  drop(): void {
    const client = this.#client;
    this.#client = undefined;
    client?.close();
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    const client = this.#client;
    this.#client = undefined;
    if (!client) return;
    const bell = new AbortController();
    await Promise.race([
      client.logout().catch(() => undefined),
      pause(limits.mailboxLogoutMs, undefined, { signal: bell.signal }).catch(() => undefined),
    ]);
    bell.abort();
    client.close();
  }

  async #connected(): Promise<ImapFlow> {
    if (this.#closing.signal.aborted)
      throw new MailboxFault("mailbox-unreachable", "the mailbox was closed by this agent");
    if (this.#client?.usable === true) return this.#client;
    this.drop();
    const first = await this.#credential();
    try {
      return await this.#connect(first);
    } catch (cause) {
      if (first.is !== "token" || !isLoginRefusal(cause)) throw cause;
      // A token may be taken back before its time: another one is tried once, by a connection of its own.
      this.#server.credential?.refused(first);
      const second = await this.#credential();
      if (second.text === first.text) throw cause;
      return this.#connect(second);
    }
  }

  async #credential(): Promise<Credential> {
    const { password, credential } = this.#server;
    if (credential) return credential.current();
    if (password === undefined)
      throw new MailboxFault("mailbox-login", "no password is set for this mailbox");
    return { is: "password", text: password };
  }

  async #connect({ is, text }: Credential): Promise<ImapFlow> {
    const { login, security } = this.#server;
    if (login === undefined)
      throw new MailboxFault("mailbox-login", "no login is set for this mailbox");
    this.#said = text;
    const auth = is === "token" ? { user: login, accessToken: text } : { user: login, pass: text };
    const client = new ImapFlow(clientOptions(this.#server, auth));
    this.#client = client;
    this.#broke = undefined;
    client.on("error", (cause: unknown) => {
      if (this.#client === client) this.#broke ??= cause;
    });
    client.on("close", () => {
      if (this.#client === client) this.#client = undefined;
    });
    await client.connect();
    // A PREAUTH greeting would skip STARTTLS: never go on in clear when TLS was asked for.
    if (security !== "none" && !client.secureConnection) {
      client.close();
      throw new MailboxFault("mailbox-tls-stripped", "the server did not start TLS");
    }
    return client;
  }
}

/** Node's own check of the host name, with a look at the certificate that passed it. */
const seeing =
  (onCertificate: (certificate: PeerCertificate) => void): typeof checkServerIdentity =>
  (host, certificate) => {
    const fault = checkServerIdentity(host, certificate);
    if (!fault) onCertificate(certificate);
    return fault;
  };

const clientOptions = (
  server: ImapServer,
  auth: NonNullable<ImapFlowOptions["auth"]>,
): ImapFlowOptions => ({
  host: server.host,
  port: server.port,
  secure: server.security === "tls",
  ...(server.security === "tls" ? {} : { doSTARTTLS: server.security === "starttls" }),
  tls: {
    minVersion: "TLSv1.2",
    ...(server.ca === undefined ? {} : { ca: server.ca }),
    ...(server.onCertificate ? { checkServerIdentity: seeing(server.onCertificate) } : {}),
  },
  auth,
  logger: false,
  clientInfo: { name: "facteur" },
  disableAutoIdle: true,
  // The mail's own bytes, and limits that mean what they say: neither BINARY nor COMPRESS.
  disableBinary: true,
  disableCompression: true,
  maxIdleTime: (server.pollSeconds ?? 60) * 1000,
  connectionTimeout: server.timeouts?.connectMs ?? limits.connectTimeoutMs,
  greetingTimeout: server.timeouts?.connectMs ?? limits.greetingTimeoutMs,
  socketTimeout: server.timeouts?.silenceMs ?? limits.mailboxSilenceMs,
  // One gigabyte by default (mail.md §5): a mail and its framing is all we ever ask for.
  maxLiteralSize: limits.mailBytesMax,
  maxLineLength: limits.mailboxAnswerBytesMax,
  maxResponseSize: limits.mailBytesMax + limits.mailboxAnswerBytesMax,
});
