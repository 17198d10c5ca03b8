/** Declares `facteur statement D12` and its uses: to print the statement, to mail a link to agree by, to say that the client has it. */
import { Option } from "commander";
import { statementMeans } from "../../domain/facts/agreement.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { type Adding, formatOption } from "../adding.ts";
import { statement, statementGiven, statementMail } from "../commands.ts";
import type { StatementGivenOptions } from "./given.ts";
import type { StatementOptions } from "./statement.ts";
import { statementWords } from "./words.ts";

type Given = Omit<StatementOptions & StatementGivenOptions, "id"> & {
  readonly given?: boolean;
  readonly mail?: string | true;
};

export const addStatement = ({ command, context, done, globals }: Adding): void => {
  const words = statementWords[context.language];
  const { options, document, orderOptions } = context.words;
  command("statement <id>", words.about)
    .option("--json", options.json)
    .addOption(formatOption(context))
    .option("--output <file>", document.output)
    .option("--given", words.given)
    .addOption(new Option("--how <means>", words.how).choices(statementMeans))
    .option("--mail [address]", words.mail)
    .option("--by <name>", orderOptions.by)
    .option("--reason <text>", orderOptions.reason)
    .action(async (id: string, o: Given) => {
      const all = { ...globals(), ...o, id };
      const signing = o.by ?? o.reason;
      const printing = o.output !== undefined || o.format !== "text";
      const { mail } = o;
      // What would be passed over in silence is refused.
      const wrong =
        o.given === true || mail !== undefined
          ? printing || (o.given === true && mail !== undefined)
          : signing !== undefined;
      if (wrong || (o.how !== undefined && !o.given)) throw new Refusal(2, [words.paperOrGiven]);
      if (mail !== undefined) done(await statementMail(context, { ...all, mail }));
      else done(await (o.given ? statementGiven(context, all) : statement(context, all)));
    });
};
