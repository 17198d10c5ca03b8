/** The words of `facteur forget`, in French and English. */
import type { Language } from "../io.ts";

export interface ForgetWords {
  readonly about: string;
  readonly person: string;
  readonly claimed: string;
  readonly dryRun: string;
  readonly askPerson: string;
  readonly whom: string;
  readonly nobody: string;
  readonly open: (ids: string) => string;
  readonly tooEarly: (ids: string) => string;
  readonly others: (id: string, count: number) => string;
  readonly delivered: (id: string, paths: string) => string;
  /** Files of the payroll program's folders that name the person. */
  readonly files: (paths: string) => string;
  /** Received mails that wait for somebody's word. */
  readonly mailsWait: (ids: string) => string;
  readonly stays: string;
}

const fr: ForgetWords = {
  about:
    "efface tout ce qui est gardé d'un dépôt (clés détruites), au terme de sa conservation ou à la demande d'une personne ; le journal garde qui et pourquoi",
  person:
    "les dépôts qui nomment une personne ; son numéro ou ses nom et prénom sont lus sur l'entrée standard",
  claimed:
    "avant le terme : la personne le demande, et aucune obligation de conserver ne s'y oppose",
  dryRun: "montre ce qui serait effacé, sans rien toucher",
  askPerson: "Numéro de sécurité sociale, ou nom et prénom :",
  whom: "Donnez des dépôts (D12), ou --person.",
  nobody: "Aucun dépôt ni courrier gardé ne nomme cette personne.",
  open: (ids) =>
    `Pas terminés, donc rien n'a été effacé : ${ids}. Terminez-les d'abord (\`facteur show\`, \`facteur cancel\`).`,
  tooEarly: (ids) =>
    `Encore à conserver selon \`retention\`, donc rien n'a été effacé : ${ids}. Si la personne le demande et que rien n'oblige à conserver : --claimed.`,
  others: (id, n) =>
    `${id} : le même fichier déclare aussi ${n} autre${n > 1 ? "s" : ""} déclaration${n > 1 ? "s" : ""}, effacée${n > 1 ? "s" : ""} avec lui.`,
  delivered: (id, paths) =>
    `${id} : restent dans le dossier du logiciel de paie, à effacer par vous : ${paths}`,
  files: (paths) =>
    `Nomment aussi cette personne, à effacer par vous (Facteur ne vide pas AR/) : ${paths}`,
  mailsWait: (ids) =>
    `Des courriers reçus la nomment et attendent une décision, donc rien n'a été effacé : ${ids}. D'abord \`facteur receipt assign ${ids.split(", ")[0] ?? ""} --none\`, ou le dépôt qu'ils concernent.`,
  stays:
    "Restent au journal : dates, empreintes, adresses, noms de fichiers. Les contenus chiffrés d'anciennes copies ne s'ouvrent plus ; pour d'anciennes copies des clés : `facteur store rotate`.",
};

const en: ForgetWords = {
  about:
    "erase all that is kept of a deposit (its keys are destroyed), when its time is over or because a person claims it; the journal keeps who and why",
  person:
    "the deposits that name a person; their number or family and given name is read from standard input",
  claimed: "before its time: the person claims it, and no duty to keep it stands against that",
  dryRun: "show what would be erased, touch nothing",
  askPerson: "Social security number, or family and given name:",
  whom: "Give deposits (D12), or --person.",
  nobody: "No kept deposit or mail names this person.",
  open: (ids) =>
    `Not closed, so nothing was erased: ${ids}. End them first (\`facteur show\`, \`facteur cancel\`).`,
  tooEarly: (ids) =>
    `Still to be kept by \`retention\`, so nothing was erased: ${ids}. If the person claims it and nothing obliges to keep it: --claimed.`,
  others: (id, n) =>
    `${id}: the same file also holds ${n} other declaration${n === 1 ? "" : "s"}, erased with it.`,
  delivered: (id, paths) =>
    `${id}: these stay in the payroll program's folder, for you to erase: ${paths}`,
  files: (paths) =>
    `These name the person too, for you to erase (Facteur does not empty AR/): ${paths}`,
  mailsWait: (ids) =>
    `Received mails name them and wait for a decision, so nothing was erased: ${ids}. First \`facteur receipt assign ${ids.split(", ")[0] ?? ""} --none\`, or the deposit that they are about.`,
  stays:
    "The journal keeps dates, hashes, addresses and file names. Encrypted contents of old copies open no more; for old copies of the keys: `facteur store rotate`.",
};

export const forgetWords: Readonly<Record<Language, ForgetWords>> = { fr, en };
