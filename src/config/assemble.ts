/** From a file without a fault to the one frozen value that the agent runs on. */

import type { LegalCalendar } from "../domain/calendar/legal-calendar.ts";
import { spanOf } from "../domain/removal/retention.ts";
import type { LoginCheck } from "./check/logins.ts";
import { dossierFolder, reportsFolder } from "./check/names.ts";
import { openersOf } from "./check/openers.ts";
import type { PageCheck } from "./check/page.ts";
import { sealerOf } from "./check/sealers.ts";
import type { ServerCheck } from "./check/servers.ts";
import type { IdentityInFile, ServerInFile, SettingsInFile } from "./file-shape.ts";
import type {
  DossierSettings,
  Identity,
  MailboxSettings,
  NotificationSettings,
  Server,
  Settings,
} from "./settings.ts";
import { placed, type Surroundings } from "./surroundings.ts";

export interface Found {
  readonly file: string;
  readonly around: Surroundings;
  /** By `identity/submission` and `identity/mailbox`. */
  readonly servers: ReadonlyMap<string, ServerCheck>;
  /** By identity. */
  readonly logins: ReadonlyMap<string, LoginCheck>;
  readonly profiles: readonly string[];
  /** By the name or file that the settings give. */
  readonly calendars: ReadonlyMap<string, LegalCalendar>;
  readonly signers: Settings["receipts"]["signers"];
  readonly storeKey?: NonNullable<Settings["storeKey"]>;
  readonly page: PageCheck;
}

export const assemble = (file: SettingsInFile, found: Found): Settings => {
  const { around } = found;
  const { folder: _, ...reports } = file.reports;
  const logFile = file.log.file;
  return frozen({
    file: found.file,
    language: file.language,
    data: placed(around, file.data),
    ...(file.group === undefined ? {} : { group: file.group }),
    reports: {
      folder: known(reportsFolder(file, around)),
      ...reports,
    },
    identities: Object.entries(file.identities).map(([name, identity]) =>
      identityOf(name, identity, found),
    ),
    sealers: Object.entries(file.sealers ?? {}).map(([name, one]) => sealerOf(name, one, around)),
    legal: legalOf(file.calendars, found),
    dossiers: Object.keys(file.dossiers).map((name) => dossierOf(name, file, found)),
    organisms: Object.entries(file.organisms ?? {}).map(([name, o]) => ({ ...o, name })),
    ...(file.printing ? { printing: file.printing } : {}),
    ...(file.notifications
      ? { notifications: notificationsOf(file.notifications, found.servers) }
      : {}),
    ...(file.page?.on ? { page: pageOf(file.page, found.page) } : {}),
    sending: file.sending,
    reserveMiB: file.reserveMiB,
    ...(file.timestamps ? { timestamps: file.timestamps } : {}),
    scanSeconds: file.scanSeconds,
    receipts: {
      profiles: found.profiles,
      signers: found.signers,
      ...openersOf(file.receipts, around),
      sinceDays: file.receipts.sinceDays,
    },
    ...(found.storeKey ? { storeKey: found.storeKey } : {}),
    retention: {
      originals: spanOf(file.retention.originals),
      mails: spanOf(file.retention.mails),
      receipts: spanOf(file.retention.receipts),
      reports: spanOf(file.retention.reports),
    },
    log: {
      level: file.log.level,
      ...(logFile === undefined ? {} : { file: placed(around, logFile) }),
    },
  });
};

const legalOf = (names: readonly string[], found: Found): readonly LegalCalendar[] =>
  names.flatMap((name) => found.calendars.get(name) ?? []);

const dossierOf = (name: string, file: SettingsInFile, found: Found): DossierSettings => {
  const dossier = file.dossiers[name];
  if (!dossier) throw new Error(`no dossier ${name}`);
  const { zone, holidays, closedDays, calendars = file.calendars, reports, ...rest } = dossier;
  const shared = file.shared === undefined ? {} : { shared: placed(found.around, file.shared) };
  return {
    ...rest,
    ...shared,
    ...(reports === undefined ? {} : { reports: placed(found.around, reports) }),
    name,
    folder: known(dossierFolder(file, name, found.around)),
    calendar: { zone, holidays, closedDays },
    legal: legalOf(calendars, found),
  };
};

const pageOf = (
  { address, port, names, monitors, agreements }: NonNullable<SettingsInFile["page"]>,
  { tls, accounts }: PageCheck,
): NonNullable<Settings["page"]> => ({
  address,
  port,
  names,
  monitors,
  ...(tls ? { tls } : {}),
  accounts,
  ...(agreements ? { agreements } : {}),
});

const notificationsOf = (
  { mail, ...rest }: NonNullable<SettingsInFile["notifications"]>,
  servers: Found["servers"],
): NotificationSettings => ({
  ...rest,
  ...(mail
    ? {
        mail: {
          ...mail,
          submission: serverOf(mail.submission, servers.get("notifications/mail")),
        },
      }
    : {}),
});

const identityOf = (
  name: string,
  identity: IdentityInFile,
  { servers, logins, around }: Found,
): Identity => {
  const { address, displayName, legacyNames, submission, mailbox, receiptFolder } = identity;
  const oauth = logins.get(name)?.oauth;
  return {
    name,
    address,
    displayName,
    legacyNames,
    ...(oauth ? { oauth } : {}),
    submission: serverOf(submission, servers.get(`${name}/submission`)),
    ...(mailbox ? { mailbox: mailboxOf(mailbox, servers.get(`${name}/mailbox`)) } : {}),
    ...(receiptFolder === undefined ? {} : { receiptFolder: placed(around, receiptFolder) }),
  };
};

const serverOf = (server: ServerInFile, check: ServerCheck | undefined): Server => {
  const { host, port, security, login } = server;
  return {
    host,
    port,
    security,
    ...(login === undefined ? {} : { login }),
    ...(check?.password === undefined ? {} : { password: check.password }),
    ...(check?.secret === undefined ? {} : { secret: check.secret }),
    ...(check?.ca === undefined ? {} : { ca: check.ca }),
  };
};

const mailboxOf = (
  mailbox: NonNullable<IdentityInFile["mailbox"]>,
  check: ServerCheck | undefined,
): MailboxSettings => {
  const { protocol, deleteAfterDays, folders, pollSeconds, aliases, moveMatchedTo } = mailbox;
  const { authservId, receivedAbove } = mailbox;
  return {
    ...serverOf(mailbox, check),
    protocol,
    ...(deleteAfterDays === undefined ? {} : { deleteAfterDays }),
    folders,
    pollSeconds,
    aliases,
    ...(authservId === undefined ? {} : { authservId }),
    ...(receivedAbove === undefined ? {} : { receivedAbove }),
    ...(moveMatchedTo === undefined ? {} : { moveMatchedTo }),
  };
};

const known = (folder: string | undefined): string => {
  if (folder === undefined) throw new Error("the spool is required, so the folder is known");
  return folder;
};

const frozen = <T>(value: T): T => {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
};
