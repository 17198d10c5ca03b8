/**
 * Of a file that left cut (`decouper=oui`): where each of its mails stands, and what to do about that one alone. Nothing for a file
 * that left whole, of which the report itself says so.
 */
import { awaitedOf } from "../../../domain/awaited.ts";
import type { WorkCalendar } from "../../../domain/calendar/working-days.ts";
import { carriedBy, isSaidByOthers } from "../../../domain/declaration-state.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { frenchDateTime } from "../../../domain/paris-time.ts";
import type { ReportModel, ReportOrganisms, ReportPart } from "../../../domain/report-model.ts";
import { type Situation, situationOf } from "../../../domain/rollup.ts";
import { addressOf, type RuledMail, ruledMails } from "../../../domain/ruled-mails.ts";
import { situationText, situationTone } from "../../../domain/situations.ts";
import { calledBy, onlyText, positionsText } from "./organisms.ts";
import { printable } from "./printable.ts";
import { perhapsReturned } from "./todo.ts";

export interface PartsOf {
  readonly deposit: Deposit;
  readonly calendar: WorkCalendar;
  readonly organisms: ReportOrganisms;
}

/** In the order of its mails; empty unless there are several. */
export const partsOf = (about: PartsOf): readonly ReportPart[] => {
  const mails = ruledMails(about.deposit).filter((mail) => mail.message !== undefined);
  return mails.length < 2 ? [] : mails.map((mail) => partOf(about, mail));
};

const partOf = (about: PartsOf, mail: RuledMail): ReportPart => {
  const { deposit, organisms } = about;
  const s = situationOf(deposit, mail.message?.id);
  const { title, sentence } = situationText(s, "fr");
  const contact = organisms.get(addressOf(mail))?.contact;
  return {
    message: mail.message?.id ?? `${deposit.id}.M0`,
    organism: calledBy(organisms, mail),
    declarations: positionsText(mail.declarations),
    is: s.is,
    tone: situationTone(s.is),
    title,
    sentence,
    todo: todoOf(about, mail, s),
    ...(contact === undefined || s.is === "enregistre" ? {} : { contact: printable(contact) }),
  };
};

/** What somebody must do about it; empty when nothing is asked. */
const todoOf = (about: PartsOf, mail: RuledMail, s: Situation): readonly string[] => {
  switch (s.is) {
    case "refuse-par-le-serveur":
    case "non-remis":
      return [
        `Faites corriger l'adresse ou la règle, puis déposez un fichier qui ne contient que ${onlyText(mail.declarations)}.`,
      ];
    case "partiel":
    case "refuse":
      return refusedTodo(about.deposit, mail);
    case "enregistre":
    case "annule":
    case "remplace":
    case "declare-autrement":
      return [];
    case "remis":
    case "en-attente":
      return [waitingText(about, mail)];
    case "a-lire":
      return carriedBy(about.deposit, mail).every((d) => d.is !== "to-read" || isSaidByOthers(d))
        ? [`Un autre organisme en a parlé : cela ne compte pas. ${waitingText(about, mail)}`]
        : [situationText(s, "fr").next, ...perhapsBack(about.deposit, mail)];
    default:
      return [situationText(s, "fr").next, ...perhapsBack(about.deposit, mail)];
  }
};

/** Its part alone is dropped again: the other organisms have theirs. */
const perhapsBack = (d: Deposit, mail: RuledMail): readonly string[] =>
  mail.message === undefined
    ? []
    : perhapsReturned(d, {
        message: mail.message.id,
        again: `déposez un fichier qui ne contient que ${onlyText(mail.declarations)}`,
      });

/** Only what a receipt that proves it refused is declared again; anybody may have written the rest. */
const refusedTodo = (d: Deposit, mail: RuledMail): readonly string[] => {
  const led = new Set(d.corrected.flatMap((c) => c.declarations));
  const refused = carriedBy(d, mail).filter((s) => s.is === "refused");
  const left = refused.filter((s) => s.proven && !led.has(s.id)).map((s) => s.id);
  const unproven = refused.filter((s) => !s.proven && !led.has(s.id)).map((s) => s.id);
  const last = d.corrected.findLast((c) => refused.some((s) => c.declarations.includes(s.id)));
  return [
    ...(left.length === 0
      ? []
      : [
          `Corrigez dans le logiciel de paie, puis déposez un fichier qui ne contient que ${onlyText(left)}.`,
        ]),
    ...(unproven.length === 0
      ? []
      : [
          `Avant de corriger ${onlyText(unproven)}, vérifiez dans la boîte aux lettres qui a écrit ce refus : il n'est pas authentifié.`,
        ]),
    ...(last
      ? [`Voyez le compte rendu du dépôt ${last.by}, qui déclare de nouveau ce qui est refusé ici.`]
      : []),
  ];
};

/** No clock here: the report says until when, and the day's report says what is late. */
const waitingText = ({ deposit, calendar }: PartsOf, mail: RuledMail): string => {
  const awaited = awaitedOf(deposit, calendar).find((a) => a.message === mail.message?.id);
  const dues = (awaited?.waits ?? []).map((w) => w.due);
  return dues.length === 0
    ? "Attendez l'accusé de l'organisme."
    : `Attendez l'accusé jusqu'au ${frenchDateTime(Math.min(...dues))} ; passé cette date, appelez l'organisme.`;
};

/** What to do about the whole deposit, organism by organism; undefined when no part asks anything of anybody. */
export const todoByPart = (about: PartsOf): readonly string[] | undefined => {
  const parts = partsOf(about);
  const asking = parts.filter((p) => p.tone === "bad" || p.tone === "attention");
  if (asking.every((p) => p.todo.length === 0)) return undefined;
  const again = asking.some((p) => p.todo.some((step) => step.includes("ne contient que")));
  return [
    ...(again && asking.length < parts.length
      ? ["Les autres organismes ont leur part du fichier : ne le redéposez pas entier."]
      : []),
    ...asking.map((p) => `${p.organism} : ${p.todo.join(" ")}`),
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
