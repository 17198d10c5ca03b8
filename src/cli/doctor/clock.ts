/**
 * Whether this machine's clock can be right. Legal hours are computed from it, and no time server is asked: what already happened
 * is a witness. Nothing can have been written in the future; and what nothing was added to for a year may have been left by a clock that was right.
 */
import { statSync } from "node:fs";
import { openReader } from "../../compose/reader.ts";
import { limits } from "../../domain/limits.ts";
import { parisDay, parisIso } from "../../domain/paris-time.ts";
import type { Looks, Patient, Say } from "./diagnosis.ts";

const dayMs = 86_400_000;
/** A firm declares each quarter at least. */
const quietMsMax = 366 * dayMs;

export const setTheClock = (): string =>
  process.platform === "win32" ? "w32tm /resync" : "timedatectl set-ntp true";

/** How far, in the largest unit that says it: a clock is off by minutes, by a summer hour, or by years. */
export const farText = (ms: number, say: Say): string => {
  const far = Math.abs(ms);
  if (far >= 2 * dayMs) {
    const days = Math.round(far / dayMs);
    return say(`${days} jours`, `${days} days`);
  }
  const minutes = Math.round(far / 60_000);
  return minutes >= 120 ? `${Math.round(minutes / 60)} h` : `${minutes} min`;
};

interface Witness {
  readonly said: string;
  readonly at: number;
}

export const lookAtClock = async function* (
  { settings, say }: Patient,
  about: { readonly version: string; readonly file: string },
): Looks {
  const now = Date.now();
  const newest = await newestFact({ settings }, about.version);
  const witnesses: readonly Witness[] = [
    ...(newest === undefined
      ? []
      : [{ said: say("la dernière ligne du journal", "the journal's newest line"), at: newest }]),
    { said: about.file, at: statSync(about.file).mtimeMs },
  ];
  const latest = witnesses.reduce((a, b) => (b.at > a.at ? b : a));
  const here = `${parisIso(now).slice(0, 16).replace("T", " ")} (Paris)`;
  if (latest.at - now > limits.clockBackMsMax)
    yield {
      is: "wrong",
      check: "clock",
      about: here,
      said: say(
        `l'horloge de cette machine retarde d'au moins ${farText(latest.at - now, say)} : ${latest.said} est du ${parisDay(latest.at)}`,
        `this machine's clock is at least ${farText(latest.at - now, say)} late: ${latest.said} is of ${parisDay(latest.at)}`,
      ),
      next: say(
        `Mettez-la à l'heure : ${setTheClock()}. Si elle est juste, elle avançait quand cela fut écrit : docs/audit.md, --hours-known.`,
        `Set it: ${setTheClock()}. If it is right, it was ahead when that was written: docs/audit.md, --hours-known.`,
      ),
    };
  else if (newest !== undefined && now - newest > quietMsMax)
    yield {
      is: "warning",
      check: "clock",
      about: here,
      said: say(
        `rien au journal depuis ${farText(now - newest, say)} : l'agent était arrêté, ou cette horloge avance`,
        `nothing in the journal for ${farText(now - newest, say)}: the agent was stopped, or this clock is ahead`,
      ),
      next: say(
        `Comparez-la à une autre avant de lancer l'agent : ${setTheClock()}`,
        `Compare it with another before you start the agent: ${setTheClock()}`,
      ),
    };
  else
    yield {
      is: "good",
      check: "clock",
      about: here,
      said: say("rien ne contredit cette heure", "nothing contradicts this time"),
    };
};

/** A journal that cannot be opened is told where journals are looked at. */
const newestFact = async (
  { settings }: Pick<Patient, "settings">,
  version: string,
): Promise<number | undefined> => {
  try {
    await using reader = openReader(settings, version);
    return (await reader?.journal.head())?.at;
  } catch {
    return undefined;
  }
};
