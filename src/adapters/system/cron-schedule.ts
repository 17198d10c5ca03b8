/**
 * Cron expressions in the agent's zone. The only file that knows node-cron. Measured with 4.6.0: a time
 * between 02:00 and 03:00 does not happen on the spring Sunday.
 */
import cron from "node-cron";
import { asError } from "../../foundation/errors.ts";
import type { Schedule } from "../../ports/schedule.ts";

export const validateCron = (expression: string): boolean => cron.validate(expression);

/** `zone` is an IANA name such as `Europe/Paris`. */
export const cronSchedule = (zone: string): Schedule => ({
  at(expression, task, signal) {
    if (!validateCron(expression)) throw new Error(`not a cron expression: "${expression}"`);
    if (signal.aborted) return;
    const run = (): void => {
      try {
        task();
      } catch (cause) {
        // The library would print it and go on: a bug of ours must be seen.
        setImmediate(() => {
          throw asError(cause);
        });
      }
    };
    const scheduled = cron.schedule(expression, run, { timezone: zone, logger: silent });
    signal.addEventListener("abort", () => void scheduled.destroy(), { once: true });
  },
});

/** The library writes to the console otherwise; what matters is told by the task itself. */
const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
};
