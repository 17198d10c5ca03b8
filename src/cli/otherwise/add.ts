/** Declares what a person does when mail could not: `facteur declared` and `facteur kit`. */
import { Option } from "commander";
import { otherMeans } from "../../domain/facts.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { type Adding, signed } from "../adding.ts";
import { declared, kit } from "../commands.ts";
import type { DeclaredOptions } from "./declared.ts";
import type { KitOptions } from "./kit.ts";
import { declaredWords } from "./words.ts";

export const addDeclared = ({ command, context, done, globals }: Adding): void => {
  const words = declaredWords[context.language];
  const declaring = command("declared [id]", words.about)
    .option("--employer <siret>", words.employer)
    .option("--organism <name>", words.organism)
    .option("--period <period>", words.period)
    .option("--declaration <n>", words.declaration, position)
    .addOption(new Option("--means <means>", words.means).choices(otherMeans).makeOptionMandatory())
    .requiredOption("--file <file>", words.file);
  signed(declaring, context).action(
    async (id: string | undefined, o: Omit<DeclaredOptions, "id">) =>
      done(await declared(context, { ...globals(), ...o, ...(id === undefined ? {} : { id }) })),
  );
};

export const addKit = ({ command, context, done, globals }: Adding): void => {
  const words = declaredWords[context.language];
  command("kit <id>", words.kit)
    .requiredOption("--output <file>", context.words.document.output)
    .addOption(
      new Option("--format <format>", context.words.document.format)
        .choices(["pdf", "html", "text"])
        .default("pdf"),
    )
    .action(async (id: string, o: Omit<KitOptions, "id">) =>
      done(await kit(context, { ...globals(), ...o, id })),
    );
};

const position = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Refusal(2, [`--declaration ${text} : 1, 2, 3…`]);
};
