/** One conversation of the scripted SMTP server: the dialogue as it should be, and the one fault in it. */
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createServer, type TlsOptions } from "node:tls";
import type { Delivered, Fault, FaultScript, Seen, Step } from "./fault-smtp.ts";

/** Old versions need OpenSSL's lowest security level. */
const tlsServerOptions = ({ tls, tlsMaxVersion }: FaultScript): TlsOptions => ({
  ...(tls === undefined ? {} : { key: tls.key, cert: tls.cert }),
  ...(tlsMaxVersion === undefined
    ? {}
    : { maxVersion: tlsMaxVersion, minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }),
});

const right: Record<Exclude<Step, "connect" | "ehlo" | "handshake" | "body" | "end">, string> = {
  greeting: "220 fault.test ESMTP",
  starttls: "220 go ahead",
  auth: "235 2.7.0 welcome",
  mail: "250 2.1.0 sender ok",
  rcpt: "250 2.1.5 recipient ok",
  data: "354 end with dot",
  dot: "250 2.0.0 queued as T1",
};

const endOfData = Buffer.from("\r\n.\r\n");
const trickleMs = 5;

export class SmtpConversation {
  readonly #script: FaultScript;
  readonly #seen: Seen;
  #wire: Socket | undefined;
  #socket: Socket | undefined;
  #input: Buffer = Buffer.alloc(0);
  #reading = false;
  #inBody = false;
  #deaf = false;
  #secured = false;
  #faulted = false;
  #taken = 0;
  /** Said within the body: the only answer to this mail. */
  #early: Delivered["answer"] | undefined;

  constructor(script: FaultScript, seen: Seen) {
    this.#script = script;
    this.#seen = seen;
  }

  async open(socket: Socket): Promise<void> {
    this.#wire = socket;
    this.#listen(socket);
    if (!(await this.#answer("connect", ""))) return;
    if (this.#script.tls?.implicit === true && !(await this.#secure())) return;
    await this.#answer("greeting", right.greeting);
  }

  #listen(socket: Socket): void {
    this.#socket = socket;
    if (socket === this.#wire) socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      if (this.#deaf) return;
      this.#input = Buffer.concat([this.#input, chunk]);
      void this.#read();
    });
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    while (!this.#deaf && (this.#inBody ? await this.#readBody() : await this.#readLine()));
    this.#reading = false;
  }

  async #readLine(): Promise<boolean> {
    const end = this.#input.indexOf("\r\n");
    if (end === -1) return false;
    const line = this.#input.subarray(0, end).toString("utf8");
    this.#input = this.#input.subarray(end + 2);
    this.#seen.commands.push(line);
    await this.#obey(line);
    return true;
  }

  async #obey(line: string): Promise<void> {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" || verb === "HELO") await this.#answer("ehlo", this.#capabilities());
    else if (verb === "STAR") await this.#startTls();
    else if (verb === "AUTH") await this.#answer("auth", right.auth);
    else if (verb === "MAIL") await this.#answer("mail", right.mail);
    else if (verb === "RCPT") await this.#recipient(line);
    else if (verb === "DATA") await this.#data();
    else this.#say("500 5.5.2 what?");
  }

  #capabilities(): string {
    const tls = this.#script.tls !== undefined && !this.#secured ? ["STARTTLS"] : [];
    const auth = this.#script.password === undefined ? [] : ["AUTH PLAIN LOGIN"];
    const lines = ["fault.test", ...(this.#script.extensions ?? []), ...tls, ...auth];
    return lines.map((line, n) => `250${n === lines.length - 1 ? " " : "-"}${line}`).join("\r\n");
  }

  async #recipient(line: string): Promise<void> {
    const address = /<([^>]*)>/u.exec(line)?.[1] ?? "";
    const answer = this.#script.rcpt?.(address) ?? right.rcpt;
    if ((await this.#answer("rcpt", answer)) && answer.startsWith("2")) this.#taken += 1;
  }

  async #data(): Promise<void> {
    const alone = this.#taken === 0 && this.#script.dataAnyway !== true;
    if (alone && this.#script.at !== "data") this.#say("554 5.5.1 no valid recipients");
    else if (await this.#answer("data", right.data)) this.#inBody = true;
  }

  async #startTls(): Promise<void> {
    if (this.#script.tls === undefined) this.#say("502 5.5.1 not implemented");
    else if (await this.#answer("starttls", right.starttls)) await this.#secure();
  }

  async #secure(): Promise<boolean> {
    const wire = this.#wire;
    if (wire === undefined || !(await this.#answer("handshake", ""))) return false;
    wire.removeAllListeners("data");
    this.#secured = true;
    this.#input = Buffer.alloc(0);
    const done = Promise.withResolvers<boolean>();
    const tls = createServer(tlsServerOptions(this.#script), (socket) => {
      this.#listen(socket);
      done.resolve(true);
    });
    tls.on("tlsClientError", () => done.resolve(false));
    wire.on("close", () => done.resolve(false));
    tls.emit("connection", wire);
    return done.promise;
  }

  /** True when there may be more to read. */
  async #readBody(): Promise<boolean> {
    const { at, bodyBytes = 0 } = this.#script;
    // An empty body is its dot alone.
    const empty = this.#input.subarray(0, 3).toString("latin1") === ".\r\n";
    const end = empty ? 0 : this.#input.indexOf(endOfData);
    const enough = this.#input.length >= bodyBytes || end !== -1;
    if (at === "body" && this.#script.fault !== undefined && !this.#faulted && enough) {
      this.#early = saidIn(this.#script.fault);
      await this.#answer("body", "");
      return true;
    }
    if (end === -1) return false;
    const bytes = unstuffed(this.#input.subarray(0, empty ? 0 : end + 2));
    this.#input = this.#input.subarray(empty ? 3 : end + endOfData.length);
    this.#inBody = false;
    await this.#dot(bytes);
    return true;
  }

  async #dot(bytes: Buffer): Promise<void> {
    const mail: Seen["delivered"][number] = { bytes, answer: this.#early ?? "none" };
    this.#seen.delivered.push(mail);
    this.#script.onDot?.();
    if (this.#early !== undefined) return;
    const { at, fault } = this.#script;
    const heeded = at === "dot" && fault !== undefined && !this.#faulted;
    await this.#script.hold;
    mail.answer = heeded ? saidIn(fault) : "yes";
    if (await this.#answer("dot", right.dot)) await this.#answer("end", "");
  }

  /** Says the line, or plays the fault that stands at this step: then false. */
  async #answer(step: Step, line: string): Promise<boolean> {
    const { at, fault } = this.#script;
    if (at !== step || fault === undefined || this.#faulted) {
      this.#say(line);
      return true;
    }
    // EHLO's fault also meets the HELO that follows it.
    this.#faulted = step !== "ehlo";
    this.#seen.faults += 1;
    if (fault.is === "dribble") {
      await this.#dribble(`${line}\r\n`);
      return true;
    }
    this.#play(fault);
    return false;
  }

  #play(fault: Exclude<Fault, { readonly is: "dribble" }>): void {
    switch (fault.is) {
      case "say":
        this.#say(fault.line);
        if (fault.close) this.#socket?.end();
        return;
      case "fin":
        this.#socket?.end();
        return;
      case "hang":
        this.#deaf = true;
        // Only within the body does it matter that nothing is read: the sender's buffers fill.
        if (this.#inBody) this.#socket?.pause();
        return;
      case "drop":
        this.#deaf = true;
        this.#wire?.resetAndDestroy();
        return;
      case "trickle":
        this.#deaf = true;
        void this.#trickle();
        return;
      default:
        return fault satisfies never;
    }
  }

  async #dribble(text: string): Promise<void> {
    for (let at = 0; at < text.length && this.#socket?.writable === true; at += 5) {
      this.#socket.write(text.slice(at, at + 5));
      await pause(trickleMs);
    }
  }

  async #trickle(): Promise<void> {
    while (this.#socket?.writable === true) {
      this.#socket.write("250-2.0.0 and\r\n");
      await pause(trickleMs);
    }
  }

  #say(line: string): void {
    if (line !== "" && this.#socket?.writable === true) this.#socket.write(`${line}\r\n`);
  }
}

/** What an answer to a mail tells whoever sent it. */
const saidIn = (fault: Fault): Delivered["answer"] => {
  if (fault.is === "dribble") return "yes";
  return fault.is === "say" && /^[45]\d\d [^\r\n]*$/u.test(fault.line) ? "no" : "none";
};

/** RFC 5321 §4.5.2, the receiver's side. */
const unstuffed = (body: Buffer): Buffer => {
  const text = body.toString("latin1");
  return Buffer.from(text.replaceAll(/(^|\r\n)\./gu, "$1"), "latin1");
};
