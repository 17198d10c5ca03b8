/** The sub-commands of `facteur service`. */
import type { Command } from "commander";
import type { Adding } from "../adding.ts";
import { serviceInstall, serviceStatus, serviceUninstall } from "../commands.ts";
import type { ServiceOptions } from "./service.ts";
import { serviceWords } from "./words.ts";

export const addService = ({ command, context, done, globals }: Adding): void => {
  const words = serviceWords[context.language];
  const service = command("service", words.about);
  const changes = { install: serviceInstall, uninstall: serviceUninstall };
  const change = (verb: keyof typeof changes): Command =>
    service
      .command(verb)
      .description(words[verb])
      .option("--dry-run", words.dryRun)
      .option("--root <folder>", words.root)
      .option("--json", context.words.options.json)
      .action(async (o: ServiceOptions) =>
        done(await changes[verb](context, { ...globals(), ...o })),
      );
  change("install").option("--group <name>", words.group);
  change("uninstall");
  service
    .command("status")
    .description(words.status)
    .option("--json", context.words.options.json)
    .action(async (o: ServiceOptions) =>
      done(await serviceStatus(context, { ...globals(), ...o })),
    );
};
