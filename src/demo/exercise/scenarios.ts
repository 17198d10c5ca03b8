/** What people meet before it happens: each fault, what the agent says of it, the remedy, and what must be true at the end. */
import { statfsSync } from "node:fs";
import type { Deposit } from "../../domain/deposit.ts";
import type { OpenProblem, Scene } from "./scene.ts";
import type { ExerciseWords, ScenarioName } from "./words.ts";

export interface Scenario {
  readonly name: ScenarioName;
  /** Throws when something does not come in time; answers what must be true. */
  readonly play: (scene: Scene, tell: Telling) => Promise<readonly Check[]>;
}

/** What its words say at each moment; of a deposit, where they name it. */
export interface Telling {
  readonly words: Pick<ExerciseWords, "arrivedOnce" | "registered">;
  readonly alarm: (problem: OpenProblem) => void;
  readonly state: (deposit?: string) => void;
  readonly remedy: () => void;
  readonly after: (deposit?: string) => void;
}

export interface Check {
  readonly says: string;
  readonly holds: boolean;
}

const once = (scene: Scene, { words }: Telling, mails: number): Check => {
  const arrived = scene.arrived();
  return {
    says: words.arrivedOnce(arrived.mails),
    holds: arrived.mails === mails && arrived.most === 1,
  };
};

const registered = ({ declarations }: Deposit, { words }: Telling): Check => {
  const proven = declarations.filter((d) => d.is === "registered" && d.proven).length;
  return {
    says: words.registered(proven, declarations.length),
    holds: proven > 0 && proven === declarations.length,
  };
};

const serverDown: Scenario = {
  name: "serveur-arrete",
  play: async (scene, tell) => {
    scene.rules("accept");
    await scene.stopServer();
    await scene.startAgent();
    scene.drop();
    tell.alarm(await scene.untilProblem("smtp-unreachable"));
    const waiting = await scene.untilDeposit(1, "a-envoyer", "nouvel-essai");
    tell.state(waiting.id);
    tell.remedy();
    await scene.startServer();
    const done = await scene.untilDeposit(1, "enregistre");
    await scene.untilSound();
    tell.after();
    return [registered(done, tell), once(scene, tell, 1)];
  },
};

const loginRefused: Scenario = {
  name: "mot-de-passe-refuse",
  play: async (scene, tell) => {
    scene.rules("accept");
    await scene.startServer({ password: "change-hier" });
    await scene.startAgent();
    scene.drop();
    tell.alarm(await scene.untilProblem("identity-suspended", "smtp-login", "mailbox-login"));
    tell.state();
    tell.remedy();
    scene.writePassword("change-hier");
    await scene.probe();
    return [registered(await scene.untilDeposit(1, "enregistre"), tell), once(scene, tell, 1)];
  },
};

const dayMs = 86_400_000;

const answerLate: Scenario = {
  name: "accuse-en-retard",
  play: async (scene, tell) => {
    scene.rules("silent", ["ar.attendus=1", "ar.delai.1=48h"]);
    await scene.startServer();
    await scene.startAgent();
    scene.drop();
    const sent = await scene.untilDeposit(1, "remis");
    tell.state(sent.id);
    await scene.stopAgent();
    await scene.startAgent({ aheadMs: 4 * dayMs });
    tell.alarm(await scene.untilProblem("ar-silence", "ar-late"));
    tell.remedy();
    return [once(scene, tell, 1)];
  },
};

const mebibyte = 1024 * 1024;

const diskFull: Scenario = {
  name: "disque-plein",
  play: async (scene, tell) => {
    scene.rules("accept");
    await scene.startServer();
    const { bavail, bsize } = statfsSync(scene.sandbox.folder);
    await scene.startAgent({ reserveMiB: Math.ceil((bavail * bsize) / mebibyte) * 2 });
    scene.drop();
    tell.alarm(await scene.untilProblem("disk-full"));
    tell.state();
    tell.remedy();
    await scene.stopAgent();
    await scene.startAgent();
    return [registered(await scene.untilDeposit(1, "enregistre"), tell), once(scene, tell, 1)];
  },
};

const cutAtDot: Scenario = {
  name: "reponse-coupee",
  play: async (scene, tell) => {
    scene.rules("drop-at-dot");
    await scene.startServer();
    await scene.startAgent();
    scene.drop();
    const uncertain = await scene.untilDeposit(1, "incertain", "enregistre");
    tell.state(uncertain.id);
    tell.remedy();
    const proven = await scene.untilDeposit(1, "enregistre");
    tell.after(proven.id);
    return [registered(proven, tell), once(scene, tell, 1)];
  },
};

export const scenarios: readonly Scenario[] = [
  serverDown,
  loginRefused,
  answerLate,
  diskFull,
  cutAtDot,
];
