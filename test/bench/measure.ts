/** Several rounds, the sides in turn, so that a noisy minute of the machine falls on all of them. */
import type { Figure } from "./row.ts";

/** One side's number per round, in the order of the rounds. */
export type Series = readonly number[];

type Sides = Readonly<Record<string, (round: number) => Promise<number>>>;

export const alternate = async <S extends Sides>(
  rounds: number,
  sides: S,
): Promise<{ readonly [Side in keyof S]: Series }> => {
  const names = Object.keys(sides);
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    // The first of a round may pay for what the others find warm: each side begins in its turn.
    const order = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
    for (const name of order) measured[name]?.push((await sides[name]?.(round)) ?? Number.NaN);
  }
  return measured as { [Side in keyof S]: number[] };
};

/** The share `part` (0…1) of the values lies below; 0.5 is the median. */
export const quantile = (values: Series, part: number): number => {
  if (values.length === 0) throw new Error("nothing was measured");
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? 0;
  return below + (above - below) * (at - Math.floor(at));
};

/** Round by round: both sides of a ratio met the same minute. */
export const ratio = (ours: Series, theirs: Series): Series =>
  ours.map((value, round) => value / (theirs[round] ?? Number.NaN));

/** A figure from its rounds. */
export const figure = (
  about: Pick<Figure, "what" | "unit" | "goal">,
  values: Series,
  part = 0.5,
): Figure => ({
  ...about,
  value: quantile(values, part),
  ...(values.length > 1 ? { spread: [Math.min(...values), Math.max(...values)] as const } : {}),
});

/** How many a second, for something that takes this many milliseconds in all. */
export const perSecond = (count: number, ms: number): number => (count * 1000) / ms;
