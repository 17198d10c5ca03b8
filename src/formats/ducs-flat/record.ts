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
  partyStreet: { from: 77, length: 35 },
  partyTown: { from: 147, length: 35 },
  contact: { from: 7, length: 35 },
  number: { from: 7, length: 70 },
  /** References of parties: RFFFR, RFFNUM, RFFACT, and those of the payment. */
  partyReference: { from: 7, length: 35 },
  amount: { from: 7, length: 18 },
  commune: { from: 7, length: 5 },
  mode: { from: 7, length: 3 },
  accountRole: { from: 7, length: 3 },
  account: { from: 10, length: 17 },
  bank: { from: 27, length: 11 },
  branch: { from: 38, length: 17 },
  paymentDate: { from: 7, length: 8 },
} as const satisfies Record<string, Column>;

export const field = (record: string, { from, length }: Column): string =>
  record.slice(from - 1, from - 1 + length).trim();

/** Undefined when the line does not begin with a tag; `UNT   1` and `AGI   0` have blanks in theirs. */
export const tagOf = (record: string): string | undefined => {
  const tag = record.slice(0, 6).trimEnd();
  return /^[A-Z][A-Z0-9]{2,5}$/u.test(tag) ? tag : undefined;
};

/** One record of a declaration. */
export interface Placed {
  readonly tag: string;
  readonly record: string;
  /** 1-based. */
  readonly line: number;
}
