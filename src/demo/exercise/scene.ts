/**
 * The place where an exercise is played: a mail provider that can be stopped, an agent that can be started with a clock that is ahead or
 * a disk that is small, a payroll program that drops hires. On this machine only, in a folder that is thrown away.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deposit } from "../../domain/deposit.ts";
import type { FaultCode } from "../../domain/faults.ts";
import { type SituationIs, situation } from "../../domain/rollup.ts";
import { codeOf } from "../../foundation/errors.ts";
import type { Organism } from "../../organism/organism.ts";
import { startOrganism } from "../../organism/organism.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { client, demoAuthservId, organismDomain, sandboxFor } from "../demo.ts";
import { hiresFile } from "../input.ts";
import { until } from "../play.ts";
import { type Sandbox, seedRules } from "../sandbox.ts";
import type { DemoLanguage } from "../words.ts";
import { exerciseWords } from "./words.ts";

/** One scenario takes a few seconds; a machine in trouble gets a minute. */
const sceneMsMax = 60_000;

export interface OpenProblem {
  readonly code: FaultCode;
  readonly about: string;
  readonly said: string;
}

export interface AgentOptions {
  /** How far its clock is ahead of this machine's, milliseconds. */
  readonly aheadMs?: number;
  /** What it must keep free: more than there is makes the disk full for it. */
  readonly reserveMiB?: number;
}

/** What the command line lends: the real agent, its socket and its journal. */
export interface Lent {
  readonly openJournal: (settings: string) => (JournalReader & AsyncDisposable) | undefined;
  readonly startAgent: (settings: string, options: AgentOptions) => Promise<AsyncDisposable>;
  /** Undefined while nobody listens. */
  readonly problems: (settings: string) => Promise<readonly OpenProblem[] | undefined>;
  readonly probe: (settings: string) => Promise<boolean>;
  readonly tell: (line: string) => void;
  readonly language: DemoLanguage;
  /** Whoever watches wants it to end. */
  readonly signal: AbortSignal;
}

export class Scene implements AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly #lent: Lent;
  readonly #signal: AbortSignal;
  readonly #ports: { readonly smtpPort: number; readonly imapPort: number };
  readonly #dots: string[] = [];
  #organism: Organism | undefined;
  #agent: AsyncDisposable | undefined;
  #dropped = 0;

  private constructor(lent: Lent, organism: Organism) {
    const folder = mkdtempSync(join(tmpdir(), "facteur-exercice-"));
    this.#lent = lent;
    this.#signal = AbortSignal.any([AbortSignal.timeout(sceneMsMax), lent.signal]);
    this.#organism = organism;
    this.#ports = { smtpPort: organism.smtpPort, imapPort: organism.imapPort };
    this.sandbox = sandboxFor(folder, organism);
  }

  static async open(lent: Lent): Promise<Scene> {
    return new Scene(lent, await organismWith({}));
  }

  /** What the organism does is chosen by the word before the @. */
  rules(behaviour: string, more: readonly string[] = []): void {
    const own = Buffer.from(`${more.join("\r\n")}\r\n`, "latin1");
    const rules = Buffer.concat([seedRules(`${behaviour}@${organismDomain}`), own]);
    writeFileSync(join(this.sandbox.spool, "cirso", "mapibox.cfg"), rules);
  }

  /** Stops the provider: nothing listens any more. */
  async stopServer(): Promise<void> {
    await this.#organism?.[Symbol.asyncDispose]();
    this.#organism = undefined;
  }

  /** The same provider again, at the same ports, perhaps with another password. */
  async startServer(options: { readonly password?: string } = {}): Promise<void> {
    await this.stopServer();
    const onDot = (messageId: string) => this.#dots.push(messageId);
    await this.until(async () => {
      try {
        this.#organism = await organismWith({ ...this.#ports, ...options, onDot });
      } catch (cause) {
        // Any program of this machine may have been given one of them meanwhile, for the time of a conversation.
        if (codeOf(cause) !== "EADDRINUSE") throw cause;
      }
      return this.#organism !== undefined;
    });
  }

  async startAgent(options: AgentOptions = {}): Promise<void> {
    this.#agent = await this.#lent.startAgent(this.sandbox.settings, options);
  }

  async stopAgent(): Promise<void> {
    await this.#agent?.[Symbol.asyncDispose]();
    this.#agent = undefined;
  }

  /** The password as the settings' file holds it. */
  writePassword(password: string): void {
    writeFileSync(join(this.sandbox.folder, "mot-de-passe"), `${password}\n`, { mode: 0o600 });
  }

  /** One hire of somebody who does not exist. */
  drop(): void {
    this.#dropped++;
    const name = ["FICTIVE", "IMAGINAIRE", "SUPPOSEE"][this.#dropped - 1] ?? "INVENTE";
    writeFileSync(join(this.sandbox.spool, "cirso", "dpae.txt"), hiresFile(Date.now(), [name]));
    this.#lent.tell(exerciseWords[this.#lent.language].drops("cirso/dpae.txt"));
  }

  /** Waits until the agent complains of one of these, and answers with it. */
  async untilProblem(...codes: readonly FaultCode[]): Promise<OpenProblem> {
    let found: OpenProblem | undefined;
    await this.until(async () => {
      const open = await this.#lent.problems(this.sandbox.settings);
      found = open?.find(({ code }) => codes.includes(code));
      return found !== undefined;
    });
    if (!found) throw new Error("unreachable");
    return found;
  }

  async untilSound(): Promise<void> {
    await this.until(async () => (await this.#lent.problems(this.sandbox.settings))?.length === 0);
  }

  async untilDeposit(n: number, ...states: readonly SituationIs[]): Promise<Deposit> {
    let found: Deposit | undefined;
    await this.until(async () => {
      await using journal = this.#lent.openJournal(this.sandbox.settings);
      const deposits = ((await journal?.find({ by: "recent" }, 100)) ?? []).toReversed();
      found = deposits[n - 1];
      return found !== undefined && states.includes(situation(found).is);
    });
    if (!found) throw new Error("unreachable");
    return found;
  }

  /** `facteur probe`: a login that works again ends the suspension. */
  async probe(): Promise<void> {
    await this.until(() => this.#lent.probe(this.sandbox.settings));
  }

  until(condition: () => boolean | Promise<boolean>): Promise<void> {
    return until(condition, this.#signal);
  }

  /** Mails that reached the organism, and how often the most frequent one did. */
  arrived(): { readonly mails: number; readonly most: number } {
    const dots = [...this.#dots];
    const times = [...new Set(dots)].map((one) => dots.filter((dot) => dot === one).length);
    return { mails: times.length, most: Math.max(0, ...times) };
  }

  tell(line: string): void {
    this.#lent.tell(line);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopAgent();
    await this.stopServer();
    rmSync(this.sandbox.folder, { recursive: true, force: true });
  }
}

const organismWith = (about: {
  readonly smtpPort?: number;
  readonly imapPort?: number;
  readonly password?: string;
  readonly onDot?: (messageId: string) => void;
}): Promise<Organism> =>
  startOrganism({
    smtpPort: about.smtpPort ?? 0,
    imapPort: about.imapPort ?? 0,
    domain: organismDomain,
    clientDomain: "employeur.test",
    authservId: demoAuthservId,
    users: [{ ...client, password: about.password ?? client.password }],
    onDelivery: ({ messageIdHeader }) => about.onDot?.(messageIdHeader),
  });
