/** `facteur qualification report`: the final account of the change, to be printed and completed by hand. */
import { changePaper } from "../../adapters/reports/paper/change.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { accountOf } from "../../journey/qualification/account.ts";
import {
  changeAccountLines,
  changeAccountParts,
} from "../../journey/qualification/account-text.ts";
import { standing } from "../../journey/register.ts";
import type { Context } from "../command.ts";
import { type DocumentOptions, deliver, refuseUnprintable, rendered } from "../document.ts";
import { oneLine } from "../terminal/one-line.ts";
import { boardHere, type QualificationOptions } from "./qualification.ts";
import { qualificationWords } from "./words.ts";

export const qualificationReport = async (
  context: Context,
  options: QualificationOptions & DocumentOptions,
): Promise<Exit> => {
  refuseUnprintable(context, options);
  const { language } = context;
  const { organism, employer: _, ...whole } = options;
  if (organism === undefined) {
    const codes = (await boardHere(context, whole)).map((row) => row.organism.code);
    throw new Refusal(2, [qualificationWords[language].which(1, [...new Set(codes)])]);
  }
  let made: Uint8Array | string = "";
  await boardHere(context, whole, async (reader, all) => {
    const rows = all.filter((r) => r.organism.code === organism);
    const [first] = rows;
    if (!first) throw new Refusal(1, [qualificationWords[language].none]);
    const world = { ...reader, entries: await standing(reader) };
    const account = await accountOf(world, { rows, all });
    const format = options.json ? "json" : options.format;
    const about = { first, account, now: Date.now() };
    made =
      format === "json"
        ? `${JSON.stringify({ organism, ...account }, undefined, 2)}\n`
        : format === "text"
          ? `${changeAccountLines(language, about).map(oneLine).join("\n")}\n`
          : await rendered(changePage(context, about), format);
  });
  if (made.length === 0) throw new Refusal(1, [qualificationWords[language].none]);
  await deliver(context, options, made);
  return 0;
};

const changePage = (
  { language, version }: Context,
  about: Parameters<typeof changeAccountParts>[1],
) =>
  changePaper(changeAccountParts(language, about), { at: about.now, agent: `Facteur ${version}` });
