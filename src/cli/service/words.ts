/** The words of `facteur service`, in French and English. */
import type { Outcome, Step } from "../../adapters/service/step.ts";
import type { Language } from "../io.ts";

export interface ServiceWords {
  readonly about: string;
  readonly install: string;
  readonly uninstall: string;
  readonly status: string;
  readonly dryRun: string;
  readonly root: string;
  readonly steps: Readonly<Record<Step["do"], string>>;
  readonly outcomes: Readonly<Record<Outcome["is"], string>>;
  readonly noSettings: (file: string) => string;
  readonly installed: string;
  readonly uninstalled: string;
  readonly notRoot: string;
  readonly noManager: string;
  readonly noWrapper: (path: string) => string;
  readonly group: string;
  readonly groupInSettings: string;
  readonly unreachable: (path: string) => string;
  readonly notWritable: (path: string) => string;
  readonly noService: string;
  readonly state: (active: string, sub: string, pid: number) => string;
  readonly starts: (enabled: string) => string;
  readonly badSettings: string;
  readonly restarts: (n: number) => string;
}

const fr: ServiceWords = {
  about: "l'agent comme service de cette machine (systemd, Windows)",
  install: "crée son compte et ses répertoires, écrit son unité, le démarre",
  uninstall: "l'arrête et retire son unité ; les données, les réglages et le compte restent",
  status: "tourne-t-il, que dit-il de lui-même ; 0 s'il tourne, 1 sinon",
  dryRun: "montre ce qui serait fait, sans rien faire",
  root: "écrit sous ce répertoire au lieu de / ; ni comptes ni services",
  steps: {
    group: "groupe",
    user: "compte",
    member: "membre",
    folder: "répertoire",
    file: "fichier",
    remove: "retirer",
    run: "exécuter",
  },
  outcomes: {
    done: "fait",
    there: "déjà ainsi",
    "not-here": "pas ici",
    planned: "à faire",
    failed: "ÉCHEC",
  },
  noSettings: (file) =>
    `Pas encore de réglages (${file}) : écrivez-les, vérifiez-les avec \`facteur config check\`, puis recommencez cette commande ; elle démarrera le service.`,
  installed:
    "Le service est installé et démarré : `facteur service status`, `journalctl -u facteur`.",
  uninstalled:
    "Le service est retiré. Les données, les réglages et le compte « facteur » sont restés.",
  notRoot: "Il faut être root : recommencez avec sudo, ou voyez d'abord --dry-run.",
  noManager: "Aucun gestionnaire de services ne répond sur cette machine (systemd, Windows).",
  noWrapper: (path) =>
    `${path} manque : prenez le répertoire Windows entier, pas le programme seul.`,
  group: "Windows : groupe des gestionnaires de paie, qui lira et écrira dans les dossiers",
  groupInSettings: "--group : sous Windows seulement ; ici, écrivez `group` dans les réglages.",
  unreachable: (path) =>
    `Le service ne pourrait pas lire ${path} (répertoire personnel ou temporaire). Installez le paquet, ou mettez le programme sous /opt.`,
  notWritable: (path) =>
    `Attention : le compte « facteur » ne peut pas écrire dans ${path}. Donnez-lui ce droit (groupe, setfacl), puis relancez le service.`,
  noService: "Le service n'est pas installé : `facteur service install`.",
  state: (active, sub, pid) =>
    `Service : ${active} (${sub})${pid > 0 ? `, processus ${pid}` : ""}.`,
  starts: (enabled) =>
    `Au démarrage de la machine : ${enabled === "enabled" ? "oui" : `non (${enabled || "?"})`}.`,
  badSettings: "Il s'est arrêté sur des réglages faux (78) : `facteur config check` les nomme.",
  restarts: (n) => `Relancé ${n} fois depuis son démarrage.`,
};

const en: ServiceWords = {
  about: "the agent as a service of this machine (systemd, Windows)",
  install: "makes its user and folders, writes its unit, starts it",
  uninstall: "stops it and removes its unit; data, settings and the user stay",
  status: "does it run, what does it say of itself; 0 when it runs, 1 otherwise",
  dryRun: "show what would be done, do nothing",
  root: "write below this folder instead of /; no users, no services",
  steps: {
    group: "group",
    user: "user",
    member: "member",
    folder: "folder",
    file: "file",
    remove: "remove",
    run: "run",
  },
  outcomes: {
    done: "done",
    there: "as it was",
    "not-here": "not here",
    planned: "to do",
    failed: "FAILED",
  },
  noSettings: (file) =>
    `No settings yet (${file}): write them, check them with \`facteur config check\`, then give this command again; it will start the service.`,
  installed:
    "The service is installed and started: `facteur service status`, `journalctl -u facteur`.",
  uninstalled: "The service is removed. Data, settings and the user “facteur” stayed.",
  notRoot: "This needs root: again with sudo, or look at --dry-run first.",
  noManager: "No service manager answers on this machine (systemd, Windows).",
  noWrapper: (path) => `${path} is missing: take the whole Windows folder, not the program alone.`,
  group: "Windows: the clerks' group, which reads and writes in the dossiers",
  groupInSettings: "--group: on Windows only; here, write `group` in the settings.",
  unreachable: (path) =>
    `The service could not read ${path} (a home or a temporary folder). Install the package, or put the program below /opt.`,
  notWritable: (path) =>
    `Mind: the user “facteur” cannot write in ${path}. Give it that right (group, setfacl), then restart the service.`,
  noService: "The service is not installed: `facteur service install`.",
  state: (active, sub, pid) => `Service: ${active} (${sub})${pid > 0 ? `, process ${pid}` : ""}.`,
  starts: (enabled) => `At boot: ${enabled === "enabled" ? "yes" : `no (${enabled || "?"})`}.`,
  badSettings: "It stopped on wrong settings (78): `facteur config check` names them.",
  restarts: (n) => `Restarted ${n} times since it was started.`,
};

export const serviceWords: Readonly<Record<Language, ServiceWords>> = { fr, en };
