/** Declares `facteur run`, `facteur status` and `facteur dossier take`. */
import type { Adding } from "../adding.ts";
import { dossierTake, run, status } from "../commands.ts";
import { agentWords } from "./words.ts";

export const addRun = ({ command, context, done, globals }: Adding): void => {
  command("run", agentWords[context.language].run).action(async () =>
    done(await run(context, globals())),
  );
};

export const addStatus = ({ command, context, done, globals }: Adding): void => {
  const { words } = context;
  command("status", agentWords[context.language].status)
    .option("--json", words.options.json)
    .action(async (o: { json?: boolean }) => done(await status(context, { ...globals(), ...o })));
};

export const addDossier = ({ command, context, done, globals }: Adding): void => {
  const { words } = context;
  const about = agentWords[context.language];
  command("dossier", about.dossier)
    .command("take <name>")
    .description(about.dossierTake)
    .option("--by <name>", words.orderOptions.by)
    .option("--json", words.options.json)
    .action(async (name: string, o: { by?: string; json?: boolean }) =>
      done(await dossierTake(context, { ...globals(), ...o, name })),
    );
};
