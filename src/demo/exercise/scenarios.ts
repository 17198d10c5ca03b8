/** What people meet before it happens: each fault, what the agent says of it, the remedy, and what must be true at the end. */
import { statfsSync } from "node:fs";
import type { Deposit } from "../../domain/deposit.ts";
import type { OpenProblem, Scene } from "./scene.ts";

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What has gone wrong, and how it is simulated. */
  readonly fault: string;
  /** Throws when something does not come in time; answers what must be true. */
  readonly play: (scene: Scene, tell: Telling) => Promise<readonly Check[]>;
}

export interface Telling {
  readonly alarm: (problem: OpenProblem) => void;
  readonly remedy: (text: string) => void;
  readonly state: (text: string) => void;
}

export interface Check {
  readonly says: string;
  readonly holds: boolean;
}

const once = (scene: Scene, mails: number): Check => {
  const arrived = scene.arrived();
  return {
    says: `arrivés chez l'organisme : ${arrived.mails} pli(s), aucun deux fois`,
    holds: arrived.mails === mails && arrived.most === 1,
  };
};

const registered = ({ declarations }: Deposit): Check => {
  const proven = declarations.filter((d) => d.is === "registered" && d.proven).length;
  return {
    says: `déclarations enregistrées : ${proven} sur ${declarations.length}`,
    holds: proven > 0 && proven === declarations.length,
  };
};

const serverDown: Scenario = {
  name: "serveur-arrete",
  title: "Le serveur de messagerie ne répond plus",
  fault: "Le fournisseur est en panne : plus rien n'écoute, ni l'envoi ni la boîte.",
  play: async (scene, tell) => {
    scene.rules("accept");
    await scene.stopServer();
    await scene.startAgent();
    scene.drop();
    tell.alarm(await scene.untilProblem("smtp-unreachable"));
    const waiting = await scene.untilDeposit(1, "a-envoyer", "nouvel-essai");
    tell.state(`${waiting.id} attend ; rien n'est perdu, rien n'est à redéposer`);
    tell.remedy("attendre, ou faire réparer le réseau : l'agent réessaie seul");
    await scene.startServer();
    const done = await scene.untilDeposit(1, "enregistre");
    await scene.untilSound();
    tell.state("l'agent n'a plus rien à redire");
    return [registered(done), once(scene, 1)];
  },
};

const loginRefused: Scenario = {
  name: "mot-de-passe-refuse",
  title: "La boîte aux lettres refuse le mot de passe",
  fault: "Le mot de passe a été changé chez le fournisseur, pas dans Facteur.",
  play: async (scene, tell) => {
    scene.rules("accept");
    await scene.startServer({ password: "change-hier" });
    await scene.startAgent();
    scene.drop();
    tell.alarm(await scene.untilProblem("identity-suspended", "smtp-login", "mailbox-login"));
    tell.state("l'identité est suspendue : une seule alerte, et le serveur n'est pas assailli");
    tell.remedy(
      "écrire le nouveau mot de passe là où les réglages le cherchent, puis « facteur probe »",
    );
    scene.writePassword("change-hier");
    await scene.probe();
    return [registered(await scene.untilDeposit(1, "enregistre")), once(scene, 1)];
  },
};

const dayMs = 86_400_000;

const answerLate: Scenario = {
  name: "accuse-en-retard",
  title: "L'accusé de réception ne vient pas",
  fault:
    "L'organisme a pris la déclaration et ne répond pas ; l'horloge de l'agent est avancée de quatre jours.",
  play: async (scene, tell) => {
    scene.rules("silent", ["ar.attendus=1", "ar.delai.1=48h"]);
    await scene.startServer();
    await scene.startAgent();
    scene.drop();
    const sent = await scene.untilDeposit(1, "remis");
    tell.state(`${sent.id} est remis : l'organisme doit répondre sous 48 heures`);
    await scene.stopAgent();
    await scene.startAgent({ aheadMs: 4 * dayMs });
    tell.alarm(await scene.untilProblem("ar-silence", "ar-late"));
    tell.remedy(
      "regarder les indésirables, puis appeler l'organisme ; sa réponse par téléphone ou télécopie se note avec « facteur receipt record »",
    );
    return [once(scene, 1)];
  },
};

const mebibyte = 1024 * 1024;

const diskFull: Scenario = {
  name: "disque-plein",
  title: "Le disque est presque plein",
  fault:
    "Il reste moins de place que ce que l'agent doit garder pour noter ce qui est commencé (simulé par une réserve plus grande que le disque).",
  play: async (scene, tell) => {
    scene.rules("accept");
    await scene.startServer();
    const { bavail, bsize } = statfsSync(scene.sandbox.folder);
    await scene.startAgent({ reserveMiB: Math.ceil((bavail * bsize) / mebibyte) * 2 });
    scene.drop();
    tell.alarm(await scene.untilProblem("disk-full"));
    tell.state("le fichier reste où le logiciel de paie l'a mis : rien de neuf ne commence");
    tell.remedy(
      "faire de la place sur ce disque : l'agent reprend seul (ici : il est relancé avec sa réserve habituelle)",
    );
    await scene.stopAgent();
    await scene.startAgent();
    return [registered(await scene.untilDeposit(1, "enregistre")), once(scene, 1)];
  },
};

const cutAtDot: Scenario = {
  name: "reponse-coupee",
  title: "La connexion est coupée au pire moment",
  fault:
    "Le serveur prend le message et la ligne tombe avant sa réponse : personne ne sait s'il l'a.",
  play: async (scene, tell) => {
    scene.rules("drop-at-dot");
    await scene.startServer();
    await scene.startAgent();
    scene.drop();
    const uncertain = await scene.untilDeposit(1, "incertain", "enregistre");
    tell.state(`${uncertain.id} est incertain : il n'est pas renvoyé, une preuve est cherchée`);
    tell.remedy(
      "attendre l'accusé ; à l'approche de l'échéance, appeler l'organisme, puis « facteur confirm » ou « facteur resend --reason … »",
    );
    const proven = await scene.untilDeposit(1, "enregistre");
    tell.state(`${proven.id} : l'accusé est venu, il vaut preuve`);
    return [registered(proven), once(scene, 1)];
  },
};

export const scenarios: readonly Scenario[] = [
  serverDown,
  loginRefused,
  answerLate,
  diskFull,
  cutAtDot,
];
