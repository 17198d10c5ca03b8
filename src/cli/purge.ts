/**
 * `facteur purge [--dry-run] [--before DATE] [--json] --by NAME --reason …`: removes contents whose time is over. The plan
 * is made here, beside a running agent; the agent writes and removes, part by part, or this command does, which
 * holds the lock meanwhile. Exit 75 when a file could not be removed now.
 */
import { parisInstant } from "../domain/paris-time.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { planPurge } from "../journey/purge/plan.ts";
import { type Context, type Global, settingsOf } from "./command.ts";
import { progressOf } from "./progress.ts";
import { type PurgeWords, purgeWords } from "./purge-words.ts";
import { reading } from "./reading.ts";
import { doPurge, jsonOf, textOf, wouldPurge } from "./removal.ts";
import { reasonGiven } from "./signature.ts";

export interface PurgeOptions extends Global {
  readonly dryRun?: boolean;
  readonly before?: string;
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

export const purge = async (context: Context, options: PurgeOptions): Promise<Exit> => {
  const words = purgeWords[context.language];
  const before = beforeOf(words, options);
  if (!options.dryRun && !reasonGiven(options.reason)) throw new Refusal(2, [words.reasonNeeded]);
  const settings = settingsOf(context, options);
  await using reader = reading(context, options);
  const limited = { retention: settings.retention, now: Date.now() };
  const progress = progressOf(context);
  const plan = await planPurge(
    reader.journal,
    { ...limited, ...(before === undefined ? {} : { before }) },
    (facts) => progress.show(() => `${facts} ${words.progress}`),
  );
  progress.clear();
  const told = options.dryRun
    ? await wouldPurge(reader, plan)
    : await doPurge({ context, settings, reader, plan }, options);
  context.io.out(options.json ? jsonOf(told, options) : textOf(told, { words, options }));
  return told.left.length > 0 ? 75 : 0;
};

const beforeOf = (words: PurgeWords, { before }: PurgeOptions): number | undefined => {
  const at = before === undefined ? undefined : parisInstant(before, "00:00");
  if (before !== undefined && at === undefined) throw new Refusal(2, [words.wrongBefore(before)]);
  return at;
};
