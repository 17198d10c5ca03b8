/**
 * What a deposit amounts to, for people: one word, the counts behind it and what to do next. Pure over
 * the deposit, exhaustive over its stages. The promise: `enregistre` only when *every* declaration
 * is registered by a receipt that closes (mail.md §4); a doubt always wins over good news.
 */
import { carriedBy, type DeclarationState, isDenied } from "./declaration-state.ts";
import type { Deposit } from "./deposit.ts";
import { isRulesHold } from "./hold/hold.ts";
import type { DepositId, MessageId } from "./ids.ts";
import { declares, everDotted, type Message, mayHaveArrived } from "./message.ts";

export type SituationIs =
  | "pris-en-charge"
  | "incomplet"
  | "doublon"
  | "rejete"
  | "en-attente-de-regle"
  | "retenu"
  | "simule"
  | "a-envoyer"
  | "envoi-en-cours"
  | "nouvel-essai"
  | "remis"
  | "incertain"
  | "refuse-par-le-serveur"
  | "non-remis"
  | "en-attente"
  | "enregistre"
  | "enregistre-a-confirmer"
  | "partiel"
  | "refuse"
  | "refuse-a-confirmer"
  | "a-lire"
  | "contradictoire"
  | "corrompu"
  | "annule"
  | "remplace"
  | "declare-autrement"
  | "suspendu";

/** What a person does next, for programs: the sentence stands in `situations.ts`. */
export type NextStep =
  | "rien"
  | "attendre"
  | "attendre-l-ar"
  | "redeposer"
  | "corriger-et-redeposer"
  | "corriger-la-regle"
  | "voir-le-rapport"
  | "voir-le-depot-d-origine"
  | "passer-en-reel"
  | "ne-pas-redeposer"
  | "confirmer"
  | "lire-l-ar";

export interface Counts {
  readonly total: number;
  readonly registered: number;
  readonly registeredUnproven: number;
  readonly received: number;
  readonly receivedUnproven: number;
  readonly refused: number;
  readonly refusedUnproven: number;
  readonly toRead: number;
  readonly waiting: number;
  readonly contradicted: number;
  /** Another deposit took their place: they count for nothing more. */
  readonly superseded: number;
  /** Declared by another way than mail: never counted as registered. */
  readonly otherwise: number;
}

export interface Situation {
  readonly is: SituationIs;
  readonly counts: Counts;
  readonly next: NextStep;
  /** The deposit that already holds these bytes, when `is` says `doublon`. */
  readonly of?: DepositId;
  /** When `is` says `corrompu`: a copy left before, or may have; the same file again would be a double. */
  readonly left?: true;
}

export const situation = (whole: Deposit): Situation => {
  // An office copy that came back is no trouble of the declaration's.
  const deposit = { ...whole, messages: whole.messages.filter(declares) };
  const counts = countsOf(deposit.declarations);
  const is = situationIs(deposit, counts);
  const of = deposit.stage.is === "duplicate" ? { of: deposit.stage.of } : {};
  const left = is === "corrompu" && deposit.messages.some(mayHaveArrived);
  return { is, counts, next: nextSteps[is], ...of, ...(left ? { left } : {}) };
};

/** The same of one mail of a file that was cut, and what it carries. */
export const situationOf = (deposit: Deposit, id: MessageId | undefined): Situation => {
  const message = deposit.messages.find((m) => m.id === id);
  if (!message || deposit.messages.filter(declares).length < 2) return situation(deposit);
  const declarations = carriedBy(deposit, message.frozen);
  return situation({ ...deposit, messages: [message], declarations });
};

const situationIs = (deposit: Deposit, counts: Counts): SituationIs => {
  const { stage } = deposit;
  if (isSuspended(deposit)) return "suspendu";
  if (counts.total > 0 && counts.superseded === counts.total) return "remplace";
  if (counts.otherwise > 0 && counts.otherwise + counts.superseded === counts.total)
    return "declare-autrement";
  switch (stage.is) {
    case "claimed":
    case "recognised":
    case "checked":
    case "ruled":
      return "pris-en-charge";
    case "incomplete":
      return "incomplet";
    case "duplicate":
      return "doublon";
    case "rejected":
      return "rejete";
    case "simulated":
      return "simule";
    case "cancelled":
      return "annule";
    case "held":
      // Held after its mail was made (a late change of the original): the mail's fate matters more.
      if (deposit.messages.length > 0) return sent(deposit, counts);
      return isRulesHold(stage.hold.because) ? "en-attente-de-regle" : "retenu";
    case "frozen":
      return sent(deposit, counts);
  }
};

/** Held by a person before anything left; once something left, see `fate`. */
const isSuspended = (d: Deposit): boolean =>
  d.heldBy !== undefined &&
  ["claimed", "recognised", "checked", "ruled", "held", "frozen"].includes(d.stage.is) &&
  d.messages.every((m) => m.stage.is === "queued" && !everDotted(m));

const sent = (deposit: Deposit, counts: Counts): SituationIs =>
  doubt(deposit, counts) ?? answered(counts) ?? worst(deposit, deposit.messages);

/** What a person must look at before believing anything else. */
const doubt = (deposit: Deposit, counts: Counts): SituationIs | undefined => {
  if (counts.contradicted > 0) return "contradictoire";
  const open = deposit.messages.filter((m) => isOpenStill(m, carriedBy(deposit, m.frozen)));
  // A mail that came back, and an unauthenticated AR that speaks as if it had arrived.
  const denied = open.some(
    (m) =>
      isReturned(m) && carriedBy(deposit, m.frozen).some((d) => d.is !== "waiting" && !isDenied(d)),
  );
  if (denied) return "contradictoire";
  const is = worst(deposit, open);
  return troubles.includes(is) ? is : undefined;
};

/** Whether the mail's own fate still matters: one proven answer shows that it arrived. */
const isOpenStill = (message: Message, declarations: readonly DeclarationState[]): boolean =>
  !declarations.some((d) => d.proven) &&
  (isReturned(message) ||
    declarations.length === 0 ||
    declarations.some((d) => d.is === "waiting" || d.is === "received" || isDenied(d)));

const answered = (all: Counts): SituationIs | undefined => {
  const c = { ...all, total: all.total - all.superseded - all.otherwise };
  if (c.total === 0 || c.waiting === c.total) return undefined;
  if (c.toRead > 0) return "a-lire";
  if (c.refused === c.total) return "refuse";
  if (c.refused + c.refusedUnproven === c.total) return "refuse-a-confirmer";
  if (c.refused + c.refusedUnproven > 0) return "partiel";
  if (c.registered === c.total) return "enregistre";
  if (c.registered + c.registeredUnproven === c.total) return "enregistre-a-confirmer";
  return "en-attente";
};

/** What became of a mail, when no receipt says more. One that waits, waits for the person who holds it. */
const fate = (message: Message, held: boolean): SituationIs => {
  const { stage } = message;
  switch (stage.is) {
    case "queued":
      if (held) return "suspendu";
      return message.attempts.length === 0 ? "a-envoyer" : "nouvel-essai";
    case "sending":
      return "envoi-en-cours";
    case "accepted":
      return "remis";
    case "refused":
      return isReturned(message) ? "non-remis" : "refuse-par-le-serveur";
    case "uncertain":
      return "incertain";
    case "cancelled":
      return "annule";
    case "corrupt":
      return "corrompu";
  }
};

const isReturned = (message: Message): boolean =>
  message.stage.is === "refused" && message.returned !== undefined;

/** Fates that need a person, worst first. */
const troubles: readonly SituationIs[] = [
  "corrompu",
  "incertain",
  "non-remis",
  "refuse-par-le-serveur",
  "suspendu",
];

/** With several mails, the one that needs most attention speaks for the deposit. */
const worst = (deposit: Deposit, messages: readonly Message[]): SituationIs => {
  const fates = messages.map((m) => fate(m, deposit.heldBy !== undefined));
  const order = [
    ...troubles,
    "nouvel-essai",
    "envoi-en-cours",
    "a-envoyer",
    "remis",
    "annule",
  ] as const;
  return order.find((is) => fates.includes(is)) ?? "pris-en-charge";
};

const countsOf = (declarations: readonly DeclarationState[]): Counts => {
  const count = (is: DeclarationState["is"], proven?: boolean): number =>
    declarations.filter((d) => d.is === is && (proven === undefined || d.proven === proven)).length;
  return {
    total: declarations.length,
    registered: count("registered", true),
    registeredUnproven: count("registered", false),
    received: count("received", true),
    receivedUnproven: count("received", false),
    refused: count("refused", true),
    refusedUnproven: count("refused", false),
    toRead: count("to-read"),
    waiting: count("waiting"),
    contradicted: count("contradicted"),
    superseded: count("superseded"),
    otherwise: count("otherwise"),
  };
};

const nextSteps: Readonly<Record<SituationIs, NextStep>> = {
  "pris-en-charge": "attendre",
  incomplet: "redeposer",
  doublon: "voir-le-depot-d-origine",
  rejete: "corriger-et-redeposer",
  "en-attente-de-regle": "corriger-la-regle",
  retenu: "voir-le-rapport",
  simule: "passer-en-reel",
  "a-envoyer": "attendre",
  "envoi-en-cours": "attendre",
  "nouvel-essai": "attendre",
  remis: "attendre-l-ar",
  incertain: "ne-pas-redeposer",
  "refuse-par-le-serveur": "corriger-la-regle",
  "non-remis": "corriger-la-regle",
  "en-attente": "attendre-l-ar",
  enregistre: "rien",
  "enregistre-a-confirmer": "confirmer",
  partiel: "corriger-et-redeposer",
  refuse: "corriger-et-redeposer",
  "refuse-a-confirmer": "confirmer",
  "a-lire": "lire-l-ar",
  contradictoire: "lire-l-ar",
  corrompu: "voir-le-rapport",
  annule: "rien",
  remplace: "rien",
  "declare-autrement": "rien",
  suspendu: "voir-le-rapport",
};

export const everySituation = Object.keys(nextSteps) as readonly SituationIs[];
