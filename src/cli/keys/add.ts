/** Declares `facteur keys …` and its options. */
import { type Adding, signed } from "../adding.ts";
import { keysAccept, keysCheck, keysImport, keysList } from "../commands.ts";
import type { ImportOptions } from "./import.ts";
import { importWords } from "./import-words.ts";
import type { AcceptOptions, KeysOptions } from "./keys.ts";
import { keysWords } from "./words.ts";

export const addKeys = ({ command, context, done, globals }: Adding): void => {
  const words = keysWords[context.language];
  const { options } = context.words;
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
  signed(keys.command("accept <name>"), context)
    .description(words.accept)
    .action(async (name: string, o: Omit<AcceptOptions, "name">) =>
      done(await keysAccept(context, { ...globals(), ...o, name })),
    );
};
