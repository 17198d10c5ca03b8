/**
 * The wall between test and real (I6; issue of the addressing plan): which address a message of the mode
 * `essai` may go to. Asked when a deposit is ruled, and again on the frozen envelope just before the
 * courier dials, so that no rule, however written, can lead a test to a real address.
 */
import { type Environment, environments, type Mode } from "./mode.ts";

/** What the plans and rules of all dossiers say of the addresses they know, in lower case. */
export interface KnownAddresses {
  readonly test: ReadonlySet<string>;
  readonly real: ReadonlySet<string>;
  /** `partage=oui`: real, and open to essai under the address's own condition. Never those declared otherwise elsewhere. */
  readonly shared: ReadonlyMap<string, readonly string[]>;
}

export interface DeclaredAddress {
  readonly address: string;
  /** Both, for a rule that serves either. */
  readonly environments: readonly Environment[];
  readonly shared: boolean;
  /** `marque`: what the organism recognises a test by, in the subject; empty when it is the file's own flag only. */
  readonly mark: string;
}

export const knownAddresses = (declared: Iterable<DeclaredAddress>): KnownAddresses => {
  const all = [...declared].map((d) => ({ ...d, address: addressKey(d.address) }));
  const named = (environment: Environment) =>
    new Set(all.filter((d) => d.environments.includes(environment)).map((d) => d.address));
  const [test, real] = environments.map(named);
  const marks = new Map<string, string[]>();
  for (const d of all)
    if (d.shared)
      marks.set(d.address, [...(marks.get(d.address) ?? []), ...(d.mark ? [d.mark] : [])]);
  // Declared real once without being shared: the stricter word counts.
  for (const d of all) if (!d.shared && d.environments.includes("reel")) marks.delete(d.address);
  return { test: test ?? new Set(), real: real ?? new Set(), shared: marks };
};

export const addressKey = (address: string): string => address.trim().toLowerCase();

export interface Passing {
  readonly mode: Mode;
  readonly to: string;
  readonly subject: string;
  /** The file's own test flag, when its format has one. */
  readonly testFlag?: "test" | "real" | undefined;
}

export type Objection =
  | "mode-test"
  /** The file says of itself that it is real (docs/decisions/0004). */
  | "real-file"
  /** Declared real, and not shared. */
  | "real-address"
  /** Named by no plan and no rule of the test environment. */
  | "unknown-address"
  /** Shared, and neither the subject's mark nor the file's flag says that this is a test. */
  | "shared-unmarked"
  /** Two organisms in one envelope (mail.md §1). */
  | "several-recipients";

/** Why the message may not go there; undefined when it may. */
export const wallObjection = (passing: Passing, known: KnownAddresses): Objection | undefined => {
  if (passing.mode === "reel") return undefined;
  if (passing.mode === "test") return "mode-test";
  if (passing.testFlag === "real") return "real-file";
  const to = addressKey(passing.to);
  const marks = known.shared.get(to);
  if (marks) {
    const marked = marks.some((mark) => carriesMark(passing.subject, mark));
    return marked || passing.testFlag === "test" ? undefined : "shared-unmarked";
  }
  if (known.real.has(to)) return "real-address";
  return known.test.has(to) ? undefined : "unknown-address";
};

/** The mark stands as a word of its own: `TEST01` is not in `TEST012`. */
const carriesMark = (subject: string, mark: string): boolean =>
  mark !== "" && ` ${subject.replace(/\s+/gu, " ")} `.includes(` ${mark.trim()} `);

/** What an essai's subject bears when its address asks for nothing else. */
export const defaultMark = "ESSAI";

export const withMark = (subject: string, mark: string): string =>
  carriesMark(subject, mark) ? subject : `${subject} ${mark}`.trim();
