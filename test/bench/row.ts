/**
 * What one row of `npm run bench` is: a file in `rows/` that exports `row`. Each of its figures stands beside a
 * bare loop or a peer measured in the same run, because a time alone tells of the machine and not of us.
 */

export interface Figure {
  readonly what: string;
  /** Median of the rounds. */
  readonly value: number;
  readonly unit: string;
  /** Smallest and largest of the rounds. */
  readonly spread?: readonly [number, number];
  /** What the row promises of this figure; figures without one explain it. */
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number };
}

export interface Measured {
  readonly figures: readonly Figure[];
  /** What was not measured and why, or how a figure is to be read. */
  readonly notes?: readonly string[];
}

export interface Bench {
  /** So small that a test can run it: proves that the row measures, its figures mean nothing. */
  readonly quick: boolean;
  readonly rounds: number;
  /** A folder of the row's own, removed afterwards. */
  readonly folder: string;
  readonly tell: (text: string) => void;
}

export interface Row {
  /** Its name on the command line; the file's name too. */
  readonly name: string;
  /** What is measured. */
  readonly figure: string;
  /** What is promised, in words. */
  readonly goal: string;
  run(bench: Bench): Promise<Measured>;
}

export const isMet = ({ value, goal }: Figure): boolean | undefined => {
  if (!goal) return undefined;
  return "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost;
};
