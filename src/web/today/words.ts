/** The words of today's page. */
import type { Group } from "../deposits/groups.ts";
import type { Language } from "../language.ts";

type Tile = Exclude<Group, "ended"> | "late";

export interface TodayWords {
  readonly today: string;
  readonly tiles: Readonly<Record<Tile, readonly [name: string, what: string]>>;
  readonly glance: string;
  readonly answer: {
    readonly good: string;
    readonly waiting: (count: number) => string;
    readonly needs: (count: number) => string;
    readonly alarms: (count: number) => string;
  };
  readonly lines: {
    readonly problems: (count: number) => string;
    readonly toAssign: (count: number) => string;
  };
  readonly first: string;
  readonly alarmsTitle: string;
  readonly since: string;
  readonly until: string;
  readonly untilPast: string;
  readonly call: string;
  /** Where it is said of a return that nobody dropped. */
  readonly otherwise: string;
  readonly declarations: (count: number) => string;
  readonly decide: string;
  readonly see: string;
  /** Instead of an advice that names a command. */
  readonly answerHere: string;
  /** The same of an alarm about several. */
  readonly callAndAnswer: string;
  readonly more: string;
  readonly heldTitle: string;
  readonly heldBy: (by: string, reason: string) => string;
  readonly latest: string;
  readonly all: string;
  /** To the list of what must leave before tonight. */
  readonly leaving: string;
}

const s = (n: number): string => (n > 1 ? "s" : "");

export const todayWords: Readonly<Record<Language, TodayWords>> = {
  fr: {
    today: "Aujourd’hui",
    glance: "D’un coup d’œil",
    tiles: {
      leaving: ["À envoyer", "pris en charge, pas encore partis"],
      sent: ["Envoyés", "l’accusé est attendu"],
      registered: ["Enregistrés", "aujourd’hui"],
      refused: ["Refusés", "ou rejetés aujourd’hui"],
      late: ["En retard", "déclarations sans accusé"],
      read: ["À lire", "accusés à confirmer"],
      uncertain: ["Incertains", "parti, ou non ?"],
      held: ["Retenus", "attendent une personne"],
    },
    answer: {
      good: "Rien ne vous attend",
      waiting: (n) => `Rien à faire : ${n} dépôt${s(n)} en route`,
      needs: (n) => `${n} dépôt${s(n)} ${n > 1 ? "attendent" : "attend"} une personne`,
      alarms: (n) => `${n} alarme${s(n)}`,
    },
    lines: {
      problems: (n) => `L’agent signale ${n} problème${s(n)}.`,
      toAssign: (n) => `${n} accusé${s(n)} à rattacher ou à lire.`,
    },
    first: "Ce qui vous attend, le plus pressant d’abord",
    alarmsTitle: "Alarmes",
    since: "depuis",
    until: "À décider avant :",
    untilPast: "Dernière heure sûre, passée :",
    call: "Contact :",
    otherwise: "déclarée autrement ?",
    declarations: (n) => `${n} déclaration${s(n)}`,
    decide: "Décider",
    see: "Voir",
    answerHere: "Ouvrez-le pour répondre.",
    callAndAnswer: "Appelez l’organisme maintenant, puis ouvrez chaque dépôt pour répondre.",
    more: "Il y en a d’autres : cherchez par état dans les dépôts.",
    heldTitle: "Suspendu par une personne",
    heldBy: (by, reason) => `par ${by} : ${reason}`,
    latest: "Derniers dépôts",
    all: "Tous les dépôts",
    leaving: "Ce qui doit partir avant ce soir, à lire ou à imprimer",
  },
  en: {
    today: "Today",
    glance: "At a glance",
    tiles: {
      leaving: ["To send", "taken, not gone yet"],
      sent: ["Sent", "their receipt is awaited"],
      registered: ["Registered", "today"],
      refused: ["Refused", "or rejected today"],
      late: ["Late", "declarations without receipt"],
      read: ["To read", "receipts to confirm"],
      uncertain: ["Uncertain", "gone, or not?"],
      held: ["Held", "wait for a person"],
    },
    answer: {
      good: "Nothing waits for you",
      waiting: (n) => `Nothing to do: ${n} deposit${s(n)} under way`,
      needs: (n) => `${n} deposit${s(n)} ${n > 1 ? "wait" : "waits"} for a person`,
      alarms: (n) => `${n} alarm${s(n)}`,
    },
    lines: {
      problems: (n) => `The agent tells of ${n} problem${s(n)}.`,
      toAssign: (n) => `${n} receipt${s(n)} to assign or to read.`,
    },
    first: "What waits for you, most pressing first",
    alarmsTitle: "Alarms",
    since: "since",
    until: "Decide before:",
    untilPast: "Latest safe hour, past:",
    call: "Contact:",
    otherwise: "declared otherwise?",
    declarations: (n) => `${n} declaration${s(n)}`,
    decide: "Decide",
    see: "See",
    answerHere: "Open it to answer.",
    callAndAnswer: "Call the organism now, then open each deposit to answer.",
    more: "There are more: search the deposits by state.",
    heldTitle: "Suspended by a person",
    heldBy: (by, reason) => `by ${by}: ${reason}`,
    latest: "Latest deposits",
    all: "All deposits",
    leaving: "What must leave before tonight, to read or to print",
  },
};
