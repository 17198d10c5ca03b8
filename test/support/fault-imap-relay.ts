/**
 * Stands between the agent and a real IMAP server, speaks TLS for it where asked, and plays one fault at one
 * command: in its place, in the middle of its answer, or after it was done and before the answer is heard.
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createServer as createTlsServer } from "node:tls";
import type { Identity } from "./fault-smtp.ts";

export type ImapFault =
  /** Nothing is said or passed on any more. */
  | "silence"
  | "close"
  | "reset"
  | "NO"
  | "BAD"
  | "BYE"
  | "garbage"
  /** The first bytes of the answer, then a reset. */
  | "half"
  /** The server does what was asked, and the answer is lost. */
  | "unheard"
  /** The answer, a few bytes at a time. */
  | "dribble"
  /** An untagged answer that never ends. */
  | "trickle";

export interface ImapScript {
  readonly backend: number;
  /** Matches `connect`, `greeting`, `handshake`, or a command without its tag. */
  readonly at: RegExp;
  readonly fault: ImapFault;
  /** How often it is played. */
  readonly times: number;
  /** Capabilities that the server has and does not tell. */
  readonly hide?: readonly string[];
  readonly tls?: Identity & { readonly implicit: boolean };
}

export interface ImapRelay extends AsyncDisposable {
  readonly port: number;
  readonly heard: readonly string[];
  readonly faults: () => number;
  /** Connections of the agent that are not closed yet. */
  readonly open: () => number;
}

interface Seen {
  faults: number;
  readonly heard: string[];
}

export const imapRelay = async (script: ImapScript): Promise<ImapRelay> => {
  const seen: Seen = { faults: 0, heard: [] };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    sockets.add(near);
    near.on("close", () => sockets.delete(near));
    new Line(script, seen).open(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    heard: seen.heard,
    faults: () => seen.faults,
    open: () => sockets.size,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
};

const pieceMs = 2;

class Line {
  readonly #script: ImapScript;
  readonly #seen: Seen;
  #wire: Socket | undefined;
  #near: Socket | undefined;
  #far: Socket | undefined;
  #input = "";
  #secured = false;
  #deaf = false;
  /** What becomes of the server's next answer. */
  #answering: "half" | "unheard" | "dribble" | undefined;
  #dribbling: Promise<void> = Promise.resolve();

  constructor(script: ImapScript, seen: Seen) {
    this.#script = script;
    this.#seen = seen;
  }

  open(wire: Socket): void {
    this.#wire = wire;
    wire.on("error", () => undefined);
    this.#near = wire;
    if (this.#plays("connect", "*")) return;
    if (this.#script.tls?.implicit === true) this.#secure(() => this.#greet());
    else {
      this.#listen(wire);
      this.#greet();
    }
  }

  #greet(): void {
    if (this.#plays("greeting", "*")) return;
    const far = connect({ host: "127.0.0.1", port: this.#script.backend });
    this.#far = far;
    far.on("error", () => undefined);
    far.on("data", (chunk: Buffer) => this.#pass(chunk));
    far.on("close", () => this.#near?.end());
    this.#wire?.on("close", () => far.destroy());
  }

  #listen(near: Socket): void {
    this.#near = near;
    near.on("error", () => undefined);
    near.on("data", (chunk: Buffer) => {
      if (this.#deaf) return;
      this.#input += chunk.toString("latin1");
      for (let end = this.#input.indexOf("\r\n"); end >= 0; end = this.#input.indexOf("\r\n")) {
        const line = this.#input.slice(0, end);
        this.#input = this.#input.slice(end + 2);
        this.#obey(line);
      }
    });
  }

  #obey(line: string): void {
    const [, tag = "*", command = line] = /^(\S+) (.*)$/u.exec(line) ?? [];
    this.#seen.heard.push(command.replace(/^(LOGIN|AUTHENTICATE).*$/u, "$1"));
    if (this.#deaf || this.#plays(command, tag)) return;
    if (command === "STARTTLS" && this.#script.tls !== undefined) {
      this.#near?.write(`${tag} OK begin\r\n`);
      this.#secure(() => undefined);
    } else this.#far?.write(Buffer.from(`${line}\r\n`, "latin1"));
  }

  #secure(then: () => void): void {
    const wire = this.#wire;
    if (!wire || !this.#script.tls || this.#plays("handshake", "*")) return;
    wire.removeAllListeners("data");
    this.#secured = true;
    const tls = createTlsServer(this.#script.tls, (socket) => {
      this.#listen(socket);
      then();
    });
    tls.on("tlsClientError", () => undefined);
    tls.emit("connection", wire);
  }

  /** From the server to the agent. */
  #pass(chunk: Buffer): void {
    const answering = this.#answering;
    if (this.#deaf) return;
    if (answering === "unheard") return this.#reset();
    if (answering === "half") {
      this.#near?.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), () => this.#reset());
      this.#deaf = true;
      return;
    }
    const shown = this.#shown(chunk);
    if (answering === "dribble") this.#dribbling = this.#dribble(shown, this.#dribbling);
    else this.#near?.write(shown);
  }

  /** Without what is hidden; with STARTTLS where the relay can begin it. */
  #shown(chunk: Buffer): Buffer {
    const { hide = [], tls } = this.#script;
    let text = chunk.toString("latin1");
    if (!text.includes("CAPABILITY IMAP4rev1")) return chunk;
    for (const one of hide) text = text.replace(` ${one}`, "");
    if (tls?.implicit === false && !this.#secured) text = text.replace(" IDLE", " IDLE STARTTLS");
    return Buffer.from(text, "latin1");
  }

  async #dribble(chunk: Buffer, before: Promise<void>): Promise<void> {
    await before;
    for (let at = 0; at < chunk.length && this.#near?.writable === true; at += 16) {
      this.#near.write(chunk.subarray(at, at + 16));
      await pause(pieceMs);
    }
  }

  /** True when the fault of the script stands here, and is played in place of what is due. */
  #plays(at: string, tag: string): boolean {
    const { fault } = this.#script;
    if (this.#seen.faults >= this.#script.times || !this.#script.at.test(at)) return false;
    this.#seen.faults += 1;
    switch (fault) {
      case "half":
      case "unheard":
      case "dribble":
        this.#answering = fault;
        return false;
      case "silence":
        this.#deaf = true;
        return true;
      case "close":
        this.#near?.end();
        return true;
      case "reset":
        this.#reset();
        return true;
      case "NO":
      case "BAD":
        this.#near?.write(`${tag} ${fault} not now\r\n`);
        return true;
      case "BYE":
        this.#near?.end("* BYE going down\r\n");
        return true;
      case "garbage":
        this.#near?.write("\u0001(((]]] quelque chose\r\n* }{ \r\n");
        this.#near?.end();
        return true;
      case "trickle":
        this.#deaf = true;
        void this.#trickle();
        return true;
    }
  }

  async #trickle(): Promise<void> {
    while (this.#near?.writable === true) {
      this.#near.write("* OK wait\r\n");
      await pause(pieceMs);
    }
  }

  #reset(): void {
    this.#deaf = true;
    this.#wire?.resetAndDestroy();
  }
}
