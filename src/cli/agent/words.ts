/** What `--help` says of `facteur run`, `facteur status` and `facteur dossier`, in French and English. */
import type { Language } from "../io.ts";

interface AgentWords {
  readonly run: string;
  readonly status: string;
  readonly dossier: string;
  readonly dossierTake: string;
}

export const agentWords: Readonly<Record<Language, AgentWords>> = {
  fr: {
    run: "lance l'agent (c'est ce que fait le service)",
    status: "dit si l'agent travaille et ce qui ne va pas",
    dossier: "agit sur un dossier surveillé",
    dossierTake: "dit que ce dossier est à cet agent, l'autre étant arrêté",
  },
  en: {
    run: "run the agent (what the service does)",
    status: "tell whether the agent works, and what is wrong",
    dossier: "act on a watched dossier",
    dossierTake: "say that this dossier is this agent's, the other being stopped",
  },
};
