/** The command line: one folder per group of commands, one exit code per ending (design §7). */
import { Command, Option } from "commander";
import { productVersion } from "../foundation/product.ts";
import type { Exit } from "../foundation/refusal.ts";
import { addAccount } from "./account/add.ts";
import type { Adding } from "./adding.ts";
import { addDossier, addRun, addStatus } from "./agent/add.ts";
import { addAudit } from "./audit/add.ts";
import type { Context, Global } from "./command.ts";
import { addConfig } from "./config/add.ts";
import { contextOf } from "./context.ts";
import { addList, addShow, addValidate } from "./deposit/add.ts";
import { addDoctor } from "./doctor/add.ts";
import { addEvidence } from "./evidence/add.ts";
import { tellFailure } from "./failure.ts";
import { type Io, languageOf } from "./io.ts";
import { addKeys } from "./keys/add.ts";
import { addLogins } from "./login/add.ts";
import { addMove } from "./move/add.ts";
import { addOrders } from "./orders/add.ts";
import { addDeclared, addKit } from "./otherwise/add.ts";
import { addPage } from "./page/add.ts";
import { addQualification } from "./qualification/add.ts";
import { addReceipts } from "./receipt/add.ts";
import { addRegister } from "./register/add.ts";
import { addForget, addPurge } from "./removal/add.ts";
import { addReport } from "./report/add.ts";
import { addExplain, addRehearse } from "./rules/add.ts";
import { addDemo, addExercise, addOrganism } from "./sandbox/add.ts";
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

/** In the order of the help. */
const additions: readonly ((adding: Adding) => void)[] = [
  addSetup,
  addRun,
  addDemo,
  addStatus,
  addDoctor,
  addExercise,
  addOrganism,
  addList,
  addPage,
  addShow,
  addValidate,
  addOrders,
  addDeclared,
  addKit,
  addAccount,
  addReport,
  addStatement,
  addAudit,
  addPurge,
  addForget,
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
  addExplain,
  addRehearse,
  addMove,
];
