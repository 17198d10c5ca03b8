/** `facteur move` and its three verbs. */

import type { Adding } from "../adding.ts";
import { moveCancel, moveExport, moveImport } from "../commands.ts";
import type { CancelOptions, ImportOptions } from "./move.ts";
import { moveWords } from "./words.ts";

export const addMove = ({ command, context, done, globals }: Adding): void => {
  const words = moveWords[context.language];
  const { by, reason } = context.words.orderOptions;
  const move = command("move", words.about);
  move
    .command("export <file>")
    .description(words.export)
    .option("--by <name>", by)
    .action(async (file: string, o: { readonly by?: string }) =>
      done(await moveExport(context, { ...globals(), ...o, file })),
    );
  move
    .command("import <file>")
    .description(words.import)
    .option("--data <folder>", words.data)
    .option("--spool <folder>", words.spool)
    .option("--by <name>", by)
    .action(async (file: string, o: Omit<ImportOptions, "file">) =>
      done(await moveImport(context, { ...globals(), ...o, file })),
    );
  move
    .command("cancel")
    .description(words.cancel)
    .option("--reason <text>", reason)
    .option("--by <name>", by)
    .action(async (o: CancelOptions) => done(await moveCancel(context, { ...globals(), ...o })));
};
