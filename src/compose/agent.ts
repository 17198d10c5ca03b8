/**
 * The running agent. This folder is the only place that knows a port and its adapter; what a command needs to look at an agent is
 * in the files beside.
 */

import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { threadedPost } from "../adapters/courier/threaded-post.ts";
import { libraryLine, libraryLines } from "../adapters/log/library-lines.ts";
import { type WinstonLogOptions, winstonLog } from "../adapters/log/winston-log.ts";
import { workerMailReader } from "../adapters/mail-reader/worker-mail-reader.ts";
import { imapMailbox } from "../adapters/mailbox/imap-mailbox.ts";
import { sweepPrivateFolders } from "../adapters/sealer/external/private-folder.ts";
import { watchFolders } from "../adapters/spool/watch-folders.ts";
import { diskReserve } from "../adapters/system/disk-reserve.ts";
import { groupOf } from "../adapters/system/group.ts";
import { ordersPath, serveOrders } from "../adapters/system/orders.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import { httpTimestamper } from "../adapters/timestamp/http-timestamper.ts";
import type { Settings } from "../config/settings.ts";
import { beatLoop } from "../daemon/beat-loop.ts";
import { Daemon } from "../daemon/daemon.ts";
import { answerOrders } from "../daemon/orders/orders.ts";
import { faults } from "../domain/faults.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { mailSince } from "../domain/receipt/mail-since.ts";
import { diskTrouble } from "../foundation/errors.ts";
import { Refusal } from "../foundation/refusal.ts";
import { ClientHolds } from "../journey/client-holds.ts";
import type { World } from "../journey/world.ts";
import type { Clock } from "../ports/clock.ts";
import { type JournalDamage, JournalGone } from "../ports/journal-damage.ts";
import type { Log } from "../ports/log.ts";
import type { Logins } from "../ports/logins.ts";
import type { Supervisor } from "../ports/supervisor.ts";
import { agentOf, type JournalOpening, lockOf, openJournal, openStore } from "./data.ts";
import { dossiersOf } from "./dossiers.ts";
import { keyFilesOf } from "./keys.ts";
import { knowledgeOf } from "./knowledge.ts";
import { type Armed, armed, loginsOf } from "./logins.ts";
import { receiptFolders, watchedMailbox } from "./mailboxes.ts";
import { migrationTeller } from "./migrating.ts";
import type { OpenedPage } from "./page.ts";
import { readingParts } from "./receipts.ts";
import { sealersFor } from "./sealers.ts";
import { settingsLook } from "./settings-look.ts";
import { tellingOf } from "./telling.ts";
import { type ReportData, threadedReporter } from "./threaded-reporter.ts";
import { refuseUnfit } from "./unfit.ts";

export interface Agent extends AsyncDisposable {
  /** Works until the signal aborts; resolves when every dialogue is finished. */
  run(signal: AbortSignal): Promise<void>;
}

/** What settings do not say. */
export interface Surroundings {
  /** An exercise has one of its own. */
  readonly clock?: Clock;
  /** What the settings file is read with again; absent: nobody changes it while this agent works. */
  readonly env?: Parameters<typeof settingsLook>[1];
  /** The error output is read by systemd's journal. */
  readonly journal?: boolean;
  /** Who started this as a service; the log hears when it could not be told. */
  readonly supervisor?: (log: Log) => Supervisor | undefined;
  /** Ends a start that lasts, before `run`. */
  readonly signal?: AbortSignal;
}

/** Takes the lock and opens everything. Throws `Refusal` with what to do when it cannot. */
export const composeAgent = async (
  settings: Settings,
  version: string,
  around: Surroundings = {},
): Promise<Agent> => {
  await refuseUnfit(settings);
  const open = () => openAgent(settings, version, around);
  try {
    return await open();
  } catch (cause) {
    if (diskTrouble(cause) !== "disk-full") throw cause;
    // On a full disk nothing even opens: the reserve is kept for what was begun, and this begins with it.
    await reserveOf(settings).release();
    return open().catch((again: unknown) => {
      if (again instanceof Refusal || diskTrouble(again) !== "disk-full") throw again;
      const { fr, en } = faults["disk-full"];
      throw new Refusal(75, {
        fr: [`data : ${settings.data} : ${fr.what}`],
        en: [`data: ${settings.data}: ${en.what}`],
      });
    });
  }
};

const reserveOf = (settings: Settings) =>
  diskReserve({
    folder: settings.data,
    bytes: settings.reserveMiB * 1024 * 1024,
    besideBytes: limits.diskSpareBytesMin,
  });

const openLog = (options: WinstonLogOptions, opened: AsyncDisposableStack): Log => {
  const log = opened.use(winstonLog(options));
  opened.use(libraryLines(log));
  return log;
};

const openAgent = async (
  settings: Settings,
  version: string,
  around: Surroundings,
): Promise<Agent> => {
  await using opened = new AsyncDisposableStack();
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  opened.use(await lockOf(settings.data));
  await sweepPrivateFolders(settings.data);
  const store = openStore(settings);
  const { clock = systemClock(), journal: journald = false } = around;
  const log = openLog({ ...settings.log, journal: journald }, opened);
  const supervisor = around.supervisor?.(log);
  const agent = await agentOf(settings);
  const opening = { key: agent.key, clock, ...(around.signal ? { signal: around.signal } : {}) };
  const { journal, damaged, gone } = await watchedJournal(settings, opening, { log, supervisor });
  opened.use(journal);
  const mailReader = opened.use(workerMailReader());
  const post = opened.use(threadedPost((text) => libraryLine(log, text)));
  const stopping = new AbortController();
  const arms = armed(settings, log);
  const dossiers = dossiersOf(settings);
  const reading = readingParts(settings, arms, post.courier);
  opened.use(reading.mailVerifier);
  const world: World = {
    journal,
    store,
    clock,
    log,
    dossiers,
    holds: new ClientHolds(dossiers),
    composer: post.composer,
    sealers: await sealersFor(settings, stopping.signal),
    mailReader,
    ...reading,
    ...knowledgeOf({ settings, beside: dirname(settings.file) }),
    retryMinutes: settings.sending.retryMinutes,
    random: (bytes) => randomBytes(bytes),
    agent,
    disk: reserveOf(settings),
  };
  const { created } = agent;
  const parts = { settings, version, around, world, arms, damaged, created, opened };
  const daemon = await daemonOf(parts);
  const kept = opened.move();
  return {
    run: async (asked) => {
      const signal = AbortSignal.any([asked, gone]);
      signal.addEventListener("abort", () => stopping.abort(), { once: true });
      await runWith({ daemon, settings, version, signal, supervisor, logins: loginsOf(arms) });
      refuseGone(gone);
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};

const daemonOf = async (about: {
  readonly settings: Settings;
  readonly version: string;
  readonly around: Surroundings;
  readonly world: World;
  readonly arms: Armed;
  readonly damaged: ReadonlyMap<string, JournalDamage>;
  /** When the agent was made. */
  readonly created: Instant;
  readonly opened: AsyncDisposableStack;
}): Promise<Daemon> => {
  const { settings, version, around, world, arms, damaged, created, opened } = about;
  const { agent, clock } = world;
  const mailboxes = mailboxesOf(arms, world);
  const sentBoxes = sentBoxesOf(arms.identities);
  for (const box of [...mailboxes.map((m) => m.mailbox), ...sentBoxes.values()]) opened.use(box);
  return new Daemon({
    world,
    reporter: opened.use(threadedReporter(reportsOf(settings, version))),
    mailboxes,
    folders: receiptFolders(settings),
    scanSeconds: settings.scanSeconds,
    ...settings.sending,
    sentBoxes,
    damaged,
    ...(await watchedFiles(settings, around.env)),
    ...tellingOf(settings, { token: agent.token, version }),
    mailSince: () => mailSince({ created, now: clock.now(), days: settings.receipts.sinceDays }),
  });
};

/** The journal, and what its queues had to go on without. */
const watchedJournal = async (
  settings: Settings,
  opening: Required<Pick<JournalOpening, "clock">> & JournalOpening,
  { log, supervisor }: { readonly log: Log; readonly supervisor: Supervisor | undefined },
) => {
  const damaged = new Map<string, JournalDamage>();
  const gone = new AbortController();
  const passOver = (one: JournalDamage): void => void damaged.set(one.about ?? "", one);
  const { language } = settings;
  const migrating = migrationTeller({ log, clock: opening.clock, supervisor, language });
  const onGone = (one: JournalGone): void => gone.abort(one);
  const journal = await openJournal(settings, { ...opening, passOver, migrating, onGone });
  return { journal, damaged, gone: gone.signal };
};

/** Nothing more could be written: another start opens what stands there now, and says what it lacks. */
const refuseGone = ({ aborted, reason }: AbortSignal): void => {
  if (!aborted) return;
  const file = reason instanceof JournalGone ? reason.file : "journal.db";
  throw new Refusal(75, {
    fr: [
      `${file} a été supprimé, remplacé ou réécrit pendant que l'agent travaillait : il s'arrête, et n'envoie plus rien.`,
      "Relancez-le (un service le fait seul) : il reprend avec ce qui est là, et arrête les envois s'il y manque des lignes. Rien ne doit toucher au dossier `data` pendant que l'agent travaille.",
    ],
    en: [
      `${file} was deleted, replaced or written over while the agent worked: it stops, and sends nothing more.`,
      "Start it again (a service does so by itself): it goes on with what is there, and stops sending if lines are missing. Nothing may touch the `data` folder while the agent works.",
    ],
  });
};

/** What shows that the journal was not rewritten; and, beside the agent: when what seals ends, what the settings say now. */
const watchedFiles = async (settings: Settings, env: Surroundings["env"]) => ({
  ...(env ? { settings: settingsLook(settings, env) } : {}),
  ...(settings.timestamps ? { timestamper: httpTimestamper(settings.timestamps.url) } : {}),
  keys: await keyFilesOf(settings),
});

const mailboxesOf = ({ identities }: Armed, world: World) =>
  identities.flatMap((i) =>
    i.mailbox ? [watchedMailbox({ identity: i, mailbox: i.mailbox, world })] : [],
  );

/** Looking into the sent mails must not wait for IDLE to end: a connection of its own, made when needed. */
const sentBoxesOf = (identities: Armed["identities"]) =>
  new Map(
    identities.flatMap((i) =>
      i.mailbox?.protocol === "imap"
        ? [[i.name, imapMailbox({ ...i.mailbox, identity: i.name })] as const]
        : [],
    ),
  );

const reportsOf = (settings: Settings, version: string): ReportData => {
  const { organisms, reports, dossiers } = settings;
  return { organisms, reports, dossiers, ...groupOf(settings.group), version };
};

/** The watchers, the schedule and the orders live exactly as long as the daemon. */
const runWith = async (about: {
  readonly daemon: Daemon;
  readonly settings: Settings;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly supervisor: Supervisor | undefined;
  readonly logins: Logins;
}): Promise<void> => {
  const { daemon, settings, version, supervisor, logins } = about;
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
  let page: OpenedPage | undefined;
  const handle = answerOrders({
    daemon,
    version,
    settings: settings.file,
    stop,
    logins,
    page: () => page && ((person) => page?.link(person)),
  });
  if (settings.page) {
    const { openPage } = await import("./page.ts");
    page = openPage({ settings, page: settings.page, daemon, version, order: handle, signal });
  }
  const served = page?.run();
  await using orders = await serveOrders({ path: ordersPath(settings.data), handle, signal });
  await watchedOver({ daemon, supervisor, settings, signal });
  stop.abort();
  await Promise.all([...watching, served]);
  void orders;
};

/** Runs the daemon and tells whoever supervises it, until its last dialogue is finished. */
const watchedOver = async (about: {
  readonly daemon: Daemon;
  readonly supervisor: Supervisor | undefined;
  readonly settings: Settings;
  readonly signal: AbortSignal;
}): Promise<void> => {
  const { daemon, supervisor, settings, signal } = about;
  const over = new AbortController();
  const { world, problems } = daemon;
  const { language } = settings;
  const beating =
    supervisor &&
    beatLoop({ world, problems, supervisor, language, stopping: signal }, over.signal);
  try {
    await daemon.run(signal);
  } finally {
    over.abort();
    await beating;
  }
};
