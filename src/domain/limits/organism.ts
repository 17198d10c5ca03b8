/** The simulated organism. Limits in the units that their names say; a part of `limits`. */
const KiB = 1024;
const MiB = 1024 * KiB;

export const organismLimits = {
  /** The fake organism: one command line, one literal, and how deep its lists may go. */
  imapLineBytesMax: 64 * KiB,
  imapLiteralBytesMax: 64 * MiB,
  imapListDepthMax: 20,
  /** The fake organism's answers that wait for their time; beyond, it says 452. */
  organismPendingMax: 1000,
  /** The fake organism forgets its oldest deliveries beyond this: a long exercise stays small. */
  organismDeliveriesMax: 100_000,
} as const;
