/** Declares `facteur qualification …` and its options. */
import { type Command, Option } from "commander";
import type { Adding } from "../adding.ts";
import {
  qualificationDone,
  qualificationList,
  qualificationOverride,
  qualificationPlan,
  qualificationReport,
  qualificationShow,
} from "../commands.ts";
import type { DocumentOptions } from "../document.ts";
import type { DoneOptions, QualificationOptions } from "./qualification.ts";
import { qualificationWords } from "./words.ts";

export const addQualification = ({ command, context, done, globals }: Adding): void => {
  const words = qualificationWords[context.language];
  const { options, orderOptions, document } = context.words;
  const about = (added: Command): Command =>
    added
      .option("--employer <siret>", words.options.employer)
      .option("--organism <code>", words.options.organism)
      .option("--json", options.json);
  const signed = (added: Command): Command =>
    about(added)
      .option("--reason <text>", orderOptions.reason)
      .option("--by <name>", orderOptions.by);
  const root = command("qualification", words.about);
  about(root.command("list", { isDefault: true }))
    .description(words.about)
    .action(async (o: QualificationOptions) =>
      done(await qualificationList(context, { ...globals(), ...o })),
    );
  about(root.command("show"))
    .description(words.show)
    .action(async (o: QualificationOptions) =>
      done(await qualificationShow(context, { ...globals(), ...o })),
    );
  about(root.command("report"))
    .description(words.report)
    .addOption(
      new Option("--format <format>", document.format)
        .choices(["text", "html", "pdf"])
        .default("text"),
    )
    .option("--output <file>", document.output)
    .action(async (o: QualificationOptions & DocumentOptions) =>
      done(await qualificationReport(context, { ...globals(), ...o })),
    );
  signed(root.command("done <step>"))
    .description(words.done)
    .option("--date <day>", words.options.date)
    .option("--file <file>", words.options.file)
    .action(async (step: string, o: Omit<DoneOptions, "step">) =>
      done(await qualificationDone(context, { ...globals(), ...o, step })),
    );
  signed(root.command("override"))
    .description(words.override)
    .action(async (o: QualificationOptions) =>
      done(await qualificationOverride(context, { ...globals(), ...o })),
    );
  signed(root.command("plan <from>"))
    .description(words.plan)
    .action(async (from: string, o: QualificationOptions) =>
      done(await qualificationPlan(context, { ...globals(), ...o, from })),
    );
};
