/** What people are told: findings, reports, alarms, notices, the log. Limits in the units that their names say; a part of `limits`. */
const MiB = 1024 * 1024;

export const tellingLimits = {
  /** What a message shows of an offending value. */
  shownValueCharsMax: 120,
  /** A hostile file cannot make a report of a gigabyte. */
  findingsMax: 200,
  /** One mistake made a thousand times must not hide the others. */
  findingsPerCodeMax: 40,
  /** Listed of one kind in a validation report; the rest is counted. */
  reportPerCodeMax: 20,
  /** Declarations that a validation report lists one by one; the rest is a number. */
  reportDeclarationsMax: 2000,
  /** A clerk reads the first few reasons; the rest is in the table. */
  reportReasonsMax: 8,
  /** Enough of a mail's text to recognise it; the whole mail is kept beside. */
  reportExcerptLinesMax: 12,
  /** Deposits of one day's summary: beyond, the page could not be read by anybody. */
  dailyDepositsMax: 2000,
  /** Deposits whose reports are looked after at start; older ones come back on demand. */
  reportsRestoredMax: 500,
  /** The thread that makes reports ends after so long without any. */
  reportsIdleMs: 60_000,
  /** Reports wait for work and sending under way no longer than this: each is four files, and made again a moment later. */
  reportsWaitMs: 5_000,
  /** A trouble that comes back sooner after its end is the same one: servers restart in minutes. */
  problemAgainMs: 600_000,
  /** From so many times on it is unsteady: it stays listed between its visits, and is logged no more. */
  problemTimesLogged: 3,
  /** Things of one cause that are wrong: more are told as one line with their number. */
  problemsNamedMax: 3,
  /** How often the clock's alarms are looked at: an alarm comes within this of its minute. */
  alarmPollMs: 20_000,
  /** Facts and deposits read at a time for them. */
  alarmBatchMax: 500,
  /** Waiting deposits that are judged in one turn at start: whoever asks meanwhile waits for some milliseconds. */
  alarmPageMax: 100,
  /** Deposits read at start to know which organisms answered lately. */
  alarmHeardMax: 1_000,
  /** An open alarm that concerns more than was told is told again, not sooner than this: about late answers, about deadlines. */
  alarmAnswersAgainMs: 86_400_000,
  alarmDeadlinesAgainMs: 900_000,
  /** A mailbox that was not read for so long no longer keeps an alarm back. */
  alarmBlindMs: 3_600_000,
  /** How far back returns make a habit: sixteen months hold five quarters. */
  seriesMs: 16 * 31 * 86_400_000,
  /** How long a printing program, and a notice, may take. */
  printMsMax: 120_000,
  noticeMsMax: 60_000,
  /** How often it is looked whether something is to be printed, or told. */
  printPollMs: 10_000,
  noticePollMs: 5_000,
  /** How often planned times are looked at. */
  schedulePollMs: 15_000,
  /** Between two looks at the ends of keys and certificates. */
  keyLookMs: 3_600_000,
  /** The technical log turns over: at most `logFilesMax` files of this size. */
  logFileBytesMax: 10 * MiB,
  logFilesMax: 10,
  /** Characters kept of one value in the technical log. */
  logValueCharsMax: 500,
  logListMax: 50,
  /** A log on a dead disk does not keep the agent from stopping. */
  logFlushMsMax: 2_000,
} as const;
