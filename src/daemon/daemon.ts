/**
 * The daemon: the loops, what wakes them, and who restarts them. A loop that fails is said, waited for
 * and started again; the others go on.
 */
import type { Deposit } from "../domain/deposit.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { Bell } from "../foundation/bell.ts";
import { asError } from "../foundation/errors.ts";
import { Turnstile } from "../foundation/turnstile.ts";
import { endPurges, type PurgeWorld } from "../journey/purge.ts";
import { recover } from "../journey/send.ts";
import { suspendTests } from "../journey/wall.ts";
import type { World } from "../journey/world.ts";
import type { JournalDamage } from "../ports/journal-damage.ts";
import type { KeyFiles } from "../ports/key-files.ts";
import type { Mailbox } from "../ports/mailbox.ts";
import type { DayForPeople, Reporter } from "../ports/reporter.ts";
import type { Schedule } from "../ports/schedule.ts";
import type { Timestamper } from "../ports/timestamper.ts";
import { alarmLoop } from "./alarm-loop.ts";
import { clockWatch } from "./clock-watch.ts";
import { DiskGuard } from "./disk-guard.ts";
import { lookAtMarks } from "./dossier-mark.ts";
import { IdentityGate } from "./identity-gate.ts";
import { journalWatch } from "./journal-watch.ts";
import { keyLoop } from "./key-loop.ts";
import { mailLoop, type WatchedMailbox } from "./mail-loop.ts";
import { MailTimes } from "./mail-witness.ts";
import { type NoticeOptions, noticeLoop } from "./notice-loop.ts";
import { originalsLoop } from "./originals-loop.ts";
import { pendingLoop } from "./pending-loop.ts";
import { type Printing, printLoop, printOne } from "./print-loop.ts";
import { Problems } from "./problems.ts";
import { proofLoop } from "./proof-loop.ts";
import { quotaLoop } from "./quota-loop.ts";
import { reportLoop } from "./report-loop.ts";
import { reportTasks } from "./report-tasks.ts";
import { RoundTrips } from "./round-trips.ts";
import { lookAtRules, rulesLoop } from "./rules-loop.ts";
import { type ScheduleParts, scheduleLoop } from "./schedule.ts";
import { SendLock } from "./send-lock.ts";
import { sendLoop } from "./send-loop.ts";
import { type SettingsLook, settingsWatch } from "./settings-watch.ts";
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
  /** Absent: the settings name no key. */
  readonly keys?: KeyFiles | undefined;
  readonly schedule: Schedule;
  /** Cron expressions of the reports that are made by themselves. */
  readonly reportTimes: {
    readonly daily?: string | undefined;
    readonly today?: string | undefined;
    readonly period?: string | undefined;
  };
  /** Absent: nothing is printed. */
  readonly printing: Printing | undefined;
  readonly notices: NoticeOptions;
  /** How far back a mailbox is read. */
  readonly mailSince: () => Instant;
  /** What the settings file says now. */
  readonly settings?: () => SettingsLook;
  /** What the journal's queues passed over so far, because it cannot be read. */
  readonly damaged?: ReadonlyMap<string, JournalDamage>;
}

export class Daemon {
  readonly world: World;
  readonly reporter: Reporter;
  readonly scanSeconds: number;
  readonly parallel: number;
  readonly mailSince: () => Instant;
  readonly problems: Problems;
  readonly trips: RoundTrips;
  readonly bells = new Bells();
  readonly disk: DiskGuard;
  readonly gate: IdentityGate;
  readonly lock: SendLock;
  /** Together: whoever stores bytes before the journal names them. Alone: whoever removes some. */
  readonly storing = new Turnstile();
  /** Whether deposits are being worked on, and how many attempts are under way. */
  working = false;
  sending = 0;
  readonly mailTimes: MailTimes;
  /** Deposits whose report changes although no fact is about them. */
  readonly reportAgain: Deposit[] = [];
  readonly #options: DaemonOptions;
  readonly #sentBoxes: ReadonlyMap<string, Mailbox>;
  readonly #mailboxes: readonly WatchedMailbox[];
  readonly #timestamper: Timestamper | undefined;

  constructor(options: DaemonOptions) {
    this.#options = options;
    this.world = options.world;
    this.reporter = options.reporter;
    this.scanSeconds = options.scanSeconds;
    this.parallel = options.parallel;
    this.mailSince = options.mailSince;
    this.problems = new Problems(options.world);
    this.trips = new RoundTrips(options.mailboxes.map((m) => m.identity));
    this.disk = new DiskGuard(options.world, this.problems);
    this.gate = new IdentityGate({ ...options, problems: this.problems });
    this.lock = new SendLock({
      world: options.world,
      problems: this.problems,
      watched: options.mailboxes.map((m) => m.identity),
      sentBox: (identity) => this.mailboxOf(identity),
    });
    this.mailTimes = new MailTimes(
      options.mailboxes.map((m) => m.identity),
      this.problems,
    );
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
      ...this.#watches(signal),
      this.#supervise("schedule", signal, () => scheduleLoop(this.#scheduled(signal), signal)),
      // A loop ends only with the agent: what has nothing to do is not started.
      ...(this.#options.notices.notifiers.length > 0
        ? [this.#supervise("notices", signal, () => this.#notices(signal))]
        : []),
      ...(this.#options.printing
        ? [this.#supervise("print", signal, () => this.#print(signal))]
        : []),
      this.#supervise("proof", signal, () => proofLoop(this, signal)),
      this.#supervise("pending", signal, () => pendingLoop(this, signal)),
      this.#supervise("originals", signal, () => originalsLoop(this, signal)),
      ...[this.#timestamper ?? []]
        .flat()
        .map((timestamper) =>
          this.#supervise("stamp", signal, () => stampLoop(this, timestamper, signal)),
        ),
      ...[this.#options.keys ?? []]
        .flat()
        .map((keys) => this.#supervise("keys", signal, () => this.#keys(keys, signal))),
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

  /** What looks at the machine, at the journal and at the hour. */
  #watches(signal: AbortSignal): readonly Promise<void>[] {
    const { world, problems } = this;
    const damaged = this.#options.damaged ?? new Map();
    const told = (): void => this.bells.notices.ring();
    return [
      this.#supervise("clock", signal, () => clockWatch({ ...world, problems }, signal)),
      this.#supervise("journal", signal, () => journalWatch({ world, problems, damaged }, signal)),
      ...[this.#options.settings ?? []]
        .flat()
        .map((look) =>
          this.#supervise("settings", signal, () =>
            settingsWatch({ world, problems, look }, signal),
          ),
        ),
      this.#supervise("alarms", signal, () =>
        alarmLoop({ world, problems, mail: this.mailTimes, told }, signal),
      ),
    ];
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

  #notices(signal: AbortSignal): Promise<void> {
    const { world, problems } = this;
    const wait = (until: AbortSignal) =>
      this.bells.notices.wait(limits.noticePollMs, world.clock, until);
    return noticeLoop({ ...this.#options.notices, world, problems, wait }, signal);
  }

  #keys(keys: KeyFiles, signal: AbortSignal): Promise<void> {
    const told = () => this.bells.notices.ring();
    return keyLoop({ world: this.world, problems: this.problems, keys, told }, signal);
  }

  async #print(signal: AbortSignal): Promise<void> {
    const { printing } = this.#options;
    const { world, reporter, problems } = this;
    if (printing) await printLoop({ ...printing, world, reporter, problems }, signal);
  }

  /** The firm's page of the day, when it is to be printed. */
  async #madeDay(input: DayForPeople, signal: AbortSignal): Promise<void> {
    const { printing } = this.#options;
    if (!printing?.documents.includes("jour")) return;
    const pdf = await this.reporter.dayPaper(input);
    const { world, problems } = this;
    const document = { what: "jour", about: input.day, pdf, signal } as const;
    await printOne({ ...printing, world, problems }, document);
  }

  #scheduled(signal: AbortSignal): ScheduleParts {
    const { schedule, reportTimes } = this.#options;
    const tasks = reportTasks({
      ...reportTimes,
      world: this.world,
      reporter: this.reporter,
      madeDay: (input) => this.#madeDay(input, signal),
    });
    return { world: this.world, schedule, tasks };
  }

  /** Nothing is sent before the attempts that were cut are judged; a full disk gives its reserve for it. */
  async #recovered(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      try {
        await this.lock.start();
        const attempts = await recover(this.world);
        await this.world.holds.refresh(this.world.journal);
        await this.gate.remember();
        await lookAtMarks(this);
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
        // It ends only with the agent; one that came back early must not spin.
        await this.world.clock.wait(limits.loopRestartMs, signal);
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

class Bells {
  readonly work = new Bell();
  readonly send = new Bell();
  readonly report = new Bell();
  readonly notices = new Bell();
  readonly #spools = new Map<string, Bell>();
  readonly #logins = new Map<string, Bell>();

  spool(dossier: string): Bell {
    return bellOf(this.#spools, dossier);
  }

  /** Rung when an identity logs in again: its mailbox need not wait. */
  login(identity: string): Bell {
    return bellOf(this.#logins, identity);
  }
}

const bellOf = (bells: Map<string, Bell>, name: string): Bell => {
  const bell = bells.get(name) ?? new Bell();
  bells.set(name, bell);
  return bell;
};
