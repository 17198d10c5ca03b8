/** What a check may know besides the file: all of it optional, because a file can be read without it. */
import type { Severity } from "../finding.ts";
import type { Mode } from "../mode.ts";

export interface CheckContext {
  /** YYYY-MM-DD in the zone of the law; without it nothing is said of what is early or late. */
  readonly today?: string;
  /** HH:MM, of the same clock. */
  readonly hour?: string;
  /** Absent: as in test mode. */
  readonly mode?: Mode;
}

/**
 * Several official samples carry a SIRET whose key is wrong (formats.md, head): a warning while
 * nothing leaves, an error when a declaration would.
 */
export const siretSeverity = (context: CheckContext): Severity =>
  context.mode === "reel" ? "blocking" : "warning";
