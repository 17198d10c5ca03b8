/** The times of a deposit: its deadline and who says so, the answers expected, whether it was made in time. */

import type { LegalTimes, Mark } from "../../../domain/calendar/legal-calendar.ts";
import { delayText, type WorkCalendar } from "../../../domain/calendar/working-days.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { awaitedOf } from "../../../domain/due/awaited.ts";
import { type OnTime, onTime } from "../../../domain/due/on-time.ts";
import { frenchDate, frenchDateTime, frenchDeadline } from "../../../domain/paris-time.ts";
import type { Expected } from "../../../domain/receipt/terms.ts";
import type { ReportModel, ReportOrganisms } from "../../../domain/report/deposit.ts";
import { addressOf, type RuledMail, ruledMails, timesOf } from "../../../domain/ruled-mails.ts";
import type { MailTimes } from "../../../domain/ruled-message.ts";
import { calledBy } from "./organisms.ts";
import { printable } from "./printable.ts";

interface About {
  readonly deposit: Deposit;
  readonly calendar: WorkCalendar;
  readonly organisms: ReportOrganisms;
}

const contactLabel = "Contact de l'organisme";

/** Of a file that was cut, each mail's own: another organism, rule and deadline. Its contact stands beside its state. */
export const timeRows = (about: About): ReportModel["times"] => {
  const mails = ruledMails(about.deposit);
  if (mails.length < 2) return rowsOf(about, mails[0]);
  return mails.flatMap((mail) => {
    const name = calledBy(about.organisms, mail);
    return rowsOf(about, mail)
      .filter(({ label }) => label !== contactLabel)
      .map(({ label, value }) => row(`${name}, ${label}`, value));
  });
};

const rowsOf = (
  { deposit: d, calendar, organisms }: About,
  mail: RuledMail | undefined,
): ReportModel["times"] => {
  const address = mail ? addressOf(mail) : "";
  const awaited = awaitedOf(d, calendar).find(
    (a) => a.message === mail?.message?.id && a.address === address,
  );
  const judged = onTime(d, { zone: calendar.zone, mail });
  const contact = organisms.get(address)?.contact;
  return [
    ...deadlineRows(timesOf(d, mail ?? {})),
    ...(judged === undefined ? [] : [row("Dans les délais ?", onTimeText(judged, d))]),
    ...(awaited?.safeHour !== undefined && awaited.unanswered > 0
      ? [row("Dernière heure sûre pour renvoyer", frenchDeadline(awaited.safeHour))]
      : []),
    ...(awaited?.waits ?? []).map((w) =>
      row(
        "Attendu",
        `${expectedText(w.expected)} avant le ${frenchDeadline(w.due)} (${delayText(w.expected.within)} ; ${markText(w.expected.mark)})`,
      ),
    ),
    ...(contact === undefined ? [] : [row(contactLabel, printable(contact))]),
  ];
};

const row = (label: string, value: string) => ({ label, value });

const deadlineRows = ({ deadline, legal }: MailTimes): ReportModel["times"] => {
  if (deadline === undefined) return [];
  if (legal === undefined)
    return [row("Échéance", `${frenchDeadline(deadline)}, la première embauche du fichier`)];
  return [
    row("Échéance", `${frenchDeadline(deadline)} (${sourceText(legal)})`),
    ...(legal.opens === undefined
      ? []
      : [row("Ouverture du service", frenchDateTime(legal.opens))]),
    ...(legal.closes === undefined
      ? []
      : [row("Fermeture du service", frenchDateTime(legal.closes))]),
  ];
};

const sourceText = (legal: LegalTimes): string => {
  const bound = legal.bound === "paiement" ? "paiement, le plus proche ; " : "";
  const example = legal.mark === "exemple" ? "DATE D'EXEMPLE, sans valeur ; " : "";
  return printable(`${bound}${example}calendrier « ${legal.calendar} », ${legal.source}`);
};

const markText = (mark: Mark): string => {
  switch (mark) {
    case "utilisateur":
      return "d'après la règle";
    case "seed":
      return "d'après le manuel de l'organisme";
    case "2+":
    case "1":
      return "d'après des documents publics";
    case "inferred":
      return "notre usage, sans texte de l'organisme";
    case "exemple":
      return "exemple";
  }
};

const expectedText = ({ level }: Expected): string => {
  if (level === "any") return "un premier accusé";
  return level === 3 ? "l'accusé définitif" : `l'accusé de niveau ${level}`;
};

/** Which stamp was used is always said. */
const onTimeText = (judged: OnTime, d: Deposit): string => {
  if (judged.is === "unproved") return unproved(judged.receiptBefore, d);
  const [day = "", hour] = judged.local.split(/[T ]/u);
  const when = hour === undefined ? frenchDate(day) : `${frenchDate(day)} à ${hour}`;
  const whose =
    judged.by === "organism"
      ? "horodatage de l'organisme"
      : "horodatage d'un intermédiaire, qui vaut s'il a délégation de l'organisme";
  const stamp = printable(`${whose} : ${when}, accusé ${judged.receipt}`);
  switch (judged.is) {
    case "on-time":
      return `Oui, et validée (${stamp}).`;
    case "stamped":
      return `Horodatée avant l'échéance, mais pas encore entièrement validée (${stamp}).`;
    case "late":
      return `Non, hors délai (${stamp}).`;
  }
};

const unproved = (receiptBefore: string | undefined, d: Deposit): string => {
  const none = "Non prouvé : aucun accusé ne porte l'horodatage de l'organisme";
  if (receiptBefore === undefined) return `${none} ; l'heure de notre envoi ne compte pas.`;
  const receipt = d.receipts.find((r) => r.receipt === receiptBefore);
  const at = receipt === undefined ? "" : `, le ${frenchDateTime(receipt.arrived)},`;
  return `${none} ; mais l'accusé ${receiptBefore} lui-même est arrivé${at} avant l'échéance.`;
};
