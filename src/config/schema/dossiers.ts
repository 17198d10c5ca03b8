/** The keys of one dossier in the settings. */
import { modes } from "../../domain/mode.ts";
import type { GroupKey } from "../key.ts";
import { words } from "../words.ts";
import { dossierCalendar } from "./telling.ts";

/** Names that are never taken: programs and the settings of the payroll side (seed 000, « cirso »). */
const neverTaken = [
  "*.exe",
  "*.dll",
  "*.bat",
  "*.cfg",
  "*.ini",
  "*.log",
  "*.lnk",
  "Thumbs.db",
  "desktop.ini",
];

export const dossier: GroupKey = {
  is: "group",
  told: words("Un dossier surveillé.", "A watched folder."),
  keys: {
    folder: {
      is: "text",
      told: words("Son répertoire.", "Its folder."),
      defaultTold: words("son nom, dans `spool`", "its name, in `spool`"),
      example: "spool/cirso",
    },
    client: {
      is: "text",
      pattern: "\\S",
      expected: words("un nom de client", "a client's name"),
      told: words(
        "Le client à qui est ce dossier ; plusieurs dossiers peuvent être au même. `facteur hold --client` les retient ensemble.",
        "The client whose dossier it is; several dossiers may be one client's. `facteur hold --client` holds them together.",
      ),
      defaultTold: words(
        "le dossier est un client à lui seul",
        "the dossier is a client by itself",
      ),
      example: "DUPONT",
    },
    reports: {
      is: "text",
      told: words(
        "Répertoire de ses comptes rendus (dépôts, jour, périodes), à lui ou à son client. Celui du cabinet n'en garde rien d'autre que la page commune.",
        "Folder of its reports (deposits, day, periods), its own or its client's. The firm's keeps nothing of it but the common page.",
      ),
      defaultTold: words("`reports.folder`", "`reports.folder`"),
      example: "comptes-rendus/DUPONT",
    },
    mode: {
      is: "text",
      oneOf: modes,
      told: words(
        "« test » : rien ne part, le compte rendu est fait. « essai » : l'envoi va à l'adresse de test de l'organisme, et à aucune autre. « reel » : les déclarations partent.",
        "“test”: nothing leaves, the report is made. “essai”: it goes to the organism's test address, and to no other. “reel”: declarations are sent.",
      ),
      default: "test",
    },
    rules: {
      is: "text",
      pattern: "^[^/\\\\]+$",
      expected: words("un nom de fichier, sans répertoire", "a file name, without folder"),
      told: words("Nom du fichier de règles dans le dossier.", "Name of its rule file."),
      default: "mapibox.cfg",
    },
    quietSeconds: {
      is: "number",
      min: 0.2,
      max: 3600,
      told: words(
        "Secondes sans changement avant de prendre un fichier dont le format n'a pas de marque de fin.",
        "Seconds without change before a file is taken whose format has no end mark.",
      ),
      default: 10,
    },
    incompleteMinutes: {
      is: "number",
      above: 0,
      max: 1440,
      told: words(
        "Minutes après lesquelles un fichier toujours incomplet est signalé.",
        "Minutes after which a file that is still incomplete is reported.",
      ),
      default: 10,
    },
    ignore: {
      is: "list",
      told: words("Motifs de noms jamais pris.", "Globs of names that are never taken."),
      of: { is: "text", told: words("Un motif.", "A glob.") },
      default: neverTaken,
    },
    originals: {
      is: "text",
      oneOf: ["move", "leave"],
      told: words(
        "« move » : l'original pris est rangé dans `traites` ou `rejetes`. « leave » : il reste.",
        "“move”: a taken original goes to `traites` or `rejetes`. “leave”: it stays.",
      ),
      default: "move",
    },
    polling: {
      is: "flag",
      told: words(
        "Vrai : surveiller en relisant le répertoire (partages réseau).",
        "True: watch by reading the folder again (network shares).",
      ),
      default: false,
    },
    ...dossierCalendar,
  },
};
