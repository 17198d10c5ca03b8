/** What a deposit's life is told with: one phrase for each event, in French as reports are filed, in English for the page. */
import type { FormatName } from "../../../domain/declaration.ts";
import type { StatementMeans } from "../../../domain/facts/agreement.ts";
import type { OrderName, OtherMeans, ReplaceAnswer } from "../../../domain/facts.ts";
import type { Instant } from "../../../domain/ids.ts";
import type { Outcome } from "../../../domain/outcome.ts";
import { frenchDateTime, parisIso } from "../../../domain/paris-time.ts";
import type { Grade } from "../../../domain/receipt/verdict.ts";
import type { KeptKind } from "../../../domain/removal/retention.ts";
import { formatsEn, gradesEn } from "../../../domain/words-en.ts";
import { authenticity, formatText } from "./words.ts";

export type TimelineLanguage = "fr" | "en";

type Search = "found" | "absent" | "no-folder";

export interface TimelineWords {
  readonly claimed: string;
  readonly continues: (id: string) => string;
  readonly recognised: (format: FormatName) => string;
  readonly declarations: (count: number) => string;
  readonly checked: (blocking: number, warnings: number) => string;
  readonly moved: string;
  readonly ruled: string;
  readonly incomplete: string;
  readonly truncatedAt: (octet: number) => string;
  readonly duplicate: string;
  readonly rejected: string;
  readonly held: (why: string) => string;
  readonly simulated: string;
  readonly orders: Readonly<Record<OrderName, string>>;
  readonly answers: Readonly<Record<ReplaceAnswer, string>>;
  /** « par jeanne » */
  readonly by: (name: string) => string;
  readonly agreedBy: (name: string) => string;
  /** Before a reason. */
  readonly because: (reason: string) => string;
  readonly otherwise: Readonly<Record<OtherMeans, string>>;
  readonly proofKept: (size: number, hash: string) => string;
  readonly purged: string;
  readonly kinds: Readonly<Record<KeptKind, string>>;
  readonly removed: (count: number, octets: number) => string;
  readonly link: (to: string, until: Instant) => string;
  readonly given: Readonly<Record<StatementMeans, string>>;
  readonly tacit: string;
  readonly tacitDetail: (given: Instant, ended: Instant) => string;
  readonly corrected: (id: string) => string;
  readonly superseded: (id: string) => string;
  readonly frozen: string;
  readonly searched: Readonly<Record<Search, string>>;
  readonly forbidden: (why: string) => string;
  readonly returned: string;
  readonly attempt: (number: number, how: Outcome["is"] | "under-way") => string;
  readonly answer: (receipt: string, level: number | undefined, grade: Grade) => string;
  readonly filed: (receipt: string) => string;
  readonly refiled: (receipt: string) => string;
}

const plural = (n: number, one: string, many: string): string => `${n} ${n < 2 ? one : many}`;

export const otherMeansText: Readonly<Record<OtherMeans, string>> = {
  paper: "sur papier",
  portal: "sur le portail de l'organisme",
  fax: "par télécopie",
};

const fr: TimelineWords = {
  claimed: "Fichier pris en charge",
  continues: (id) => `Suite du dépôt ${id}, dont le fichier a changé après sa prise en charge`,
  recognised: (format) => `Contenu reconnu : ${formatText(format)}`,
  declarations: (n) => plural(n, "déclaration", "déclarations"),
  checked: (b, w) =>
    b === 0 && w === 0
      ? "Contrôle : rien à signaler"
      : `Contrôle : ${plural(b, "erreur bloquante", "erreurs bloquantes")}, ${plural(w, "avertissement", "avertissements")}`,
  moved: "Fichier d'origine rangé",
  ruled: "Règle appliquée",
  incomplete: "Fichier incomplet",
  truncatedAt: (octet) => `coupé à l'octet ${octet}`,
  duplicate: "Reconnu comme doublon",
  rejected: "Rejeté : rien n'est envoyé",
  held: (why) => `Mis en attente : ${why}`,
  simulated: "Fin du test : rien n'est envoyé",
  orders: {
    hold: "Suspendu",
    release: "Libéré",
    retry: "Nouvel essai demandé",
    cancel: "Annulé",
    confirm: "Arrivée confirmée",
    resend: "Nouvel envoi ordonné",
  },
  answers: { replacement: " (remplace)", separate: " (déclaration distincte)" },
  by: (name) => ` par ${name}`,
  agreedBy: (name) => `, avec l'accord de ${name}`,
  because: (reason) => ` : ${reason}`,
  otherwise: {
    paper: `Déclaré ${otherMeansText.paper}`,
    portal: `Déclaré ${otherMeansText.portal}`,
    fax: `Déclaré ${otherMeansText.fax}`,
  },
  proofKept: (size, hash) => `preuve gardée (${size} octets, empreinte ${hash})`,
  purged: "Purgé : ",
  kinds: {
    originals: "original et sa lecture",
    mails: "courrier envoyé",
    receipts: "accusés",
    reports: "comptes rendus",
  },
  removed: (n, octets) => `${plural(n, "contenu", "contenus")}, ${octets} octets`,
  link: (to, until) =>
    `Lien d'accord fait pour le client (${to}), jusqu'au ${frenchDateTime(until)},`,
  given: {
    mail: "État remis au client (courrier)",
    paper: "État remis au client (papier)",
    phone: "État remis au client (téléphone)",
  },
  tacit: "Accord tacite du client : libéré sans réponse de sa part",
  tacitDetail: (given, ended) =>
    `état remis le ${frenchDateTime(given)}, délai écoulé le ${frenchDateTime(ended)}`,
  corrected: (id) => `Corrigé par le dépôt ${id}`,
  superseded: (id) => `Remplacé par le dépôt ${id}`,
  frozen: "Courrier préparé",
  searched: {
    found: "Preuve cherchée dans les messages envoyés : trouvé",
    absent: "Preuve cherchée dans les messages envoyés : absent",
    "no-folder": "Preuve cherchée dans les messages envoyés : pas de dossier",
  },
  forbidden: (why) => `Envoi interdit : ${why}`,
  returned: "Courrier revenu : non remis à l'organisme",
  attempt: (n, how) => `Essai n° ${n} : ${outcomesFr[how]}`,
  answer: (receipt, level, grade) =>
    `Réponse ${receipt}${level === undefined ? "" : ` de niveau ${level}`} : ${authenticity(grade)}`,
  filed: (receipt) => `Accusé ${receipt} rangé`,
  refiled: (receipt) => `Accusé ${receipt} à ranger de nouveau, demandé`,
};

const outcomesFr: Readonly<Record<Outcome["is"] | "under-way", string>> = {
  "under-way": "en cours",
  accepted: "remis au serveur d'envoi",
  later: "non abouti, à réessayer",
  refused: "refusé par le serveur d'envoi",
  uncertain: "incertain, la connexion s'est rompue au dernier instant",
};

const outcomesEn: typeof outcomesFr = {
  "under-way": "under way",
  accepted: "handed to the sending server",
  later: "not done, to be tried again",
  refused: "refused by the sending server",
  uncertain: "uncertain, the connection broke at the last moment",
};

/** `2026-11-21 10:12:03`, in Paris. */
export const momentEn = (at: Instant): string => parisIso(at).slice(0, 19).replace("T", " ");

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const en: TimelineWords = {
  claimed: "File taken",
  continues: (id) => `Continues deposit ${id}, whose file changed after it was taken`,
  recognised: (format) => `Content recognised: ${formatsEn[format]}`,
  declarations: (n) => counted(n, "declaration", "declarations"),
  checked: (b, w) =>
    b === 0 && w === 0
      ? "Check: nothing to report"
      : `Check: ${counted(b, "blocking error", "blocking errors")}, ${counted(w, "warning", "warnings")}`,
  moved: "Original file put away",
  ruled: "Rule applied",
  incomplete: "Incomplete file",
  truncatedAt: (octet) => `cut at octet ${octet}`,
  duplicate: "Recognised as a duplicate",
  rejected: "Rejected: nothing is sent",
  held: (why) => `Held: ${why}`,
  simulated: "End of the test: nothing is sent",
  orders: {
    hold: "Suspended",
    release: "Released",
    retry: "Another try asked for",
    cancel: "Cancelled",
    confirm: "Arrival confirmed",
    resend: "Ordered to be sent again",
  },
  answers: { replacement: " (replaces)", separate: " (another declaration)" },
  by: (name) => ` by ${name}`,
  agreedBy: (name) => `, with the agreement of ${name}`,
  because: (reason) => `: ${reason}`,
  otherwise: {
    paper: "Declared on paper",
    portal: "Declared on the organism's portal",
    fax: "Declared by fax",
  },
  proofKept: (size, hash) => `proof kept (${size} octets, hash ${hash})`,
  purged: "Purged: ",
  kinds: {
    originals: "the original and what was read of it",
    mails: "the mail sent",
    receipts: "receipts",
    reports: "reports",
  },
  removed: (n, octets) => `${counted(n, "content", "contents")}, ${octets} octets`,
  link: (to, until) => `Link to agree by made for the client (${to}), until ${momentEn(until)},`,
  given: {
    mail: "Statement given to the client (mail)",
    paper: "Statement given to the client (paper)",
    phone: "Statement given to the client (telephone)",
  },
  tacit: "The client's tacit agreement: released without an answer",
  tacitDetail: (given, ended) =>
    `statement given at ${momentEn(given)}, delay ended at ${momentEn(ended)}`,
  corrected: (id) => `Corrected by deposit ${id}`,
  superseded: (id) => `Replaced by deposit ${id}`,
  frozen: "Mail prepared",
  searched: {
    found: "Proof sought among the sent mails: found",
    absent: "Proof sought among the sent mails: absent",
    "no-folder": "Proof sought among the sent mails: no folder",
  },
  forbidden: (why) => `Sending forbidden: ${why}`,
  returned: "Mail came back: not delivered to the organism",
  attempt: (n, how) => `Attempt ${n}: ${outcomesEn[how]}`,
  answer: (receipt, level, grade) =>
    `Answer ${receipt}${level === undefined ? "" : ` of level ${level}`}: ${gradesEn[grade]}`,
  filed: (receipt) => `Receipt ${receipt} filed`,
  refiled: (receipt) => `Receipt ${receipt} to be filed again, asked`,
};

export const timelineWords: Readonly<Record<TimelineLanguage, TimelineWords>> = { fr, en };
