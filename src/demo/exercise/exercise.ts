/** Plays scenarios one after the other; a scenario that does not end as it should is said and does not hide the next. */
import { faults } from "../../domain/faults.ts";
import { asError } from "../../foundation/errors.ts";
import type { Check, Scenario, Telling } from "./scenarios.ts";
import { type Lent, Scene } from "./scene.ts";
import { exerciseWords, type ScenarioWords } from "./words.ts";

export interface PlayedScenario {
  readonly name: string;
  readonly checks: readonly Check[];
  readonly held: boolean;
}

export const playScenario = async (scenario: Scenario, lent: Lent): Promise<PlayedScenario> => {
  const { name, play } = scenario;
  const { [name]: words } = exerciseWords[lent.language].scenarios;
  lent.tell("");
  lent.tell(`══ ${words.title} (${name})`);
  lent.tell(`   ${words.fault}`);
  const checks = await played(play, lent, words);
  for (const { says, holds } of checks) lent.tell(`${holds ? "✓" : "✗"} ${says}`);
  return { name, checks, held: checks.every((check) => check.holds) };
};

const played = async (
  play: Scenario["play"],
  lent: Lent,
  words: ScenarioWords,
): Promise<readonly Check[]> => {
  await using scene = await Scene.open(lent);
  try {
    return await play(scene, tellingWith(lent, words));
  } catch (cause) {
    if (lent.signal.aborted) return [];
    const why = asError(cause).message;
    return [{ says: exerciseWords[lent.language].unfinished(why), holds: false }];
  }
};

const tellingWith = ({ tell, language }: Lent, words: ScenarioWords): Telling => ({
  words: exerciseWords[language],
  alarm: ({ code, about, said }) => {
    const { what, next } = faults[code][language];
    tell(`!! ${about} — ${what} [${code}]`);
    if (said !== "") tell(`   ${said}`);
    tell(`   → ${next}`);
  },
  state: (deposit = "") => tell(`   ${words.state(deposit)}`),
  remedy: () => tell(exerciseWords[language].remedy(words.remedy)),
  after: (deposit = "") => tell(`   ${words.after?.(deposit) ?? ""}`),
});
