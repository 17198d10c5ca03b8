/**
 * What the next start would refuse because of the data folder (78), all at once and without starting: for `facteur doctor`. Nothing is
 * written, no lock is taken.
 */
import { existsSync } from "node:fs";
import { isOfOtherKey } from "../adapters/journal/key-mark.ts";
import { readRing } from "../adapters/store/key-of-keys.ts";
import { agentFile, readAgent } from "../adapters/system/agent-file.ts";
import type { Settings } from "../config/settings.ts";
import { Refusal } from "../foundation/refusal.ts";
import { refuseMoved, storePlaceOf } from "./data.ts";
import { journalFile, otherKey, refuseLostJournal, refuseLostKey } from "./lost-parts.ts";

export const startRefusals = async (settings: Settings): Promise<readonly Refusal[]> => {
  const looks: readonly (() => unknown)[] = [
    () => refuseMoved(settings.data),
    () => refuseLostJournal(settings),
    () => unlessDamaged(() => refuseLostKey(settings)),
    () => unlessDamaged(() => refuseOtherKey(settings)),
    () => readRing(storePlaceOf(settings)),
  ];
  const refusals: Refusal[] = [];
  for (const look of looks)
    try {
      await look();
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refusals.push(cause);
    }
  return refusals;
};

/** A journal that cannot be read is told by the look at it. */
const unlessDamaged = async (look: () => unknown): Promise<void> => {
  try {
    await look();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
  }
};

const refuseOtherKey = (settings: Settings): void => {
  const agent = readAgent(agentFile(settings.data));
  const file = journalFile(settings);
  if (agent && existsSync(file) && isOfOtherKey(file, agent.key)) throw otherKey(settings);
};
