/**
 * Every fault an operator can see: a stable code, what it means and the next step. `docs/errors.md`
 * is compared with this registry by a test, both ways.
 */
import { clockFaults } from "./faults/clock.ts";
import { connectionFaults } from "./faults/connection.ts";
import { folderFaults } from "./faults/folder.ts";
import { registerFaults } from "./faults/register.ts";
import { ruleFaults } from "./faults/rules.ts";
import { sealFaults } from "./faults/seal.ts";
import { smtpFaults } from "./faults/smtp.ts";

export interface FaultText {
  readonly what: string;
  readonly next: string;
}

export const faults = {
  ...ruleFaults,
  ...registerFaults,
  ...smtpFaults,
  "agent-stopped": {
    fr: {
      what: "L'agent s'est arrêté pendant l'envoi.",
      next: "Rien à faire si l'envoi n'était pas terminé ; sinon la preuve est cherchée dans la boîte.",
    },
    en: {
      what: "The agent stopped while sending.",
      next: "Nothing to do if the message had not ended; else proof is sought in the mailbox.",
    },
  },
  "store-corrupt": {
    fr: {
      what: "Le message conservé ne correspond plus à son empreinte : il ne sera pas envoyé.",
      next: "Vérifiez le disque, restaurez une sauvegarde, puis redéposez le fichier ; s'il en est parti un exemplaire avant, ne le redéposez pas et appelez l'organisme.",
    },
    en: {
      what: "The stored message no longer matches its hash: it will not be sent.",
      next: "Check the disk, restore a backup, then drop the file again; if a copy of it left before, do not, and call the organism.",
    },
  },
  "settings-changed": {
    fr: {
      what: "Les réglages ont changé depuis le démarrage : ils sont justes, et l'agent travaille encore avec les anciens.",
      next: "Relancez le service pour qu'ils comptent. Les règles et les secrets, eux, sont relus sans relance.",
    },
    en: {
      what: "The settings have changed since the start: they are right, and the agent still works with the old ones.",
      next: "Restart the service for them to count. Rules and secrets are read again without a restart.",
    },
  },
  "settings-refused": {
    fr: {
      what: "Les réglages ont changé et contiennent des erreurs : l'agent garde ceux avec lesquels il a démarré.",
      next: "`facteur config check` nomme toutes les erreurs ; corrigez-les avant de relancer : un démarrage les refuserait.",
    },
    en: {
      what: "The settings have changed and have errors: the agent keeps those it started with.",
      next: "`facteur config check` names every error; correct them before a restart, which would refuse them.",
    },
  },
  "journal-damaged": {
    fr: {
      what: "Le journal est endommagé. Ce dont une ligne ne se lit pas n'est ni envoyé ni changé ; le reste continue.",
      next: "`facteur audit` nomme toutes les lignes. Gardez une copie du répertoire `data`, vérifiez le disque, et restaurez la dernière sauvegarde saine.",
    },
    en: {
      what: "The journal is damaged. What has a row that cannot be read is neither sent nor changed; the rest goes on.",
      next: "`facteur audit` names every row. Keep a copy of the `data` folder, check the disk, and restore the last sound backup.",
    },
  },
  "mailbox-unreachable": {
    fr: {
      what: "La boîte aux lettres ne répond pas.",
      next: "Vérifiez le réseau, le nom et le port (`identities.*.mailbox`) ; l'agent réessaie seul.",
    },
    en: {
      what: "The mailbox does not answer.",
      next: "Check the network, the name and the port (`identities.*.mailbox`); the agent tries again.",
    },
  },
  "mailbox-tls": {
    fr: {
      what: "La connexion chiffrée avec la boîte aux lettres n'est pas sûre ou a échoué.",
      next: "Vérifiez `security`, le certificat et `ca`.",
    },
    en: {
      what: "The encrypted connection to the mailbox is not safe, or failed.",
      next: "Check `security`, the certificate and `ca`.",
    },
  },
  "mailbox-login": {
    fr: {
      what: "La boîte aux lettres refuse l'identifiant ou le mot de passe.",
      next: "Corrigez `login` ou le secret désigné par `password`, puis `facteur probe NOM`.",
    },
    en: {
      what: "The mailbox refuses the login or password.",
      next: "Correct `login` or the secret that `password` names, then `facteur probe NAME`.",
    },
  },
  "mailbox-full": {
    fr: {
      what: "La boîte aux lettres est presque pleine : le fournisseur refusera les accusés.",
      next: "Faites-y de la place, ou demandez-en au fournisseur ; l'agent regarde à nouveau dans l'heure.",
    },
    en: {
      what: "The mailbox is nearly full: the provider will refuse the receipts.",
      next: "Make room in it, or ask the provider for more; the agent looks again within the hour.",
    },
  },
  "mail-unreadable": {
    fr: {
      what: "Un courrier reçu n'a pas pu être lu ; il est conservé tel quel.",
      next: "Ouvrez-le dans la boîte aux lettres ; s'il s'agit d'un accusé, traitez-le à la main.",
    },
    en: {
      what: "A received mail could not be read; it is kept as it is.",
      next: "Open it in the mailbox; if it is a receipt, handle it by hand.",
    },
  },
  "mail-sealed": {
    fr: {
      what: "Un courrier reçu est chiffré et aucune clé d'ici ne l'ouvre ; il est conservé tel quel, de côté.",
      next: "Ajoutez la clé sous `receipts.openers` (`facteur keys list` montre celles qui y sont) : il est relu seul.",
    },
    en: {
      what: "A received mail is encrypted and no key here opens it; it is kept as it is, set aside.",
      next: "Add the key under `receipts.openers` (`facteur keys list` shows those that are there): it is read again by itself.",
    },
  },
  ...folderFaults,
  "rules-missing": {
    fr: {
      what: "Aucune règle : le fichier `mapibox.cfg` du dossier est absent.",
      next: "Créez `mapibox.cfg` avec au moins `a=adresse` et `sujet=…` ; le dépôt partira alors.",
    },
    en: {
      what: "No rule: the dossier's `mapibox.cfg` is missing.",
      next: "Create `mapibox.cfg` with at least `a=address` and `sujet=…`; the deposit then goes.",
    },
  },
  "rules-invalid": {
    fr: {
      what: "Le fichier de règles du dossier contient des erreurs.",
      next: "Corrigez les lignes indiquées ; le dépôt partira dès que le fichier sera juste.",
    },
    en: {
      what: "The dossier's rule file has errors.",
      next: "Correct the lines named; the deposit goes as soon as the file is right.",
    },
  },
  "modified-after-claim": {
    fr: {
      what: "Le fichier d'origine a changé après sa prise en charge.",
      next: "Ce qui a été écrit ensuite est retenu dans un dépôt à part : `facteur release` l'envoie, `facteur cancel` l'écarte.",
    },
    en: {
      what: "The original file changed after it was taken.",
      next: "What was written since is held in a deposit of its own: `facteur release` sends it, `facteur cancel` drops it.",
    },
  },
  replaces: {
    fr: {
      what: "Une déclaration de ce fichier a déjà été envoyée, avec un autre contenu.",
      next: "Répondez une fois : `facteur release` avec `--as replacement` (elle remplace) ou `--as separate` (c'est une autre), ou `facteur cancel`.",
    },
    en: {
      what: "A declaration of this file was sent before, with other content.",
      next: "Answer once: `facteur release` with `--as replacement` (it replaces) or `--as separate` (it is another one), or `facteur cancel`.",
    },
  },
  "message-uncertain": {
    fr: {
      what: "Un courrier est peut-être arrivé, et aucune preuve n'est venue à temps.",
      next: "Appelez l'organisme, puis `facteur confirm` (il l'a) ou `facteur resend --reason …` (il ne l'a pas).",
    },
    en: {
      what: "A mail may have arrived, and no proof came in time.",
      next: "Call the organism, then `facteur confirm` (they have it) or `facteur resend --reason …` (they have not).",
    },
  },
  "receipt-to-assign": {
    fr: {
      what: "Un accusé peut concerner plusieurs dépôts : il n'est rattaché à aucun.",
      next: "`facteur receipt list --to-assign` montre les dépôts possibles ; dites lequel avec `facteur receipt assign`.",
    },
    en: {
      what: "A receipt may be about several deposits: it is tied to none.",
      next: "`facteur receipt list --to-assign` shows the possible deposits; say which with `facteur receipt assign`.",
    },
  },
  "report-failed": {
    fr: {
      what: "Un compte rendu n'a pas pu être écrit.",
      next: "Vérifiez le dossier des comptes rendus (`reports.folder`), ses droits et la place du disque.",
    },
    en: {
      what: "A report could not be written.",
      next: "Check the reports folder (`reports.folder`), its rights and the room on the disk.",
    },
  },
  "disk-full": {
    fr: {
      what: "Le disque est plein : rien de nouveau n'est pris ni envoyé ; ce qui était commencé est noté.",
      next: "Libérez de la place sur le disque du répertoire `data` ; l'agent reprend seul.",
    },
    en: {
      what: "The disk is full: nothing new is taken or sent; what was begun is written down.",
      next: "Make room on the disk of the `data` folder; the agent goes on by itself.",
    },
  },
  "disk-failing": {
    fr: {
      what: "Le disque refuse des lectures ou des écritures.",
      next: "Vérifiez ce disque (`data`, ou celui du dossier nommé) et les messages du système ; l'agent réessaie seul.",
    },
    en: {
      what: "The disk refuses to be read or written.",
      next: "Check that disk (`data`, or that of the dossier named) and the system's messages; the agent tries again.",
    },
  },
  "dossier-taken": {
    fr: {
      what: "Un autre agent surveille déjà ce dossier : rien n'y est pris.",
      next: "Arrêtez l'autre agent, puis `facteur dossier take NOM` ; sinon retirez le dossier des réglages.",
    },
    en: {
      what: "Another agent watches this dossier already: nothing is taken from it.",
      next: "Stop the other agent, then `facteur dossier take NAME`; else take the dossier out of the settings.",
    },
  },
  "dossier-copy": {
    fr: {
      what: "Une copie de cet agent (même dossier `data`) surveille ce dossier : rien n'y est pris, et rien ne part d'ici.",
      next: "Arrêtez la copie ; sur l'agent qui reste, `facteur dossier take NOM`.",
    },
    en: {
      what: "A copy of this agent (same `data` folder) watches this dossier: nothing is taken from it, and nothing leaves.",
      next: "Stop the copy; on the agent that stays, `facteur dossier take NAME`.",
    },
  },
  "clock-jump": {
    fr: {
      what: "L'horloge de la machine a sauté (réglage, veille ou restauration).",
      next: "Vérifiez l'heure et sa synchronisation ; les envois continuent, les heures notées sont douteuses.",
    },
    en: {
      what: "The machine's clock jumped (set by hand, sleep or restored snapshot).",
      next: "Check the time and its synchronisation; sending goes on, the times written are doubtful.",
    },
  },
  "sending-locked": {
    fr: {
      what: "Le journal ignore des envois que la boîte aux lettres connaît, ou a perdu ses dernières lignes : une sauvegarde a été restaurée, ou un fichier supprimé. Rien n'est envoyé.",
      next: "`facteur audit --reconcile` les nomme ; dites de chacun `--as sent` ou `--as not-sent`, et les envois reprennent.",
    },
    en: {
      what: "The journal lacks mails that the mailbox knows, or has lost its last lines: a backup was restored, or a file deleted. Nothing is sent.",
      next: "`facteur audit --reconcile` names them; say `--as sent` or `--as not-sent` of each, and sending resumes.",
    },
  },
  "page-failed": {
    fr: {
      what: "La page ne peut pas être servie ; l'agent lui-même travaille.",
      next: "Libérez ce port ou changez `page.port` et `page.address` ; un nouvel essai est fait toutes les dix secondes.",
    },
    en: {
      what: "The page cannot be served; the agent itself works.",
      next: "Free this port, or change `page.port` and `page.address`; it is tried again every ten seconds.",
    },
  },
  "loop-failed": {
    fr: {
      what: "Une partie de l'agent s'arrête sur une erreur inattendue, et recommence.",
      next: "Transmettez le journal technique (`loop-failed`) ; le reste de l'agent continue.",
    },
    en: {
      what: "A part of the agent stops on an unexpected error, and starts again.",
      next: "Send the technical log (`loop-failed`); the rest of the agent goes on.",
    },
  },
  "step-failed": {
    fr: {
      what: "Une étape a échoué de façon inattendue ; le dépôt est mis de côté.",
      next: "Transmettez le journal technique ; le fichier est conservé et les autres continuent.",
    },
    en: {
      what: "A step failed unexpectedly; the deposit is set aside.",
      next: "Send the technical log; the file is kept and the others go on.",
    },
  },
  ...sealFaults,
  ...clockFaults,
  ...connectionFaults,
} as const satisfies Record<string, { readonly fr: FaultText; readonly en: FaultText }>;

export type FaultCode = keyof typeof faults;
