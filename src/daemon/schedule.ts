/**
 * Tasks at their times. The next time is a fact: a start, or a wake after a sleep, sees that it has passed
 * and does the task once, however often it was missed (mail.md F81). A task that fails is tried again.
 */
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import { agentFacts } from "../journey/agent-facts.ts";
import type { World } from "../journey/world.ts";
import type { Schedule } from "../ports/schedule.ts";

export interface Task {
  /** Its name in the journal; never changes. */
  readonly name: string;
  /** Cron. */
  readonly expression: string;
  /** `due`: the time it was planned for. */
  run(due: Instant): Promise<void>;
}

export interface ScheduleParts {
  readonly world: Pick<World, "journal" | "clock" | "log">;
  readonly schedule: Schedule;
  readonly tasks: readonly Task[];
}

export const scheduleLoop = async (parts: ScheduleParts, signal: AbortSignal): Promise<void> => {
  const planned = await plannedTimes(parts);
  while (!signal.aborted) {
    await scheduleRound(parts, planned);
    await parts.world.clock.wait(limits.schedulePollMs, signal);
  }
};

/** Looks once at every task: does what is due, plans what is not. */
export const scheduleRound = async (
  { world, schedule, tasks }: ScheduleParts,
  planned: Map<string, Instant>,
): Promise<void> => {
  for (const task of tasks) {
    const due = planned.get(task.name);
    if (due !== undefined && due > world.clock.now()) continue;
    try {
      if (due !== undefined) await task.run(due);
    } catch (cause) {
      world.log.event("error", "task-failed", { task: task.name, said: asError(cause).message });
      continue;
    }
    const next = schedule.next(task.expression);
    if (next === undefined) continue;
    await world.journal.transact((t) => t.append({ is: "planned", task: task.name, due: next }));
    planned.set(task.name, next);
  }
};

/** A time that was planned under another expression is kept: at worst one run more. */
export const plannedTimes = async ({
  world,
  tasks,
}: ScheduleParts): Promise<Map<string, Instant>> => {
  const names = new Set(tasks.map((t) => t.name));
  const planned = new Map<string, Instant>();
  for (const { task, due } of await agentFacts(world.journal, "planned"))
    if (names.has(task)) planned.set(task, due);
  return planned;
};
