/** The purge's own words, in French and English. */
import type { KeptKind } from "../domain/retention.ts";
import type { Language } from "./io.ts";

export interface PurgeWords {
  readonly about: string;
  readonly dryRun: string;
  readonly before: string;
  readonly wrongBefore: (text: string) => string;
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
