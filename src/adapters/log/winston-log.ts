/**
 * The technical log: JSON lines in a file that turns over, short lines on a terminal. The only file that
 * knows winston. A log that cannot be written says so once on the other channel, and nothing stops.
 */
import { once } from "node:events";
import type { Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import winston from "winston";
import { limits } from "../../domain/limits.ts";
import type { Log, LogLevel, LogValue } from "../../ports/log.ts";
import { redact, redactText } from "./redact.ts";
import { turningFile } from "./turning-file.ts";

export interface WinstonLogOptions {
  readonly level: LogLevel;
  /** Absolute path; absent: everything goes to `stream`. */
  readonly file?: string;
  /** The error output unless said. With a file, it is used only when it is a terminal. */
  readonly stream?: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** `stream` is read by systemd's journal, which has its own clock and sorts by level. */
  readonly journal?: boolean;
}

/** Disposing resolves when every line has been handed to the system. */
export const winstonLog = (options: WinstonLogOptions): Log & AsyncDisposable => {
  const stream = options.stream ?? process.stderr;
  const transports: winston.transport[] = [];
  let file: Writable | undefined;
  if (options.file !== undefined) {
    file = turningFile({
      file: options.file,
      bytesMax: limits.logFileBytesMax,
      filesMax: limits.logFilesMax,
      onError: (error) => stream.write(`facteur: the log cannot be written: ${error.message}\n`),
    });
    transports.push(new winston.transports.Stream({ stream: file, format: jsonLine, eol: "\n" }));
  }
  if (file === undefined || stream.isTTY === true)
    transports.push(
      new winston.transports.Stream({
        stream,
        format: options.journal === true ? journalLine : shortLine,
        eol: "\n",
      }),
    );
  const logger = winston.createLogger({ level: options.level, levels, transports });
  return {
    event(level, name, fields = {}) {
      const at = new Date().toISOString();
      logger.log({ level, message: redactText(name), at, fields: redactAll(fields) });
    },
    async [Symbol.asyncDispose]() {
      const late = pause(limits.logFlushMsMax, undefined, { ref: false });
      const finished = transports.map((one) => once(one, "finish"));
      logger.end();
      await Promise.race([Promise.all(finished), late]);
      if (!file) return;
      file.end();
      await Promise.race([once(file, "finish"), late]);
    },
  };
};

const levels: Record<LogLevel, number> = { error: 0, warn: 1, info: 2, debug: 3 };

type Fields = Readonly<Record<string, LogValue>>;
type Redacted = Record<string, string | number | boolean | string[]>;

const redactAll = (fields: Fields): Redacted => {
  const clean: Redacted = {};
  for (const [key, value] of Object.entries(fields))
    if (value !== undefined) clean[key] = redact(value);
  return clean;
};

/** What `event` hands to winston comes back untyped: these are its own four fields. */
interface Entry {
  readonly level: string;
  readonly message: string;
  readonly at: string;
  readonly fields: Redacted;
}

const jsonLine = winston.format.printf((info) => {
  const { level, message, at, fields } = info as unknown as Entry;
  return JSON.stringify({ at, level, event: message, ...fields });
});

const shortLine = winston.format.printf((info) => {
  const { level, message, at, fields } = info as unknown as Entry;
  return [at, level.padEnd(5), message, ...told(fields)].join(" ");
});

/** sd-daemon(3): the number of the level in front, as syslog counts. */
const journalLine = winston.format.printf((info) => {
  const { level, message, fields } = info as unknown as Entry;
  return `<${priorities[level as LogLevel]}>${[message, ...told(fields)].join(" ")}`;
});

const priorities: Record<LogLevel, number> = { error: 3, warn: 4, info: 6, debug: 7 };

const told = (fields: Redacted): readonly string[] =>
  Object.entries(fields).map(([key, value]) => `${key}=${spell(value)}`);

const spell = (value: Redacted[string]): string => {
  if (typeof value === "object") return `[${value.map(spell).join(" ")}]`;
  const text = String(value);
  return /^[^\s"=]+$/u.test(text) ? text : JSON.stringify(text);
};
