/**
 * How far a dossier may go. `test`: nothing leaves, the report is made (seed 000, « mode Test »).
 * `reel`: declarations are sent. `essai` (to an organism's test address) is named in the design and
 * is refused until the wall that makes it safe exists.
 */
export const modes = ["test", "reel"] as const;
export type Mode = (typeof modes)[number];
