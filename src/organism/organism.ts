/**
 * The fake organism (style.md H18): one program that is the client's mail provider (SMTP submission,
 * IMAP mailbox) and the organism that answers, on loopback, in memory. The recipient's address decides
 * what it does (behaviours.ts). It is the other side of the demo, of the exercise and of the tests, and
 * its count of final dots is the judge of "never lost, never doubled".
 */
import { ClientMailbox } from "./client-mailbox.ts";
import { Account } from "./imap/mailboxes.ts";
import { ImapServer } from "./imap/server.ts";
import { Later } from "./later.ts";
import { type Delivery, Ledger } from "./ledger.ts";
import { Provider } from "./provider.ts";
import { Reception } from "./reception.ts";
import { SmtpHalf } from "./smtp.ts";

export interface OrganismOptions {
  /** 0 or absent: any free port. */
  readonly smtpPort?: number;
  readonly imapPort?: number;
  readonly host?: string;
  /** The organism's addresses. */
  readonly domain?: string;
  /** The clients' addresses. */
  readonly clientDomain?: string;
  readonly users: readonly { readonly address: string; readonly password: string }[];
  /** The name under which the clients' provider vouches (Authentication-Results). */
  readonly authservId?: string;
  /** Before an answer; the levels follow each other at this distance. */
  readonly delayMs?: number;
  /** Before the answer of `late@`. */
  readonly lateMs?: number;
  /** Before the 250 of `slow@`. */
  readonly slowMs?: number;
  readonly tls?: {
    /** PEM. */
    readonly key: string;
    readonly cert: string;
    readonly smtp: "implicit" | "starttls" | "none";
    readonly imap: "implicit" | "none";
  };
  readonly now?: () => number;
  readonly onDelivery?: (delivery: Delivery) => void;
}

const byDefault = {
  smtpPort: 0,
  imapPort: 0,
  host: "127.0.0.1",
  domain: "organisme.test",
  clientDomain: "client.test",
  authservId: "mx.organisme-demo.test",
  delayMs: 200,
  lateMs: 60_000,
  slowMs: 3_000,
} as const;

type Settled = OrganismOptions & Required<Omit<OrganismOptions, "tls" | "onDelivery">>;

export class Organism implements AsyncDisposable {
  readonly #options: Settled;
  readonly #accounts: ReadonlyMap<string, Account>;
  readonly #provider: Provider;
  readonly #ledger = new Ledger();
  readonly #later = new Later();
  readonly #reception: Reception;
  #smtp: SmtpHalf | undefined;
  #imap: ImapServer | undefined;

  constructor(options: OrganismOptions) {
    this.#options = { ...byDefault, now: Date.now, ...options };
    const { users, authservId, now } = this.#options;
    // UIDVALIDITY must grow from one run to the next: seconds do (RFC 3501 §2.3.1.1).
    const validity = Math.floor(now() / 1000);
    this.#accounts = new Map(
      users.map((u) => [u.address.toLowerCase(), new Account(u.address, u.password, validity)]),
    );
    this.#provider = new Provider({ accounts: this.#accounts, authservId, now });
    const parts = { provider: this.#provider, ledger: this.#ledger, later: this.#later };
    this.#reception = new Reception({ ...this.#options, ...parts });
  }

  /** Once; `startOrganism` does it. */
  async start(): Promise<void> {
    const { host, tls, now, smtpPort, imapPort } = this.#options;
    const keys = tls === undefined ? undefined : { key: tls.key, cert: tls.cert };
    const smtpTls = tls === undefined || tls.smtp === "none" ? undefined : tls.smtp;
    this.#smtp = await SmtpHalf.start({
      host,
      port: smtpPort,
      later: this.#later,
      refusal: (recipient) => this.#reception.refusal(recipient),
      mayLogin: (user, password) => this.#accounts.get(user.toLowerCase())?.password === password,
      taken: (taken) => this.#reception.taken(taken),
      ...(keys && smtpTls ? { tls: { ...keys, implicit: smtpTls === "implicit" } } : {}),
    });
    this.#imap = await ImapServer.start({
      host,
      port: imapPort,
      accounts: this.#accounts,
      now,
      ...(keys && tls?.imap === "implicit" ? { tls: keys } : {}),
    });
  }

  /** The ports that really listen. */
  get smtpPort(): number {
    return this.#smtp?.port ?? 0;
  }

  get imapPort(): number {
    return this.#imap?.port ?? 0;
  }

  /** The name under which the clients' provider vouches, for the agent's settings. */
  get authservId(): string {
    return this.#options.authservId;
  }

  /** Every final dot that was received, oldest first. */
  deliveries(): readonly Delivery[] {
    return this.#ledger.all();
  }

  /** How many final dots came for this Message-ID (with its angle brackets). */
  dots(messageId: string): number {
    return this.#ledger.dots(messageId);
  }

  /** A client's mailbox, to look at or to prepare. Throws for an address without one. */
  mailbox(address: string): ClientMailbox {
    const account = this.#provider.accountOf(address);
    if (account === undefined) throw new Error(`no mailbox here: ${address}`);
    return new ClientMailbox(account, this.#options.now);
  }

  /** Cuts every IMAP connection, as a network or a restarted server does. */
  hangUp(): void {
    this.#imap?.hangUp();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#later[Symbol.dispose]();
    await this.#smtp?.[Symbol.asyncDispose]();
    await this.#imap?.[Symbol.asyncDispose]();
  }
}

/** Ready when both ports listen. Rejects when one is taken; then nothing is left open. */
export const startOrganism = async (options: OrganismOptions): Promise<Organism> => {
  const organism = new Organism(options);
  try {
    await organism.start();
    return organism;
  } catch (cause) {
    await organism[Symbol.asyncDispose]();
    throw cause;
  }
};
