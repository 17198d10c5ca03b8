/** A log that remembers: tests ask which events were told. */
import type { Log, LogLevel, LogValue } from "../../src/ports/log.ts";

export interface LoggedEvent {
  readonly level: LogLevel;
  readonly name: string;
  readonly fields: Readonly<Record<string, LogValue>>;
}

export interface MemoryLog extends Log {
  readonly events: LoggedEvent[];
  /** The events of this name, oldest first. */
  named(name: string): readonly LoggedEvent[];
}

export const memoryLog = (): MemoryLog => {
  const events: LoggedEvent[] = [];
  return {
    events,
    event: (level, name, fields = {}) => void events.push({ level, name, fields }),
    named: (name) => events.filter((one) => one.name === name),
  };
};
