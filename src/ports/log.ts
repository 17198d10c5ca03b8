/**
 * What the technical log is told. Typed events, no sentences: fields are ids, hashes, addresses, codes
 * and server lines; never names, NIR, bank accounts or contents.
 */
export type LogLevel = "error" | "warn" | "info" | "debug";

export interface Log {
  event(level: LogLevel, name: string, fields?: Readonly<Record<string, LogValue>>): void;
}

export type LogValue = string | number | boolean | undefined | readonly string[];
