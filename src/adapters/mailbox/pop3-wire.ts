/**
 * POP3 (RFC 1939) line by line: one command, one answer, on one connection. Every answer is bounded, and a server that
 * says nothing for too long is gone.
 */
import { once } from "node:events";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectTls, TLSSocket } from "node:tls";
import { limits } from "../../domain/limits.ts";
import type { MailServer } from "../../ports/mail-server.ts";
import { MailboxFault } from "../../ports/mailbox.ts";

export interface Pop3Server extends MailServer {
  /** Shorter ones in tests. */
  readonly timeouts?: { readonly connectMs: number; readonly silenceMs: number };
}

/** The server said no: `-ERR`, with its code when it gives one (RFC 2449 §8, RFC 3206). */
export class Pop3Refusal extends Error {
  readonly code: string;
  constructor(line: string) {
    super(line.slice(0, limits.serverLineCharsMax));
    this.name = "Pop3Refusal";
    this.code = /^-ERR \[([A-Z/-]+)\]/u.exec(line)?.[1] ?? "";
  }
}

const lineBytesMax = 2048;

export class Pop3Wire implements Disposable {
  #socket: Socket;
  #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  readonly #server: Pop3Server;

  private constructor(server: Pop3Server, socket: Socket) {
    this.#server = server;
    this.#socket = socket;
    this.#chunks = this.#listen(socket);
  }

  /** Connected, greeted and, when asked for, in TLS. */
  static async open(server: Pop3Server): Promise<Pop3Wire> {
    const implicit = server.security === "tls";
    const socket = implicit
      ? connectTls(tlsOptions(server))
      : connectPlain({ host: server.host, port: server.port });
    await ready(socket, implicit ? "secureConnect" : "connect", server);
    const wire = new Pop3Wire(server, socket);
    try {
      await wire.#status();
      if (server.security === "starttls") await wire.#startTls();
      return wire;
    } catch (cause) {
      wire[Symbol.dispose]();
      throw cause;
    }
  }

  /** The answer's line after `+OK`. Throws `Pop3Refusal` when the server says no. */
  ask(command: string): Promise<string> {
    this.#socket.write(`${command}\r\n`);
    return this.#status();
  }

  /** A command whose answer has several lines: their bytes, dots unstuffed, at most so many. */
  async askLines(command: string, bytesMax: number): Promise<Buffer> {
    await this.ask(command);
    const lines: Buffer[] = [];
    let size = 0;
    for (;;) {
      const line = await this.#line(bytesMax - size);
      if (line.equals(end)) return Buffer.concat(lines);
      // A line that begins with a dot was given another one (RFC 1939 §3).
      const clean = line[0] === dot ? line.subarray(1) : line;
      size += clean.length;
      lines.push(clean);
    }
  }

  /**
   * A SASL exchange of one answer (RFC 5034), never on the command's own line: 255 bytes would not hold a token. Throws
   * `Pop3Refusal` when the server says no.
   */
  async authenticate(
    mechanism: string,
    { answer, dummy }: { readonly answer: string; readonly dummy: string },
  ): Promise<void> {
    this.#socket.write(`AUTH ${mechanism}\r\n`);
    for (const line of [answer, dummy]) {
      if (!(await this.#wantsMore())) return;
      this.#socket.write(`${line}\r\n`);
    }
    await this.#status();
  }

  /** What the handshake showed; undefined in clear. */
  get tls(): { readonly socket: TLSSocket } | undefined {
    return this.#socket instanceof TLSSocket ? { socket: this.#socket } : undefined;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #listen(socket: Socket): AsyncIterator<Buffer> {
    const silence = this.#server.timeouts?.silenceMs ?? limits.mailboxSilenceMs;
    // Told by the next read; without a listener it would end the process.
    socket.on("error", () => undefined);
    socket.setTimeout(silence, () => socket.destroy(new Error(`silent for ${silence} ms`)));
    return socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async #startTls(): Promise<void> {
    await this.ask("STLS").catch((cause: unknown) => {
      // Not offered, or taken out on the way: nothing is said in clear instead (mail.md F48).
      throw cause instanceof Pop3Refusal
        ? new MailboxFault("mailbox-tls-stripped", cause.message)
        : cause;
    });
    // What came before the handshake was never protected: nothing of it is believed (CVE-2011-0411).
    if (this.#rest.length > 0) throw new MailboxFault("mailbox-tls", "text after STLS");
    this.#socket.setTimeout(0);
    this.#socket.removeAllListeners();
    const secure = connectTls({ ...tlsOptions(this.#server), socket: this.#socket });
    await ready(secure, "secureConnect", this.#server);
    this.#socket = secure;
    this.#chunks = this.#listen(secure);
  }

  /** False: done. */
  async #wantsMore(): Promise<boolean> {
    const line = (await this.#line(lineBytesMax)).toString("latin1").trimEnd();
    if (line === "+" || line.startsWith("+ ")) return true;
    this.#answer(line);
    return false;
  }

  async #status(): Promise<string> {
    return this.#answer((await this.#line(lineBytesMax)).toString("latin1").trimEnd());
  }

  #answer(line: string): string {
    if (line.startsWith("+OK")) return line.slice(3).trim();
    if (line.startsWith("-ERR")) throw new Pop3Refusal(line);
    throw new MailboxFault("mailbox-unreachable", `not an answer: ${line.slice(0, 100)}`);
  }

  /** One line with its end. */
  async #line(bytesMax: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let size = 0;
    for (;;) {
      const at = this.#rest.indexOf(10);
      const taken = at < 0 ? this.#rest : this.#rest.subarray(0, at + 1);
      parts.push(taken);
      size += taken.length;
      this.#rest = this.#rest.subarray(taken.length);
      if (size > bytesMax + 3)
        throw new MailboxFault("mailbox-unreachable", `an answer of more than ${bytesMax} bytes`);
      if (at >= 0) return Buffer.concat(parts);
      const next = await this.#chunks.next();
      if (next.done === true)
        throw new MailboxFault("mailbox-unreachable", "the connection was lost");
      this.#rest = next.value;
    }
  }
}

const dot = 0x2e;
const end = Buffer.from(".\r\n");

const tlsOptions = (server: Pop3Server) => ({
  host: server.host,
  port: server.port,
  // An address has no place there (RFC 6066 §3); the certificate is checked against it all the same.
  ...(isIP(server.host) === 0 ? { servername: server.host } : {}),
  minVersion: "TLSv1.2" as const,
  ...(server.ca === undefined ? {} : { ca: server.ca }),
});

const ready = async (socket: Socket, event: string, server: Pop3Server): Promise<void> => {
  const connectMs = server.timeouts?.connectMs ?? limits.connectTimeoutMs;
  try {
    await once(socket, event, { signal: AbortSignal.timeout(connectMs) });
  } catch (cause) {
    socket.destroy();
    throw cause;
  }
};
