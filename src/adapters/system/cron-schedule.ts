/**
 * Cron expressions in the agent's zone. The only file that knows node-cron. Measured with 4.6.0: a time
 * between 02:00 and 03:00 does not happen on the spring Sunday.
 */
import cron from "node-cron";
import type { Schedule } from "../../ports/schedule.ts";

export const validateCron = (expression: string): boolean => cron.validate(expression);

/** `zone` is an IANA name such as `Europe/Paris`. */
export const cronSchedule = (zone: string): Schedule => ({
  next(expression) {
    if (!validateCron(expression)) throw new Error(`not a cron expression: "${expression}"`);
    // Never started: it only computes.
    const task = cron.createTask(expression, () => undefined, { timezone: zone, logger: silent });
    const [next] = task.getNextRuns(1);
    void task.destroy();
    return next?.getTime();
  },
});

/** The library writes to the console otherwise; what matters is told by the task itself. */
const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
};
