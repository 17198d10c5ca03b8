/** Every limit, with its unit and its reason. Tests stand at each limit and one past it. */
const KiB = 1024;
const MiB = 1024 * KiB;

export const limits = {
  /** A deposit becomes an attachment, 4/3 larger; common providers take 25 MB of mail. */
  depositBytesMax: 15 * MiB,
  /** A rule file is four lines; a megabyte of them is a mistake. */
  ruleBytesMax: 256 * KiB,
  /** A hostile rule file cannot make a log of a gigabyte. */
  ruleProblemsMax: 200,
  /** What a message shows of an offending value. */
  shownValueCharsMax: 120,
  /** A secret is one line; a longer file is not one. */
  secretBytesMax: 4 * KiB,
  /** Settings, certificate authorities: read whole at start. */
  settingsBytesMax: 1 * MiB,
  /** RFC 5322 §2.1.1, less the field's name and folding. */
  subjectCharsMax: 900,
  noteCharsMax: 64 * KiB,
  /** mail.md F65: raw mail is stored whole up to here; beyond, only its headers. */
  mailBytesMax: 25 * MiB,
  /** Headers of a mail that is not taken whole: real ones stay under 64 KiB. */
  mailHeadersBytesMax: 256 * KiB,
  /** One answer of the mailbox besides a mail: a search over a million mails fits. */
  mailboxAnswerBytesMax: 16 * MiB,
  /** A mailbox server that says nothing for so long is gone (mail.md F62). */
  mailboxSilenceMs: 120_000,
  /** mail.md F61: after so many failures in a row only a mail's headers are asked for… */
  mailboxWholeTriesMax: 3,
  /** …and after so many it is passed over, so that the mails behind it are read. */
  mailboxTriesMax: 6,
  /** Between two IDLE commands on one mailbox, for servers that end IDLE at once. */
  mailboxIdleAgainMs: 1_000,
  /** A polite LOGOUT waits no longer. */
  mailboxLogoutMs: 2_000,
  mailPartsMax: 200,
  mailDepthMax: 20,
  mailParseMsMax: 20_000,
  mailTextCharsMax: 256 * KiB,
  /** Heap of the thread that reads a mail, MiB: ten times the largest mail; beyond, that mail is unreadable. */
  mailReaderHeapMb: 256,
  /** Server lines in the journal: long enough to read, short enough for a million of them. */
  serverLineCharsMax: 500,
  /** A hostile file cannot make a report of a gigabyte. */
  findingsMax: 200,
  /** A clerk reads the first few reasons; the rest is in the table. */
  reportReasonsMax: 8,
  /** Enough of a mail's text to recognise it; the whole mail is kept beside. */
  reportExcerptLinesMax: 12,
  /** One look at a folder or a queue; the rest waits for the next look. */
  batchMax: 200,
  /** Chunk handed to the courier: small, so that kernel buffers hide little (mail.md §1). */
  wireChunkBytes: 32 * KiB,
  /** RFC 5321 §4.5.3.2.6: ten minutes after the dot; shorter before. */
  dotTimeoutMs: 600_000,
  connectTimeoutMs: 30_000,
  greetingTimeoutMs: 30_000,
  /** RFC 5321 §4.5.3.2: five minutes for a command or a block of data, before the dot. */
  smtpSilenceMs: 300_000,
  /** A commit that takes longer means a dead disk: the dot is withheld. */
  dotCommitMsMax: 10_000,
  /** Deposits of one day's summary: beyond, the page could not be read by anybody. */
  dailyDepositsMax: 2000,
  /** Deposits whose reports are looked after at start; older ones come back on demand. */
  reportsRestoredMax: 500,
  /** Deposits advanced together: they share a flush of the disk. */
  workParallel: 8,
  /** A retry is due at an instant; the queue is looked at this often at the latest. */
  sendPollMs: 1000,
  /** A loop that failed for an unknown reason starts again after this. */
  loopRestartMs: 2000,
  /** Quiet time of formats with a proven end. */
  quietProvenMs: 100,
  /** The fake organism: one command line, one literal, and how deep its lists may go. */
  imapLineBytesMax: 64 * KiB,
  imapLiteralBytesMax: 64 * MiB,
  imapListDepthMax: 20,
  /** The fake organism's answers that wait for their time; beyond, it says 452. */
  organismPendingMax: 1000,
  /** The fake organism forgets its oldest deliveries beyond this: a long exercise stays small. */
  organismDeliveriesMax: 100_000,
  /** Chunk read from a dossier: one read of a share, and memory stays flat. */
  spoolChunkBytes: 64 * KiB,
  /** `x.txt`, `x-2.txt`…: beyond, somebody fills the folder on purpose. */
  sameNameMax: 1000,
  /** A file in `AR/` that changes each time we look at it is left to the next round. */
  filingTriesMax: 5,
  /** Longer than any file name; it bounds what a glob can cost. */
  globCharsMax: 256,
  /** How often a watch looks whether its folder is still the same one; a polled share is asked for its files. */
  watchCheckMs: 1_000,
  watchPollMs: 2_000,
  /** One order of the command line, its answer, and how long its sender may keep silent. */
  orderBytesMax: 64 * KiB,
  orderReplyBytesMax: 8 * MiB,
  orderSilenceMs: 10_000,
  orderConnectionsMax: 32,
  /** The technical log turns over: at most `logFilesMax` files of this size. */
  logFileBytesMax: 10 * MiB,
  logFilesMax: 10,
  /** Characters kept of one value in the technical log. */
  logValueCharsMax: 500,
  logListMax: 50,
  /** A log on a dead disk does not keep the agent from stopping. */
  logFlushMsMax: 2_000,
} as const;
