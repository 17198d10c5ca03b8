/** Declares `facteur evidence` and `facteur evidence verify`. */
import type { Command } from "commander";
import type { Adding } from "../adding.ts";
import { evidence, evidenceVerify } from "../commands.ts";
import type { EvidenceOptions } from "./evidence.ts";
import { evidenceWords } from "./words.ts";

export const addEvidence = ({ command, context, done, globals }: Adding): void => {
  const words = evidenceWords[context.language];
  const { options, document } = context.words;
  const evidenceCommand = command("evidence", words.about)
    .argument("[id]")
    .option("--output <file>", document.output)
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
