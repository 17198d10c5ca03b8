/** When a cron expression comes next, in the agent's zone. Who waits for it is `daemon/schedule.ts`. */
import type { Instant } from "../domain/ids.ts";

export interface Schedule {
  /** The first time after now; undefined when it never comes again. */
  next(expression: string): Instant | undefined;
}
