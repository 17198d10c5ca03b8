/**
 * Of a file that left cut (`decouper=oui`): where each of its mails stands, and what to do about that one alone. Nothing for a file
 * that left whole, of which the report itself says so.
 */

import type { WorkCalendar } from "../../../domain/calendar/working-days.ts";
import { carriedBy, isSaidByOthers } from "../../../domain/declaration-state.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { awaitedOf } from "../../../domain/due/awaited.ts";
import type { ReportModel, ReportOrganisms, ReportPart } from "../../../domain/report/deposit.ts";
import { type Situation, situationOf } from "../../../domain/rollup.ts";
import { addressOf, type RuledMail, ruledMails } from "../../../domain/ruled-mails.ts";
import { situationText, situationTone } from "../../../domain/situations.ts";
import { calledBy, positionsText } from "./organisms.ts";
import { type PartWords, partWords } from "./part-words.ts";
import { printable } from "./printable.ts";
import type { TimelineLanguage } from "./timeline-words.ts";
import { doubtedReturns } from "./todo.ts";

export interface PartsOf {
  readonly deposit: Deposit;
  readonly calendar: WorkCalendar;
  readonly organisms: ReportOrganisms;
  /** Absent: French, as reports are filed. */
  readonly language?: TimelineLanguage;
}

/** In the order of its mails; empty unless there are several. */
export const partsOf = (about: PartsOf): readonly ReportPart[] => {
  const mails = ruledMails(about.deposit).filter((mail) => mail.message !== undefined);
  return mails.length < 2 ? [] : mails.map((mail) => partOf(about, mail));
};

const partOf = (about: PartsOf, mail: RuledMail): ReportPart => {
  const { deposit, organisms, language = "fr" } = about;
  const s = situationOf(deposit, mail.message?.id);
  const { title, sentence } = situationText(s, language);
  const contact = organisms.get(addressOf(mail))?.contact;
  return {
    message: mail.message?.id ?? `${deposit.id}.M0`,
    organism: calledBy(organisms, mail),
    declarations: positionsText(mail.declarations, language === "fr" ? "à" : "to"),
    is: s.is,
    tone: situationTone(s.is),
    title,
    sentence,
    todo: todoOf(about, mail, s),
    ...(contact === undefined || s.is === "enregistre" ? {} : { contact: printable(contact) }),
  };
};

const wordsOf = ({ language = "fr" }: PartsOf): PartWords => partWords[language];

/** What somebody must do about it; empty when nothing is asked. */
const todoOf = (about: PartsOf, mail: RuledMail, s: Situation): readonly string[] => {
  const { deposit, language = "fr" } = about;
  const w = wordsOf(about);
  const asked = (): readonly string[] => [
    situationText(s, language).next,
    ...perhapsBack(about, mail),
  ];
  switch (s.is) {
    case "refuse-par-le-serveur":
    case "non-remis":
      return [w.mend(mail.declarations)];
    case "corrompu":
      return s.left ? asked() : [w.restore(mail.declarations)];
    case "partiel":
    case "refuse":
      return refusedTodo(about, mail);
    case "enregistre":
    case "annule":
    case "remplace":
    case "declare-autrement":
      return [];
    case "remis":
    case "en-attente":
      return [waitingText(about, mail)];
    case "a-lire":
      return carriedBy(deposit, mail).every((d) => d.is !== "to-read" || isSaidByOthers(d))
        ? [`${w.others} ${waitingText(about, mail)}`]
        : asked();
    default:
      return asked();
  }
};

/** Its part alone is dropped again: the other organisms have theirs. */
const perhapsBack = (about: PartsOf, { message, declarations }: RuledMail): readonly string[] =>
  message === undefined
    ? []
    : doubtedReturns(about.deposit, message.id).map((id) => wordsOf(about).back(id, declarations));

/** Only what a receipt that proves it refused is declared again; anybody may have written the rest. */
const refusedTodo = (about: PartsOf, mail: RuledMail): readonly string[] => {
  const { deposit: d } = about;
  const w = wordsOf(about);
  const led = new Set(d.corrected.flatMap((c) => c.declarations));
  const refused = carriedBy(d, mail).filter((s) => s.is === "refused");
  const left = refused.filter((s) => s.proven && !led.has(s.id)).map((s) => s.id);
  const unproven = refused.filter((s) => !s.proven && !led.has(s.id)).map((s) => s.id);
  const last = d.corrected.findLast((c) => refused.some((s) => c.declarations.includes(s.id)));
  return [
    ...(left.length === 0 ? [] : [w.correct(left)]),
    ...(unproven.length === 0 ? [] : [w.check(unproven)]),
    ...(last ? [w.see(last.by)] : []),
  ];
};

/** No clock here: the report says until when, and the day's report says what is late. */
const waitingText = (about: PartsOf, mail: RuledMail): string => {
  const { deposit, calendar } = about;
  const awaited = awaitedOf(deposit, calendar).find((a) => a.message === mail.message?.id);
  const dues = (awaited?.waits ?? []).map((w) => w.due);
  return wordsOf(about).wait(dues.length === 0 ? undefined : Math.min(...dues));
};

/** What to do about the whole deposit, organism by organism; undefined when no part asks anything of anybody. */
export const todoByPart = (about: PartsOf): readonly string[] | undefined => {
  const w = wordsOf(about);
  const parts = partsOf(about);
  const asking = parts.filter((p) => p.tone === "bad" || p.tone === "attention");
  if (asking.every((p) => p.todo.length === 0)) return undefined;
  const again = asking.some((p) => p.todo.some((step) => step.includes(w.only)));
  return [
    ...(again && asking.length < parts.length ? [w.notWhole] : []),
    ...asking.map((p) => w.of(p.organism, p.todo.join(" "))),
  ];
};

/** Of a model: the mails of a file that left cut, in their order. */
export const partsIn = ({ mails }: Pick<ReportModel, "mails">): readonly ReportPart[] =>
  mails.flatMap((m) => m.part ?? []);

/** Beside its state: what is asked of somebody stands in the list of the whole report. */
export const afterText = (p: ReportPart): string => {
  if (p.tone === "waiting") return p.todo.join(" ");
  return p.tone === "good" || p.tone === "neutral" ? "Rien à faire." : "Voir ci-dessous.";
};
