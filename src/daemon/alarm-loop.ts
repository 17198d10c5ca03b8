/**
 * Raises and ends the clock's alarms: each once, in the journal, so that a restart tells nobody twice. An
 * alarm about answers waits until the mailbox was looked at after it came due: the answer may lie there
 * (mail.md F81). A clock that jumped ahead is believed when a mail is as late as it (F80).
 */

import { type AlarmNow, alarmChange } from "../domain/due/alarms.ts";
import type { Alarm } from "../domain/facts/due.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { frenchDateTime } from "../domain/paris-time.ts";
import type { World } from "../journey/world.ts";
import { type AlarmParts, AlarmWatch } from "./alarm-watch.ts";
import type { Problems } from "./problems.ts";

export interface AlarmLoopParts {
  readonly world: AlarmParts & Pick<World, "log">;
  readonly problems: Problems;
  readonly mail: MailWitness;
  /** Something was told to people: whoever notifies may look. */
  readonly told: () => void;
}

/** What the mailboxes say of time. */
export interface MailWitness {
  /** When every watched mailbox had been read to its end; undefined: none is watched, or one never was. */
  lookedAt(): Instant | undefined;
  /** The newest stamp of a mail server that was seen. */
  newestStamp(): Instant;
  /** Whether the wall clock is in doubt. */
  doubted(): boolean;
}

export const alarmLoop = async (parts: AlarmLoopParts, signal: AbortSignal): Promise<void> => {
  const { world, problems } = parts;
  const watch = new AlarmWatch(world);
  await watch.refresh();
  for (const alarm of watch.open) problems.raise(alarm.cause, alarm.about, saidOf(alarm));
  while (!signal.aborted) {
    await alarmRound(parts, watch);
    await world.clock.wait(limits.alarmPollMs, signal);
  }
};

/** One look: what began and what ended since the last one. */
export const alarmRound = async (parts: AlarmLoopParts, watch: AlarmWatch): Promise<void> => {
  const { world, problems } = parts;
  await watch.refresh();
  const now = world.clock.now();
  const change = alarmChange(watch.open, watch.at(now), now);
  const raised = change.raised.filter((alarm) => mayTell(alarm, parts.mail, now));
  // A graver alarm that is not told yet takes nobody's place yet.
  const ended = change.ended.filter(
    (e) => e.because !== "replaced" || raised.some((r) => r.about === e.alarm.about),
  );
  if (raised.length + ended.length === 0) return;
  await world.journal.transact(async (t) => {
    for (const { alarm, because } of ended)
      await t.append({
        is: "alarm-ended",
        alarm: alarm.cause,
        about: alarm.about,
        dossiers: alarm.dossiers,
        because,
      });
    for (const { cause, latest: _, ...alarm } of raised)
      await t.append({ is: "alarm-raised", alarm: cause, ...alarm });
  });
  for (const { alarm } of ended) problems.clear(alarm.about, alarm.cause);
  for (const alarm of raised) problems.raise(alarm.cause, alarm.about, saidOf(alarm));
  parts.told();
};

const mayTell = (alarm: AlarmNow, mail: MailWitness, now: Instant): boolean => {
  // Of an alarm that was told before, what joined it since is the news.
  const due = alarm.again ? alarm.latest : alarm.due;
  if (mail.doubted() && mail.newestStamp() < due) return false;
  if (alarm.cause === "not-produced" || alarm.address === undefined) return true;
  const looked = mail.lookedAt();
  // A mailbox that cannot be read is told by itself; after an hour silence is told all the same.
  return (looked !== undefined && looked >= due) || now >= due + limits.alarmBlindMs;
};

/** For `facteur status` and the log: numbers and ids only. */
const saidOf = (alarm: Pick<Alarm, "count" | "deposits" | "due" | "heard">): string =>
  [
    `${alarm.count} ${alarm.count < 2 ? "déclaration" : "déclarations"}`,
    alarm.deposits.join(", "),
    `depuis le ${frenchDateTime(alarm.due)}`,
    alarm.heard === undefined ? "" : `dernier accusé le ${frenchDateTime(alarm.heard)}`,
  ]
    .filter((t) => t !== "")
    .join(" ; ");
