/** Declares `facteur audit` and its `--reconcile`. */
import { Option } from "commander";
import type { Adding } from "../adding.ts";
import { audit, reconcile } from "../commands.ts";
import type { AuditOptions } from "./audit.ts";
import type { ReconcileOptions } from "./reconcile.ts";
import { auditWords } from "./words.ts";

export const addAudit = ({ command, context, done, globals }: Adding): void => {
  const words = auditWords[context.language];
  command("audit", words.about)
    .option("--since <date>", words.since)
    .option("--hours-known <seq>", words.hoursKnown)
    .option("--json", context.words.options.json)
    .option("--reconcile [id]", words.reconcile)
    .addOption(new Option("--as <answer>", words.as).choices(["sent", "not-sent"]))
    .option("--reason <text>", context.words.orderOptions.reason)
    .option("--by <name>", context.words.orderOptions.by)
    .action(async ({ reconcile: which, ...o }: AuditOptions & ReconcileOptions) =>
      done(
        which === undefined
          ? await audit(context, { ...globals(), ...o })
          : await reconcile(context, { ...globals(), ...o, reconcile: which }),
      ),
    );
};
