/** Records of the flat DUCS: columns are 1-based, the tag takes 1-6 (formats.md §6, profile [1]). */
export interface Column {
  readonly from: number;
  readonly length: number;
}

export const columns = {
  qualifier: { from: 7, length: 4 },
  sender: { from: 11, length: 35 },
  recipient: { from: 46, length: 35 },
  date: { from: 81, length: 6 },
  hour: { from: 87, length: 4 },
  testFlag: { from: 91, length: 1 },
  reference: { from: 7, length: 35 },
  form: { from: 7, length: 3 },
  period: { from: 7, length: 17 },
  partyId: { from: 7, length: 35 },
  partyName: { from: 42, length: 35 },
} as const satisfies Record<string, Column>;

export const field = (record: string, { from, length }: Column): string =>
  record.slice(from - 1, from - 1 + length).trim();

/** Undefined when the line does not begin with a tag; `UNT   1` and `AGI   0` have blanks in theirs. */
export const tagOf = (record: string): string | undefined => {
  const tag = record.slice(0, 6).trimEnd();
  return /^[A-Z][A-Z0-9]{2,5}$/u.test(tag) ? tag : undefined;
};
