/**
 * Bounces that are no RFC 3464 report: old servers, French providers, reports whose parts were lost on the way. Nothing
 * in them proves who wrote them, so the answer is « rebond probable »: a person reads it, and no message is
 * refused by it (mail.md §4.6).
 */
import type { ReadMail } from "../../ports/mail-reader.ts";

/** Who sends them, by the local part of From. */
const daemons = /^(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|mdaemon)$/u;

/** Subjects, above each the servers that write it. */
const subjects: readonly RegExp[] = [
  // Postfix, Exchange in English
  /\bundeliver(?:ed|able)\b/u,
  // Exim, cPanel
  /\bmail delivery failed\b/u,
  // qmail
  /\bfailure notice\b/u,
  // Gmail, Courier
  /\bdelivery status notification\b/u,
  // Sendmail
  /\breturned mail\b/u,
  // Exchange and Outlook in French
  /\bnon remis\b/u,
  // French hosting providers
  /\bnon distribu/u,
  /\b(?:échec|erreur|impossibilité) (?:de la |de |d')?(?:remise|distribution|envoi|livraison)\b/u,
];

export const probableBounce = (mail: ReadMail): readonly string[] => {
  const signs: string[] = [];
  const local = mail.from.slice(0, mail.from.lastIndexOf("@")).toLowerCase();
  const first = (name: string): string => mail.headers.get(name)?.[0]?.trim() ?? "";
  if (daemons.test(local)) signs.push("mailer-daemon");
  if (mail.headers.has("x-failed-recipients")) signs.push("x-failed-recipients");
  const who = signs.length > 0;
  if (first("return-path") === "<>") signs.push("null-return-path");
  const subject = mail.subject.normalize("NFC").toLowerCase();
  if (subjects.some((pattern) => pattern.test(subject))) signs.push("subject");
  // Who writes it, and one more sign that this is what it is.
  return who && signs.length >= 2 ? signs : [];
};
