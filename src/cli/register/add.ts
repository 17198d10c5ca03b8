/** Declares `facteur register …` and its options. */
import { type Command, Option } from "commander";
import { type Adding, signed } from "../adding.ts";
import {
  registerAdd,
  registerAnnounce,
  registerAnnounced,
  registerExport,
  registerForget,
  registerImport,
  registerList,
  registerRemove,
  registerSet,
  registerShow,
} from "../commands.ts";
import type { AnnounceOptions } from "./announce.ts";
import type { RegisterForgetOptions } from "./forget.ts";
import { registerForgetWords } from "./forget-words.ts";
import type { RegisterOptions } from "./give.ts";
import type { EditOptions } from "./register.ts";
import type { ExportOptions, ImportOptions } from "./tables.ts";
import { registerWords } from "./words.ts";

export const addRegister = (adding: Adding): void => {
  const { command, context, done, globals } = adding;
  const words = registerWords[context.language];
  const { options } = context.words;
  const register = command("register", words.about);
  register
    .command("list [table]")
    .description(words.list)
    .option("--json", options.json)
    .action(async (table: string | undefined, o: RegisterOptions) =>
      done(await registerList(context, { ...globals(), ...o, ...(table ? { table } : {}) })),
    );
  register
    .command("show <subject>")
    .description(words.show)
    .option("--json", options.json)
    .action(async (subject: string, o: RegisterOptions) =>
      done(await registerShow(context, { ...globals(), ...o, subject })),
    );
  const edits = { add: registerAdd, set: registerSet, remove: registerRemove };
  for (const verb of ["add", "set", "remove"] as const) {
    const edit = signed(register.command(`${verb} <table> <cells...>`), context).description(
      words[verb],
    );
    if (verb === "remove") edit.option("--all", words.options.all);
    edit.action(async (table: string, cells: readonly string[], o: EditOptions) =>
      done(await edits[verb](context, { ...globals(), ...o, table, cells })),
    );
  }
  addAnnounce(register, adding);
  signed(register.command("forget <siret>"), context)
    .description(registerForgetWords[context.language].about)
    .option("--claimed", registerForgetWords[context.language].claimed)
    .option("--dry-run", registerForgetWords[context.language].dryRun)
    .action(async (siret: string, o: Omit<RegisterForgetOptions, "siret">) =>
      done(await registerForget(context, { ...globals(), ...o, siret })),
    );
  signed(register.command("import <files...>"), context)
    .description(words.import)
    .option("--table <table>", words.options.table)
    .option("--dry-run", words.options.dryRun)
    .action(async (files: readonly string[], o: Omit<ImportOptions, "files">) =>
      done(await registerImport(context, { ...globals(), ...o, files })),
    );
  register
    .command("export <folder>")
    .description(words.export)
    .option("--table <table>", words.options.table)
    .addOption(
      new Option("--encoding <encoding>", words.options.encoding)
        .choices(["utf-8", "windows-1252"])
        .default("utf-8"),
    )
    .action(async (folder: string, o: Omit<ExportOptions, "folder">) =>
      done(await registerExport(context, { ...globals(), ...o, folder })),
    );
};

const addAnnounce = (register: Command, { context, done, globals }: Adding): void => {
  const words = registerWords[context.language];
  register
    .command("announce")
    .description(words.announce)
    .option("--letters <folder>", words.letters)
    .addOption(
      new Option("--format <format>", context.words.document.format)
        .choices(["pdf", "html", "text"])
        .default("pdf"),
    )
    .option("--json", context.words.options.json)
    .action(async (o: AnnounceOptions) =>
      done(await registerAnnounce(context, { ...globals(), ...o })),
    );
  signed(register.command("announced"), context)
    .description(words.announced)
    .requiredOption("--employer <siret>", words.employer)
    .requiredOption("--organism <code>", words.organism)
    .action(async (o: RegisterOptions & { employer: string; organism: string }) =>
      done(await registerAnnounced(context, { ...globals(), ...o })),
    );
};
