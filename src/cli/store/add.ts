/** The sub-commands of `facteur store`. */

import type { Adding } from "../adding.ts";
import { storeEncrypt, storeRotate, storeStatus } from "../commands.ts";
import type { StoreOptions } from "./store.ts";
import { storeWords } from "./words.ts";

export const addStore = ({ command, context, done, globals }: Adding): void => {
  const words = storeWords[context.language];
  const store = command("store", words.about);
  const verbs = { status: storeStatus, encrypt: storeEncrypt, rotate: storeRotate };
  for (const verb of ["status", "encrypt", "rotate"] as const)
    store
      .command(verb)
      .description(words[verb])
      .option("--json", context.words.options.json)
      .action(async (o: StoreOptions) => done(await verbs[verb](context, { ...globals(), ...o })));
};
