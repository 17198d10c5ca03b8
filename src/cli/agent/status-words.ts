/** What `facteur status` says of the agent's health, in French and English. */
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
};

export const statusWords: Readonly<Record<Language, StatusWords>> = { fr, en };
