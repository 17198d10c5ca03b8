/** What `facteur run` and `facteur dossier` say, and what `--help` says of them and of `facteur status`, in French and English. */
import type { Language } from "../io.ts";

interface AgentWords {
  readonly run: string;
  readonly status: string;
  readonly dossier: string;
  readonly dossierTake: string;
  readonly started: (pid: number, dossiers: number) => string;
  readonly stopping: string;
  readonly dossierTaken: (name: string, from: string | undefined) => string;
}

export const agentWords: Readonly<Record<Language, AgentWords>> = {
  fr: {
    run: "lance l'agent (c'est ce que fait le service)",
    status: "dit si l'agent travaille et ce qui ne va pas",
    dossier: "agit sur un dossier surveillé",
    dossierTake: "dit que ce dossier est à cet agent, l'autre étant arrêté",
    started: (pid, n) =>
      `facteur : agent en marche (processus ${pid}), ${n} dossier(s) surveillé(s).`,
    stopping: "facteur : arrêt demandé, les envois en cours se terminent…",
    dossierTaken: (name, from) =>
      from
        ? `Le dossier ${name} est maintenant à cet agent ; il était à ${from}.`
        : `Le dossier ${name} est à cet agent.`,
  },
  en: {
    run: "run the agent (what the service does)",
    status: "tell whether the agent works, and what is wrong",
    dossier: "act on a watched dossier",
    dossierTake: "say that this dossier is this agent's, the other being stopped",
    started: (pid, n) => `facteur: agent running (process ${pid}), ${n} dossier(s) watched.`,
    stopping: "facteur: asked to stop, finishing what is being sent…",
    dossierTaken: (name, from) =>
      from
        ? `The dossier ${name} is this agent's from now on; it was ${from}'s.`
        : `The dossier ${name} is this agent's.`,
  },
};
