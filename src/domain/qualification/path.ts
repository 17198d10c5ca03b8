/**
 * A qualification path: what must be passed, in which order, before declarations to an organism are real. Paths are data
 * (`config/qualification/`), each step with the sentence it comes from.
 */

/**
 * `person`: somebody says that it is done (a call, a signed paper). `sending`: one sending in mode `essai` and its
 * acknowledgement. `real`: the first real sending and its acknowledgement.
 */
export const stepKinds = ["person", "sending", "real"] as const;

export interface PathStep {
  readonly id: string;
  readonly says: string;
  readonly by: (typeof stepKinds)[number];
  readonly source: string;
  /** False: a line of the checklist, for which nothing waits. */
  readonly needed: boolean;
  /** How long the seed gives it; days are working days. */
  readonly lasts?: { readonly count: number; readonly unit: "jours" | "heures" };
  /** What is tested is the encryption: a sending in clear proves nothing. */
  readonly sealed?: true;
}

/** What else must be the same for a passed test to count. */
export const againReasons = ["software", "format"] as const;

export interface QualificationPath {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly declares: readonly ("dpae" | "ducs")[];
  /** Whether one organism's qualification counts for its whole family; `all`: families that are not named. */
  readonly worth: Readonly<Record<string, "organism" | "family">>;
  readonly again: readonly (typeof againReasons)[number][];
  /** An attestation takes the place of the steps; the text is where this is said. */
  readonly attestation?: string;
  readonly steps: readonly PathStep[];
}

/** Whether its steps can be dated: without any duration, a beginning says nothing of them. */
export const hasDurations = (path: QualificationPath): boolean =>
  path.steps.some(({ lasts }) => lasts !== undefined);

/** Under which name a declarant is qualified with this organism. */
export const scopeOf = (
  path: QualificationPath,
  organism: { readonly code: string; readonly family: string },
): string => {
  const worth = path.worth[organism.family] ?? path.worth["all"] ?? "organism";
  return `${path.name}|${worth === "family" ? `famille:${organism.family}` : organism.code}`;
};

/** The step that a person does under this name instead of all others. */
export const attestationStep = "attestation";
