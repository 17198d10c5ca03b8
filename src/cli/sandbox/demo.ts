/** `facteur demo [--watch]`: the whole chain, on this machine only. */
import { join } from "node:path";
import { readJournal } from "../../adapters/journal/sqlite-journal.ts";
import { openReader } from "../../compose/reader.ts";
import { loadSettings } from "../../config/load.ts";
import { type Played, playDemo } from "../../demo/demo.ts";
import type { Expectation } from "../../demo/judge.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { forPeople } from "../../journey/report.ts";
import type { Context } from "../command.ts";

export const demo = async (
  context: Context,
  options: { readonly watch?: boolean },
): Promise<Exit> => {
  const { io } = context;
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  const tell = (line: string): void => io.out(`${seconds()} s  ${line}\n`);
  await using played = await playDemo({
    tell,
    openJournal: (settings) => readJournal(join(settings, "..", "data", "journal.db")),
  });
  io.out(await timelines(context, played));
  io.out(`\n${played.expectations.map(expectationLine).join("\n")}\n`);
  io.out(`\nComptes rendus à ouvrir : ${played.sandbox.reports}\n`);
  io.out(played.held ? "\nTout est comme attendu.\n" : "\nCe n'est pas ce qui était attendu.\n");
  if (options.watch) await untilInterrupted(context, played);
  return played.held ? 0 : 1;
};

const expectationLine = (e: Expectation): string =>
  `${e.expected === e.found ? "✓" : "✗"} ${e.says} : ${e.found}${e.expected === e.found ? "" : ` (attendu : ${e.expected})`}`;

/** The part of each deposit's report that tells what happened when. */
const timelines = async (context: Context, played: Played): Promise<string> => {
  const loaded = loadSettings(played.sandbox.settings, context.io.env);
  if (loaded.is !== "ok") return "";
  await using reader = openReader(loaded.settings, context.version);
  if (!reader) return "";
  const reporter = await reader.reporter();
  const texts: string[] = [];
  for (const deposit of played.deposits) {
    const input = await forPeople(reader, deposit);
    texts.push(reporter.timeline(input));
  }
  return `\n${texts.join("\n")}`;
};

const untilInterrupted = async (context: Context, played: Played): Promise<void> => {
  const { io } = context;
  const { sandbox, ports } = played;
  io.out(
    [
      "",
      `Tout continue de tourner (SMTP ${ports.smtp}, IMAP ${ports.imap}). Déposez des fichiers dans ${sandbox.spool}`,
      `ou changez l'adresse dans ${join(sandbox.spool, "cirso", "mapibox.cfg")}.`,
      `  npm run -s facteur -- status --config ${sandbox.settings}`,
      `  npm run -s facteur -- open --config ${sandbox.settings}    (la page, dans un navigateur)`,
      "Ctrl-C pour arrêter.",
      "",
    ].join("\n"),
  );
  await new Promise<void>((resolve) => {
    const hold = setInterval(() => undefined, 60_000);
    const stop = (): void => {
      clearInterval(hold);
      resolve();
    };
    process.once("SIGINT", stop).once("SIGTERM", stop);
  });
};
