/** Adds what a person does around the mail: `declared`, `kit`, `account`. */
import { Option } from "commander";
import { otherMeans } from "../../domain/facts.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { account, declared, kit } from "../commands.ts";
import type { DeclaredOptions } from "../otherwise/declared.ts";
import type { KitOptions } from "../otherwise/kit.ts";
import { declaredWords } from "../otherwise/words.ts";
import type { Adding } from "../program.ts";
import type { AccountOptions } from "./account.ts";
import { accountWords } from "./words.ts";

export const addAccounts = (adding: Adding): void => {
  addDeclared(adding);
  addKit(adding);
  addAccount(adding);
};

const addDeclared = ({ command, context, done, globals }: Adding): void => {
  const words = declaredWords[context.language];
  const { options, orderOptions } = context.words;
  command("declared [id]", words.about)
    .option("--employer <siret>", words.employer)
    .option("--organism <name>", words.organism)
    .option("--period <period>", words.period)
    .option("--declaration <n>", words.declaration, position)
    .addOption(new Option("--means <means>", words.means).choices(otherMeans).makeOptionMandatory())
    .requiredOption("--file <file>", words.file)
    .option("--reason <text>", orderOptions.reason)
    .option("--by <name>", orderOptions.by)
    .option("--json", options.json)
    .action(async (id: string | undefined, o: Omit<DeclaredOptions, "id">) =>
      done(await declared(context, { ...globals(), ...o, ...(id === undefined ? {} : { id }) })),
    );
};

const addKit = ({ command, context, done, globals }: Adding): void => {
  const words = declaredWords[context.language];
  command("kit <id>", words.kit)
    .requiredOption("--output <file>", context.words.validate.output)
    .addOption(
      new Option("--format <format>", context.words.validate.format)
        .choices(["pdf", "html", "text"])
        .default("pdf"),
    )
    .action(async (id: string, o: Omit<KitOptions, "id">) =>
      done(await kit(context, { ...globals(), ...o, id })),
    );
};

const addAccount = ({ command, context, done, globals }: Adding): void => {
  const words = accountWords[context.language];
  command("account <client>", words.about)
    .option("--month <month>", words.month)
    .option("--end-of-mandate", words.endOfMandate)
    .option("--forms <list>", words.forms)
    .addOption(
      new Option("--format <format>", words.format).choices(["zip", "pdf", "json"]).default("zip"),
    )
    .option("--output <file>", context.words.validate.output)
    .option("--template <file>", words.template)
    .option("--print", words.print)
    .option("--mail [address]", words.mail)
    .addOption(new Option("--given", words.given).conflicts(["json", "month", "endOfMandate"]))
    .option("--by <name>", words.by)
    .option("--json", context.words.options.json)
    .action(async (client: string, o: Omit<AccountOptions, "client">) =>
      done(await account(context, { ...globals(), ...o, client })),
    );
};

const position = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Refusal(2, [`--declaration ${text} : 1, 2, 3…`]);
};
