/**
 * Ports whose n-th call fails as a disk does (`ENOSPC`, `EIO`): before anything was done, or, where a system may
 * do so, after it was done. One counter goes through all of them, so that every call of a scenario has its name.
 */
import type { Journal } from "../../src/ports/journal.ts";
import type { ReportWriter } from "../../src/ports/report-writer.ts";
import type { Spool } from "../../src/ports/spool.ts";
import type { Store } from "../../src/ports/store.ts";

export interface FaultPlan {
  /** The call that fails, such as `store.put`, and which of them, from 1; 0 for none. */
  readonly call: string;
  readonly at: number;
  /** How many calls in a row fail from then on, whatever they are. */
  readonly count: number;
  readonly code: "ENOSPC" | "EIO";
  readonly when: "before" | "after";
}

export class FaultCounter {
  readonly #plan: FaultPlan;
  #left = 0;
  readonly #times = new Map<string, number>();
  /** Every call so far, by name. */
  readonly calls: string[] = [];
  /** The calls that failed. */
  readonly failed: string[] = [];

  constructor(plan: FaultPlan) {
    this.#plan = plan;
  }

  /** Whether this call is to fail, and when. */
  count(name: string): "before" | "after" | undefined {
    const { call, at, count, when } = this.#plan;
    const time = (this.#times.get(name) ?? 0) + 1;
    this.#times.set(name, time);
    this.calls.push(name);
    if (name === call && time === at) this.#left = count;
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    this.failed.push(name);
    return when;
  }

  error(name: string): Error {
    const { code } = this.#plan;
    return Object.assign(new Error(`${code}: ${name}, on purpose`), { code });
  }
}

type Method = (...args: unknown[]) => unknown;

/** `onlyBefore`: these do nothing at all when they fail, as a transaction does. */
const failing = <T extends object>(
  port: T,
  about: { readonly name: string; readonly counter: FaultCounter; readonly onlyBefore?: string },
): T =>
  new Proxy(port, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      const name = `${about.name}.${String(key)}`;
      if (typeof key === "symbol") return typeof value === "function" ? value.bind(target) : value;
      if (key === "filing") return failing(value as object, { ...about, name });
      if (typeof value !== "function") return value;
      const method = value.bind(target) as Method;
      const when = (): "before" | "after" | undefined => {
        const asked = about.counter.count(name);
        return asked && about.onlyBefore === key ? "before" : asked;
      };
      if (name === "spool.read")
        return async function* (...args: unknown[]) {
          const fails = when();
          if (fails === "before") throw about.counter.error(name);
          yield* method(...args) as AsyncIterable<Uint8Array>;
          if (fails) throw about.counter.error(name);
        };
      return async (...args: unknown[]) => {
        const fails = when();
        if (fails === "before") throw about.counter.error(name);
        const answer = await method(...args);
        if (fails) throw about.counter.error(name);
        return answer;
      };
    },
  });

export const failingStore = (store: Store, counter: FaultCounter): Store =>
  failing(store, { name: "store", counter });
export const failingSpool = (spool: Spool, counter: FaultCounter): Spool =>
  failing(spool, { name: "spool", counter });
export const failingWriter = (writer: ReportWriter, counter: FaultCounter): ReportWriter =>
  failing(writer, { name: "reports", counter });
export const failingJournal = (journal: Journal, counter: FaultCounter): Journal =>
  failing(journal, { name: "journal", counter, onlyBefore: "transact" });
