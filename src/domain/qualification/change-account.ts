/** The final account of a change in its parts, for whoever shows or prints it. */
export interface ChangeAccount {
  readonly title: string;
  /** « Établi le 21/11/2026 par … » */
  readonly made: string;
  readonly steps: {
    readonly title: string;
    readonly due: string;
    readonly done: string;
    readonly rows: readonly ChangeStep[];
  };
  /** Pilot group, tests, real: a line and what stands under it. */
  readonly figures: readonly { readonly text: string; readonly under: readonly string[] }[];
  /** Each is completed by hand. */
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export interface ChangeStep {
  readonly id: string;
  readonly says: string;
  /** As people write days; empty: not planned, not done. */
  readonly due: string;
  readonly done: string;
}
