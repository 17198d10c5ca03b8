/**
 * What `facteur audit` may find: a stable code, the invariant of design §4 that it breaks, what it means
 * and what to do. `docs/audit.md` is compared with this registry by a test.
 */
import type { FaultText } from "../faults.ts";
import type { DepositId, MessageId, ReceiptId } from "../ids.ts";

export type Invariant = "chain" | "store" | "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7";

export interface Violation {
  readonly code: ViolationCode;
  /** Place in the journal, when one fact is at fault. */
  readonly seq?: number;
  readonly deposit?: DepositId;
  readonly message?: MessageId;
  readonly receipt?: ReceiptId;
  /** Ids, hashes, columns and numbers only. */
  readonly detail: string;
}

interface Entry {
  readonly breaks: Invariant;
  readonly fr: FaultText;
  readonly en: FaultText;
}

const restore = {
  fr: "Gardez une copie du répertoire `data`, vérifiez le disque, et restaurez la dernière sauvegarde saine.",
  en: "Keep a copy of the `data` folder, check the disk, and restore the last sound backup.",
};

export const violations = {
  "chain-broken": {
    breaks: "chain",
    fr: {
      what: "Une ligne du journal ne correspond pas à son empreinte : elle a été modifiée.",
      next: restore.fr,
    },
    en: {
      what: "A line of the journal does not match its hash: it was changed.",
      next: restore.en,
    },
  },
  "seq-hole": {
    breaks: "chain",
    fr: { what: "Des lignes manquent dans le journal, ou sont en trop.", next: restore.fr },
    en: { what: "Lines are missing in the journal, or too many.", next: restore.en },
  },
  "body-unreadable": {
    breaks: "chain",
    fr: { what: "Une ligne du journal ne se lit pas.", next: restore.fr },
    en: { what: "A line of the journal cannot be read.", next: restore.en },
  },
  "file-damaged": {
    breaks: "chain",
    fr: {
      what: "Le fichier du journal est abîmé : une page ne se lit pas, ou un index ne suit plus ses lignes.",
      next: restore.fr,
    },
    en: {
      what: "The journal's file is damaged: a page cannot be read, or an index no longer follows its lines.",
      next: restore.en,
    },
  },
  "stamp-wrong": {
    breaks: "chain",
    fr: {
      what: "Un horodatage de tiers ne porte pas sur la ligne qu'il date : le journal a été réécrit, ou le jeton remplacé.",
      next: "Gardez une copie du répertoire `data`, et comparez-la aux sauvegardes et aux dossiers de preuve d'avant : la ligne que l'autorité a vue est la vraie.",
    },
    en: {
      what: "A third party's timestamp is not about the line that it dates: the journal was rewritten, or the token replaced.",
      next: "Keep a copy of the `data` folder, and compare it with backups and bundles of evidence from before: the line that the authority saw is the true one.",
    },
  },
  "time-backwards": {
    breaks: "chain",
    fr: {
      what: "L'heure d'une ligne recule, ou se trouve dans l'avenir : l'horloge a sauté.",
      next: "L'ordre des lignes reste sûr, leurs heures non : notez-le avec le dossier, vérifiez la synchronisation.",
    },
    en: {
      what: "The time of a line goes back, or lies ahead: the clock jumped.",
      next: "The order of the lines is sure, their hours are not: note it, and check time synchronisation.",
    },
  },
  "impossible-fact": {
    breaks: "chain",
    fr: {
      what: "Un fait ne peut pas suivre ceux qui le précèdent : l'histoire de ce dépôt ne tient pas.",
      next: restore.fr,
    },
    en: {
      what: "A fact cannot follow those before it: this deposit's history does not hold.",
      next: restore.en,
    },
  },
  "derived-differs": {
    breaks: "I4",
    fr: {
      what: "Une table dérivée ne dit pas ce que disent les faits.",
      next: "Arrêtez l'agent et transmettez ce constat : les faits restent la vérité, la table est à refaire.",
    },
    en: {
      what: "A derived table does not say what the facts say.",
      next: "Stop the agent and report this: the facts stay the truth, the table must be made again.",
    },
  },
  "blob-missing": {
    breaks: "store",
    fr: { what: "Un contenu que le journal nomme n'est plus conservé.", next: restore.fr },
    en: { what: "Content that the journal names is no longer stored.", next: restore.en },
  },
  "blob-damaged": {
    breaks: "store",
    fr: { what: "Un contenu conservé ne correspond plus à son empreinte.", next: restore.fr },
    en: { what: "Stored content no longer matches its hash.", next: restore.en },
  },
  "purged-early": {
    breaks: "store",
    fr: {
      what: "Des contenus ont été purgés alors que leur dépôt n'était pas terminé, ou qui n'étaient pas à lui.",
      next: "Demandez à la personne nommée dans la purge ; restaurez ces contenus depuis une sauvegarde s'il le faut.",
    },
    en: {
      what: "Contents were purged though their deposit was not closed, or that were not its own.",
      next: "Ask the person named in the purge; restore these contents from a backup if needed.",
    },
  },
  "same-bytes-twice": {
    breaks: "I1",
    fr: {
      what: "Deux dépôts des mêmes octets sont vivants ou partis.",
      next: "Demandez à l'organisme s'il a reçu deux fois ; suspendez celui qui n'est pas parti (`facteur hold`).",
    },
    en: {
      what: "Two deposits of the same bytes are alive or have left.",
      next: "Ask the organism whether it has it twice; suspend the one that has not left (`facteur hold`).",
    },
  },
  "dot-twice": {
    breaks: "I2",
    fr: {
      what: "Un même courrier a pu partir deux fois sans que personne l'ait demandé.",
      next: "Prévenez l'organisme d'un double possible, avec le Message-ID du courrier.",
    },
    en: {
      what: "One mail may have left twice and nobody ordered it.",
      next: "Tell the organism of a possible double, with the mail's Message-ID.",
    },
  },
  "journal-behind": {
    breaks: "I2",
    fr: {
      what: "Le journal ignore un envoi que la boîte aux lettres connaît, ou a perdu ses dernières lignes : une sauvegarde a été restaurée.",
      next: "Dites ce qu'il en est : `facteur audit --reconcile`. Rien n'est envoyé en attendant.",
    },
    en: {
      what: "The journal lacks a mail that the mailbox knows, or has lost its last lines: a backup was restored.",
      next: "Say what became of it: `facteur audit --reconcile`. Nothing is sent meanwhile.",
    },
  },
  "answer-without-dot": {
    breaks: "I3",
    fr: {
      what: "Un essai se termine par « remis » ou « incertain » sans que la fin du message soit partie.",
      next: "Cherchez ce courrier chez l'organisme avant de vous y fier.",
    },
    en: {
      what: "An attempt ends as accepted or uncertain though the end of the message never left.",
      next: "Look for this mail at the organism before trusting it.",
    },
  },
  "no-evidence": {
    breaks: "I3",
    fr: {
      what: "Un courrier a quitté « remis » ou « incertain » sans preuve conservée.",
      next: "Cherchez la preuve (accusé, avis) dans la boîte ; à défaut, demandez à l'organisme.",
    },
    en: {
      what: "A mail left accepted or uncertain without stored evidence.",
      next: "Look for the proof (receipt, notice) in the mailbox; else ask the organism.",
    },
  },
  "registered-unsent": {
    breaks: "I3",
    fr: {
      what: "Une déclaration est dite enregistrée alors qu'aucun courrier n'en est parti.",
      next: "Demandez à l'organisme, et à la personne qui a enregistré l'accusé ; sinon la déclaration reste à faire partir (`facteur retry`).",
    },
    en: {
      what: "A declaration is said to be registered though no mail with it has left.",
      next: "Ask the organism, and whoever recorded the receipt; else the declaration is still to be sent (`facteur retry`).",
    },
  },
  "order-unsigned": {
    breaks: "I3",
    fr: {
      what: "Une décision n'a pas d'auteur, ou un renvoi pas de raison.",
      next: "Retrouvez qui a décidé ; rien d'autre ne change.",
    },
    en: {
      what: "A decision has no author, or a resend no reason.",
      next: "Find out who decided; nothing else changes.",
    },
  },
  "delivered-twice": {
    breaks: "I4",
    fr: {
      what: "Un accusé a été remis deux fois dans `AR/`.",
      next: "Vérifiez que le logiciel de paie ne l'a pas compté deux fois.",
    },
    en: {
      what: "A receipt was put twice into `AR/`.",
      next: "Check that the payroll program did not count it twice.",
    },
  },
  "delivery-odd": {
    breaks: "I4",
    fr: {
      what: "Une remise dans `AR/` n'a pas été annoncée, ou n'est pas le fichier de l'accusé.",
      next: "Comparez le fichier de `AR/` avec l'accusé reçu.",
    },
    en: {
      what: "A delivery into `AR/` was not announced, or is not the receipt's file.",
      next: "Compare the file in `AR/` with the receipt.",
    },
  },
  "receipt-without-raw": {
    breaks: "I5",
    fr: {
      what: "Le courrier d'un accusé n'est pas conservé, ou est abîmé.",
      next: "Retrouvez-le dans la boîte aux lettres et gardez-le ; il est la preuve.",
    },
    en: {
      what: "A receipt's mail is not stored, or is damaged.",
      next: "Find it in the mailbox and keep it; it is the proof.",
    },
  },
  "frozen-in-test": {
    breaks: "I6",
    fr: {
      what: "Un courrier a été préparé pour un dépôt en mode test.",
      next: "Suspendez le dépôt (`facteur hold`), et prévenez l'organisme si le courrier est parti.",
    },
    en: {
      what: "A mail was made for a deposit in test mode.",
      next: "Suspend the deposit (`facteur hold`), and tell the organism if the mail left.",
    },
  },
  "frozen-elsewhere": {
    breaks: "I6",
    fr: {
      what: "Un courrier a été préparé pour une adresse que sa règle ne dit pas.",
      next: "Suspendez le dépôt (`facteur hold`) ; s'il est parti, voyez à qui (`facteur show`) et prévenez le client.",
    },
    en: {
      what: "A mail was made for an address that its rule does not say.",
      next: "Suspend the deposit (`facteur hold`); if it left, see to whom (`facteur show`) and tell the client.",
    },
  },
  "clear-though-sealed": {
    breaks: "I6",
    fr: {
      what: "Un courrier a été préparé en clair alors que sa règle demande un chiffrement.",
      next: "Suspendez le dépôt (`facteur hold`) ; s'il est parti, prévenez l'organisme et le client.",
    },
    en: {
      what: "A mail was made in clear though its rule asks for a sealing.",
      next: "Suspend the deposit (`facteur hold`); if it left, tell the organism and the client.",
    },
  },
  "set-aside-unnamed": {
    breaks: "I7",
    fr: {
      what: "Un fichier ou un courrier a été mis de côté sans dire pourquoi.",
      next: "Ouvrez-le vous-même (`facteur show`), et transmettez ce constat.",
    },
    en: {
      what: "A file or a mail was set aside without saying why.",
      next: "Open it yourself (`facteur show`), and report this.",
    },
  },
} as const satisfies Record<string, Entry>;

export type ViolationCode = keyof typeof violations;
