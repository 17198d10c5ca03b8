/**
 * What is wrong now, for `facteur status` and the log: one line per cause, told once when it begins and
 * once when it ends.
 */
import type { FaultCode } from "../domain/faults.ts";
import type { Instant } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";

export interface Problem {
  readonly code: FaultCode;
  /** Dossier, identity or file concerned. */
  readonly about: string;
  readonly since: Instant;
  readonly said: string;
}

export class Problems {
  readonly #open = new Map<string, Problem>();
  readonly #world: { readonly clock: Pick<Clock, "now">; readonly log: Log };

  constructor(world: { readonly clock: Pick<Clock, "now">; readonly log: Log }) {
    this.#world = world;
  }

  raise(code: FaultCode, about: string, said: string): void {
    const key = `${code} ${about}`;
    if (this.#open.has(key)) return;
    this.#open.set(key, { code, about, since: this.#world.clock.now(), said });
    this.#world.log.event("warn", "problem", { code, about, said });
  }

  /** Ends every open problem of these codes about this thing. */
  clear(about: string, ...codes: readonly FaultCode[]): void {
    for (const [key, problem] of this.#open) {
      if (problem.about !== about || !codes.includes(problem.code)) continue;
      this.#open.delete(key);
      this.#world.log.event("info", "problem-over", { code: problem.code, about });
    }
  }

  /** Ends the problems of a dossier's names that are no longer there. */
  keepOnly(prefix: string, names: ReadonlySet<string>, ...codes: readonly FaultCode[]): void {
    for (const problem of this.list())
      if (
        codes.includes(problem.code) &&
        problem.about.startsWith(prefix) &&
        !names.has(problem.about.slice(prefix.length))
      )
        this.clear(problem.about, problem.code);
  }

  list(): readonly Problem[] {
    return [...this.#open.values()];
  }
}
