/**
 * A small IMAP4rev1 server (RFC 3501) for the demo, the exercise and the tests: the subset that a mail
 * agent uses, with several connections at once. Not a mail server for people: mails live in memory.
 */

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { append, copy, expunge, move, store } from "./commands-change.ts";
import { fetch } from "./commands-fetch.ts";
import {
  close,
  create,
  list,
  namespace,
  remove,
  select,
  status,
  subscribe,
  unselect,
} from "./commands-folders.ts";
import { authenticate, capability, greeting, id, login, logout, noop } from "./commands-login.ts";
import { search } from "./commands-search.ts";
import { Input, InputEnded } from "./input.ts";
import type { Account } from "./mailboxes.ts";
import { Refusal, Session } from "./session.ts";
import { type Command, readCommand, SyntaxFault } from "./syntax.ts";

/** Answers the text after the tag; untagged answers are sent on the way. */
type Handler = (session: Session, command: Command) => string | Promise<string>;

const beforeLogin: Readonly<Record<string, Handler>> = {
  CAPABILITY: capability,
  ID: id,
  NOOP: noop,
  LOGOUT: logout,
  LOGIN: login,
  AUTHENTICATE: authenticate,
};

const afterLogin: Readonly<Record<string, Handler>> = {
  NAMESPACE: namespace,
  LIST: list,
  LSUB: list,
  SUBSCRIBE: subscribe,
  UNSUBSCRIBE: subscribe,
  STATUS: status,
  SELECT: select,
  EXAMINE: select,
  CREATE: create,
  DELETE: remove,
  CHECK: noop,
  CLOSE: close,
  UNSELECT: unselect,
  FETCH: fetch,
  "UID FETCH": fetch,
  SEARCH: search,
  "UID SEARCH": search,
  STORE: store,
  "UID STORE": store,
  COPY: copy,
  "UID COPY": copy,
  MOVE: move,
  "UID MOVE": move,
  EXPUNGE: expunge,
  "UID EXPUNGE": expunge,
  IDLE: async (session) => {
    session.send("+ idling");
    const word = await session.idle();
    if (word.toUpperCase() !== "DONE") throw new Refusal("BAD", "DONE was expected");
    return "OK done";
  },
};

/** Numbers must not move while these are answered (RFC 3501 §7.4.1): only new mails are told. */
const numbersStay = new Set(["FETCH", "STORE", "SEARCH"]);

export interface ImapServerOptions {
  readonly host: string;
  readonly port: number;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly now: () => number;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export class ImapServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #accounts: ReadonlyMap<string, Account>;
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #serving = new Set<Promise<void>>();
  /** Also those whose TLS handshake is not over: they hold the listener open as well. */
  readonly #sockets = new Set<Socket>();

  private constructor(options: ImapServerOptions) {
    const serve = (socket: Socket): void => this.#accept(socket);
    // Without delay: an answer is several small writes, which would wait for each other.
    const { tls } = options;
    this.#server =
      tls === undefined
        ? createServer({ noDelay: true }, serve)
        : createTlsServer({ ...tls, noDelay: true }, serve);
    this.#server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    // A handshake that fails is the client's affair.
    this.#server.on("tlsClientError", () => undefined);
    this.#accounts = options.accounts;
    const handlers = {
      ...beforeLogin,
      ...afterLogin,
      APPEND: (session: Session, command: Command) => append(session, command, options.now()),
    };
    this.#handlers = new Map(Object.entries(handlers));
  }

  static async start(options: ImapServerOptions): Promise<ImapServer> {
    const imap = new ImapServer(options);
    imap.#server.listen(options.port, options.host);
    await once(imap.#server, "listening");
    return imap;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cuts every connection, as a network or a restarted server does. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.hangUp();
    await Promise.all([closed, ...this.#serving]);
  }

  #accept(socket: Socket): void {
    // The read loop reports the end of a connection; the event alone must not stop the program.
    socket.on("error", () => undefined);
    const session = new Session(socket, new Input(socket), this.#accounts);
    const served = this.#serve(session).finally(() => {
      session.close();
      socket.destroySoon();
      this.#serving.delete(served);
    });
    this.#serving.add(served);
  }

  async #serve(session: Session): Promise<void> {
    session.send(greeting);
    try {
      while (!session.ending) await this.#next(session);
    } catch {
      // A connection ends in many ways (reset, closed, too long a line): none matters to the others.
    }
  }

  async #next(session: Session): Promise<void> {
    try {
      const command = await readCommand(session.input, () => session.send("+ go on"));
      await this.#answer(session, command);
    } catch (cause) {
      if (!(cause instanceof SyntaxFault)) throw cause;
      session.send(`${cause.tag} BAD ${cause.message}`);
      // After a refused literal the stream can no longer be told from commands.
      if (cause.message === "literal too large") throw new InputEnded(cause.message);
    }
  }

  async #answer(session: Session, command: Command): Promise<void> {
    const answer = await this.#run(session, command);
    session.announce(numbersStay.has(command.name) ? "new" : "all");
    session.send(`${command.tag} ${answer}`);
  }

  async #run(session: Session, command: Command): Promise<string> {
    const handler = this.#handlers.get(command.name);
    if (handler === undefined) return "BAD unknown command";
    if (!session.loggedIn && beforeLogin[command.name] === undefined) return "BAD log in first";
    try {
      return await handler(session, command);
    } catch (cause) {
      if (cause instanceof Refusal) return `${cause.kind} ${cause.message}`;
      throw cause;
    }
  }
}
