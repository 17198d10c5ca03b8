/** `facteur kit ID --output FILE`: what to print when mail cannot declare it. */
import { kitPaper } from "../adapters/reports/paper/kit.ts";
import { kitOf } from "../domain/kit.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { clearCopy } from "../journey/clear-copy.ts";
import { contentOf } from "../journey/content.ts";
import { standing } from "../journey/register.ts";
import type { Context, Global } from "./command.ts";
import { deliver, rendered } from "./document.ts";
import { depositNamed, formatsHere, reading } from "./reading.ts";

export interface KitOptions extends Global {
  readonly id: string;
  readonly output: string;
  readonly format: "pdf" | "html" | "text";
}

export const kit = async (context: Context, options: KitOptions): Promise<Exit> => {
  await using reader = reading(context, options);
  const deposit = await depositNamed(context, reader, options.id);
  const purged = deposit.purges.find((p) => p.kinds.includes("originals"));
  if (purged) throw new Refusal(1, [context.words.purged(deposit.id, purged)]);
  if (deposit.claimed.kept === false) throw new Refusal(1, [context.words.validate.tooLarge]);
  const bytes = await reader.store.get(deposit.claimed.sha256);
  const clear = clearCopy(bytes, formatsHere(context, options));
  if (!clear) throw new Refusal(1, [context.words.validate.noClear]);
  const paper = kitPaper({
    deposit,
    kit: kitOf({
      content: await contentOf(reader, deposit),
      entries: await standing(reader),
      to: deposit.ruled?.to ?? "",
    }),
    clear,
    now: Date.now(),
    agent: `Facteur ${context.version}`,
  });
  await deliver(context, options, await rendered(paper, options.format));
  return 0;
};
