/** Every limit, with its unit and its reason. Tests stand at each limit and one past it. */
import { keepingLimits } from "./limits/keeping.ts";
import { organismLimits } from "./limits/organism.ts";
import { pageLimits } from "./limits/page.ts";
import { receiptsLimits } from "./limits/receipts.ts";
import { registerLimits } from "./limits/register.ts";
import { rulesLimits } from "./limits/rules.ts";
import { sendingLimits } from "./limits/sending.ts";
import { tellingLimits } from "./limits/telling.ts";

const KiB = 1024;
const MiB = 1024 * KiB;

export const limits = {
  ...keepingLimits,
  ...organismLimits,
  ...pageLimits,
  ...receiptsLimits,
  ...registerLimits,
  ...rulesLimits,
  ...sendingLimits,
  ...tellingLimits,
  /** A deposit becomes an attachment, 4/3 larger; common providers take 25 MB of mail. */
  depositBytesMax: 15 * MiB,
  /** Return addresses of one file that are compared with our mailboxes: one is usual. */
  returnAddressesMax: 20,
  /** Declarations of one file that are compared with each other: ten times what one sending may hold, 6 MiB of hashes. */
  comparedMax: 200_000,
  /** Declarants and organisms of one file whose last payment is read again: each costs a reading of the store. */
  payersComparedMax: 200,
  /** Declarations of one file: more than the largest mail carries of the longest records. Their keys are one fact. */
  declarationsMax: 20_000,
  /** One look at a folder or a queue; the rest waits for the next look. */
  batchMax: 200,
  /** Deposits of the same bytes that are looked at: a file dropped more often is a duplicate of these. */
  sameBytesMax: 1000,
  /** Files of one folder that were just found and are not quiet yet, before more of them are looked for. */
  freshMax: 1_000,
  /** How long a look waits for those; where a dossier's quiet time is longer, the others are looked for meanwhile. */
  freshWaitMs: 2_000,
  /** Files of one dossier copied together: they share the disk's flushes, and their claims one commit. */
  claimParallel: 16,
  /** Deposits advanced together: they share a flush of the disk. */
  workParallel: 16,
  /** Deposits whose originals are looked at again. */
  originalsWatchedMax: 500,
  /** A loop that failed for an unknown reason starts again after this. */
  loopRestartMs: 2000,
  /** A loop that went on for so long after a failure is well again. */
  loopSoundMs: 60_000,
  /** Quiet time of formats with a proven end. */
  quietProvenMs: 100,
  /** Chunk read from a dossier: one read of a share, and memory stays flat. */
  spoolChunkBytes: 64 * KiB,
  /** `x.txt`, `x-2.txt`…: beyond, somebody fills the folder on purpose. */
  sameNameMax: 1000,
  /** A file in `AR/` that changes each time we look at it is left to the next round. */
  filingTriesMax: 5,
  /** How often a watch looks whether its folder is still the same one; a polled share is asked for its files. */
  watchCheckMs: 3_000,
  watchPollMs: 2_000,
  /** One order of the command line, its answer, and how long its sender may keep silent. */
  orderBytesMax: 64 * KiB,
  orderReplyBytesMax: 8 * MiB,
  orderSilenceMs: 10_000,
  orderConnectionsMax: 32,
  /** Who gave an order, and why, as the journal keeps them for ever. */
  orderByCharsMax: 100,
  orderReasonCharsMax: 1_000,
  /** How often the service manager may hear something new; half of its patience when that is shorter. */
  beatMs: 15_000,
  /** Longer than that, systemd-notify is not answered: the next one tries again. */
  supervisorMsMax: 10_000,
  /** How often the wall clock is compared with the monotonic one. */
  clockCheckMs: 30_000,
  /** mail.md F80: the wall clock ran ahead of the monotonic one by more than this: a jump, or a sleep. */
  clockAheadMsMax: 3_600_000,
  /** A time server steps the clock back by less than this; more is a jump. */
  clockBackMsMax: 60_000,
  /** How long a jump ahead is told: nobody has to end it. */
  clockAheadToldMs: 3_600_000,
  /** Deposits of one dossier advanced before the next dossier has its turn. */
  workTurnMax: 32,
  /** Files of one folder looked at together: a share answers several questions as fast as one. */
  lookParallel: 16,
  /** Files under one name that stand in a dossier where originals are left: older ones are not asked for. */
  standingMax: 50,
  /** Deposits looked at for one that a new file corrects. */
  correctedMax: 200,
} as const;
