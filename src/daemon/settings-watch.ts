/**
 * The settings are read once, at start (design §6). When their file changes, the running agent keeps those it has and says
 * which keys wait for a restart; when the new ones are wrong, it says so before anybody restarts it (mail.md F82).
 */
import { limits } from "../domain/limits.ts";
import type { Clock } from "../ports/clock.ts";
import type { Problems } from "./problems.ts";

export type SettingsLook =
  | { readonly is: "same" }
  /** Right, and other: these keys differ. */
  | { readonly is: "changed"; readonly keys: readonly string[] }
  | { readonly is: "wrong"; readonly said: string };

export interface SettingsWatchParts {
  readonly world: { readonly clock: Pick<Clock, "wait"> };
  readonly problems: Problems;
  readonly look: () => SettingsLook;
}

/** What the problems are about, as `facteur status` shows them. */
const about = "facteur.json";

export const settingsWatch = async (
  { world, problems, look }: SettingsWatchParts,
  signal: AbortSignal,
): Promise<void> => {
  let before = "";
  while (!signal.aborted) {
    const now = look();
    const said = JSON.stringify(now);
    if (said !== before) problems.clear(about, "settings-changed", "settings-refused");
    before = said;
    if (now.is === "changed") problems.raise("settings-changed", about, now.keys.join(", "));
    if (now.is === "wrong") problems.raise("settings-refused", about, now.said);
    await world.clock.wait(limits.settingsLookMs, signal);
  }
};
