/** The payment modes as a table (seed 002 §6.3.2): what each asks of the payment group. */
export const families = ["urssaf", "assedic", "irc", "ccpbtp"] as const;
export type Family = (typeof families)[number];

export interface PaymentMode {
  readonly label: string;
  /** BF: the beneficiary's account. OR: the account to debit. */
  readonly account: "BF" | "OR" | "none";
  /** PQ: social reference. CR: Cpop, which the organism makes when it is absent (§6.2.2). */
  readonly reference: "PQ" | "CR" | "none";
  /** Families that take this mode. */
  readonly families: readonly Family[];
  /** Families for which the date must be there; the others do not use it. */
  readonly dated: readonly Family[];
}

/** A map and not an object: a file may say « constructor » where a mode should stand. */
export const paymentModes: ReadonlyMap<string, PaymentMode> = new Map([
  ["20", { label: "chèque", account: "none", reference: "PQ", families, dated: ["irc"] }],
  ["30", { label: "virement", account: "BF", reference: "PQ", families, dated: ["irc"] }],
  [
    "31",
    {
      label: "prélèvement",
      account: "OR",
      reference: "none",
      families: ["irc"],
      dated: ["irc"],
    },
  ],
  [
    "Z10",
    {
      label: "télérèglement",
      account: "OR",
      reference: "CR",
      families,
      dated: ["assedic", "irc", "ccpbtp"],
    },
  ],
]);

/** The creditor of a social reference (§6.2.1.1). */
export const creditors: ReadonlyMap<string, Family> = new Map([
  ["S1", "urssaf"],
  ["S2", "assedic"],
  ["S3", "irc"],
]);

/** At most three accounts per employer (§5, adhesion). */
export const accountsMax = 3;

/** A mode that the law imposes above a yearly amount in euros (seed 002, annexe); the rows are data. */
export interface AmountRule {
  readonly above: number;
  readonly modes: readonly string[];
  readonly said: string;
}

/** A code and its word, for people. */
export const modeText = (code: string): string => {
  const label = paymentModes.get(code)?.label;
  return label === undefined ? code.slice(0, 10) : `${code} (${label})`;
};
