/** The alarms that the journal says are open. */

import type { Alarm } from "../facts/due.ts";
import type { Recorded } from "../facts.ts";
import type { Instant } from "../ids.ts";
import { alarmKey } from "./alarms.ts";

export type OpenAlarm = Alarm & { readonly at: Instant };

/** Those that are open after more facts. */
export const afterAlarms = (
  before: readonly OpenAlarm[],
  facts: readonly Recorded[],
): readonly OpenAlarm[] => {
  if (!facts.some((f) => f.is === "alarm-raised" || f.is === "alarm-ended")) return before;
  const open = new Map(before.map((a) => [alarmKey(a), a]));
  for (const fact of facts) {
    if (fact.is !== "alarm-raised" && fact.is !== "alarm-ended") continue;
    const key = alarmKey({ cause: fact.alarm, about: fact.about });
    if (fact.is === "alarm-raised") open.set(key, { ...fact, cause: fact.alarm });
    else open.delete(key);
  }
  return [...open.values()];
};
