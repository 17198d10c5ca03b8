/** Declares `facteur statement D12` and its two uses: to print the statement, and to say that the client has it. */
import { Option } from "commander";
import { statementMeans } from "../domain/facts-agreement.ts";
import { Refusal } from "../foundation/refusal.ts";
import { statement, statementGiven } from "./commands.ts";
import { documentFormats } from "./document.ts";
import type { Adding } from "./program.ts";
import type { StatementOptions } from "./statement.ts";
import type { StatementGivenOptions } from "./statement-given.ts";
import { statementWords } from "./statement-words.ts";

type Given = Omit<StatementOptions & StatementGivenOptions, "id"> & { readonly given?: boolean };

export const addStatement = ({ command, context, done, globals }: Adding): void => {
  const words = statementWords[context.language];
  const { options, validate, orderOptions } = context.words;
  command("statement <id>", words.about)
    .option("--json", options.json)
    .addOption(
      new Option("--format <format>", validate.format).choices(documentFormats).default("text"),
    )
    .option("--output <file>", validate.output)
    .option("--given", words.given)
    .addOption(new Option("--how <means>", words.how).choices(statementMeans))
    .option("--by <name>", orderOptions.by)
    .option("--reason <text>", orderOptions.reason)
    .action(async (id: string, o: Given) => {
      const all = { ...globals(), ...o, id };
      const ordering = o.how ?? o.by ?? o.reason;
      const printing = o.output !== undefined || o.format !== "text";
      // What would be passed over in silence is refused.
      if (o.given ? printing : ordering !== undefined) throw new Refusal(2, [words.paperOrGiven]);
      done(await (o.given ? statementGiven(context, all) : statement(context, all)));
    });
};
