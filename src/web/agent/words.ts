/** The words of the agent's own page. */
import type { Mode } from "../../domain/mode.ts";
import type { Language } from "../language.ts";

interface AgentWords {
  readonly title: string;
  readonly works: string;
  /** Work goes on; somebody should look. */
  readonly warns: (count: number) => string;
  /** Something keeps declarations from leaving, or from being in time. */
  readonly fails: (critical: number, warnings: number) => string;
  readonly critical: string;
  readonly follows: string;
  readonly comesAndGoes: (times: number, stands: boolean) => string;
  readonly problems: string;
  readonly since: string;
  readonly dossiers: string;
  readonly columns: Readonly<Record<"dossier" | "client" | "mode" | "held", string>>;
  readonly modes: Readonly<Record<Mode, string>>;
  readonly heldBy: (by: string, reason: string) => string;
  readonly held: string;
  readonly hold: string;
  readonly holdWhat: string;
  readonly scope: string;
  readonly client: (name: string) => string;
  readonly dossier: (name: string) => string;
  readonly release: string;
  readonly reason: string;
  readonly take: string;
  readonly takeWhat: (name: string) => string;
  readonly identities: string;
  readonly trips: Readonly<Record<"identity" | "read" | "accepted" | "answered" | "never", string>>;
  readonly seals: string;
  readonly changed: (name: string) => string;
  readonly accept: string;
  readonly clerk: string;
  readonly done: string;
  readonly refused: Readonly<Record<"client-held" | "client-not-held" | "unknown", string>>;
}

export const agentWords: Readonly<Record<Language, AgentWords>> = {
  fr: {
    title: "Agent",
    works: "L’agent travaille, et rien ne le gêne",
    warns: (n) => `L’agent travaille ; ${n} problème${n > 1 ? "s" : ""} à regarder`,
    fails: (n, rest) =>
      `${n} problème${n > 1 ? "s" : ""} grave${n > 1 ? "s" : ""} : des déclarations ne partent pas, ou pourraient être en retard${rest > 0 ? ` ; ${rest} à regarder` : ""}`,
    critical: "grave",
    follows: "suite de :",
    comesAndGoes: (times, stands) =>
      `va et vient : ${times} fois ; ${stands ? "là en ce moment" : "absent en ce moment"}`,
    problems: "Ce qui ne va pas",
    since: "depuis",
    dossiers: "Dossiers",
    columns: { dossier: "Dossier", client: "Client", mode: "Mode", held: "Suspendu" },
    modes: { test: "test : rien ne part", essai: "essai", reel: "réel" },
    heldBy: (by, reason) => `par ${by} : ${reason}`,
    held: "Suspendus",
    hold: "Suspendre",
    holdWhat:
      "Rien de ce client ou de ce dossier ne part tant qu’il n’est pas libéré ; les autres continuent.",
    scope: "Client ou dossier",
    client: (name) => `client ${name}`,
    dossier: (name) => `dossier ${name}`,
    release: "Libérer",
    reason: "Pourquoi ? (obligatoire, reste au journal)",
    take: "Prendre ce dossier",
    takeWhat: (name) =>
      `Le dossier « ${name} » est marqué par un autre agent. Arrêtez l’autre d’abord : deux agents enverraient deux fois.`,
    identities: "Identités",
    trips: {
      identity: "Identité",
      read: "Boîte lue",
      accepted: "Dernier envoi accepté",
      answered: "Dernière réponse",
      never: "pas depuis le démarrage",
    },
    seals: "Chiffrements dont un programme ou une clé a changé",
    changed: (name) =>
      `« ${name} » n’utilise plus les mêmes fichiers. Si c’est voulu, acceptez-les ; sinon rien n’en part.`,
    accept: "Accepter",
    clerk: "L’administrateur peut suspendre un client, prendre un dossier et accepter des clés.",
    done: "C’est fait.",
    refused: {
      "client-held": "Il est déjà suspendu.",
      "client-not-held": "Il n’est pas suspendu.",
      unknown: "Ce nom n’est pas dans les réglages, ou la raison manque.",
    },
  },
  en: {
    title: "Agent",
    works: "The agent works, and nothing hinders it",
    warns: (n) => `The agent works; ${n} problem${n > 1 ? "s" : ""} to look at`,
    fails: (n, rest) =>
      `${n} critical problem${n > 1 ? "s" : ""}: declarations do not leave, or may be late${rest > 0 ? `; ${rest} to look at` : ""}`,
    critical: "critical",
    follows: "follows from:",
    comesAndGoes: (times, stands) =>
      `comes and goes: ${times} times; ${stands ? "there now" : "away now"}`,
    problems: "What is wrong",
    since: "since",
    dossiers: "Dossiers",
    columns: { dossier: "Dossier", client: "Client", mode: "Mode", held: "Suspended" },
    modes: { test: "test: nothing leaves", essai: "essai", reel: "real" },
    heldBy: (by, reason) => `by ${by}: ${reason}`,
    held: "Suspended",
    hold: "Suspend",
    holdWhat: "Nothing of this client or dossier leaves until it is released; the others go on.",
    scope: "Client or dossier",
    client: (name) => `client ${name}`,
    dossier: (name) => `dossier ${name}`,
    release: "Release",
    reason: "Why? (required, stays in the journal)",
    take: "Take this dossier",
    takeWhat: (name) =>
      `The dossier “${name}” is marked by another agent. Stop that one first: two agents would send twice.`,
    identities: "Identities",
    trips: {
      identity: "Identity",
      read: "Mailbox read",
      accepted: "Last mail accepted",
      answered: "Last answer",
      never: "not since the start",
    },
    seals: "Sealings of which a program or key has changed",
    changed: (name) =>
      `“${name}” no longer uses the same files. Accept them if that is meant; else nothing of it leaves.`,
    accept: "Accept",
    clerk: "The administrator can suspend a client, take a dossier and accept keys.",
    done: "Done.",
    refused: {
      "client-held": "It is suspended already.",
      "client-not-held": "It is not suspended.",
      unknown: "This name is not in the settings, or the reason is missing.",
    },
  },
};
