/** The command line: one folder per group of commands, one exit code per ending (design §7). */
import { Command, Option } from "commander";
import { modes } from "../domain/mode.ts";
import { productVersion } from "../foundation/product.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { addAccounts } from "./account/add.ts";
import type { AuditOptions } from "./audit/audit.ts";
import type { ReconcileOptions } from "./audit/reconcile.ts";
import { auditWords } from "./audit/words.ts";
import type { Context, Global } from "./command.ts";
import {
  audit,
  demo,
  doctor,
  dossierTake,
  evidence,
  evidenceVerify,
  exercise,
  forget,
  keysAccept,
  keysCheck,
  keysImport,
  keysList,
  list,
  organism,
  purge,
  reconcile,
  run,
  show,
  status,
  validate,
} from "./commands.ts";
import { contextOf } from "./context.ts";
import type { ShowOptions } from "./deposit/show.ts";
import type { ValidateOptions } from "./deposit/validate.ts";
import type { DoctorOptions } from "./doctor/doctor.ts";
import { documentFormats } from "./document-formats.ts";
import type { EvidenceOptions } from "./evidence/evidence.ts";
import { evidenceWords } from "./evidence/words.ts";
import { tellFailure } from "./failure.ts";
import { type Io, languageOf } from "./io.ts";
import type { ImportOptions } from "./keys/import.ts";
import { importWords } from "./keys/import-words.ts";
import type { AcceptOptions, KeysOptions } from "./keys/keys.ts";
import { keysWords } from "./keys/words.ts";
import { addLogins } from "./login/add.ts";
import { addMove } from "./move/add.ts";
import { addOrders } from "./orders/add.ts";
import { addPage } from "./page/add.ts";
import { addQualification } from "./qualification/add.ts";
import { addReceipt } from "./receipt/add.ts";
import { receiptWords } from "./receipt/words.ts";
import { addRegister } from "./register/add.ts";
import type { ForgetOptions } from "./removal/forget.ts";
import { forgetWords } from "./removal/forget-words.ts";
import type { PurgeOptions } from "./removal/purge.ts";
import { purgeWords } from "./removal/purge-words.ts";
import { addReport } from "./report/add.ts";
import { addConfig, addRules } from "./rules/add.ts";
import type { OrganismCommand } from "./sandbox/organism.ts";
import { nameSchemas } from "./schemas.ts";
import { addService } from "./service/add.ts";
import { addSetup } from "./setup/add.ts";
import { addShell } from "./shell/add.ts";
import { addStatement } from "./statement/add.ts";
import { addStore } from "./store/add.ts";
import { speakFrench } from "./usage.ts";

export const runCli = async (io: Io): Promise<Exit> => {
  const context = contextOf(io, languageOf(io), productVersion());
  const answer: { exit: Exit } = { exit: 0 };
  const program = programOf(context, (exit) => {
    answer.exit = exit;
  });
  try {
    await program.parseAsync(io.argv, { from: "user" });
    return answer.exit;
  } catch (cause) {
    return tellFailure(context, cause);
  }
};

/** The commands, and what each of them does when it is parsed. */
export const programOf = (context: Context, done: (exit: Exit) => void): Command => {
  const { io, words } = context;
  const program = new Command("facteur")
    .description(words.about)
    .version(context.version, "-V, --version", words.options.version)
    .addOption(new Option("--lang <fr|en>", words.options.lang).choices(["fr", "en"]))
    .option("--config <file>", words.options.config)
    .option("--no-color", words.options.noColor)
    .exitOverride()
    // What commander would say is said by `tellFailure`, in the person's language.
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .addHelpText("after", `\n${words.exits}\n`);
  if (context.language === "fr") speakFrench(program);
  const adding: Adding = {
    command: (name, about) => program.command(name).description(about),
    context,
    done,
    globals: () => program.opts<Global>(),
  };
  for (const add of additions) add(adding);
  nameSchemas(program);
  addShell(program, adding);
  return program;
};

const addAgent = ({ command, context, done, globals }: Adding): void => {
  const { words } = context;
  command("run", words.commands.run).action(async () => done(await run(context, globals())));
  command("demo", words.commands.demo)
    .option("--watch", words.options.watch)
    .action(async (o: { watch?: boolean }) => done(await demo(context, o)));
  command("status", words.commands.status)
    .option("--json", words.options.json)
    .action(async (o: { json?: boolean }) => done(await status(context, { ...globals(), ...o })));
  command("doctor", words.commands.doctor)
    .option("--offline", words.options.offline)
    .option("--json", words.options.json)
    .action(async (o: DoctorOptions) => done(await doctor(context, { ...globals(), ...o })));
  command("exercise", words.commands.exercise)
    .argument("[name...]")
    .action(async (names: readonly string[]) => done(await exercise(context, names)));
  command("organism", words.commands.organism)
    .option("--smtp-port <n>", words.options.smtpPort, port)
    .option("--imap-port <n>", words.options.imapPort, port)
    .option("--delay-ms <n>", words.options.delayMs, milliseconds)
    .option("--late-ms <n>", words.options.lateMs, milliseconds)
    .option("--sample <file>", words.options.sample)
    .action(async (o: OrganismCommand) => done(await organism(context, o)));
  command("list", words.commands.list)
    .option("--json", words.options.json)
    .option("--limit <n>", words.options.limit, positive, 20)
    .action(async (o: { json?: boolean; limit: number }) =>
      done(await list(context, { ...globals(), ...o })),
    );
};

const addReceipts = ({ command, context, done, globals }: Adding): void =>
  addReceipt(command("receipt", receiptWords[context.language].about), {
    context,
    done,
    globals,
    limit: positive,
  });

const addDossier = ({ command, context, done, globals }: Adding): void => {
  const { words } = context;
  command("dossier", words.commands.dossier)
    .command("take <name>")
    .description(words.commands.dossierTake)
    .option("--by <name>", words.orderOptions.by)
    .option("--json", words.options.json)
    .action(async (name: string, o: { by?: string; json?: boolean }) =>
      done(await dossierTake(context, { ...globals(), ...o, name })),
    );
};

const addEvidence = ({ command, context, done, globals }: Adding): void => {
  const words = evidenceWords[context.language];
  const { options, validate } = context.words;
  const evidenceCommand = command("evidence", words.about)
    .argument("[id]")
    .option("--output <file>", validate.output)
    .option("--json", options.json)
    .action(async (id: string | undefined, o: Omit<EvidenceOptions, "id">) =>
      done(await evidence(context, { ...globals(), ...o, ...(id ? { id } : {}) })),
    );
  evidenceCommand
    .command("verify <file>")
    .description(words.verify)
    .option("--json", options.json)
    // `--json` is also the outer command's, which takes it first.
    .action(async (file: string, _: object, self: Command) =>
      done(await evidenceVerify(context, { ...self.optsWithGlobals(), file })),
    );
};

const addKeys = ({ command, context, done, globals }: Adding): void => {
  const words = keysWords[context.language];
  const { options, orderOptions } = context.words;
  const keys = command("keys", words.about);
  const looks = { list: keysList, check: keysCheck };
  for (const verb of ["list", "check"] as const)
    keys
      .command(`${verb} [name]`)
      .description(words[verb])
      .option("--json", options.json)
      .action(async (name: string | undefined, o: KeysOptions) =>
        done(await looks[verb](context, { ...globals(), ...o, ...(name ? { name } : {}) })),
      );
  const importing = importWords[context.language];
  keys
    .command("import <file>")
    .description(importing.about)
    .option("--name <name>", importing.name)
    .option("--folder <folder>", importing.folder)
    .option("--yes", importing.yes)
    .option("--replace", importing.replace)
    .option("--json", options.json)
    .action(async (file: string, o: Omit<ImportOptions, "file">) =>
      done(await keysImport(context, { ...globals(), ...o, file })),
    );
  keys
    .command("accept <name>")
    .description(words.accept)
    .option("--reason <text>", orderOptions.reason)
    .option("--by <name>", orderOptions.by)
    .option("--json", options.json)
    .action(async (name: string, o: Omit<AcceptOptions, "name">) =>
      done(await keysAccept(context, { ...globals(), ...o, name })),
    );
};

export interface Adding {
  readonly command: (name: string, about: string) => Command;
  readonly context: Context;
  readonly done: (exit: Exit) => void;
  readonly globals: () => Global;
}

const addDocuments = ({ command, context, done, globals }: Adding): void => {
  const { commands, options, validate: words } = context.words;
  const format = () =>
    new Option("--format <format>", words.format).choices(documentFormats).default("text");
  command("show <id>", commands.show)
    .option("--json", options.json)
    .option("--clear", words.clear)
    .option("--generations", words.generations)
    .option("--as <profile>", words.as)
    .addOption(format())
    .option("--output <file>", words.output)
    .action(async (id: string, o: Omit<ShowOptions, "id">) =>
      done(await show(context, { ...globals(), ...o, id })),
    );
  command("validate <file...>", commands.validate)
    .addOption(format())
    .option("--as <profile>", words.as)
    .addOption(new Option("--mode <mode>", words.mode).choices(modes).default("test"))
    .option("--strict", words.strict)
    .option("--print", words.print)
    .option("--output <file>", words.output)
    .action(async (files: readonly string[], o: Omit<ValidateOptions, "files">) =>
      done(await validate(context, { ...globals(), ...o, files })),
    );
};

const addPurge = ({ command, context, done, globals }: Adding): void => {
  const words = purgeWords[context.language];
  command("purge", words.about)
    .option("--dry-run", words.dryRun)
    .option("--before <date>", words.before)
    .option("--today <date>", words.today)
    .option("--reason <text>", context.words.orderOptions.reason)
    .option("--by <name>", context.words.orderOptions.by)
    .option("--json", context.words.options.json)
    .action(async (o: PurgeOptions) => done(await purge(context, { ...globals(), ...o })));
  const forgetting = forgetWords[context.language];
  command("forget", forgetting.about)
    .argument("[id...]")
    .option("--person", forgetting.person)
    .option("--claimed", forgetting.claimed)
    .option("--dry-run", forgetting.dryRun)
    .option("--reason <text>", context.words.orderOptions.reason)
    .option("--by <name>", context.words.orderOptions.by)
    .option("--json", context.words.options.json)
    .action(async (ids: readonly string[], o: Omit<ForgetOptions, "ids">) =>
      done(await forget(context, { ...globals(), ...o, ids })),
    );
};

const addAudit = ({ command, context, done, globals }: Adding): void => {
  const words = auditWords[context.language];
  command("audit", words.about)
    .option("--since <date>", words.since)
    .option("--hours-known <seq>", words.hoursKnown)
    .option("--json", context.words.options.json)
    .option("--reconcile [id]", words.reconcile)
    .addOption(new Option("--as <answer>", words.as).choices(["sent", "not-sent"]))
    .option("--reason <text>", context.words.orderOptions.reason)
    .option("--by <name>", context.words.orderOptions.by)
    .action(async ({ reconcile: which, ...o }: AuditOptions & ReconcileOptions) =>
      done(
        which === undefined
          ? await audit(context, { ...globals(), ...o })
          : await reconcile(context, { ...globals(), ...o, reconcile: which }),
      ),
    );
};

/** In the order of the help. */
const additions: readonly ((adding: Adding) => void)[] = [
  addSetup,
  addAgent,
  addPage,
  addDocuments,
  addOrders,
  addAccounts,
  addReport,
  addStatement,
  addAudit,
  addPurge,
  addReceipts,
  addDossier,
  addEvidence,
  addKeys,
  addLogins,
  addService,
  addStore,
  addRegister,
  addQualification,
  addConfig,
  addRules,
  addMove,
];

const whole =
  (name: string, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,9}$/u.test(text) && value <= max) return value;
    throw new Refusal(2, [`${name} ${text} : 0…${max}`]);
  };

const port = whole("port", 65_535);
const milliseconds = whole("ms", 999_999_999);

const positive = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 10_000) return value;
  throw new Refusal(2, [`--limit ${text} : 1…10000`]);
};
