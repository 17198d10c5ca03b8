/**
 * What is wrong now, for `facteur status`, the page and the log: one line per cause, told once when it begins and once when it
 * ends. What comes and goes (a server that answers every second time) is one trouble that lasts: it keeps the hour at which it
 * first came, is logged a few times only, and is over when it stayed away for a while.
 */
import type { FaultCode } from "../domain/faults.ts";
import type { Trouble } from "../domain/health.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";

export interface Problem extends Trouble {
  readonly said: string;
  /** How often it came since it first did: 1 unless it comes and goes. */
  readonly times: number;
  /** Whether it stands now; false while what comes and goes is away. */
  readonly stands: boolean;
}

interface Known {
  readonly problem: Omit<Problem, "stands">;
  /** When it was last over, on the monotonic clock; undefined while it stands. */
  readonly overAt?: number;
}

type Times = Pick<Clock, "now" | "monotonic">;

export class Problems {
  readonly #known = new Map<string, Known>();
  readonly #world: { readonly clock: Times; readonly log: Log };

  constructor(world: { readonly clock: Times; readonly log: Log }) {
    this.#world = world;
  }

  raise(code: FaultCode, about: string, said: string): void {
    this.#forget();
    const key = `${code} ${about}`;
    const before = this.#known.get(key);
    if (before && before.overAt === undefined) {
      // It stands already: what is said of it is the newest, and it is no new trouble.
      this.#known.set(key, { problem: { ...before.problem, said } });
      return;
    }
    const since: Instant = before?.problem.since ?? this.#world.clock.now();
    const times = (before?.problem.times ?? 0) + 1;
    this.#known.set(key, { problem: { code, about, since, said, times } });
    if (times <= limits.problemTimesLogged)
      this.#world.log.event("warn", "problem", { code, about, said, times });
  }

  /** Ends every open problem of these codes about this thing. */
  clear(about: string, ...codes: readonly FaultCode[]): void {
    for (const code of codes) {
      const key = `${code} ${about}`;
      const known = this.#known.get(key);
      if (!known || known.overAt !== undefined) continue;
      this.#known.set(key, { ...known, overAt: this.#world.clock.monotonic() });
      if (known.problem.times < limits.problemTimesLogged) this.#tellOver(known.problem);
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

  /** What stands, and what was here a moment ago for the third time. */
  list(): readonly Problem[] {
    this.#forget();
    return [...this.#known.values()]
      .filter(({ problem, overAt }) => overAt === undefined || isUnsteady(problem))
      .map(({ problem, overAt }) => ({ ...problem, stands: overAt === undefined }));
  }

  /** What stayed away long enough is over, whatever it did before. */
  #forget(): void {
    const now = this.#world.clock.monotonic();
    for (const [key, { problem, overAt }] of this.#known) {
      if (overAt === undefined || now - overAt < limits.problemAgainMs) continue;
      this.#known.delete(key);
      if (problem.times >= limits.problemTimesLogged) this.#tellOver(problem);
    }
  }

  #tellOver({ code, about, times }: Known["problem"]): void {
    this.#world.log.event("info", "problem-over", { code, about, times });
  }
}

const isUnsteady = ({ times }: Known["problem"]): boolean => times >= limits.problemTimesLogged;
