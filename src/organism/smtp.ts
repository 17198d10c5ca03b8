/**
 * The SMTP half: takes messages on loopback as a submission service and as the organism at once. It
 * speaks SIZE, 8BITMIME, DSN (RFC 3461, offered and read; the library does all three), AUTH PLAIN and LOGIN.
 */
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { limits } from "../domain/limits.ts";
import type { Later } from "./later.ts";
import type { Answered } from "./ledger.ts";

export interface Taken {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly envelopeId: string | undefined;
  readonly bytes: Uint8Array;
}

/** What is said after the dot, and when. */
export interface AfterDot {
  readonly answered: Answered;
  readonly text: string;
  readonly waitMs: number;
}

export interface SmtpHalfOptions {
  readonly host: string;
  readonly port: number;
  readonly later: Later;
  /** The refusal of an address, or undefined when it is taken. */
  readonly refusal: (recipient: string) => string | undefined;
  readonly mayLogin: (user: string, password: string) => boolean;
  /** Called once for each final dot, before anything is answered. */
  readonly taken: (taken: Taken) => AfterDot;
  readonly tls?: { readonly key: string; readonly cert: string; readonly implicit: boolean };
}

export class SmtpHalf implements AsyncDisposable {
  readonly #server: SMTPServer;
  readonly #options: SmtpHalfOptions;
  /** By the client's port, which is what a session of the library knows of its connection. */
  readonly #sockets = new Map<number, Socket>();

  private constructor(options: SmtpHalfOptions) {
    this.#options = options;
    this.#server = new SMTPServer(this.#settings());
    // Connections that break are the clients' affair; a port that is taken is told by `start`.
    this.#server.on("error", () => undefined);
    this.#server.server.on("connection", (socket: Socket) => this.#keep(socket));
  }

  static async start(options: SmtpHalfOptions): Promise<SmtpHalf> {
    const half = new SmtpHalf(options);
    half.#server.listen(options.port, options.host);
    await once(half.#server.server, "listening");
    return half;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets.values()) socket.destroy();
    await closed;
  }

  #settings(): SMTPServerOptions {
    const { tls } = this.#options;
    return {
      ...(tls === undefined ? {} : { key: tls.key, cert: tls.cert, secure: tls.implicit }),
      disabledCommands: tls === undefined ? ["STARTTLS"] : [],
      name: "organisme-demo.test",
      size: limits.mailBytesMax,
      authMethods: ["PLAIN", "LOGIN"],
      authOptional: true,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      hideDSN: false,
      logger: false,
      onAuth: (auth, _session, callback) => {
        const { username = "", password } = auth;
        if (this.#options.mayLogin(username, password ?? "")) callback(null, { user: username });
        else callback(refusal(535, "5.7.8 wrong user or password"));
      },
      onRcptTo: ({ address }, _session, callback) => {
        const why = this.#options.refusal(address);
        callback(why === undefined ? null : refusal(550, why));
      },
      onData: (stream, session, callback) => {
        void this.#take(stream, session, callback);
      },
    };
  }

  async #take(...[stream, session, callback]: DataArguments): Promise<void> {
    const bytes = await buffer(stream).catch(() => undefined);
    // A connection that was cut in the middle of the data: there was no final dot, nobody is there.
    if (bytes === undefined) return;
    // The library refuses an oversized message by itself (552): it was never delivered.
    if (stream.sizeExceeded) return callback();
    const { mailFrom, rcptTo, dsn } = session.envelope;
    const after = this.#options.taken({
      from: mailFrom === false ? "" : mailFrom.address,
      recipients: rcptTo.map(({ address }) => address),
      envelopeId: dsn?.envid ?? undefined,
      bytes,
    });
    if (after.answered === "dropped") {
      this.#sockets.get(session.remotePort)?.destroy();
      return;
    }
    if (after.waitMs > 0) await this.#wait(after.waitMs);
    if (after.answered === "250") callback(null, after.text);
    else callback(refusal(Number(after.answered), after.text));
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#options.later.run(ms, resolve));
  }

  #keep(socket: Socket): void {
    const port = socket.remotePort;
    if (port === undefined) return;
    this.#sockets.set(port, socket);
    socket.once("close", () => this.#sockets.delete(port));
  }
}

type DataArguments = Parameters<NonNullable<SMTPServerOptions["onData"]>>;

const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });
