/** Declares `facteur open` and `facteur page`. */
import { Option } from "commander";
import { roles } from "../../domain/role.ts";
import type { Adding } from "../adding.ts";
import { open, pagePassword } from "../commands.ts";
import type { OpenOptions } from "./open.ts";
import { pageWords } from "./words.ts";

export const addPage = ({ command, context, done, globals }: Adding): void => {
  const words = pageWords[context.language];
  command("open", words.open)
    .option("--as <name>", words.as)
    .addOption(new Option("--role <role>", words.role).choices(roles).default("administrator"))
    .option("--print", words.print)
    .option("--json", context.words.options.json)
    .action(async (o: OpenOptions) => done(await open(context, { ...globals(), ...o })));
  command("page", words.page)
    .command("password")
    .description(words.password)
    .action(async () => done(await pagePassword(context)));
};
