/** Declares `facteur list`, `facteur show` and `facteur validate`. */
import { Option } from "commander";
import { modes } from "../../domain/mode.ts";
import { type Adding, formatOption, lineCount } from "../adding.ts";
import { list, show, validate } from "../commands.ts";
import type { ShowOptions } from "./show.ts";
import type { ValidateOptions } from "./validate.ts";
import { depositWords } from "./words.ts";

export const addList = ({ command, context, done, globals }: Adding): void => {
  const words = depositWords[context.language];
  command("list", words.list)
    .option("--json", context.words.options.json)
    .option("--limit <n>", words.limit, lineCount, 20)
    .action(async (o: { json?: boolean; limit: number }) =>
      done(await list(context, { ...globals(), ...o })),
    );
};

export const addShow = ({ command, context, done, globals }: Adding): void => {
  const words = depositWords[context.language];
  const { options, document } = context.words;
  command("show <id>", words.show)
    .option("--json", options.json)
    .option("--clear", words.clear)
    .option("--generations", words.generations)
    .option("--as <profile>", words.as)
    .addOption(formatOption(context))
    .option("--output <file>", document.output)
    .action(async (id: string, o: Omit<ShowOptions, "id">) =>
      done(await show(context, { ...globals(), ...o, id })),
    );
};

export const addValidate = ({ command, context, done, globals }: Adding): void => {
  const words = depositWords[context.language];
  const { document } = context.words;
  command("validate <file...>", words.validate)
    .addOption(formatOption(context))
    .option("--as <profile>", words.as)
    .addOption(new Option("--mode <mode>", words.mode).choices(modes).default("test"))
    .option("--strict", words.strict)
    .option("--print", words.print)
    .option("--output <file>", document.output)
    .action(async (files: readonly string[], o: Omit<ValidateOptions, "files">) =>
      done(await validate(context, { ...globals(), ...o, files })),
    );
};
