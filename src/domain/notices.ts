/**
 * What people are told away from the agent: numbers of deposits, dossiers, codes, addresses of organisms and
 * hours. Never a name, a NIR, a file name or a line of a mail: notices travel by other roads than reports.
 */

import type { ByCause } from "./by-cause.ts";
import { subjectText } from "./due/alarms.ts";
import { type Alarm, alarmCauses } from "./facts/due.ts";
import type { FactOf, Recorded } from "./facts.ts";
import { type FaultCode, faults } from "./faults.ts";
import type { DepositId, Instant } from "./ids.ts";
import { expiryCode } from "./key-expiry.ts";
import { frenchDateTime, parisDay } from "./paris-time.ts";
import type { Believed } from "./receipt/believed.ts";

export interface NoticeEvent {
  readonly at: Instant;
  /** Dossiers concerned; empty: the agent itself. */
  readonly dossiers: readonly string[];
  readonly deposits: readonly DepositId[];
  /** An alarm's or fault's code, or `rejete`, `refuse`, `a-lire`, `a-confirmer`, `suspect`, `non-remis`, `corrige`, `suspendu`, `a-faire-partir`. */
  readonly code: string;
  readonly grave: boolean;
  /** It is about the agent's own work. */
  readonly health?: true;
  /** What happened, in one French sentence. */
  readonly what: string;
  /** The same for whom only some of its dossiers concern: without what counts or dates the others'. */
  readonly apart?: string;
  /** What to do; empty when nothing is. */
  readonly next: string;
}

export interface Notice {
  /** The newest fact told. */
  readonly upTo: number;
  readonly at: Instant;
  readonly subject: string;
  readonly text: string;
  readonly events: readonly NoticeEvent[];
}

/** `dossier` and earlier receipts are asked of the journal by the caller; undefined: nothing to tell. */
export const noticeEvent = (
  fact: Recorded,
  about: {
    readonly dossier?: string | undefined;
    /** Of a receipt: whether its mails' rules are content with what vouches for it. */
    readonly believed?: Believed | undefined;
    readonly contactOf: (address: string) => string | undefined;
  },
): NoticeEvent | undefined => {
  const base = { at: fact.at, dossiers: about.dossier === undefined ? [] : [about.dossier] };
  const of = (deposit: DepositId) => ({ ...base, deposits: [deposit] });
  switch (fact.is) {
    case "alarm-raised":
      return raised(fact, about.contactOf);
    case "alarm-ended":
      return fact.because === "replaced" ? undefined : ended(fact);
    case "rejected": {
      const what = `Dépôt ${fact.deposit} rejeté au contrôle, rien n'est envoyé (${fact.codes.join(", ")}).`;
      const next = "Corrigez le fichier d'après son compte rendu, puis redéposez-le.";
      return { ...of(fact.deposit), code: "rejete", grave: true, what, next };
    }
    case "held": {
      const { what, next } = faults[fact.because].fr;
      return {
        ...of(fact.deposit),
        code: fact.because,
        grave: true,
        what: `Dépôt ${fact.deposit} en attente : ${what}`,
        next,
      };
    }
    case "ordered":
      return suspended(fact, of(fact.deposit));
    case "key-expiring":
      return keysEnding(fact);
    case "today-due":
      return dueToday(fact);
    case "message-returned":
      return {
        ...of(fact.deposit),
        code: "non-remis",
        grave: true,
        what: `Le courrier du dépôt ${fact.deposit} est revenu, non remis à l'organisme (${fact.status}).`,
        next: "Vérifiez l'adresse dans la règle ; voyez le compte rendu du dépôt.",
      };
    case "receipt-matched":
      return answered(fact, of(fact.deposit), about.believed ?? "not");
    case "corrected":
      return {
        ...base,
        deposits: [fact.deposit, fact.by],
        code: "corrige",
        grave: false,
        what: `Le dépôt ${fact.by} corrige ce qui avait été refusé dans le dépôt ${fact.deposit}.`,
        next: "",
      };
    default:
      return undefined;
  }
};

/** What people order they know; the agent suspends what its rules, mode or keys no longer let go (docs/decisions/0039). */
const suspended = (
  { deposit, by, order }: FactOf<"ordered">,
  base: Pick<NoticeEvent, "at" | "dossiers" | "deposits">,
): NoticeEvent | undefined => {
  if (by !== "facteur" || order !== "hold") return undefined;
  return {
    ...base,
    code: "suspendu",
    grave: true,
    what: `Dépôt ${deposit} suspendu par l'agent avant l'envoi : sa règle, son mode, une clé ou le registre a changé depuis sa préparation.`,
    next: `\`facteur show ${deposit}\` dit pourquoi, et s'il faut le libérer ou l'annuler puis redéposer le fichier.`,
  };
};

const dueToday = (fact: Extract<Recorded, { readonly is: "today-due" }>): NoticeEvent => {
  const { dossier, asking, leaving, before, passed, deposits } = fact;
  const parts = [
    asking > 0 ? `${asking} ${asking < 2 ? "demande" : "demandent"} quelqu'un` : "",
    leaving > 0 ? `${leaving} ${leaving < 2 ? "part d'elle-même" : "partent d'elles-mêmes"}` : "",
    passed > 0 ? `${passed} ${passed < 2 ? "échéance est passée" : "échéances sont passées"}` : "",
  ].filter((part) => part !== "");
  const hour = before === undefined ? "" : frenchDateTime(before);
  const until =
    before === undefined
      ? ""
      : before < fact.at
        ? `, l'heure la plus tardive est passée (${hour})`
        : `, avant le ${hour}`;
  return {
    at: fact.at,
    dossiers: [dossier],
    deposits,
    code: "a-faire-partir",
    grave: asking > 0,
    what: `À faire partir aujourd'hui${until} : ${parts.join(", ")}.`,
    next: asking > 0 ? `\`facteur today --dossier ${dossier}\` dit quoi, dans l'ordre.` : "",
  };
};

const keysNamedMax = 5;

/** Files and places in the settings: a key's owner may be a person. */
const keysEnding = ({
  at,
  stage,
  keys,
}: Extract<Recorded, { readonly is: "key-expiring" }>): NoticeEvent => {
  const code = expiryCode(stage);
  const named = keys
    .slice(0, keysNamedMax)
    .map((k) => `${k.use}, ${k.file.split(/[/\\]/u).at(-1) ?? ""} (${parisDay(k.expires)})`);
  const more = keys.length - named.length;
  const { what, next } = faults[code].fr;
  return {
    at,
    dossiers: [],
    deposits: [],
    code,
    grave: stage <= 7,
    health: true,
    what: `${what} ${named.join(" ; ")}${more > 0 ? ` et ${more} de plus` : ""}.`,
    next,
  };
};

const raised = (
  fact: Extract<Recorded, { readonly is: "alarm-raised" }>,
  contactOf: (address: string) => string | undefined,
): NoticeEvent => {
  const { what, next } = faults[fact.alarm].fr;
  const contact = fact.address === undefined ? undefined : contactOf(fact.address);
  const unit = fact.alarm === "not-produced" ? "employeur" : "déclaration";
  const subject = subjectText({ code: fact.alarm, about: fact.about }, "fr");
  const more = fact.again ? " (il y en a de plus qu'au dernier avis)" : "";
  return {
    at: fact.at,
    dossiers: fact.dossiers,
    deposits: fact.deposits,
    code: fact.alarm,
    grave: fact.alarm !== "ar-late",
    apart: `${what} ${subject}.`,
    what: `${what} ${subject} : ${fact.count} ${unit}${fact.count > 1 ? "s" : ""}${more}, depuis le ${frenchDateTime(fact.due)}.`,
    next: contact === undefined ? next : `${next} Contact : ${contact}.`,
  };
};

const ended = (fact: Extract<Recorded, { readonly is: "alarm-ended" }>): NoticeEvent => ({
  at: fact.at,
  dossiers: fact.dossiers,
  deposits: [],
  code: fact.alarm,
  grave: false,
  what: `Fin d'alarme, ${subjectText({ code: fact.alarm, about: fact.about }, "fr")} : ${over[fact.alarm]}`,
  next: "",
});

const over: Readonly<Record<Alarm["cause"], string>> = {
  "ar-late": "les accusés en retard sont arrivés.",
  "ar-silence": "cette adresse répond de nouveau.",
  "deadline-near": "plus aucune déclaration de cette échéance n'est sans réponse.",
  "deadline-passed": "plus aucune déclaration de cette échéance n'est sans réponse.",
  "not-produced": "la déclaration est déposée, ou n'est plus signalée.",
};

const answered = (
  fact: Extract<Recorded, { readonly is: "receipt-matched" }>,
  base: Pick<NoticeEvent, "at" | "dossiers" | "deposits">,
  believed: Believed,
): NoticeEvent | undefined => {
  const { deposit, verdicts, receipt } = fact;
  const refused = verdicts.filter((v) => v.is === "refused");
  const codes = [...new Set(refused.flatMap((v) => v.code ?? []))].join(", ");
  const see = `Voyez le compte rendu du dépôt ${deposit}.`;
  if (refused.length > 0)
    return {
      ...base,
      code: "refuse",
      grave: true,
      what: `Dépôt ${deposit} : ${refused.length} ${refused.length < 2 ? "déclaration refusée" : "déclarations refusées"} sur ${verdicts.length}${codes === "" ? "" : ` (code ${codes})`}, d'après l'accusé ${receipt}${doubts[believed]}.`,
      next: see,
    };
  if (believed === "not" && verdicts.length > 0) return { ...base, ...unproven(fact), next: see };
  if (believed !== "partly" && !verdicts.some((v) => v.is === "to-read")) return undefined;
  return {
    ...base,
    code: "a-lire",
    grave: false,
    what: `Dépôt ${deposit} : l'accusé ${receipt} est à lire par une personne.`,
    next: see,
  };
};

const doubts: Readonly<Record<Believed, string>> = {
  wholly: "",
  partly: ", dont une partie seulement fait foi",
  not: ", qui n'est pas authentifié",
};

/** Good news that nothing proves: nothing is filed and nothing closes, so somebody must hear of it. */
const unproven = ({
  deposit,
  receipt,
  grade,
}: Extract<Recorded, { readonly is: "receipt-matched" }>): Pick<
  NoticeEvent,
  "code" | "grave" | "what"
> =>
  grade === "F"
    ? {
        code: "suspect",
        grave: false,
        what: `Dépôt ${deposit} : les contrôles d'authenticité démentent l'accusé ${receipt} ; il ne compte pas, la réponse de l'organisme est toujours attendue.`,
      }
    : {
        code: "a-confirmer",
        grave: false,
        what: `Dépôt ${deposit} : l'accusé ${receipt} n'est pas authentifié ; il n'enregistre rien tant qu'une personne ne l'a pas confirmé.`,
      };

/** A health item that lasts: a mailbox that does not answer, a disk that is full, mails that nobody can read. */
export const healthEvent = (
  problem: ByCause<{
    readonly code: FaultCode;
    readonly about: string;
    readonly since: Instant;
  }>,
): NoticeEvent => ({
  at: problem.since,
  dossiers: [],
  deposits: [],
  code: problem.code,
  grave: true,
  health: true,
  what: `${problem.about}${problem.more > 0 ? ` et ${problem.more} ${problem.more < 2 ? "autre" : "autres"}` : ""} : ${faults[problem.code].fr.what}`,
  next: faults[problem.code].fr.next,
});

const shownMax = 40;

/** Deadlines, other alarms, the agent's health (a line per cause), what concerns one deposit, the rest: nothing buries what is above it. */
const rankOf = ({ code, grave, health }: NoticeEvent): number => {
  if (!grave) return 4;
  if (code === "deadline-passed" || code === "deadline-near" || code === "a-faire-partir") return 0;
  if (alarmCauses.some((cause) => cause === code)) return 1;
  return health ? 2 : 3;
};

/** One digest, graver events first; the text fits any mail reader. */
export const noticeOf = (
  events: readonly NoticeEvent[],
  about: { readonly upTo: number; readonly at: Instant },
): Notice => {
  const sorted = events.toSorted((a, b) => rankOf(a) - rankOf(b) || a.at - b.at);
  const grave = sorted.filter((e) => e.grave).length;
  const shown = sorted.slice(0, shownMax);
  const lines = shown.flatMap((e) => [
    `${e.grave ? "!" : "-"} ${e.dossiers.length > 0 ? `[${e.dossiers.join(", ")}] ` : ""}${e.what}`,
    ...(e.deposits.length > 0 ? [`    Dépôts : ${e.deposits.join(", ")}`] : []),
    ...(e.next === "" ? [] : [`    À faire : ${e.next}`]),
    `    ${frenchDateTime(e.at)}`,
    "",
  ]);
  const more = sorted.length - shown.length;
  return {
    ...about,
    subject: `[Facteur] ${grave > 0 ? `${grave} ${grave < 2 ? "point demande" : "points demandent"} une action` : `${sorted.length} ${sorted.length < 2 ? "nouvelle" : "nouvelles"}`}`,
    text: [
      ...lines,
      ...(more > 0 ? [`Et ${more} de plus : \`facteur report day\` les montre tous.`, ""] : []),
      "Cet avis est automatique et ne nomme personne ; les comptes rendus disent le reste.",
      "",
    ].join("\n"),
    events: sorted,
  };
};
