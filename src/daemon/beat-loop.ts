/**
 * Tells the service manager that the agent is ready, how it is, and that it lives. It lives when its loop turns *and* its
 * journal answers: an agent that hangs in either is silent, and started anew. It beats until the last dialogue is
 * finished.
 */
import { faults } from "../domain/faults.ts";
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import type { World } from "../journey/world.ts";
import type { Supervisor, SupervisorNews } from "../ports/supervisor.ts";
import type { Problems } from "./problems.ts";

export interface Beating {
  readonly world: Pick<World, "journal" | "clock" | "log">;
  readonly problems: Pick<Problems, "list">;
  readonly supervisor: Supervisor;
  readonly language: "fr" | "en";
  /** Aborts when the agent is told to stop. */
  readonly stopping: AbortSignal;
}

/** Resolves when `over` aborts: the agent has stopped. */
export const beatLoop = async (beating: Beating, over: AbortSignal): Promise<void> => {
  const { world, supervisor, stopping } = beating;
  const halfMs = (supervisor.watchdogMs ?? Infinity) / 2;
  const everyMs = Math.min(halfMs, limits.beatMs);
  /** So many turns make half of the supervisor's patience. */
  const aliveTurns = Math.floor(halfMs / everyMs);
  const either = AbortSignal.any([over, stopping]);
  let before: SupervisorNews = {};
  for (let turn = 0; !over.aborted; turn += 1) {
    const state = stopping.aborted ? "stopping" : "ready";
    const status = statusOf(beating);
    const due = supervisor.watchdogMs !== undefined && turn % aliveTurns === 0;
    const lives = due && (await answers(world));
    // A word that was said is not said again, but for life itself.
    const news: SupervisorNews = {
      ...(state === before.state ? {} : { state }),
      ...(status === before.status ? {} : { status }),
      ...(lives ? { alive: true } : {}),
    };
    if (Object.keys(news).length > 0) await supervisor.tell(news);
    before = { state, status };
    await world.clock.wait(everyMs, stopping.aborted ? over : either);
  }
  // An agent that was quick to stop says so all the same.
  if (stopping.aborted && before.state !== "stopping")
    await supervisor.tell({ state: "stopping", status: statusOf(beating) });
};

const answers = async ({ journal, log }: Beating["world"]): Promise<boolean> => {
  try {
    await journal.find({ by: "uncertain" }, 1);
    return true;
  } catch (cause) {
    log.event("error", "journal-silent", { said: asError(cause).message });
    return false;
  }
};

/** Anybody on the machine may read it: what is wrong, and about nobody. */
const statusOf = ({ problems, stopping, language }: Beating): string => {
  const told = words[language];
  if (stopping.aborted) return told.stopping;
  const open = problems.list();
  const [first] = open;
  if (!first) return told.works;
  return told.problems(open.length, faults[first.code][language].what);
};

const words = {
  fr: {
    works: "En marche, rien à signaler.",
    problems: (n: number, first: string) =>
      `${n} problème${n > 1 ? "s" : ""} (facteur status) : ${first}`,
    stopping: "S'arrête : finit le dialogue en cours.",
  },
  en: {
    works: "Running, nothing to report.",
    problems: (n: number, first: string) =>
      `${n} problem${n > 1 ? "s" : ""} (facteur status): ${first}`,
    stopping: "Stopping: finishes the dialogue under way.",
  },
} as const;
