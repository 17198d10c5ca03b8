/**
 * The daemon: the loops, what wakes them, and who restarts them. A loop that fails is said, waited for
 * and started again; the others go on.
 */
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { Bell } from "../foundation/bell.ts";
import { asError } from "../foundation/errors.ts";
import { recover } from "../journey/send.ts";
import type { World } from "../journey/world.ts";
import type { Reporter } from "../ports/reporter.ts";
import { mailLoop, type WatchedMailbox } from "./mail-loop.ts";
import { Problems } from "./problems.ts";
import { sendLoop } from "./send-loop.ts";
import { spoolLoop } from "./spool-loop.ts";
import { workLoop } from "./work-loop.ts";

export interface DaemonOptions {
  readonly world: World;
  readonly reporter: Reporter;
  readonly mailboxes: readonly WatchedMailbox[];
  readonly scanSeconds: number;
  /** Attempts under way at once. */
  readonly parallel: number;
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
  readonly #mailboxes: readonly WatchedMailbox[];

  constructor(options: DaemonOptions) {
    this.world = options.world;
    this.reporter = options.reporter;
    this.scanSeconds = options.scanSeconds;
    this.parallel = options.parallel;
    this.mailSince = options.mailSince;
    this.problems = new Problems(options.world);
    this.#mailboxes = options.mailboxes;
  }

  /** Works until the signal aborts; resolves when every dialogue is finished. */
  async run(signal: AbortSignal): Promise<void> {
    const recovered = await recover(this.world);
    this.world.log.event("info", "started", { recovered });
    await Promise.all([
      ...[...this.world.dossiers.values()].map((dossier) =>
        this.#supervise(`spool ${dossier.name}`, signal, () => spoolLoop(this, dossier, signal)),
      ),
      this.#supervise("work", signal, () => workLoop(this, signal)),
      this.#supervise("send", signal, () => sendLoop(this, signal)),
      ...this.#mailboxes.map((watched) =>
        this.#supervise(`mailbox ${watched.identity}`, signal, () =>
          mailLoop(this, watched, signal),
        ),
      ),
    ]);
    this.world.log.event("info", "stopped");
  }

  async #supervise(name: string, signal: AbortSignal, loop: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      try {
        await loop();
      } catch (cause) {
        const error = asError(cause);
        this.world.log.event("error", "loop-failed", {
          loop: name,
          said: error.stack ?? error.message,
        });
        await this.world.clock.wait(limits.loopRestartMs, signal);
      }
    }
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
  readonly #spools = new Map<string, Bell>();

  spool(dossier: string): Bell {
    const bell = this.#spools.get(dossier) ?? new Bell();
    this.#spools.set(dossier, bell);
    return bell;
  }
}
