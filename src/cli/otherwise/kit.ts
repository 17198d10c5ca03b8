/** `facteur kit ID --output FILE`: what to print when mail cannot declare it. */
import { kitPaper } from "../../adapters/reports/paper/kit.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { kitFor } from "../../journey/report/kit.ts";
import type { Context, Global } from "../command.ts";
import { deliver, rendered } from "../document.ts";
import { formatsHere } from "../knowledge.ts";
import { depositNamed, reading } from "../reading.ts";

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
  const formats = formatsHere(context, options);
  const found = await kitFor({ journal: reader.journal, store: reader.store, formats }, deposit);
  const { tooLarge, noClear } = context.words.document;
  if (found.is === "none")
    throw new Refusal(1, [found.because === "too-large" ? tooLarge : noClear]);
  const paper = kitPaper({
    deposit,
    ...found,
    now: Date.now(),
    agent: `Facteur ${context.version}`,
  });
  await deliver(context, options, await rendered(paper, options.format));
  return 0;
};
