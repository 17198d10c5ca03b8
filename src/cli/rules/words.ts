/** What `facteur explain` and `facteur rehearse` say, in French and English. */
import type { Language } from "../io.ts";

interface RulesWords {
  readonly explain: string;
  readonly rehearse: string;
  readonly last: string;
  readonly candidate: string;
  readonly dossier: string;
  readonly tooLargeToSend: (megabytes: number) => string;
}

export const rulesWords: Readonly<Record<Language, RulesWords>> = {
  fr: {
    explain: "dit ce que les règles feraient d'un fichier, et pourquoi",
    rehearse: "dit ce que les règles auraient fait des dépôts passés, et ce qui changerait",
    last: "jours rejoués (90d)",
    candidate: "fichier de règles à essayer à la place de celui du dossier",
    dossier: "dossier dont les règles valent (sinon celui du fichier)",
    tooLargeToSend: (megabytes) =>
      `plus de ${megabytes} Mio : l'agent ne l'enverrait pas ; faites-en deux fichiers dans le logiciel de paie.`,
  },
  en: {
    explain: "say what the rules would make of a file, and why",
    rehearse: "say what the rules would have made of past deposits, and what would change",
    last: "days to rehearse (90d)",
    candidate: "rule file to try in the place of the dossier's",
    dossier: "dossier whose rules count (else the file's own)",
    tooLargeToSend: (megabytes) =>
      `more than ${megabytes} MiB: the agent would not send it; make two files of it in the payroll program.`,
  },
};
