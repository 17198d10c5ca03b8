/** Adds `facteur today`, `facteur report day [DAY]` and `facteur report period PERIOD` to the program. */
import type { Command } from "commander";
import { type Adding, formatOption } from "../adding.ts";
import { reportDay, reportPeriod, today } from "../commands.ts";
import type { ReportOptions } from "./report.ts";
import { reportWords } from "./words.ts";

export const addReport = ({ command, context, done, globals }: Adding): void => {
  const words = reportWords[context.language];
  const { options, document } = context.words;
  const documented = (added: Command): Command =>
    added
      .option("--dossier <name>", words.dossier)
      .option("--json", options.json)
      .addOption(formatOption(context))
      .option("--output <file>", document.output);
  documented(command("today", words.today)).action(async (o: ReportOptions) => {
    done(await today(context, { ...globals(), ...o }));
  });
  const report = command("report", words.about);
  const sub = (name: string, about: string): Command =>
    documented(report.command(name).description(about));
  sub("day [day]", words.day).action(async (day: string | undefined, o: ReportOptions) => {
    const asked = day === undefined ? {} : { day };
    done(await reportDay(context, { ...globals(), ...o, ...asked }));
  });
  sub("period <period>", words.period).action(async (period: string, o: ReportOptions) => {
    done(await reportPeriod(context, { ...globals(), ...o, period }));
  });
};
