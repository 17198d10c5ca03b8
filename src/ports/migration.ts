/** How far the change of an earlier version's journal is, for people who wait for it. */
export interface MigrationNews {
  readonly from: number;
  readonly to: number;
  /** `copy`: pages of the copy that is made first; `tables`: steps, each of which may take minutes; `rows`: deposits. */
  readonly doing: "copy" | "tables" | "rows" | "done";
  readonly done: number;
  readonly all: number;
  /** Deposits that keep the rows they had, because one of their facts cannot be read. */
  readonly unread: number;
}
