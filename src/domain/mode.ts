/**
 * How far a dossier may go. `test`: nothing leaves, the report is made (seed 000, « mode Test »).
 * `essai`: declarations go to an organism's test address only (docs/decisions/0018). `reel`: they are sent.
 */
export const modes = ["test", "essai", "reel"] as const;
export type Mode = (typeof modes)[number];

/** What an addressing plan keeps apart; `test` and `essai` both live in the test environment. */
export const environments = ["test", "reel"] as const;
export type Environment = (typeof environments)[number];

export const environmentOf = (mode: Mode): Environment => (mode === "reel" ? "reel" : "test");

/** The one that goes least far: a mode is only ever lowered on the way (I6). */
export const lowest = (first: Mode, ...others: readonly Mode[]): Mode =>
  others.reduce((low, mode) => (isBelow(mode, low) ? mode : low), first);

export const isBelow = (mode: Mode, other: Mode): boolean =>
  modes.indexOf(mode) < modes.indexOf(other);
