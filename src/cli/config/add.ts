/** Declares `facteur config …` and its options. */
import type { Adding } from "../adding.ts";
import { configCheck, configDescribe, configImport } from "../commands.ts";
import type { ImportOptions } from "./import.ts";

export const addConfig = ({ command, context, done, globals }: Adding): void => {
  const { words } = context;
  const config = command("config", words.commands.config);
  config
    .command("check")
    .description(words.commands.configCheck)
    .option("--json", words.options.json)
    .action(async (o: { json?: boolean }) =>
      done(await configCheck(context, { ...globals(), ...o })),
    );
  config
    .command("describe")
    .description(words.commands.configDescribe)
    .option("--json", words.options.schema)
    .action(async (o: { json?: boolean }) => done(await configDescribe(context, o)));
  config
    .command("import <file>")
    .description(words.commands.configImport)
    .option("--section <name>", words.options.section)
    .option("--output <file>", words.options.importOutput)
    .option("--json", words.options.json)
    .action(async (file: string, o: Omit<ImportOptions, "file">) =>
      done(await configImport(context, { ...o, file })),
    );
};
