/** `facteur qualification report`: the final account of the change, to be printed and completed by hand. */
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { accountOf } from "../journey/qualification/account.ts";
import { changeAccountLines } from "../journey/qualification/account-text.ts";
import { standing } from "../journey/register.ts";
import type { Context } from "./command.ts";
import { oneLine } from "./one-line.ts";
import { boardHere, type QualificationOptions } from "./qualification.ts";
import { qualificationWords } from "./qualification-words.ts";

export const qualificationReport = async (
  context: Context,
  options: QualificationOptions,
): Promise<Exit> => {
  const { io, language } = context;
  const { organism, employer: _, ...whole } = options;
  if (organism === undefined) {
    const codes = (await boardHere(context, whole)).map((row) => row.organism.code);
    throw new Refusal(2, [qualificationWords[language].which(1, [...new Set(codes)])]);
  }
  let text = "";
  await boardHere(context, whole, async (reader, all) => {
    const rows = all.filter((r) => r.organism.code === organism);
    const [first] = rows;
    if (!first) throw new Refusal(1, [qualificationWords[language].none]);
    const world = { ...reader, entries: await standing(reader) };
    const account = await accountOf(world, { rows, all });
    text = options.json
      ? JSON.stringify({ organism, ...account }, undefined, 2)
      : changeAccountLines(context.language, { first, account, now: Date.now() })
          .map(oneLine)
          .join("\n");
  });
  if (text === "") throw new Refusal(1, [qualificationWords[language].none]);
  io.out(`${text}\n`);
  return 0;
};
