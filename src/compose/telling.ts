/** The ways of telling people, from the settings: the printer, and who is notified of what. */
import { noticeMail } from "../adapters/courier/notice-mail.ts";
import { smtpCourier } from "../adapters/courier/smtp-courier.ts";
import { webhook } from "../adapters/notices/webhook.ts";
import { noticeProgram } from "../adapters/programs/notice-program.ts";
import { programPrinter } from "../adapters/programs/printer.ts";
import { type Told, toldFrom } from "../adapters/reports/told.ts";
import { cronSchedule } from "../adapters/system/cron-schedule.ts";
import type { NotificationSettings, Settings } from "../config/settings.ts";
import type { DaemonOptions } from "../daemon/daemon.ts";
import type { NoticeOptions } from "../daemon/notice-loop.ts";
import type { Printing } from "../daemon/print-loop.ts";
import { paris } from "../domain/calendar/zoned-time.ts";
import type { Notifier } from "../ports/notifier.ts";
import { withPassword } from "./logins.ts";

/** What the daemon needs to tell people, and when. */
export const tellingOf = (
  settings: Settings,
  about: { readonly token: string; readonly version: string },
): Pick<DaemonOptions, "schedule" | "reportTimes" | "printing" | "notices"> => ({
  schedule: cronSchedule(paris),
  reportTimes: settings.reports,
  printing: printingOf(settings),
  notices: noticesOf(settings, { ...about, told: toldFrom(settings, about.version) }),
});

const printingOf = ({ printing }: Settings): Printing | undefined =>
  printing && { printer: programPrinter(printing.command), documents: printing.documents };

const noticesOf = (
  settings: Settings,
  about: { readonly token: string; readonly told: Told },
): NoticeOptions => {
  const { notifications } = settings;
  const contactOf = (address: string) => about.told.contactOf(address);
  if (!notifications) return { notifiers: [], digestMinutes: 0, perHour: 1, contactOf };
  const { command, webhook: url, digestMinutes, perHour } = notifications;
  return {
    notifiers: [
      ...mailNotifiers(settings, notifications.mail, about.token),
      ...(command ? [noticeProgram(command)] : []),
      ...(url === undefined ? [] : [webhook(url)]),
    ],
    digestMinutes,
    perHour,
    contactOf,
  };
};

/** One for each group of people: a dossier with addresses of its own is told to them, and to nobody else. */
const mailNotifiers = (
  settings: Settings,
  mail: NotificationSettings["mail"],
  agentToken: string,
): readonly Notifier[] => {
  if (!mail) return [];
  const courier = smtpCourier(withPassword(mail.submission));
  const base = { courier, from: mail.from, nullSender: mail.nullSender, agentToken };
  const groups = new Map<string, { to: readonly string[]; dossiers: string[] }>();
  for (const dossier of settings.dossiers) {
    if (!dossier.notify) continue;
    const key = dossier.notify.toSorted().join(" ").toLowerCase();
    const group = groups.get(key) ?? { to: dossier.notify, dossiers: [] };
    group.dossiers.push(dossier.name);
    groups.set(key, group);
  }
  const apart = [...groups.values()];
  return [
    noticeMail({ ...base, to: mail.to, not: apart.flatMap((g) => g.dossiers) }),
    ...apart.map((group) => noticeMail({ ...base, ...group })),
  ];
};
