/** The command line: one file per command, one exit code per ending (design §7). */
import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { asError } from "../foundation/errors.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { type Context, contextOf, type Global } from "./command.ts";
import { configCheck, configDescribe } from "./config.ts";
import { demo } from "./demo.ts";
import { type Io, languageOf } from "./io.ts";
import { list } from "./list.ts";
import { run } from "./run.ts";
import { show } from "./show.ts";
import { status } from "./status.ts";

export const runCli = async (io: Io): Promise<Exit> => {
  const context = contextOf(io, languageOf(io), packageVersion());
  const answer: { exit: Exit } = { exit: 0 };
  const program = build(context, (exit) => {
    answer.exit = exit;
  });
  try {
    await program.parseAsync(io.argv, { from: "user" });
    return answer.exit;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
    if (cause instanceof Refusal) {
      io.err(`${cause.message}\n`);
      return cause.exit;
    }
    const error = asError(cause);
    io.err(`${context.words.bug(error.stack ?? error.message)}\n`);
    return 70;
  }
};

const packageVersion = (): string =>
  (
    JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    }
  ).version;

const build = (context: Context, done: (exit: Exit) => void): Command => {
  const { io, words } = context;
  const program = new Command("facteur")
    .description(words.about)
    .version(context.version)
    .addOption(new Option("--lang <fr|en>", words.options.lang).choices(["fr", "en"]))
    .option("--config <file>", words.options.config)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .addHelpText("after", `\n${words.exits}\n`);
  const globals = () => program.opts<Global>();
  const command = (name: string, about: string): Command =>
    program.command(name).description(about);
  command("run", words.commands.run).action(async () => done(await run(context, globals())));
  command("demo", words.commands.demo)
    .option("--watch", words.options.watch)
    .action(async (o: { watch?: boolean }) => done(await demo(context, o)));
  command("status", words.commands.status)
    .option("--json", words.options.json)
    .action(async (o: { json?: boolean }) => done(await status(context, { ...globals(), ...o })));
  command("list", words.commands.list)
    .option("--json", words.options.json)
    .option("--limit <n>", words.options.limit, positive, 20)
    .action(async (o: { json?: boolean; limit: number }) =>
      done(await list(context, { ...globals(), ...o })),
    );
  command("show <id>", words.commands.show)
    .option("--json", words.options.json)
    .action(async (id: string, o: { json?: boolean }) =>
      done(await show(context, { ...globals(), ...o, id })),
    );
  const config = command("config", words.commands.config);
  config
    .command("check")
    .description(words.commands.configCheck)
    .option("--json", words.options.json)
    .action((o: { json?: boolean }) => done(configCheck(context, { ...globals(), ...o })));
  config
    .command("describe")
    .description(words.commands.configDescribe)
    .action(() => done(configDescribe(context)));
  return program;
};

const positive = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 10_000) return value;
  throw new Refusal(2, [`--limit ${text} : 1…10000`]);
};
