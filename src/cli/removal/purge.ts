/**
 * `facteur purge [--dry-run] [--before DATE] [--today DATE] [--json] --by NAME --reason …`: removes contents whose time is over. The plan
 * is made here, beside a running agent; the agent writes and removes, part by part, or this command does, which
 * holds the lock meanwhile. Exit 75 when a file could not be removed now.
 */
import type { Instant } from "../../domain/ids.ts";
import { parisDay, parisInstant } from "../../domain/paris-time.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { type PurgePlan, planPurge } from "../../journey/purge/plan.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { reading } from "../reading.ts";
import { reasonGiven } from "../signature.ts";
import { progressOf } from "../terminal/progress.ts";
import { type PurgeWords, purgeWords } from "./purge-words.ts";
import { doPurge, jsonOf, textOf, wouldPurge } from "./removal.ts";

export interface PurgeOptions extends Global {
  readonly dryRun?: boolean;
  readonly before?: string;
  readonly today?: string;
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
  const now = Date.now();
  const limited = { retention: settings.retention, now };
  const progress = progressOf(context);
  const plan = await planPurge(
    reader.journal,
    { ...limited, ...(before === undefined ? {} : { before }) },
    (facts) => progress.show(() => `${facts} ${words.progress}`),
  );
  progress.clear();
  refuseDoubted(words, { plan, now, options });
  const told = options.dryRun
    ? await wouldPurge(reader, plan)
    : await doPurge({ context, settings, reader, plan }, options);
  context.io.out(options.json ? jsonOf(told, options) : textOf(told, { words, options }));
  return told.left.length > 0 ? 75 : 0;
};

/** What a wrong clock took would be gone for good: where the journal does not vouch for the day, a person says which it is. */
const refuseDoubted = (
  words: PurgeWords,
  about: { readonly plan: PurgePlan; readonly now: Instant; readonly options: PurgeOptions },
): void => {
  const { plan, now, options } = about;
  const said = options.today === undefined ? undefined : parisInstant(options.today, "12:00");
  if (options.today !== undefined && said === undefined)
    throw new Refusal(2, [words.wrongToday(options.today)]);
  const day = parisDay(now);
  if (said !== undefined && Math.abs(said - now) > todayMsMax)
    throw new Refusal(1, [words.otherToday(options.today ?? "", day)]);
  const isEmpty = plan.deposits.length === 0 && plan.receipts.length === 0;
  if (plan.doubted === undefined || said !== undefined || isEmpty || options.dryRun) return;
  throw new Refusal(1, words.doubted(day, parisDay(plan.doubted)));
};

/** Around midnight, either day is right. */
const todayMsMax = 36 * 3_600_000;

const beforeOf = (words: PurgeWords, { before }: PurgeOptions): number | undefined => {
  const at = before === undefined ? undefined : parisInstant(before, "00:00");
  if (before !== undefined && at === undefined) throw new Refusal(2, [words.wrongBefore(before)]);
  return at;
};
