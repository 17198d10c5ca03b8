/** What `facteur status` says, in French and English. */
import type { RoundTrip } from "../../domain/health.ts";
import { parisIso } from "../../domain/paris-time.ts";
import type { Language } from "../io.ts";

export interface StatusWords {
  /** What keeps declarations from leaving, and what somebody should look at; empty when there is neither. */
  readonly health: (critical: number, warnings: number) => string;
  readonly trip: (trip: RoundTrip) => string;
  readonly comesAndGoes: (about: {
    readonly times: number;
    readonly since: number;
    /** Whether it stands now. */
    readonly stands: boolean;
  }) => string;
  readonly follows: (code: string, about: string) => string;
  readonly running: (pid: number) => string;
  readonly works: string;
  readonly problems: (count: number) => string;
  /** Things of one cause beside those that are named. */
  readonly others: (count: number) => string;
  readonly waiting: (count: number) => string;
  readonly more: (count: number) => string;
  readonly counts: (counts: readonly (readonly [string, number])[]) => string;
}

/** `2026-11-21 10:35:12`, in Paris. */
const moment = (at: number): string => parisIso(at).slice(0, 19).replace("T", " ");

/** « le 21/11 à 10:35:12 » */
const frenchMoment = (at: number): string => {
  const iso = parisIso(at);
  return `le ${iso.slice(8, 10)}/${iso.slice(5, 7)} à ${iso.slice(11, 19)}`;
};

const fr: StatusWords = {
  health: (critical, warnings) =>
    [
      ...(critical > 0 ? [`${critical} grave${critical > 1 ? "s" : ""}`] : []),
      ...(warnings > 0 ? [`${warnings} à voir`] : []),
    ].join(", "),
  trip: ({ identity, readAt, acceptedAt, answeredAt }) =>
    [
      `${identity} : ${readAt === undefined ? "boîte pas encore lue" : `boîte lue ${frenchMoment(readAt)}`}`,
      ...(acceptedAt === undefined ? [] : [`dernier envoi accepté ${frenchMoment(acceptedAt)}`]),
      ...(answeredAt === undefined ? [] : [`dernière réponse ${frenchMoment(answeredAt)}`]),
    ].join(" ; "),
  comesAndGoes: ({ times, since, stands }) =>
    `va et vient : ${times} fois depuis ${frenchMoment(since)} ; ${stands ? "là en ce moment" : "absent en ce moment"}`,
  follows: (code, about) => `suite de : ${about} [${code}]`,
  running: (pid) => `L'agent tourne (processus ${pid}).`,
  works: "Tout va bien.",
  problems: (n) => `${n} problème${n > 1 ? "s" : ""} :`,
  others: (n) => `et ${n} autre${n > 1 ? "s" : ""}`,
  waiting: (n) => `${n} dépôt${n > 1 ? "s attendent" : " attend"} une personne :`,
  more: (n) => `… et ${n} de plus (\`facteur status --json\`).`,
  counts: (counts) => `Derniers dépôts : ${counts.map(([w, n]) => `${n} ${w}`).join(", ")}.`,
};

const en: StatusWords = {
  health: (critical, warnings) =>
    [
      ...(critical > 0 ? [`${critical} critical`] : []),
      ...(warnings > 0 ? [`${warnings} to look at`] : []),
    ].join(", "),
  trip: ({ identity, readAt, acceptedAt, answeredAt }) =>
    [
      `${identity}: ${readAt === undefined ? "mailbox not read yet" : `mailbox read at ${moment(readAt)}`}`,
      ...(acceptedAt === undefined ? [] : [`last mail accepted at ${moment(acceptedAt)}`]),
      ...(answeredAt === undefined ? [] : [`last answer at ${moment(answeredAt)}`]),
    ].join("; "),
  comesAndGoes: ({ times, since, stands }) =>
    `comes and goes: ${times} times since ${moment(since)}; ${stands ? "there now" : "away now"}`,
  follows: (code, about) => `follows from: ${about} [${code}]`,
  running: (pid) => `The agent is running (process ${pid}).`,
  works: "All is well.",
  problems: (n) => `${n} problem${n > 1 ? "s" : ""}:`,
  others: (n) => `and ${n} other${n === 1 ? "" : "s"}`,
  waiting: (n) => `${n} deposit${n === 1 ? " waits" : "s wait"} for a person:`,
  more: (n) => `… and ${n} more (\`facteur status --json\`).`,
  counts: (counts) => `Latest deposits: ${counts.map(([w, n]) => `${n} ${w}`).join(", ")}.`,
};

export const statusWords: Readonly<Record<Language, StatusWords>> = { fr, en };
