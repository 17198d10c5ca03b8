/** The audit's own words, in French and English. What each violation means stands in its registry. */
import type { AuditCounts } from "../../journey/audit.ts";
import type { Language } from "../io.ts";

export interface AuditWords {
  readonly about: string;
  readonly since: string;
  readonly wrongSince: (text: string) => string;
  readonly hoursKnown: string;
  readonly wrongHours: (text: string) => string;
  readonly hoursKnownLines: (count: number) => string;
  readonly columns: readonly [string, string, string, string, string];
  readonly none: string;
  readonly proved: (receipt: string) => string;
  readonly confirmed: (by: string) => string;
  readonly seen: string;
  readonly uncertain: string;
  readonly refused: (said: string) => string;
  readonly cancelled: (by: string) => string;
  readonly corrupt: string;
  readonly waiting: string;
  readonly read: (counts: AuditCounts) => string;
  readonly head: (seq: number, hash: string) => string;
  readonly clean: string;
  readonly found: (count: number) => string;
  readonly more: (count: number) => string;
  readonly reconcile: string;
  readonly as: string;
  readonly asNeeded: string;
  readonly whichNeeded: string;
  readonly nothingMissing: string;
  readonly missing: (count: number) => string;
  readonly knownMissing: (message: string) => string;
  readonly unknownMissing: string;
  readonly linesMissing: string;
  readonly notMissing: (which: string) => string;
  readonly reconciled: (count: number, left: number) => string;
  readonly waitingHeld: (deposit: string) => string;
  readonly progress: { readonly facts: string; readonly deposits: string };
}

const fr: AuditWords = {
  about: "vérifie tout le journal et ce qu'il conserve : chaîne, preuves, envois, remises",
  since:
    "seulement les dépôts et accusés qui ont bougé depuis (AAAA-MM-JJ) ; la chaîne est toujours lue en entier",
  wrongSince: (text) => `--since ${text} : donnez une date AAAA-MM-JJ.`,
  hoursKnown:
    "l'horloge a sauté et vous le savez : les heures des lignes jusqu'à ce numéro sont dites, et ne comptent plus comme violations",
  wrongHours: (text) => `--hours-known ${text} : donnez le numéro (seq) d'une ligne du journal.`,
  hoursKnownLines: (n) =>
    `${n} heure${n > 1 ? "s" : ""} fausse${n > 1 ? "s" : ""}, connue${n > 1 ? "s" : ""} de vous (--hours-known).`,
  columns: ["Pli", "Fichier", "Points", "Réponse définitive", "Accusés"],
  none: "–",
  proved: (receipt) => `arrivé, prouvé par ${receipt}`,
  confirmed: (by) => `arrivé, confirmé par ${by}`,
  seen: "arrivé, copie dans le dossier des envoyés",
  uncertain: "incertain : aucune",
  refused: (said) => `refusé : ${said}`,
  cancelled: (by) => `annulé par ${by}`,
  corrupt: "abîmé, ne partira pas",
  waiting: "pas encore",
  read: (c) =>
    `Lus : ${c.facts} faits, ${c.deposits} dépôts, ${c.messages} plis, ${c.receipts} accusés, ${c.blobs} contenus.`,
  head: (seq, hash) => `Tête de la chaîne : ${seq} ${hash}`,
  clean: "Aucune violation.",
  found: (n) => `${n} violation${n > 1 ? "s" : ""} :`,
  more: (n) => `… et ${n} de plus.`,
  reconcile:
    "après la restauration d'une sauvegarde : nomme les envois que le journal ignore, ou répond pour l'un d'eux (ou `all`)",
  as: "ce qu'il en est : envoyé, ou pas",
  asNeeded: 'dites ce qu\'il en est, et pourquoi : --as sent|not-sent --reason "…"',
  whichNeeded:
    "--as, --reason et --by répondent pour un envoi : dites lequel, --reconcile ID (ou --reconcile all). Rien n'a été écrit.",
  nothingMissing: "Rien ne manque au journal ; les envois ne sont pas arrêtés.",
  missing: (n) =>
    `${n} chose${n > 1 ? "s" : ""} que le journal ignore, et qui ${n > 1 ? "ont été envoyées" : "a été envoyée"} peut-être :`,
  knownMissing: (message) => `le journal croit que ${message} n'est pas parti`,
  unknownMissing: "envoi que la boîte aux lettres connaît, inconnu du journal",
  linesMissing:
    "le journal allait jusqu'à cette ligne (journal.head) ; elle n'y est plus. Comparez le dossier des envoyés, traites/ et AR/ avec `facteur list` : --as sent suspend ce qui attend encore, pour que vous décidiez de chacun ; --as not-sent le laisse partir.",
  notMissing: (which) => `${which} n'est pas parmi les envois qui manquent.`,
  reconciled: (n, left) =>
    `${n} réglé${n > 1 ? "s" : ""}. ${left === 0 ? "Les envois reprennent." : `Encore ${left} : rien ne part.`}`,
  waitingHeld: (id) =>
    `${id} attend ici, et est peut-être déjà parti : il est suspendu. Regardez (facteur show ${id}) : le même fichier, facteur cancel ${id} ; un autre, facteur release ${id}.`,
  progress: { facts: "faits lus", deposits: "dépôts vérifiés" },
};

const en: AuditWords = {
  about: "check the whole journal and what it stores: chain, evidence, sends, deliveries",
  since:
    "only deposits and receipts with something new since (YYYY-MM-DD); the chain is always read whole",
  wrongSince: (text) => `--since ${text}: give a date YYYY-MM-DD.`,
  hoursKnown:
    "the clock jumped and you know it: the hours of the lines up to this number are told, and count no more as violations",
  wrongHours: (text) => `--hours-known ${text}: give the number (seq) of a line of the journal.`,
  hoursKnownLines: (n) => `${n} wrong hour${n > 1 ? "s" : ""} that you know of (--hours-known).`,
  columns: ["Message", "File", "Dots", "Definite answer", "Receipts"],
  none: "–",
  proved: (receipt) => `arrived, proved by ${receipt}`,
  confirmed: (by) => `arrived, confirmed by ${by}`,
  seen: "arrived, a copy among the sent mails",
  uncertain: "uncertain: none",
  refused: (said) => `refused: ${said}`,
  cancelled: (by) => `cancelled by ${by}`,
  corrupt: "damaged, will not be sent",
  waiting: "not yet",
  read: (c) =>
    `Read: ${c.facts} facts, ${c.deposits} deposits, ${c.messages} messages, ${c.receipts} receipts, ${c.blobs} contents.`,
  head: (seq, hash) => `Head of the chain: ${seq} ${hash}`,
  clean: "No violation.",
  found: (n) => `${n} violation${n > 1 ? "s" : ""}:`,
  more: (n) => `… and ${n} more.`,
  reconcile:
    "after a backup was restored: name the mails that the journal lacks, or answer for one of them (or `all`)",
  as: "what became of it",
  asNeeded: 'say what became of it, and why: --as sent|not-sent --reason "…"',
  whichNeeded:
    "--as, --reason and --by answer for a mail: say which, --reconcile ID (or --reconcile all). Nothing was written.",
  nothingMissing: "The journal lacks nothing; sending is not locked.",
  missing: (n) =>
    `${n} thing${n > 1 ? "s" : ""} that the journal lacks, and that may have been sent:`,
  knownMissing: (message) => `the journal believes that ${message} never left`,
  unknownMissing: "a mail that the mailbox knows, unknown to the journal",
  linesMissing:
    "the journal had come to this line (journal.head), and has it no more. Compare the folder of sent mails, traites/ and AR/ with `facteur list`: --as sent suspends what still waits, for you to decide on each; --as not-sent lets it go.",
  notMissing: (which) => `${which} is not among the missing ones.`,
  reconciled: (n, left) =>
    `${n} resolved. ${left === 0 ? "Sending resumes." : `${left} left: nothing is sent.`}`,
  waitingHeld: (id) =>
    `${id} waits here, and may have been sent already: it is suspended. Look (facteur show ${id}): the same file, facteur cancel ${id}; another one, facteur release ${id}.`,
  progress: { facts: "facts read", deposits: "deposits checked" },
};

export const auditWords: Readonly<Record<Language, AuditWords>> = { fr, en };
