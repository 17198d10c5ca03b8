/**
 * The only place that knows a port and its adapter. Gives the running agent (`composeAgent`), and the
 * reading side that the command line uses beside it (`openReader`).
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nodemailerComposer } from "./adapters/courier/nodemailer-composer.ts";
import { smtpCourier } from "./adapters/courier/smtp-courier.ts";
import { readJournal, sqliteJournal } from "./adapters/journal/sqlite-journal.ts";
import { winstonLog } from "./adapters/log/winston-log.ts";
import { workerMailReader } from "./adapters/mail-reader/worker-mail-reader.ts";
import { imapMailbox } from "./adapters/mailbox/imap-mailbox.ts";
import { folderReportWriter } from "./adapters/reports/folder-writer.ts";
import { reporter } from "./adapters/reports/reporter.ts";
import { folderSpool } from "./adapters/spool/folder-spool.ts";
import { watchFolders } from "./adapters/spool/watch-folders.ts";
import { fileStore } from "./adapters/store/file-store.ts";
import { agentIdentity } from "./adapters/system/agent-file.ts";
import { cronSchedule, validateCron } from "./adapters/system/cron-schedule.ts";
import { LockHeld, takeLock } from "./adapters/system/lock.ts";
import { networkFileSystem } from "./adapters/system/network-file-system.ts";
import { ordersPath, serveOrders } from "./adapters/system/orders.ts";
import { systemClock } from "./adapters/system/system-clock.ts";
import type { Identity, MailboxSettings, Settings } from "./config/settings.ts";
import { Daemon, dailyReport } from "./daemon/daemon.ts";
import { answerOrders } from "./daemon/orders.ts";
import { loadTextProfile, type TextProfile } from "./formats/receipts/text-receipts.ts";
import { Refusal } from "./foundation/refusal.ts";
import type { World } from "./journey/world.ts";
import type { JournalReader } from "./ports/journal.ts";
import type { Log } from "./ports/log.ts";
import type { Reporter } from "./ports/reporter.ts";
import type { Store } from "./ports/store.ts";

/** Legal hours are those of the organisms. */
const zone = "Europe/Paris";
const dayMs = 86_400_000;

export interface Agent extends AsyncDisposable {
  /** Works until the signal aborts; resolves when every dialogue is finished. */
  run(signal: AbortSignal): Promise<void>;
}

/** Takes the lock and opens everything. Throws `Refusal` with what to do when it cannot. */
export const composeAgent = async (settings: Settings, version: string): Promise<Agent> => {
  await using opened = new AsyncDisposableStack();
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  const network = await networkFileSystem(settings.data);
  if (network)
    throw new Refusal(78, [
      `data : ${settings.data} est sur un système de fichiers réseau (${network}).`,
      "Le journal y serait en danger : placez `data` sur un disque local.",
    ]);
  if (settings.reports.daily !== undefined && !validateCron(settings.reports.daily))
    throw new Refusal(78, [
      `reports.daily : « ${settings.reports.daily} » n'est pas une expression cron.`,
    ]);
  opened.use(await lockOf(settings.data));
  const clock = systemClock();
  const log = opened.use(winstonLog(settings.log));
  const agent = await agentIdentity(settings.data, clock.now());
  const journal = opened.use(sqliteJournal({ file: join(settings.data, "journal.db"), clock }));
  const mailReader = opened.use(workerMailReader());
  const world: World = {
    journal,
    store: fileStore(join(settings.data, "store")),
    clock,
    log,
    dossiers: new Map(settings.dossiers.map((d) => [d.name, { ...d, spool: folderSpool(d) }])),
    senders: new Map(
      settings.identities.map((i) => [i.name, { ...i, ...authserv(i), courier: courierOf(i) }]),
    ),
    composer: nodemailerComposer(),
    mailReader,
    textProfiles: settings.receipts.profiles.map(textProfile),
    retryMinutes: settings.sending.retryMinutes,
    random: (bytes) => randomBytes(bytes),
    agent,
  };
  const mailboxes = settings.identities.flatMap((i) =>
    i.mailbox ? [watchedMailbox(i, i.mailbox, log)] : [],
  );
  for (const { mailbox } of mailboxes) opened.use(mailbox);
  const daemon = new Daemon({
    world,
    reporter: reporterOf(settings, version),
    mailboxes,
    scanSeconds: settings.scanSeconds,
    parallel: settings.sending.parallel,
    mailSince: () =>
      Math.max(agent.created - dayMs, clock.now() - settings.receipts.sinceDays * dayMs),
  });
  const kept = opened.move();
  return {
    run: (signal) => runWith({ daemon, settings, version, signal }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};

const lockOf = async (data: string): Promise<AsyncDisposable> => {
  try {
    return await takeLock(data);
  } catch (cause) {
    if (!(cause instanceof LockHeld)) throw cause;
    throw new Refusal(75, [
      `Un agent travaille déjà sur ${data} (processus ${cause.pid ?? "inconnu"}).`,
      "Arrêtez-le d'abord, ou regardez ce qu'il fait avec `facteur status`.",
    ]);
  }
};

const courierOf = ({ submission }: Identity) => smtpCourier(submission);

const authserv = ({ mailbox }: Identity) =>
  mailbox?.authservId === undefined ? {} : { authservId: mailbox.authservId };

const watchedMailbox = (identity: Identity, mailbox: MailboxSettings, log: Log) => {
  const told = new Set<string>();
  return {
    identity: identity.name,
    mailbox: imapMailbox({
      ...mailbox,
      identity: identity.name,
      // A folder that is missing is missing at every look: said once.
      onSkip: (skip) => {
        const about = `${skip.folder} ${skip.uid ?? ""}`;
        if (!told.has(about))
          log.event("warn", "mailbox-skip", { identity: identity.name, ...skip });
        told.add(about);
      },
    }),
    pollSeconds: mailbox.pollSeconds,
    ...(mailbox.moveMatchedTo === undefined ? {} : { moveMatchedTo: mailbox.moveMatchedTo }),
  };
};

const textProfile = (file: string): TextProfile => {
  const loaded = loadTextProfile(JSON.parse(readFileSync(file, "utf8")));
  if ("profile" in loaded) return loaded.profile;
  throw new Refusal(
    78,
    loaded.problems.map((p) => `${file} : ${p}`),
  );
};

const reporterOf = (settings: Settings, version: string): Reporter =>
  reporter({
    writer: folderReportWriter(settings.reports.folder),
    agent: { name: "Facteur", version },
  });

/** The watchers, the schedule and the orders live exactly as long as the daemon. */
const runWith = async (about: {
  readonly daemon: Daemon;
  readonly settings: Settings;
  readonly version: string;
  readonly signal: AbortSignal;
}): Promise<void> => {
  const { daemon, settings } = about;
  const stop = new AbortController();
  const signal = AbortSignal.any([about.signal, stop.signal]);
  const watching = [false, true].map((polling) => {
    const dossiers = settings.dossiers.filter((d) => d.polling === polling);
    return watchFolders({
      folders: dossiers.map((d) => d.folder),
      polling,
      onHint: (folder) =>
        dossiers
          .filter((d) => d.folder === folder)
          .forEach((d) => daemon.bells.spool(d.name).ring()),
      onError: (folder, error) =>
        daemon.world.log.event("warn", "watcher-failed", { folder, said: error.message }),
      signal,
    });
  });
  if (settings.reports.daily !== undefined)
    cronSchedule(zone).at(settings.reports.daily, () => void dailyReport(daemon, zone), signal);
  await using orders = await serveOrders({
    path: ordersPath(settings.data),
    handle: answerOrders({ daemon, version: about.version, settings: settings.file, stop }),
    signal,
  });
  await daemon.run(signal);
  stop.abort();
  await Promise.all(watching);
  void orders;
};

/** What the command line reads while the daemon runs, or when none does. */
export interface Reader extends AsyncDisposable {
  readonly journal: JournalReader;
  readonly store: Store;
  readonly reporter: Reporter;
  readonly ordersPath: string;
}

/** Undefined when this agent has never run. */
export const openReader = (settings: Settings, version: string): Reader | undefined => {
  const journal = readJournal(join(settings.data, "journal.db"));
  if (!journal) return undefined;
  return {
    journal,
    store: fileStore(join(settings.data, "store")),
    reporter: reporterOf(settings, version),
    ordersPath: ordersPath(settings.data),
    [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
  };
};
