/** The limits of the register and of the accounts made from it, in the units that their names say; a part of `limits`. */
const MiB = 1024 * 1024;

export const registerLimits = {
  /** Rows of the register: a firm of 2,000 clients at ten organisms each, and what goes with them. */
  registerRowsMax: 200_000,
  /** Rows named by one fact: some 60 kB. */
  registerChangesPerFact: 500,
  /** What is written of one declarant on one path: years of tests that are sent again. */
  qualificationFactsMax: 10_000,
  /** Deposits that the register holds, and what each was last judged on. */
  registerHoldsRemembered: 10_000,
  /** Deposits read for the account of a change: the latest ones. */
  registerAccountMax: 5_000,
  /** Deposits of an account that one fact names: an order on the socket holds as many. */
  accountDepositsPerFact: 2_000,
  /** Contents of the register kept at hand: one per change of which rows still stand. */
  registerContentsRemembered: 500,
  /** One table of an import. */
  registerTableBytesMax: 32 * MiB,
} as const;
