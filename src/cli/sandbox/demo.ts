/** `facteur demo [--watch]`: the whole chain, on this machine only. */
import { once } from "node:events";
import { join } from "node:path";
import { readJournal } from "../../adapters/journal/sqlite-journal.ts";
import { openReader } from "../../compose/reader.ts";
import { loadSettings } from "../../config/load.ts";
import { type Played, playDemo } from "../../demo/demo.ts";
import type { Expectation } from "../../demo/judge.ts";
import { demoWords } from "../../demo/words.ts";
import type { Exit } from "../../foundation/refusal.ts";
import type { Context } from "../command.ts";
import { untilAsked } from "./interrupted.ts";
import { sandboxWords } from "./words.ts";

export const demo = (context: Context, options: { readonly watch?: boolean }): Promise<Exit> =>
  untilAsked((signal) => playedFor(context, { ...options, signal }));

const playedFor = async (
  context: Context,
  options: { readonly watch?: boolean; readonly signal: AbortSignal },
): Promise<Exit> => {
  const { io, language } = context;
  const { signal } = options;
  const w = sandboxWords[language].demo;
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  const tell = (line: string): void => io.out(`${seconds()} s  ${line}\n`);
  await using played = await playDemo({
    tell,
    language,
    signal,
    openJournal: (settings) => readJournal(join(settings, "..", "data", "journal.db")),
  });
  if (!played) {
    io.err(`\n${w.interrupted}\n`);
    return 1;
  }
  io.out(await timelines(context, played));
  io.out(`\n${played.expectations.map((e) => expectationLine(context, e)).join("\n")}\n`);
  io.out(`\n${w.reports(played.sandbox.reports)}\n`);
  io.out(`\n${played.held ? w.held : w.notHeld}\n`);
  if (options.watch) {
    const { sandbox, ports } = played;
    const rules = join(sandbox.spool, "cirso", "mapibox.cfg");
    io.out(`\n${w.goesOn({ ...ports, ...sandbox, rules }).join("\n")}\n`);
    await aborted(signal);
  }
  return played.held ? 0 : 1;
};

const expectationLine = ({ language }: Context, { is, expected, found }: Expectation): string => {
  const what = demoWords[language].expected[is];
  return sandboxWords[language].demo.expectation(what, { expected, found });
};

/** The part of each deposit's report that tells what happened when. */
const timelines = async (context: Context, played: Played): Promise<string> => {
  const loaded = loadSettings(played.sandbox.settings, context.io.env);
  if (loaded.is !== "ok") return "";
  await using reader = openReader(loaded.settings, context.version);
  if (!reader) return "";
  const reporter = await reader.reporter();
  const texts = played.deposits.map((deposit) => reporter.timeline(deposit, context.language));
  return `\n${texts.join("\n")}`;
};

/** Nothing else keeps the process here. */
const aborted = async (signal: AbortSignal): Promise<void> => {
  const hold = setInterval(() => undefined, 60_000);
  if (!signal.aborted) await once(signal, "abort");
  clearInterval(hold);
};
