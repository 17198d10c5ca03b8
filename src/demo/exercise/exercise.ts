/** Plays scenarios one after the other; a scenario that does not end as it should is said and does not hide the next. */
import { faults } from "../../domain/faults.ts";
import { asError } from "../../foundation/errors.ts";
import type { Check, Scenario, Telling } from "./scenarios.ts";
import { type Lent, Scene } from "./scene.ts";

export interface PlayedScenario {
  readonly name: string;
  readonly checks: readonly Check[];
  readonly held: boolean;
}

export const playScenario = async (scenario: Scenario, lent: Lent): Promise<PlayedScenario> => {
  const { name, title, fault, play } = scenario;
  lent.tell("");
  lent.tell(`══ ${title} (${name})`);
  lent.tell(`   ${fault}`);
  const checks = await played(play, lent);
  for (const { says, holds } of checks) lent.tell(`${holds ? "✓" : "✗"} ${says}`);
  return { name, checks, held: checks.every((check) => check.holds) };
};

const played = async (play: Scenario["play"], lent: Lent): Promise<readonly Check[]> => {
  await using scene = await Scene.open(lent);
  try {
    return await play(scene, tellingWith(lent.tell));
  } catch (cause) {
    if (lent.signal.aborted) return [];
    return [{ says: `l'exercice ne s'est pas terminé : ${asError(cause).message}`, holds: false }];
  }
};

const tellingWith = (tell: Lent["tell"]): Telling => ({
  alarm: ({ code, about, said }) => {
    const { what, next } = faults[code].fr;
    tell(`!! ${about} — ${what} [${code}]`);
    if (said !== "") tell(`   ${said}`);
    tell(`   → ${next}`);
  },
  remedy: (text) => tell(`remède : ${text}`),
  state: (text) => tell(`   ${text}`),
});
