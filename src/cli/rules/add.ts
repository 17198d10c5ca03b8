/** Declares `facteur config …`, `facteur explain` and `facteur rehearse` with their options. */
import type { Command } from "commander";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import type { Context, Global } from "../command.ts";
import { configCheck, configDescribe, configImport, explain, rehearse } from "../commands.ts";
import type { ImportOptions } from "../config/import.ts";
import type { ExplainOptions } from "./explain.ts";
import type { RehearseOptions } from "./rehearse.ts";

interface Adding {
  readonly command: (name: string, about: string) => Command;
  readonly context: Context;
  readonly done: (exit: Exit) => void;
  readonly globals: () => Global;
}

export const addRules = ({ command, context, done, globals }: Adding): void => {
  const { commands, options } = context.words;
  command("explain <file>", commands.explain)
    .option("--dossier <name>", options.dossier)
    .option("--json", options.json)
    .action(async (file: string, o: Omit<ExplainOptions, "file">) =>
      done(await explain(context, { ...globals(), ...o, file })),
    );
  command("rehearse", commands.rehearse)
    .option("--last <days>", options.last, days, 90)
    .option("--dossier <name>", options.dossier)
    .option("--rules <file>", options.candidate)
    .option("--json", options.json)
    .action(async (o: RehearseOptions) => done(await rehearse(context, { ...globals(), ...o })));
};

const days = (text: string): number => {
  const [, count] = /^(\d{1,4})(?:d|j)?$/u.exec(text) ?? [];
  if (count === undefined || Number(count) < 1) throw new Refusal(2, [`--last ${text} : 90d`]);
  return Number(count);
};

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
