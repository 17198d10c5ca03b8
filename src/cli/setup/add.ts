/** The flags of `facteur setup`. */

import type { Adding } from "../adding.ts";
import { setup } from "../commands.ts";
import type { SetupOptions } from "./setup.ts";
import { setupWords } from "./words.ts";

export const addSetup = ({ command, context, done, globals }: Adding): void => {
  const { about, flags } = setupWords[context.language];
  const several = (value: string, before: readonly string[] = []): readonly string[] => [
    ...before,
    value,
  ];
  command("setup", about)
    .option("--address <address>", flags.address)
    .option("--name <name>", flags.name)
    .option("--display-name <text>", flags.displayName)
    .option("--provider <name>", flags.provider)
    .option("--smtp <server>", flags.smtp)
    .option("--imap <server>", flags.imap)
    .option("--password-file <file>", flags.passwordFile)
    .option("--password-env <name>", flags.passwordEnv)
    .option("--password-stdin", flags.passwordStdin)
    .option("--oauth-client <id>", flags.oauthClient)
    .option("--tenant <name>", flags.tenant)
    .option("--authserv-id <name>", flags.authservId)
    .option("--data <folder>", flags.data)
    .option("--spool <folder>", flags.spool)
    .option("--group <group>", flags.group)
    .option("--dossier <name>", flags.dossier, several)
    .option("--to <address>", flags.to)
    .option("--subject <text>", flags.subject)
    .option("--search <folder>", flags.search, several)
    .option("--no-probe", flags.noProbe)
    .option("--dry-run", flags.dryRun)
    .option("--yes", flags.yes)
    .option("--service", flags.service)
    .action(async (o: SetupOptions) => done(await setup(context, { ...globals(), ...o })));
};
