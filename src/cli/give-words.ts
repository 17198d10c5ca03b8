/** What is said of an agent that an order cannot reach at once, in French and English. */
import type { Language } from "./io.ts";

export interface GiveWords {
  /** While it is waited for. */
  readonly between: string;
  /** For `facteur status`, which waits for nobody. */
  readonly changing: (pid: number) => string;
  readonly forbidden: (path: string) => string;
  /** `facteur resend --override`. */
  readonly onceMore: string;
}

const fr: GiveWords = {
  between: "L'agent démarre ou s'arrête : un instant…",
  changing: (pid) =>
    `L'agent démarre ou s'arrête (processus ${pid}), ou une autre commande travaille à sa place : regardez encore dans un instant.`,
  forbidden: (path) =>
    `Vous n'avez pas le droit de parler à l'agent (${path}) : lancez cette commande sous son utilisateur (\`sudo -u facteur facteur …\`) ou en root.`,
  onceMore: "quoique quelqu'un ait déjà confirmé ou fait renvoyer ce courrier",
};

const en: GiveWords = {
  between: "The agent starts or stops: one moment…",
  changing: (pid) =>
    `The agent starts or stops (process ${pid}), or another command works in its place: look again in a moment.`,
  forbidden: (path) =>
    `You may not talk to the agent (${path}): run this command as its user (\`sudo -u facteur facteur …\`) or as root.`,
  onceMore: "although somebody confirmed this mail, or had it sent again, already",
};

export const giveWords: Readonly<Record<Language, GiveWords>> = { fr, en };
