/**
 * What a library prints by itself (nodemailer, where a name leads only to addresses that this machine cannot reach) is told in the log's own
 * form, cleaned like the rest: a journal or a log file holds no line that nobody can read by its fields.
 */
import printer from "node:console";
import { format } from "node:util";
import type { Log } from "../../ports/log.ts";

const printing = ["log", "info", "warn", "error"] as const;

/** Of this thread, until disposed. */
export const libraryLines = (log: Log): Disposable => {
  const before = printing.map((name) => [name, printer[name]] as const);
  const tell = (...said: readonly unknown[]): void => libraryLine(log, format(...said));
  for (const name of printing) printer[name] = tell;
  return {
    [Symbol.dispose]() {
      // Another log may have taken its place meanwhile.
      for (const [name, print] of before) if (printer[name] === tell) printer[name] = print;
    },
  };
};

/** Of a thread of ours, whose output is read here. */
export const libraryLine = (log: Log, text: string): void => {
  for (const said of text.split("\n").filter((line) => line.trim() !== ""))
    log.event("warn", "library-said", { said });
};
