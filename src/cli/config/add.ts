/** Declares `facteur config …` and its options. */
import type { Adding } from "../adding.ts";
import { configCheck, configDescribe, configImport } from "../commands.ts";
import type { ImportOptions } from "./import.ts";
import { configWords } from "./words.ts";

export const addConfig = ({ command, context, done, globals }: Adding): void => {
  const words = configWords[context.language];
  const { json } = context.words.options;
  const config = command("config", words.about);
  config
    .command("check")
    .description(words.check)
    .option("--json", json)
    .action(async (o: { json?: boolean }) =>
      done(await configCheck(context, { ...globals(), ...o })),
    );
  config
    .command("describe")
    .description(words.describe)
    .option("--json", words.schema)
    .action(async (o: { json?: boolean }) => done(await configDescribe(context, o)));
  config
    .command("import <file>")
    .description(words.import)
    .option("--section <name>", words.section)
    .option("--output <file>", words.output)
    .option("--json", json)
    .action(async (file: string, o: Omit<ImportOptions, "file">) =>
      done(await configImport(context, { ...o, file })),
    );
};
