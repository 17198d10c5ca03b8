/** Calls a task at the times of a cron expression in the agent's zone, until aborted. */
export interface Schedule {
  at(expression: string, task: () => void, signal: AbortSignal): void;
}
