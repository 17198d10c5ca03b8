/** Plays many runs; a failure is shrunk, and printed with its seed and path. */
import type { TestContext } from "node:test";
import fc from "fast-check";
import { situation } from "../../../src/domain/rollup.ts";
import { runs } from "./commands.ts";
import { play } from "./play.ts";

export interface Exploration {
  readonly runs: number;
  /** Commands of one run, at most. */
  readonly length: number;
}

export const explore = async (t: TestContext, about: Exploration): Promise<void> => {
  const { FACTEUR_SEED: seed, FACTEUR_PATH: path } = process.env;
  const met = new Map<string, number>();
  const count = (what: string, by = 1): void => void met.set(what, (met.get(what) ?? 0) + by);
  const property = fc.asyncProperty(runs(about.length), async (run) => {
    const { agent, deposits, estate } = await play(run);
    count("runs");
    count("deaths", agent.deaths);
    count("dots", estate.courier.dots());
    for (const deposit of deposits) count(situation(deposit).is);
  });
  await fc.assert(property, {
    numRuns: about.runs,
    // Long runs are as likely as short ones.
    unbiased: true,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  });
  t.diagnostic([...met].map(([what, n]) => `${what} ${n}`).join(", "));
};
