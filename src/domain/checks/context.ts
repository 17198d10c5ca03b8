/** What a check may know besides the file: all of it optional, because a file can be read without it. */
import type { Finding } from "../finding.ts";
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
 * What blocks a real sending, and is told beforehand while nothing real leaves. Several official samples carry a
 * SIRET whose key is wrong (formats.md, head): a warning in test mode, an error when a declaration would leave.
 */
export const blockingInReal = ({
  mode,
}: CheckContext): Pick<Finding, "severity" | "blocksInReal"> =>
  mode === "reel" ? { severity: "blocking" } : { severity: "warning", blocksInReal: true };
