/**
 * A report's words in English, for the page: verdicts, deadlines, authenticity, findings. Reports are filed in French, and so is
 * what they quote; the page's reader sees the same values, named in the page's language.
 */

import type { LegalTimes } from "../../domain/calendar/legal-calendar.ts";
import type { WorkCalendar } from "../../domain/calendar/working-days.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { awaitedOf } from "../../domain/due/awaited.ts";
import { type OnTime, onTime } from "../../domain/due/on-time.ts";
import type { Severity } from "../../domain/finding.ts";
import { findings } from "../../domain/findings.ts";
import type { Instant } from "../../domain/ids.ts";
import type { Message } from "../../domain/message.ts";
import { parisIso } from "../../domain/paris-time.ts";
import type { ReceiptDelay } from "../../domain/receipt/expected.ts";
import type { VerdictIs } from "../../domain/receipt/verdict.ts";
import type {
  ReportAnswer,
  ReportDeclaration,
  ReportFinding,
  ReportModel,
  When,
} from "../../domain/report/deposit.ts";
import { addressOf, type RuledMail, ruledMails, timesOf } from "../../domain/ruled-mails.ts";
import type { MailTimes } from "../../domain/ruled-message.ts";
import { formatsEn, gradesEn } from "../../domain/words-en.ts";
import { dayText } from "../visit/marks.ts";

interface About {
  readonly deposit: Deposit;
  readonly calendar: WorkCalendar;
  /** Whom to call at an organism, and what it is called, by its address. */
  readonly contactOf: (address: string) => string | undefined;
  readonly nameOf: (address: string) => string;
  /** In English already, but for its hours. */
  readonly timeline: ReportModel["timeline"];
  /** Over what is in English already. */
  readonly reasons: (
    known: Pick<ReportModel, "declarations" | "findings">,
  ) => ReportModel["reasons"];
}

export const inEnglish = (model: ReportModel, about: About): ReportModel => {
  const declarations = model.declarations.map(declaration);
  const findings = model.findings.map(finding);
  return {
    ...model,
    reasons: about.reasons({ declarations, findings }),
    ...(model.notice === undefined ? {} : { notice: "TEST MODE: nothing was sent" }),
    deposit: {
      ...model.deposit,
      ...(model.deposit.format
        ? { format: { ...model.deposit.format, text: formatsEn[model.deposit.format.code] } }
        : {}),
    },
    times: times(about),
    declarations,
    findings,
    ...(model.judged ? { judged: { ...model.judged, text: judgedText(model.judged) } } : {}),
    mails: model.mails.map((mail) => {
      const message = about.deposit.messages.find((m) => m.id === mail.message);
      return { ...mail, date: when(mail.date), ...(message ? { state: stateOf(message) } : {}) };
    }),
    receipts: model.receipts.map((r) => ({
      ...r,
      arrived: when(r.arrived),
      authenticity: gradesEn[r.grade],
      ...(r.notice === undefined ? {} : { notice: unofficial }),
    })),
    timeline: about.timeline.map((event) => ({ ...event, at: when(event.at) })),
  };
};

const unofficial =
  "The receipt’s layout is not official: how we read it is no publication of the organism. When in doubt, read the receipt itself.";

const words: Readonly<Record<VerdictIs, string>> = {
  received: "received",
  registered: "registered",
  refused: "refused",
  "to-read": "to be read",
};

const when = (w: When): When => ({
  ...w,
  text: `${dayText(w.iso.slice(0, 10), "en")}, ${w.clock}`,
});

const at = (instant: Instant): string => {
  const iso = parisIso(instant);
  return `${dayText(iso.slice(0, 10), "en")}, ${iso.slice(11, 19)}`;
};

const declaration = (d: ReportDeclaration): ReportDeclaration => {
  const { remark: _, ...verdict } = d.verdict;
  const doubt =
    d.verdict.remark === undefined
      ? {}
      : { remark: "another receipt, which nothing authenticates, says otherwise: to be checked" };
  return {
    ...d,
    details: d.details.map(({ label, value }) => ({
      label: labels.get(label) ?? label,
      value: period(dated(value)),
    })),
    verdict: { ...verdict, text: verdictText(d), ...doubt },
    answers: d.answers.map(
      (a): ReportAnswer => ({
        ...a,
        arrived: when(a.arrived),
        authenticity: gradesEn[a.grade],
      }),
    ),
  };
};

/** What a report calls the details of a declaration. */
const labels: ReadonlyMap<string, string> = new Map([
  ["Naissance", "Born"],
  ["Embauche", "Hired"],
  ["Employeur", "Employer"],
  ["Formulaire", "Form"],
  ["Période", "Period"],
  ["Référence", "Reference"],
]);

/** A report writes a day as people do in France: the months change, what else stands there does not. */
const dated = (text: string): string =>
  text.replace(
    /^(\d{1,2})(?:er)? (\p{L}+) (\d{4})(?: à (\d\d:\d\d))?$/u,
    (all: string, day: string, month: string, year: string, clock: string | undefined) => {
      const name = months[frenchMonths.indexOf(month)];
      return name === undefined
        ? all
        : `${day} ${name} ${year}${clock === undefined ? "" : ` at ${clock}`}`;
    },
  );

/** `4e trimestre 2026`, `novembre 2026 (202611)`: as a report writes a period. */
const period = (text: string): string =>
  text
    .replace(/^(\d)(?:er|e) trimestre (\d{4})\b/u, "quarter $1 of $2")
    .replace(/^année (\d{4})\b/u, "year $1")
    .replace(/^(\p{L}+) (\d{4})\b/u, (all: string, month: string, year: string) => {
      const name = months[frenchMonths.indexOf(month)];
      return name === undefined ? all : `${name} ${year}`;
    });

const frenchMonths =
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
const months =
  "January February March April May June July August September October November December".split(
    " ",
  );

const verdictText = ({ verdict, answers }: ReportDeclaration): string => {
  const { is, proven, tone } = verdict;
  switch (is) {
    case "not-sent":
      return tone === "waiting" ? "not sent yet" : "not sent";
    case "returned":
      return "came back, not delivered";
    case "waiting":
      return tone === "attention" ? "sending uncertain" : "no answer of the organism";
    case "superseded":
      return "replaced by a later deposit";
    case "otherwise":
      return "declared otherwise";
    case "contradicted":
      return "contradictory answers";
    case "to-read":
    case "received":
    case "registered":
    case "refused": {
      const own = answers.filter((a) => a.is === is);
      if (proven)
        return own.length > 0 && own.every((a) => a.grade === "H")
          ? `${words[is]} (receipt brought by a person)`
          : words[is];
      return is === "to-read" && answers.every((a) => a.grade === "F")
        ? "to be read: the receipt contradicts its sender, it does not count"
        : `${words[is]} according to a receipt that nothing authenticates: to be confirmed`;
    }
  }
};

/** Marks of code are for a terminal. */
const unmarked = (text: string): string => text.replaceAll("`", "");

const severities: Readonly<Record<Severity, string>> = {
  blocking: "blocks the sending",
  warning: "to be checked",
  information: "for information",
  "not-checked": "not checked",
};

/** What a report calls the places of a file, and a finding about nobody's declaration. */
const places: readonly (readonly [RegExp, string])[] = [
  [/^fichier entier$/u, "whole file"],
  [/\bdéclaration (?=\d)/gu, "declaration "],
  [/\bligne (?=\d)/gu, "line "],
  [/\bcolonne (?=\d)/gu, "column "],
  [/(?<!\p{L})élément (?=\d)/gu, "element "],
  [/\bbalise /gu, "tag "],
];

const placed = (text: string): string =>
  places.reduce((told, [french, english]) => told.replace(french, english), text);

const finding = (f: ReportFinding): ReportFinding => {
  const known = Object.hasOwn(findings, f.code)
    ? findings[f.code as keyof typeof findings].en
    : undefined;
  const more = /Constaté (\d+) fois de plus\./u.exec(f.what)?.[1];
  const what =
    known &&
    [
      unmarked(known.what),
      ...(more === undefined ? [] : [`Found ${more} times more.`]),
      ...(f.blocksInReal ? ["In real mode this blocks the sending."] : []),
    ].join(" ");
  return {
    ...f,
    severityText: severities[f.severity],
    subject: placed(f.subject),
    place: placed(f.place),
    ...(known && what !== undefined ? { what, remedy: unmarked(known.remedy) } : {}),
  };
};

const judgedText = ({ name, official }: NonNullable<ReportModel["judged"]>): string =>
  `Rules of the check: ${name} (${official ? "published by the organism" : "layout not official"}). A file without errors is not an accepted file: only the organism's acknowledgement proves it.`;

const stateOf = ({ stage, returned, held }: Message): string => {
  switch (stage.is) {
    case "queued":
      return "not gone yet";
    case "sending":
      return "being sent";
    case "accepted":
      if (stage.confirmedBy !== undefined) return `arrived, according to ${stage.confirmedBy}`;
      return stage.provedBy === undefined
        ? "handed to the sending server"
        : `arrived: proved by the answer ${stage.provedBy}`;
    case "refused":
      return returned === undefined ? "refused by the sending server" : "came back, not delivered";
    case "uncertain":
      return "uncertain";
    case "cancelled":
      return `cancelled by ${stage.by}`;
    case "corrupt":
      return held ? "damaged, will not be sent again" : "damaged, will not be sent";
  }
};

/** Of a file that was cut, each mail's own, as in the report. */
const times = ({ deposit, calendar, contactOf, nameOf }: About): ReportModel["times"] => {
  const mails = ruledMails(deposit);
  if (mails.length < 2) return timesOfMail({ deposit, calendar, contactOf }, mails[0]);
  return mails.flatMap((mail) =>
    timesOfMail({ deposit, calendar, contactOf }, mail).map(({ label, value }) => ({
      label: `${nameOf(addressOf(mail))}, ${label}`,
      value,
    })),
  );
};

const timesOfMail = (
  { deposit, calendar, contactOf }: Omit<About, "nameOf" | "timeline" | "reasons" | "parts">,
  mail: RuledMail | undefined,
): ReportModel["times"] => {
  const address = mail ? addressOf(mail) : "";
  const awaited = awaitedOf(deposit, calendar).find(
    (a) => a.message === mail?.message?.id && a.address === address,
  );
  const judged = onTime(deposit, { zone: calendar.zone, mail });
  const contact = contactOf(address);
  return [
    ...deadlines(timesOf(deposit, mail ?? {})),
    ...(judged ? [{ label: "In time?", value: onTimeText(judged) }] : []),
    ...(awaited?.safeHour !== undefined && awaited.unanswered > 0
      ? [{ label: "Latest safe hour to send again", value: at(awaited.safeHour) }]
      : []),
    ...(awaited?.waits ?? []).map(({ expected, due }) => ({
      label: "Expected",
      value: `${levelText(expected.level)} before ${at(due)} (within ${delay(expected.within)})`,
    })),
    ...(contact === undefined ? [] : [{ label: "Contact at the organism", value: contact }]),
  ];
};

const deadlines = ({ deadline, legal }: MailTimes): ReportModel["times"] => {
  if (deadline === undefined) return [];
  const source = legal ? sourceOf(legal) : "the first hire of the file";
  return [
    { label: "Deadline", value: `${at(deadline)} (${source})` },
    ...(legal?.opens === undefined ? [] : [{ label: "Service opens", value: at(legal.opens) }]),
    ...(legal?.closes === undefined ? [] : [{ label: "Service closes", value: at(legal.closes) }]),
  ];
};

const sourceOf = ({ bound, mark, calendar, source }: LegalTimes): string =>
  [
    ...(bound === "paiement" ? ["payment, the nearer"] : []),
    ...(mark === "exemple" ? ["AN EXAMPLE DATE, worth nothing"] : []),
    `calendar “${calendar}”, ${source}`,
  ].join("; ");

const levelText = (level: "any" | 1 | 2 | 3): string => {
  if (level === "any") return "a first receipt";
  return level === 3 ? "the final receipt" : `the receipt of level ${level}`;
};

const units: Readonly<Record<ReceiptDelay["unit"], string>> = {
  heures: "hour",
  "jours-ouvres": "working day",
  "jours-ouvrables": "business day",
  jours: "day",
};

const delay = ({ count, unit }: ReceiptDelay): string =>
  `${count} ${units[unit]}${count > 1 ? "s" : ""}`;

const onTimeText = (judged: OnTime): string => {
  if (judged.is === "unproved") {
    const none = "Not proved: no receipt holds the organism’s stamp";
    return judged.receiptBefore === undefined
      ? `${none}; the hour at which we sent does not count.`
      : `${none}; but the receipt ${judged.receiptBefore} itself came before the deadline.`;
  }
  const whose =
    judged.by === "organism"
      ? "the organism’s stamp"
      : "an intermediary’s stamp, which counts if the organism mandated it";
  const stamp = `${whose}: ${judged.local}, receipt ${judged.receipt}`;
  switch (judged.is) {
    case "on-time":
      return `Yes, and validated (${stamp}).`;
    case "stamped":
      return `Stamped before the deadline, but not wholly validated yet (${stamp}).`;
    case "late":
      return `No, too late (${stamp}).`;
  }
};
