/** Declares `facteur explain` and `facteur rehearse`. */
import { Refusal } from "../../foundation/refusal.ts";
import type { Adding } from "../adding.ts";
import { explain, rehearse } from "../commands.ts";
import type { ExplainOptions } from "./explain.ts";
import type { RehearseOptions } from "./rehearse.ts";
import { rulesWords } from "./words.ts";

export const addExplain = ({ command, context, done, globals }: Adding): void => {
  const words = rulesWords[context.language];
  command("explain <file>", words.explain)
    .option("--dossier <name>", words.dossier)
    .option("--json", context.words.options.json)
    .action(async (file: string, o: Omit<ExplainOptions, "file">) =>
      done(await explain(context, { ...globals(), ...o, file })),
    );
};

export const addRehearse = ({ command, context, done, globals }: Adding): void => {
  const words = rulesWords[context.language];
  command("rehearse", words.rehearse)
    .option("--last <days>", words.last, days, 90)
    .option("--dossier <name>", words.dossier)
    .option("--rules <file>", words.candidate)
    .option("--json", context.words.options.json)
    .action(async (o: RehearseOptions) => done(await rehearse(context, { ...globals(), ...o })));
};

const days = (text: string): number => {
  const [, count] = /^(\d{1,4})(?:d|j)?$/u.exec(text) ?? [];
  if (count === undefined || Number(count) < 1) throw new Refusal(2, [`--last ${text} : 90d`]);
  return Number(count);
};
