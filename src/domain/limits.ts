/** Every limit, with its unit and its reason. Tests stand at each limit and one past it. */
import { pageLimits } from "./limits/page.ts";
import { registerLimits } from "./limits/register.ts";

const KiB = 1024;
const MiB = 1024 * KiB;

export const limits = {
  ...pageLimits,
  ...registerLimits,
  /** A deposit becomes an attachment, 4/3 larger; common providers take 25 MB of mail. */
  depositBytesMax: 15 * MiB,
  /** A rule file is four lines; a megabyte of them is a mistake. */
  ruleBytesMax: 256 * KiB,
  /** A hostile rule file cannot make a log of a gigabyte. */
  ruleProblemsMax: 200,
  /** `si` in a rule: a sentence a person can read, not a program. */
  expressionCharsMax: 1000,
  expressionDepthMax: 20,
  /** Files that one rule file may bring in (`inclure`, `plan`, `note.fichier`), all together. */
  ruleFilesMax: 200,
  /** Sections of one rule set: five hundred clients and their organisms. */
  ruleSectionsMax: 5000,
  /** A further attachment (`joindre`): a slip or a covering letter. */
  companionBytesMax: 5 * MiB,
  /** Past deposits that a rehearsal looks at. */
  rehearsedMax: 20_000,
  /** Hours or days of `ar.delai.*`: a receipt that may take a year is expected by nobody. */
  receiptDelayMax: 400,
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
  /** One piece of work on a mailbox: the largest mail over half a megabit a second, and no more than that. */
  mailboxTurnMsMax: 600_000,
  /** mail.md F61: after so many failures in a row only a mail's headers are asked for… */
  mailboxWholeTriesMax: 3,
  /** …and after so many it is passed over, so that the mails behind it are read. */
  mailboxTriesMax: 6,
  /** A folder that says it has nothing new is listed again after this, whatever it says. */
  mailboxWholeMs: 3_600_000,
  /** Between two IDLE commands on one mailbox, for servers that end IDLE at once. */
  mailboxIdleAgainMs: 1_000,
  /** A polite LOGOUT waits no longer. */
  mailboxLogoutMs: 2_000,
  /** How often a mailbox is asked how full it is, and from where on that is told (mail.md F75). */
  mailboxQuotaMs: 3_600_000,
  mailboxFullPercent: 90,
  /** Message-IDs of sent mails that are compared with the journal after a start: a firm's busiest weeks. */
  sentListedMax: 20_000,
  mailPartsMax: 200,
  mailDepthMax: 20,
  mailParseMsMax: 20_000,
  mailTextCharsMax: 256 * KiB,
  /** One question to the DNS; two are asked. */
  dnsTimeoutMs: 5_000,
  /** All signatures of one mail: beyond, the mail is asked about again. */
  verifyMsMax: 30_000,
  /** Opening one mail that is signed or encrypted, in its own thread: RSA and 25 MiB take a second. */
  openMsMax: 20_000,
  /** A signature may say that it was made this far in our future: clocks differ. */
  signatureAheadMs: 600_000,
  /** Signatures of one mail that count: real mails bear one or two. */
  dkimSignaturesMax: 10,
  /** A signer's key that is kept beside the verdict: longer ones, with everybody's signatures on them, are told by their fingerprint. */
  signerKeyCharsMax: 16 * KiB,
  /** Between two looks at a folder of receipts, where a look costs little: a file that stood still for so long is whole. */
  folderLookMs: 2_000,
  /** The same while nothing moves there: each look wakes the processor. */
  folderQuietMs: 10_000,
  /** How many times as long as the look before took: five thousand files are looked at every few seconds, not all the time. */
  folderLookRest: 50,
  /** Files of one folder of receipts that are looked at; people empty it. */
  folderFilesMax: 10_000,
  /** Between two looks at the ends of keys and certificates. */
  keyLookMs: 3_600_000,
  /** Facts of one receipt: seen again under other references, asked about again. */
  receiptFactsMax: 10_000,
  /** What waits for the DNS is asked about this often. */
  pendingRetryMs: 300_000,
  /** A trouble that comes back sooner after its end is the same one: servers restart in minutes. */
  problemAgainMs: 600_000,
  /** From so many times on it is unsteady: it stays listed between its visits, and is logged no more. */
  problemTimesLogged: 3,
  /** Things of one cause that are wrong: more are told as one line with their number. */
  problemsNamedMax: 3,
  /** Receipts named among the problems at start; `facteur receipt list` shows all. */
  receiptsRemindedMax: 100,
  /** Deposits that one sign of a receipt may propose: more of them tell nothing apart. */
  candidatesMax: 50,
  /**
   * A receipt that dates itself earlier than this before a deposit left cannot answer it. Half a day: organisms' own stamps
   * tell no zone, and French time goes from UTC-10 to UTC+12.
   */
  receiptEarlyMs: 43_200_000,
  /** Lines of one receipt that are looked for one by one; a lot has thousands at most. */
  receiptLinesMax: 5_000,
  /** An XML receipt of ten thousand declarations; a larger one is no receipt. */
  receiptXmlBytesMax: 8 * MiB,
  /** Heap of the thread that reads a mail, MiB: ten times the largest mail; beyond, that mail is unreadable. */
  mailReaderHeapMb: 256,
  /** Lines of one attempt, both sides: a mail to one organism and its copies takes ten or twenty. */
  dialogueLinesMax: 60,
  /** Server lines in the journal: long enough to read, short enough for a million of them. */
  serverLineCharsMax: 500,
  /** A hostile file cannot make a report of a gigabyte. */
  findingsMax: 200,
  /** Listed of one kind in a validation report; the rest is counted. */
  reportPerCodeMax: 20,
  /** One mistake made a thousand times must not hide the others. */
  findingsPerCodeMax: 40,
  /** Return addresses of one file that are compared with our mailboxes: one is usual. */
  returnAddressesMax: 20,
  /** Declarations of one file that are compared with each other: ten times what one sending may hold, 6 MiB of hashes. */
  comparedMax: 200_000,
  /** Declarants and organisms of one file whose last payment is read again: each costs a reading of the store. */
  payersComparedMax: 200,
  /** Declarations that a validation report lists one by one; the rest is a number. */
  reportDeclarationsMax: 2000,
  /** Declarations of one file: more than the largest mail carries of the longest records. Their keys are one fact. */
  declarationsMax: 20_000,
  /** A clerk reads the first few reasons; the rest is in the table. */
  reportReasonsMax: 8,
  /** Enough of a mail's text to recognise it; the whole mail is kept beside. */
  reportExcerptLinesMax: 12,
  /** One look at a folder or a queue; the rest waits for the next look. */
  batchMax: 200,
  /** Files of one folder that were just found and are not quiet yet, before more of them are looked for. */
  freshMax: 1_000,
  /** How long a look waits for those; where a dossier's quiet time is longer, the others are looked for meanwhile. */
  freshWaitMs: 2_000,
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
  /** Small mails of one folder that are asked for in one command: a round trip for each costs more than the mail. */
  mailsTogetherMax: 32,
  mailsTogetherBytesMax: 1 * MiB,
  /** Mails that are made durable and understood beside each other, so that they share the disk's flushes and a commit. */
  mailsAhead: 32,
  /** A mail is understood so many times where what it asked of the journal changes meanwhile. */
  understoodAgainMax: 4,
  /** Files of one dossier copied together: they share the disk's flushes, and their claims one commit. */
  claimParallel: 16,
  /** Deposits whose fold the journal keeps at hand, a few KiB each: what the day's report looks at (`dailyDepositsMax`), and as many that wait. */
  foldsRemembered: 4000,
  /** Of those that are asked for while a commit is under way, what that commit changes. */
  foldsBeside: 200,
  /** Deposits advanced together: they share a flush of the disk. */
  workParallel: 16,
  /** The thread that composes and hands over mails ends after so long without any. */
  postIdleMs: 60_000,
  /** So does the one that makes reports. */
  reportsIdleMs: 60_000,
  /** And those that read and open mails. */
  readerIdleMs: 60_000,
  /** Attempts under way of all identities: connections and mails in memory stay bounded. */
  attemptsMax: 64,
  /** Reports wait for work and sending under way no longer than this: each is four files, and made again a moment later. */
  reportsWaitMs: 5_000,
  /** A retry is due at an instant; the queue is looked at this often at the latest. */
  sendPollMs: 2_000,
  /** Uncertain messages are looked after this often; their searches are minutes and hours apart. */
  proofPollMs: 5000,
  /** A refused login is tried again after this: rarely enough for a provider, often enough for a deadline. */
  loginRetryMs: 3_600_000,
  /** Deposits read at start to know what the day's quota has left. */
  rateRememberedMax: 5000,
  /** Messages waiting at start that the wall looks at: more than any queue that sends in a week. */
  queuedAtStartMax: 100_000,
  /** Deposits whose originals are looked at again. */
  originalsWatchedMax: 500,
  /** A loop that failed for an unknown reason starts again after this. */
  loopRestartMs: 2000,
  /** The journal's head is stamped so often, where an authority is configured; one that fails is asked again after the second. */
  stampEveryMs: 86_400_000,
  stampPollMs: 600_000,
  /** A mail whose attempt could not even begin (its file cannot be read) lets the others go first for so long. */
  unbegunRetryMs: 60_000,
  /** Wait before a sealing that was put off is asked again: a program is started each time. */
  sealRetryMs: 60_000,
  /** A loop that went on for so long after a failure is well again. */
  loopSoundMs: 60_000,
  /** Servers that know nobody yet ask to come again (greylisting): told only after so many tries of one mail. */
  sendTemporaryToldAfter: 3,
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
  /** The technical log turns over: at most `logFilesMax` files of this size. */
  logFileBytesMax: 10 * MiB,
  logFilesMax: 10,
  /** Characters kept of one value in the technical log. */
  logValueCharsMax: 500,
  logListMax: 50,
  /** A log on a dead disk does not keep the agent from stopping. */
  logFlushMsMax: 2_000,
  /** How often the service manager may hear something new; half of its patience when that is shorter. */
  beatMs: 15_000,
  /** Between two words about how far the change of an earlier version's journal is. */
  migrationTellMs: 10_000,
  /** One step of it (an index over tens of gigabytes, on a slow disk): the service manager waits so long for the next word. */
  migrationStepMsMax: 3_600_000,
  /** Longer than that, systemd-notify is not answered: the next one tries again. */
  supervisorMsMax: 10_000,
  /** Nothing new begins with less room than this beside the reserve: a few commits and one frozen mail. */
  diskSpareBytesMin: 2 * MiB,
  /** mail.md F13: a file is claimed only where there is room for so many times its size (copy, content, mail). */
  diskClaimFactor: 3,
  /** A disk that refused nothing for so long is well again: what it refused is tried every few seconds. */
  diskToldMs: 60_000,
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
  /** After a start nothing is sent before the mailboxes were looked at, nor longer than this when one does not answer. */
  firstLookMsMax: 60_000,
  /** Message-IDs named in one problem; `facteur audit --reconcile` lists all. */
  missingShownMax: 20,
  /** Facts that are about no deposit or receipt, read at a time: suspended logins, restored backups. */
  agentFactsBatchMax: 1_000,
  /** Rows that a running agent reads again at a time, and how long it leaves the others their turn: little of one core. */
  journalWatchRows: 200,
  journalWatchBreathMs: 100,
  /** How soon a deposit that had to be passed over is told. */
  journalWatchPollMs: 5_000,
  journalWatchEveryMs: 86_400_000,
  /** How often it is looked whether the settings file changed. */
  settingsLookMs: 5_000,
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
  /** How often the clock's alarms are looked at: an alarm comes within this of its minute. */
  alarmPollMs: 20_000,
  /** How long a printing program, and a notice, may take. */
  printMsMax: 120_000,
  noticeMsMax: 60_000,
  /** How often it is looked whether something is to be printed, or told. */
  printPollMs: 10_000,
  noticePollMs: 5_000,
  /** Deposits looked at for one that a new file corrects. */
  correctedMax: 200,
  /** How often planned times are looked at. */
  schedulePollMs: 15_000,
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
  /** One answer of an OAuth2 service: a few tokens. */
  oauthAnswerMsMax: 30_000,
  oauthAnswerBytesMax: 256 * KiB,
  /** How long a person may take to say yes in a browser. */
  oauthConsentMsMax: 900_000,
  /** A probe of one identity: two logins, and a mail to oneself that has to arrive. */
  probeMsMax: 180_000,
  probeArrivalMsMax: 120_000,
  probeLookMs: 2_000,
  /** Folders that a probe names. */
  probeFoldersMax: 100,
} as const;
