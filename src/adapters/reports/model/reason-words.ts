/** What the reasons of a situation are told with, in French as reports are filed, in English for the page. */
import type { Instant } from "../../../domain/ids.ts";
import type { RuledMail } from "../../../domain/ruled-mails.ts";
import { carriedText, carriedTextEn } from "./organisms.ts";
import { momentEn, type TimelineLanguage } from "./timeline-words.ts";
import { when } from "./words.ts";

type Mail = Pick<RuledMail, "declarations">;

export interface ReasonWords {
  readonly more: (count: number) => string;
  readonly finding: (subject: string, what: string) => string;
  readonly rejectedInReal: string;
  /** The mail, where there are several. */
  readonly wouldGo: (mail: Mail | undefined) => string;
  readonly withSubject: string;
  readonly empty: string;
  readonly notDelivered: string;
  readonly nextTry: (at: Instant) => string;
  readonly doubt: (receipt: string, why: "others" | "denied" | "unproven") => string;
  readonly declaration: (position: number, who: string, verdict: string) => string;
  readonly code: (codes: readonly string[]) => string;
  readonly on: (at: Instant) => string;
}

const doubtsFr = {
  others: "parle de déclarations envoyées à un autre organisme",
  denied: "contredit son expéditeur",
  unproven: "n'est pas authentifié",
} as const;

const doubtsEn = {
  others: "speaks of declarations that were sent to another organism",
  denied: "contradicts its sender",
  unproven: "is not authenticated",
} as const;

const fr: ReasonWords = {
  more: (n) => `… et ${n} de plus dans le tableau ci-dessous`,
  finding: (subject, what) => `${subject} : ${what}`,
  rejectedInReal: "Tel quel, le fichier serait rejeté en mode réel.",
  wouldGo: (mail) =>
    `En mode réel, le courrier ${mail === undefined ? "" : `${carriedText(mail)} `}partirait à`,
  withSubject: "Avec le sujet",
  empty: "(vide)",
  notDelivered: "Avis de non-remise",
  nextTry: (at) => `Prochain essai : ${when(at).text}`,
  doubt: (receipt, why) => `L'accusé ${receipt} ${doubtsFr[why]}`,
  declaration: (position, who, verdict) => `Déclaration ${position}, ${who} : ${verdict}`,
  code: (codes) => `, code ${codes.join(" puis ")}`,
  on: (at) => `, le ${when(at).text}`,
};

const en: ReasonWords = {
  more: (n) => `… and ${n} more in the table below`,
  finding: (subject, what) => `${subject}: ${what}`,
  rejectedInReal: "As it is, the file would be rejected in real mode.",
  wouldGo: (mail) =>
    `In real mode, the mail ${mail === undefined ? "" : `of ${carriedTextEn(mail.declarations)} `}would go to`,
  withSubject: "With the subject",
  empty: "(empty)",
  notDelivered: "Notice of non-delivery",
  nextTry: (at) => `Next try: ${momentEn(at)}`,
  doubt: (receipt, why) => `The receipt ${receipt} ${doubtsEn[why]}`,
  declaration: (position, who, verdict) => `Declaration ${position}, ${who}: ${verdict}`,
  code: (codes) => `, code ${codes.join(" then ")}`,
  on: (at) => `, ${momentEn(at)}`,
};

export const reasonWords: Readonly<Record<TimelineLanguage, ReasonWords>> = { fr, en };
