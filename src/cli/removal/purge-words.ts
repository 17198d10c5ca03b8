/** The purge's own words, in French and English. */
import type { KeptKind } from "../../domain/removal/retention.ts";
import type { Language } from "../io.ts";

export interface PurgeWords {
  readonly about: string;
  readonly dryRun: string;
  readonly before: string;
  readonly wrongBefore: (text: string) => string;
  readonly today: string;
  readonly wrongToday: (text: string) => string;
  readonly otherToday: (said: string, clock: string) => string;
  readonly doubted: (clock: string, known: string) => readonly string[];
  readonly reasonNeeded: string;
  readonly kinds: Readonly<Record<KeptKind, string>>;
  readonly nothing: string;
  readonly would: (deposits: number, receipts: number, size: string) => string;
  readonly done: (deposits: number, receipts: number, size: string) => string;
  readonly line: (what: {
    readonly id: string;
    readonly name: string;
    readonly kinds: string;
  }) => string;
  readonly files: (count: number, size: string) => string;
  readonly raw: (receipt: string) => string;
  readonly changed: (ids: string) => string;
  readonly left: (paths: string) => string;
  readonly progress: string;
}

const fr: PurgeWords = {
  about:
    "enlève les contenus dont le temps de conservation (`retention`) est passé, des dépôts terminés seulement ; le journal garde leur trace",
  dryRun: "montre ce qui serait enlevé, sans rien toucher",
  before:
    "seulement ce qui s'est terminé avant ce jour (AAAA-MM-JJ) ; jamais ce que `retention` garde plus longtemps",
  wrongBefore: (text) => `--before ${text} : donnez une date AAAA-MM-JJ.`,
  today:
    "quel jour nous sommes (AAAA-MM-JJ) : à dire quand le journal, muet depuis longtemps, ne répond pas de l'horloge",
  wrongToday: (text) => `--today ${text} : donnez une date AAAA-MM-JJ.`,
  otherToday: (said, clock) =>
    `--today ${said} : l'horloge de la machine dit le ${clock}. Rien n'a été purgé. Réglez-la d'abord.`,
  doubted: (clock, known) => [
    `L'horloge de la machine dit le ${clock}, et le journal ne répond d'aucun jour après le ${known}. Rien n'a été purgé : une horloge en avance ferait perdre ce qui doit être gardé.`,
    `Vérifiez l'heure. Si nous sommes bien le ${clock} : facteur purge --today ${clock} …`,
  ],
  reasonNeeded: 'Dites pourquoi : --reason "…" (et qui : --by). Cela reste au journal.',
  kinds: {
    originals: "original",
    mails: "courrier envoyé",
    receipts: "accusés",
    reports: "comptes rendus",
  },
  nothing: "Rien à purger : tout ce qui est gardé doit l'être encore.",
  would: (n, r, size) =>
    `Seraient purgés : ${n} dépôt${n > 1 ? "s" : ""}, ${r} courrier${r > 1 ? "s" : ""} reçu${r > 1 ? "s" : ""}, ${size}. Rien n'a été touché.`,
  done: (n, r, size) =>
    `Purgés : ${n} dépôt${n > 1 ? "s" : ""}, ${r} courrier${r > 1 ? "s" : ""} reçu${r > 1 ? "s" : ""}, ${size}. C'est écrit au journal.`,
  line: ({ id, name, kinds }) => `${id}  ${name} : ${kinds}`,
  files: (n, size) => `${n} contenu${n > 1 ? "s" : ""}, ${size}`,
  raw: (receipt) => `${receipt}  courrier reçu, tel quel`,
  changed: (ids) => `Laissés, parce qu'ils ont changé entre-temps : ${ids}`,
  left: (paths) =>
    `Pas encore enlevés, leur dossier est absent : ${paths}. Ce sera fait au prochain démarrage de l'agent.`,
  progress: "faits lus",
};

const en: PurgeWords = {
  about:
    "remove contents whose time (`retention`) is over, of closed deposits only; the journal keeps a record",
  dryRun: "show what would be removed, touch nothing",
  before: "only what ended before this day (YYYY-MM-DD); never what `retention` keeps longer",
  wrongBefore: (text) => `--before ${text}: give a date YYYY-MM-DD.`,
  today:
    "what day it is (YYYY-MM-DD): to be said when a journal that was silent for long does not vouch for the clock",
  wrongToday: (text) => `--today ${text}: give a date YYYY-MM-DD.`,
  otherToday: (said, clock) =>
    `--today ${said}: the machine's clock says ${clock}. Nothing was purged. Set it right first.`,
  doubted: (clock, known) => [
    `The machine's clock says ${clock}, and the journal vouches for no day after ${known}. Nothing was purged: a clock that is ahead would lose what must be kept.`,
    `Check the time. If it is ${clock} indeed: facteur purge --today ${clock} …`,
  ],
  reasonNeeded: 'Say why: --reason "…" (and who: --by). It stays in the journal.',
  kinds: { originals: "original", mails: "mail sent", receipts: "receipts", reports: "reports" },
  nothing: "Nothing to purge: all that is kept must still be kept.",
  would: (n, r, size) =>
    `Would be purged: ${n} deposit${n === 1 ? "" : "s"}, ${r} received mail${r === 1 ? "" : "s"}, ${size}. Nothing was touched.`,
  done: (n, r, size) =>
    `Purged: ${n} deposit${n === 1 ? "" : "s"}, ${r} received mail${r === 1 ? "" : "s"}, ${size}. It is in the journal.`,
  line: ({ id, name, kinds }) => `${id}  ${name}: ${kinds}`,
  files: (n, size) => `${n} content${n === 1 ? "" : "s"}, ${size}`,
  raw: (receipt) => `${receipt}  received mail as it came`,
  changed: (ids) => `Left alone, because they changed meanwhile: ${ids}`,
  left: (paths) =>
    `Not removed yet, their dossier is away: ${paths}. It will be done at the agent's next start.`,
  progress: "facts read",
};

export const purgeWords: Readonly<Record<Language, PurgeWords>> = { fr, en };
