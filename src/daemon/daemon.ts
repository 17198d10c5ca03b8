/**
 * The daemon: the loops, what wakes them, and who restarts them. A loop that fails is said, waited for
 * and started again; the others go on.
 */
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { Bell } from "../foundation/bell.ts";
import { asError } from "../foundation/errors.ts";
import { Turnstile } from "../foundation/turnstile.ts";
import { endPurges, type PurgeWorld } from "../journey/purge.ts";
import { recover } from "../journey/send.ts";
import { suspendTests } from "../journey/wall.ts";
import type { World } from "../journey/world.ts";
import type { Mailbox } from "../ports/mailbox.ts";
import type { Reporter } from "../ports/reporter.ts";
import type { Timestamper } from "../ports/timestamper.ts";
import { clockWatch } from "./clock-watch.ts";
import { DiskGuard } from "./disk-guard.ts";
import { IdentityGate } from "./identity-gate.ts";
import { mailLoop, type WatchedMailbox } from "./mail-loop.ts";
import { originalsLoop } from "./originals-loop.ts";
import { pendingLoop } from "./pending-loop.ts";
import { Problems } from "./problems.ts";
import { proofLoop } from "./proof-loop.ts";
import { quotaLoop } from "./quota-loop.ts";
import { reportLoop } from "./report-loop.ts";
import { lookAtRules, rulesLoop } from "./rules-loop.ts";
import { SendLock } from "./send-lock.ts";
import { sendLoop } from "./send-loop.ts";
import { spoolLoop } from "./spool-loop.ts";
import { stampLoop } from "./stamp-loop.ts";
import { workLoop } from "./work-loop.ts";

export interface DaemonOptions {
  readonly world: World;
  readonly reporter: Reporter;
  readonly mailboxes: readonly WatchedMailbox[];
  /** Folders of receipts, read like mailboxes; nothing waits for a first look at them. */
  readonly folders: readonly WatchedMailbox[];
  readonly scanSeconds: number;
  /** Attempts of one identity under way at once. */
  readonly parallel: number;
  /** Attempts per identity. */
  readonly perMinute: number;
  readonly perDay: number;
  /** By identity: a connection of their own for looking into the sent mails. */
  readonly sentBoxes: ReadonlyMap<string, Mailbox>;
  /** Stamps the journal's head, where one is configured. */
  readonly timestamper?: Timestamper;
  /** How far back a mailbox is read. */
  readonly mailSince: () => Instant;
}

export class Daemon {
  readonly world: World;
  readonly reporter: Reporter;
  readonly scanSeconds: number;
  readonly parallel: number;
  readonly mailSince: () => Instant;
  readonly problems: Problems;
  readonly bells = new Bells();
  readonly disk: DiskGuard;
  readonly gate: IdentityGate;
  readonly lock: SendLock;
  /** Together: whoever stores bytes before the journal names them. Alone: whoever removes some. */
  readonly storing = new Turnstile();
  /** Whether deposits are being worked on, and how many attempts are under way. */
  working = false;
  sending = 0;
  readonly #sentBoxes: ReadonlyMap<string, Mailbox>;
  readonly #mailboxes: readonly WatchedMailbox[];
  readonly #timestamper: Timestamper | undefined;

  constructor(options: DaemonOptions) {
    this.world = options.world;
    this.reporter = options.reporter;
    this.scanSeconds = options.scanSeconds;
    this.parallel = options.parallel;
    this.mailSince = options.mailSince;
    this.problems = new Problems(options.world);
    this.disk = new DiskGuard(options.world, this.problems);
    this.gate = new IdentityGate({ ...options, problems: this.problems });
    this.lock = new SendLock({
      world: options.world,
      problems: this.problems,
      watched: options.mailboxes.map((m) => m.identity),
      sentBox: (identity) => this.mailboxOf(identity),
    });
    this.#sentBoxes = options.sentBoxes;
    this.#timestamper = options.timestamper;
    this.#mailboxes = [...options.mailboxes, ...options.folders];
  }

  /** Works until the signal aborts; resolves when every dialogue is finished. */
  async run(signal: AbortSignal): Promise<void> {
    if (!(await this.#recovered(signal))) return;
    this.world.log.event("info", "started");
    await Promise.all([
      ...[...this.world.dossiers.values()].map((dossier) =>
        this.#supervise(`spool ${dossier.name}`, signal, () => spoolLoop(this, dossier, signal)),
      ),
      this.#supervise("rules", signal, () => rulesLoop(this, signal)),
      this.#supervise("work", signal, () => workLoop(this, signal)),
      this.#supervise("report", signal, () => reportLoop(this, signal)),
      this.#supervise("send", signal, () => sendLoop(this, signal)),
      this.#supervise("clock", signal, () =>
        clockWatch({ ...this.world, problems: this.problems }, signal),
      ),
      this.#supervise("proof", signal, () => proofLoop(this, signal)),
      this.#supervise("pending", signal, () => pendingLoop(this, signal)),
      this.#supervise("originals", signal, () => originalsLoop(this, signal)),
      ...[this.#timestamper ?? []]
        .flat()
        .map((timestamper) =>
          this.#supervise("stamp", signal, () => stampLoop(this, timestamper, signal)),
        ),
      ...[...this.#sentBoxes.keys()].map((identity) =>
        this.#supervise(`quota ${identity}`, signal, () => quotaLoop(this, identity, signal)),
      ),
      ...this.#mailboxes.map((watched) =>
        this.#supervise(`mailbox ${watched.identity}`, signal, () =>
          mailLoop(this, watched, signal),
        ),
      ),
    ]);
    this.world.log.event("info", "stopped");
  }

  get purging(): PurgeWorld {
    return { ...this.world, reports: this.reporter };
  }

  isBusy(): boolean {
    return this.working || this.sending > 0;
  }

  mailboxOf(identity: string): Mailbox | undefined {
    return this.#sentBoxes.get(identity);
  }

  /** Nothing is sent before the attempts that were cut are judged; a full disk gives its reserve for it. */
  async #recovered(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      try {
        const attempts = await recover(this.world);
        await this.gate.remember();
        await this.lock.start();
        await lookAtRules(this);
        await suspendTests(this.world);
        await endPurges(this.purging);
        if (attempts > 0) this.world.log.event("info", "recovered", { attempts });
        return true;
      } catch (cause) {
        if (!(await this.disk.isCause(cause))) throw cause;
        await this.disk.release();
        await this.world.clock.wait(limits.loopRestartMs, signal);
      }
    }
    return false;
  }

  async #supervise(name: string, signal: AbortSignal, loop: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      const over = new AbortController();
      void this.#soundAfterAWhile(name, AbortSignal.any([signal, over.signal]));
      try {
        await loop();
      } catch (cause) {
        over.abort();
        const error = asError(cause);
        if (!(await this.disk.isCause(cause)))
          this.problems.raise("loop-failed", name, error.message);
        this.world.log.event("error", "loop-failed", {
          loop: name,
          said: error.stack ?? error.message,
        });
        await this.world.clock.wait(limits.loopRestartMs, signal);
      }
    }
  }

  async #soundAfterAWhile(name: string, signal: AbortSignal): Promise<void> {
    if (!this.problems.list().some((p) => p.code === "loop-failed" && p.about === name)) return;
    await this.world.clock.wait(limits.loopSoundMs, signal);
    if (!signal.aborted) this.problems.clear(name, "loop-failed");
  }
}

/** The day's summary, from the deposits of the day in the agent's zone. */
export const dailyReport = async (daemon: Daemon, zone: string): Promise<void> => {
  const { journal, clock, log } = daemon.world;
  const dayOf = (at: Instant) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(at);
  const today = dayOf(clock.now());
  try {
    const recent = await journal.find({ by: "recent" }, limits.dailyDepositsMax);
    const ofToday = recent.filter((d) => dayOf(d.claimed.at) === today);
    await daemon.reporter.daily(today, ofToday.toReversed());
  } catch (cause) {
    log.event("error", "daily-report-failed", { said: asError(cause).message });
  }
};

class Bells {
  readonly work = new Bell();
  readonly send = new Bell();
  readonly report = new Bell();
  readonly #spools = new Map<string, Bell>();

  spool(dossier: string): Bell {
    const bell = this.#spools.get(dossier) ?? new Bell();
    this.#spools.set(dossier, bell);
    return bell;
  }
}
