/** What an exercise says, in French and English: of each fault, what it is; what is seen of it; what helps. */
import type { DemoLanguage } from "../words.ts";

export type ScenarioName =
  | "serveur-arrete"
  | "mot-de-passe-refuse"
  | "accuse-en-retard"
  | "disque-plein"
  | "reponse-coupee";

export interface ScenarioWords {
  readonly title: string;
  /** What has gone wrong, and how it is simulated. */
  readonly fault: string;
  /** What is seen of the deposit, at its moment. */
  readonly state: (deposit: string) => string;
  readonly remedy: string;
  /** Once it is over. */
  readonly after?: (deposit: string) => string;
}

export interface ExerciseWords {
  readonly drops: (file: string) => string;
  readonly remedy: (text: string) => string;
  readonly arrivedOnce: (mails: number) => string;
  readonly registered: (proven: number, all: number) => string;
  readonly unfinished: (why: string) => string;
  readonly scenarios: Readonly<Record<ScenarioName, ScenarioWords>>;
}

const fr: ExerciseWords = {
  drops: (file) => `le logiciel de paie dépose ${file}`,
  remedy: (text) => `remède : ${text}`,
  arrivedOnce: (mails) => `arrivés chez l'organisme : ${mails} pli(s), aucun deux fois`,
  registered: (proven, all) => `déclarations enregistrées : ${proven} sur ${all}`,
  unfinished: (why) => `l'exercice ne s'est pas terminé : ${why}`,
  scenarios: {
    "serveur-arrete": {
      title: "Le serveur de messagerie ne répond plus",
      fault: "Le fournisseur est en panne : plus rien n'écoute, ni l'envoi ni la boîte.",
      state: (id) => `${id} attend ; rien n'est perdu, rien n'est à redéposer`,
      remedy: "attendre, ou faire réparer le réseau : l'agent réessaie seul",
      after: () => "l'agent n'a plus rien à redire",
    },
    "mot-de-passe-refuse": {
      title: "La boîte aux lettres refuse le mot de passe",
      fault: "Le mot de passe a été changé chez le fournisseur, pas dans Facteur.",
      state: () => "l'identité est suspendue : une seule alerte, et le serveur n'est pas assailli",
      remedy:
        "écrire le nouveau mot de passe là où les réglages le cherchent, puis « facteur probe »",
    },
    "accuse-en-retard": {
      title: "L'accusé de réception ne vient pas",
      fault:
        "L'organisme a pris la déclaration et ne répond pas ; l'horloge de l'agent est avancée de quatre jours.",
      state: (id) => `${id} est remis : l'organisme doit répondre sous 48 heures`,
      remedy:
        "regarder les indésirables, puis appeler l'organisme ; sa réponse par téléphone ou télécopie se note avec « facteur receipt record »",
    },
    "disque-plein": {
      title: "Le disque est presque plein",
      fault:
        "Il reste moins de place que ce que l'agent doit garder pour noter ce qui est commencé (simulé par une réserve plus grande que le disque).",
      state: () => "le fichier reste où le logiciel de paie l'a mis : rien de neuf ne commence",
      remedy:
        "faire de la place sur ce disque : l'agent reprend seul (ici : il est relancé avec sa réserve habituelle)",
    },
    "reponse-coupee": {
      title: "La connexion est coupée au pire moment",
      fault:
        "Le serveur prend le message et la ligne tombe avant sa réponse : personne ne sait s'il l'a.",
      state: (id) => `${id} est incertain : il n'est pas renvoyé, une preuve est cherchée`,
      remedy:
        "attendre l'accusé ; à l'approche de l'échéance, appeler l'organisme, puis « facteur confirm » ou « facteur resend --reason … »",
      after: (id) => `${id} : l'accusé est venu, il vaut preuve`,
    },
  },
};

const en: ExerciseWords = {
  drops: (file) => `the payroll program drops ${file}`,
  remedy: (text) => `remedy: ${text}`,
  arrivedOnce: (mails) => `reached the organism: ${mails} mail(s), none twice`,
  registered: (proven, all) => `declarations registered: ${proven} of ${all}`,
  unfinished: (why) => `the exercise did not end: ${why}`,
  scenarios: {
    "serveur-arrete": {
      title: "The mail server no longer answers",
      fault: "The provider is down: nothing listens any more, neither submission nor mailbox.",
      state: (id) => `${id} waits; nothing is lost, and nothing needs to be dropped again`,
      remedy: "wait, or have the network mended: the agent tries again by itself",
      after: () => "the agent has nothing left to complain about",
    },
    "mot-de-passe-refuse": {
      title: "The mailbox refuses the password",
      fault: "The password was changed at the provider, not in Facteur.",
      state: () =>
        "the identity is suspended: there is one alarm only, and the server is not hammered",
      remedy: "write the new password where the settings look for it, then `facteur probe`",
    },
    "accuse-en-retard": {
      title: "The receipt does not come",
      fault:
        "The organism took the declaration and does not answer; the agent's clock is set four days ahead.",
      state: (id) => `${id} is handed over: the organism must answer within 48 hours`,
      remedy:
        "look in the junk folder, then call the organism; its answer by telephone or fax is recorded with `facteur receipt record`",
    },
    "disque-plein": {
      title: "The disk is almost full",
      fault:
        "Less room is left than the agent must keep to record what is already under way (simulated by a reserve larger than the disk).",
      state: () => "the file stays where the payroll program put it: nothing new begins",
      remedy:
        "make room on this disk: the agent goes on by itself (here: it is started again with its usual reserve)",
    },
    "reponse-coupee": {
      title: "The connection is cut at the worst moment",
      fault:
        "The server takes the message and the line drops before it answers: nobody knows whether it has it.",
      state: (id) => `${id} is uncertain: it is not sent again, a proof is looked for`,
      remedy:
        "wait for the receipt; when the deadline draws near, call the organism, then `facteur confirm` or `facteur resend --reason …`",
      after: (id) => `${id}: the receipt has come, and it is proof`,
    },
  },
};

export const exerciseWords: Readonly<Record<DemoLanguage, ExerciseWords>> = { fr, en };
