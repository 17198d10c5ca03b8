/** Declares what erases: `facteur purge` and `facteur forget`. */
import { type Adding, signed } from "../adding.ts";
import { forget, purge } from "../commands.ts";
import type { ForgetOptions } from "./forget.ts";
import { forgetWords } from "./forget-words.ts";
import type { PurgeOptions } from "./purge.ts";
import { purgeWords } from "./purge-words.ts";

export const addPurge = ({ command, context, done, globals }: Adding): void => {
  const words = purgeWords[context.language];
  const purging = command("purge", words.about)
    .option("--dry-run", words.dryRun)
    .option("--before <date>", words.before)
    .option("--today <date>", words.today);
  signed(purging, context).action(async (o: PurgeOptions) =>
    done(await purge(context, { ...globals(), ...o })),
  );
};

export const addForget = ({ command, context, done, globals }: Adding): void => {
  const words = forgetWords[context.language];
  const forgetting = command("forget", words.about)
    .argument("[id...]")
    .option("--person", words.person)
    .option("--claimed", words.claimed)
    .option("--dry-run", words.dryRun);
  signed(forgetting, context).action(
    async (ids: readonly string[], o: Omit<ForgetOptions, "ids">) =>
      done(await forget(context, { ...globals(), ...o, ids })),
  );
};
