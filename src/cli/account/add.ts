/** Declares `facteur account` and its options. */
import { Option } from "commander";
import type { Adding } from "../adding.ts";
import { account } from "../commands.ts";
import type { AccountOptions } from "./account.ts";
import { accountWords } from "./words.ts";

export const addAccount = ({ command, context, done, globals }: Adding): void => {
  const words = accountWords[context.language];
  command("account <client>", words.about)
    .option("--month <month>", words.month)
    .option("--end-of-mandate", words.endOfMandate)
    .option("--forms <list>", words.forms)
    .addOption(
      new Option("--format <format>", words.format).choices(["zip", "pdf", "json"]).default("zip"),
    )
    .option("--output <file>", context.words.document.output)
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
