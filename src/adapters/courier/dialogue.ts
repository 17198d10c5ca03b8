/**
 * What was said so far, read from the library's transaction log: a documented interface, and the
 * only one that tells which command a reply answers. Replies come in the order of the commands,
 * pipelined or not (RFC 2920 §3.1). Its lines are kept for the evidence, without the login and the mail itself.
 */
import { limits } from "../../domain/limits.ts";
import type { Phase } from "../../domain/outcome.ts";
import { isPositive, parseReply, type Reply } from "./reply.ts";

export interface DialogueEvents {
  readonly onLine: () => void;
  /** The server took the sender and a recipient, and asks for the message. */
  readonly onData: () => void;
}

export class Dialogue {
  readonly #events: DialogueEvents;
  readonly #unanswered: string[] = [];
  #greeted = false;
  #verb = "";
  #phase: Phase = "connect";
  #tls: "none" | "upgrading" | "upgraded" = "none";
  #extensions: readonly string[] | undefined;
  #senderTaken = false;
  #recipientsTaken = 0;
  #organism: Reply | undefined;
  #organismAnswered = false;
  readonly #lines: string[] = [];

  constructor(events: DialogueEvents) {
    this.#events = events;
  }

  /** The server has said its first line. */
  get greeted(): boolean {
    return this.#greeted;
  }

  /** How far it went, short of the dot, which only the gate knows. */
  get phase(): Phase {
    return this.#phase;
  }

  get tls(): "none" | "upgrading" | "upgraded" {
    return this.#tls;
  }

  /** Last command sent. */
  get verb(): string {
    return this.#verb;
  }

  /** EHLO keywords in upper case; undefined before the EHLO that counts. */
  get extensions(): readonly string[] | undefined {
    return this.#extensions;
  }

  /** The answer to the first recipient, once the sender was taken: before that it means nothing. */
  get organism(): Reply | undefined {
    return this.#senderTaken ? this.#organism : undefined;
  }

  /** Both sides, in the order in which they were said: `>` is ours. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** The mail's own bytes were handed over. */
  dotted(bytes: number): void {
    this.#keep(`> [message : ${bytes} octets] .`);
  }

  sent(line: string): void {
    this.#events.onLine();
    // Steps of AUTH carry no verb; what they carry must not stay.
    const verb = /^(?:EHLO|HELO|STARTTLS|AUTH|MAIL|RCPT|DATA)\b/u.exec(line)?.[0] ?? "";
    this.#keep(`> ${verb === "" || verb === "AUTH" ? `${verb}…` : line}`);
    this.#unanswered.push(verb);
    if (verb !== "") this.#verb = verb;
    if (verb === "STARTTLS") {
      this.#tls = "upgrading";
      // RFC 3207 §4.2: what was learnt in clear is forgotten.
      this.#extensions = undefined;
    } else if (this.#tls === "upgrading") this.#tls = "upgraded";
    if (verb === "MAIL") this.#phase = "envelope";
  }

  heard(text: string): void {
    this.#events.onLine();
    // The extensions of an EHLO say nothing of this mail.
    const isEhlo = this.#greeted && /^[EH]/u.test(this.#unanswered[0] ?? "");
    this.#keep(`< ${isEhlo ? (text.split(/\r?\n/u)[0] ?? "") : text}`);
    if (!this.#greeted) {
      this.#greeted = true;
      return;
    }
    const verb = this.#unanswered.shift();
    const positive = isPositive(parseReply(text));
    if (verb === "EHLO" || verb === "HELO")
      this.#extensions = positive ? keywords(text) : undefined;
    else if (verb === "MAIL") this.#senderTaken = positive;
    else if (verb === "RCPT") this.#heardRecipient(text, positive);
    else if (verb === "DATA") this.#heardData(text);
  }

  #keep(line: string): void {
    if (this.#lines.length < limits.dialogueLinesMax) this.#lines.push(line);
  }

  #heardRecipient(text: string, positive: boolean): void {
    if (!this.#organismAnswered) this.#organism = parseReply(text);
    this.#organismAnswered = true;
    if (positive) this.#recipientsTaken += 1;
  }

  #heardData(text: string): void {
    if (!this.#senderTaken || this.#recipientsTaken === 0) return;
    // Some servers answer 250 where 354 is due; the library goes on, so do we. Not upon a yes and a no in one.
    if ((parseReply(text)?.code ?? 500) >= 400) return;
    this.#phase = "data";
    this.#events.onData();
  }
}

const keywords = (ehlo: string): readonly string[] =>
  ehlo
    .split(/\r?\n/u)
    .slice(1)
    .map((line) => line.slice(4).trim().toUpperCase());

/** The logger that the library writes its transactions to. */
export const transcript = (dialogue: Dialogue): Record<string, (...args: unknown[]) => void> => {
  const silent = (): void => undefined;
  const debug = (entry: unknown, line: unknown): void => {
    if (typeof entry !== "object" || entry === null || !("tnx" in entry)) return;
    if (typeof line !== "string") return;
    if (entry.tnx === "client") dialogue.sent(line);
    if (entry.tnx === "server") dialogue.heard(line);
  };
  return { trace: silent, debug, info: silent, warn: silent, error: silent, fatal: silent };
};
