/** What is kept: the journal, the store, the disk, and what is checked and removed of them. Limits in the units that their names say; a part of `limits`. */
const KiB = 1024;
const MiB = 1024 * KiB;

export const keepingLimits = {
  /** A file up to here goes to the store in one go, beyond it piece by piece: memory stays flat. */
  storeWholeBytesMax: 256 * KiB,
  /** Keys of contents made in one go, so that one flush of the disk serves so many contents (16 kB). */
  storeKeysAtOnce: 256,
  /** Files of keys whose keys stay at hand (8 kB each): what was written lately is read next. */
  storeBatchesRemembered: 8,
  /** Blobs whose name this process has flushed: the same rule's ruling is put a thousand times. */
  storeNamesRemembered: 1_000,
  /** Bytes that were put lately, at hand for the steps that come next. */
  storeLatelyBytesMax: 2 * MiB,
  /** Deposits whose fold the journal keeps at hand, a few KiB each: what the day's report looks at (`dailyDepositsMax`), and as many that wait. */
  foldsRemembered: 4000,
  /** Of those that are asked for while a commit is under way, what that commit changes. */
  foldsBeside: 200,
  /** Facts that are about no deposit or receipt, read at a time: suspended logins, restored backups. */
  agentFactsBatchMax: 1_000,
  /** Rows that a running agent reads again at a time, and how long it leaves the others their turn: little of one core. */
  journalWatchRows: 200,
  journalWatchBreathMs: 100,
  /** How soon a deposit that had to be passed over is told. */
  journalWatchPollMs: 5_000,
  journalWatchEveryMs: 86_400_000,
  /** Between two words about how far the change of an earlier version's journal is. */
  migrationTellMs: 10_000,
  /** One step of it (an index over tens of gigabytes, on a slow disk): the service manager waits so long for the next word. */
  migrationStepMsMax: 3_600_000,
  /** Nothing new begins with less room than this beside the reserve: a few commits and one frozen mail. */
  diskSpareBytesMin: 2 * MiB,
  /** mail.md F13: a file is claimed only where there is room for so many times its size (copy, content, mail). */
  diskClaimFactor: 3,
  /** A disk that refused nothing for so long is well again: what it refused is tried every few seconds. */
  diskToldMs: 60_000,
  /** The journal's head is stamped so often, where an authority is configured; one that fails is asked again after the second. */
  stampEveryMs: 86_400_000,
  stampPollMs: 600_000,
  /** An audit reads this many facts at a time: memory stays flat, whatever the journal's size. */
  auditBatchMax: 1_000,
  /** Violations named; a journal with more is not repaired by reading them. */
  auditViolationsMax: 1_000,
  /** Facts of one deposit or receipt that an audit reads: ten years of hourly tries. */
  auditFactsMax: 100_000,
  /** Hashes just verified: the same empty list of findings is not read a million times. */
  auditHashesRemembered: 1_000,
  /** A journal in which nothing was written for half a year vouches for no hour, nor in the first month after that (a quarter's returns come more often). */
  silenceMsMax: 190 * 86_400_000,
  vouchedMsMin: 31 * 86_400_000,
  /** Deposits, or received mails, purged in one commit: their ids fit one order to the agent. */
  purgePartMax: 100,
  /** A commit and the removal of the contents of that many. */
  purgeAnswerMsMax: 300_000,
} as const;
