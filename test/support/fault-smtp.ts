/**
 * A scripted SMTP server on a raw socket: says what it is told at the step it is told, and counts the
 * final dots that reach it. Its count is the judge of the courier; it shares no code with it.
 */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import {
  createSecureContext,
  createServer as createTlsServer,
  type SecureVersion,
  TLSSocket,
  type TlsOptions,
} from "node:tls";

export type Step =
  | "greeting"
  | "ehlo"
  | "starttls"
  | "auth"
  | "mail"
  | "rcpt"
  | "data"
  | "body"
  | "dot";

export type Fault =
  /** The connection is reset. */
  | { readonly is: "drop" }
  /** The server ends its side and goes on reading. */
  | { readonly is: "fin" }
  /** Nothing is said or read any more. */
  | { readonly is: "hang" }
  /** A line in place of the right one; the dialogue goes on. */
  | { readonly is: "say"; readonly line: string };

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export interface FaultScript {
  readonly at?: Step;
  readonly fault?: Fault;
  /** A fault in the body comes after this many of its bytes. */
  readonly bodyBytes?: number;
  readonly extensions?: readonly string[];
  /** Answers to recipients that differ from 250. */
  readonly rcpt?: (address: string) => string | undefined;
  /** True: DATA is answered 354 even when no recipient was taken (RFC 2920 §3.1 allows it). */
  readonly dataAnyway?: boolean;
  readonly tls?: Identity & { readonly implicit: boolean };
  readonly tlsMaxVersion?: SecureVersion;
  readonly password?: string;
  /** The final reply waits for it. */
  readonly hold?: Promise<void>;
  /** Called when a final dot arrives, before it is answered. */
  readonly onDot?: () => void;
}

export interface FaultSmtp extends AsyncDisposable {
  readonly port: number;
  /** Final dots seen. */
  readonly dots: () => number;
  /** Mails whose dot was seen, dot-stuffing undone. */
  readonly received: () => readonly Buffer[];
  /** Command lines, in order. */
  readonly commands: () => readonly string[];
  /** Times the fault of the script was played. */
  readonly faults: () => number;
}

interface Seen {
  dots: number;
  faults: number;
  readonly received: Buffer[];
  readonly commands: string[];
}

export const faultSmtp = async (script: FaultScript = {}): Promise<FaultSmtp> => {
  const seen: Seen = { dots: 0, faults: 0, received: [], commands: [] };
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    new Conversation(script, seen).open(socket);
  };
  const server: Server =
    script.tls?.implicit === true
      ? createTlsServer(tlsServerOptions(script), serve)
      : createServer(serve);
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    dots: () => seen.dots,
    received: () => seen.received,
    commands: () => seen.commands,
    faults: () => seen.faults,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
};

/** Old versions need OpenSSL's lowest security level. */
const tlsServerOptions = ({ tls, tlsMaxVersion }: FaultScript): TlsOptions => ({
  ...(tls === undefined ? {} : { key: tls.key, cert: tls.cert }),
  ...(tlsMaxVersion === undefined
    ? {}
    : { maxVersion: tlsMaxVersion, minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }),
});

const right: Record<Exclude<Step, "ehlo" | "body">, string> = {
  greeting: "220 fault.test ESMTP",
  starttls: "220 go ahead",
  auth: "235 2.7.0 welcome",
  mail: "250 2.1.0 sender ok",
  rcpt: "250 2.1.5 recipient ok",
  data: "354 end with dot",
  dot: "250 2.0.0 queued as T1",
};

const endOfData = Buffer.from("\r\n.\r\n");

class Conversation {
  readonly #script: FaultScript;
  readonly #seen: Seen;
  #socket: Socket | undefined;
  #input: Buffer = Buffer.alloc(0);
  #inBody = false;
  #deaf = false;
  #secured: boolean;
  #faulted = false;
  #taken = 0;

  constructor(script: FaultScript, seen: Seen) {
    this.#script = script;
    this.#seen = seen;
    this.#secured = script.tls?.implicit === true;
  }

  open(socket: Socket): void {
    this.#listen(socket);
    this.#answer("greeting", right.greeting);
  }

  #listen(socket: Socket): void {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      if (this.#deaf) return;
      this.#input = Buffer.concat([this.#input, chunk]);
      this.#read();
    });
  }

  #read(): void {
    while (!this.#deaf) {
      if (this.#inBody) {
        if (!this.#readBody()) return;
        continue;
      }
      const end = this.#input.indexOf("\r\n");
      if (end === -1) return;
      const line = this.#input.subarray(0, end).toString("utf8");
      this.#input = this.#input.subarray(end + 2);
      this.#seen.commands.push(line);
      this.#obey(line);
    }
  }

  #obey(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" || verb === "HELO") this.#answer("ehlo", this.#capabilities());
    else if (verb === "STAR") this.#startTls();
    else if (verb === "AUTH") this.#answer("auth", right.auth);
    else if (verb === "MAIL") this.#answer("mail", right.mail);
    else if (verb === "RCPT") this.#recipient(line);
    else if (verb === "DATA") this.#data();
    else this.#say("500 5.5.2 what?");
  }

  #capabilities(): string {
    const tls = this.#script.tls !== undefined && !this.#secured ? ["STARTTLS"] : [];
    const auth = this.#script.password === undefined ? [] : ["AUTH PLAIN LOGIN"];
    const lines = ["fault.test", ...(this.#script.extensions ?? []), ...tls, ...auth];
    return lines.map((line, n) => `250${n === lines.length - 1 ? " " : "-"}${line}`).join("\r\n");
  }

  #recipient(line: string): void {
    const address = /<([^>]*)>/u.exec(line)?.[1] ?? "";
    const answer = this.#script.rcpt?.(address) ?? right.rcpt;
    if (this.#answer("rcpt", answer) && answer.startsWith("2")) this.#taken += 1;
  }

  #data(): void {
    const alone = this.#taken === 0 && this.#script.dataAnyway !== true;
    if (alone && this.#script.at !== "data") this.#say("554 5.5.1 no valid recipients");
    else if (this.#answer("data", right.data)) this.#inBody = true;
  }

  #startTls(): void {
    const socket = this.#socket;
    const tls = this.#script.tls;
    if (tls === undefined || socket === undefined) {
      this.#say("502 5.5.1 not implemented");
      return;
    }
    if (!this.#answer("starttls", right.starttls)) return;
    socket.removeAllListeners("data");
    const secureContext = createSecureContext(tlsServerOptions(this.#script));
    this.#secured = true;
    this.#input = Buffer.alloc(0);
    this.#listen(new TLSSocket(socket, { isServer: true, secureContext }));
  }

  /** True when there may be more to read. */
  #readBody(): boolean {
    const { at, bodyBytes = 0 } = this.#script;
    // An empty body is its dot alone.
    const empty = this.#input.subarray(0, 3).toString("latin1") === ".\r\n";
    const end = empty ? 0 : this.#input.indexOf(endOfData);
    const enough = this.#input.length >= bodyBytes || end !== -1;
    if (at === "body" && !this.#faulted && enough) {
      this.#answer("body", "");
      return true;
    }
    if (end === -1) return false;
    this.#seen.dots += 1;
    this.#script.onDot?.();
    this.#seen.received.push(unstuffed(this.#input.subarray(0, empty ? 0 : end + 2)));
    this.#input = this.#input.subarray(empty ? 3 : end + endOfData.length);
    this.#inBody = false;
    void (this.#script.hold ?? Promise.resolve()).then(() => this.#answer("dot", right.dot));
    return true;
  }

  /** Says the line, or plays the fault that stands at this step: then false. */
  #answer(step: Step, line: string): boolean {
    const { at, fault } = this.#script;
    if (at !== step || fault === undefined || this.#faulted) {
      this.#say(line);
      return true;
    }
    // EHLO's fault also meets the HELO that follows it.
    this.#faulted = step !== "ehlo";
    this.#seen.faults += 1;
    switch (fault.is) {
      case "say":
        this.#say(fault.line);
        return false;
      case "fin":
        this.#socket?.end();
        return false;
      case "hang":
        this.#deaf = true;
        this.#socket?.pause();
        return false;
      case "drop":
        this.#deaf = true;
        if (this.#socket instanceof TLSSocket) this.#socket.destroy();
        else this.#socket?.resetAndDestroy();
        return false;
      default:
        return fault satisfies never;
    }
  }

  #say(line: string): void {
    if (line !== "" && this.#socket?.writable === true) this.#socket.write(`${line}\r\n`);
  }
}

/** RFC 5321 §4.5.2, the receiver's side. */
const unstuffed = (body: Buffer): Buffer => {
  const text = body.toString("latin1");
  return Buffer.from(text.replaceAll(/(^|\r\n)\./gu, "$1"), "latin1");
};
