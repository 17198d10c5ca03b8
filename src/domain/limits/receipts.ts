/** What comes back: mailboxes, mails, receipts. Limits in the units that their names say; a part of `limits`. */
const KiB = 1024;
const MiB = 1024 * KiB;

export const receiptsLimits = {
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
  /** Heap of the thread that reads a mail, MiB: ten times the largest mail; beyond, that mail is unreadable. */
  mailReaderHeapMb: 256,
  /** The threads that read and open mails end after so long without any. */
  readerIdleMs: 60_000,
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
  /** Facts of one receipt: seen again under other references, asked about again. */
  receiptFactsMax: 10_000,
  /** What waits for the DNS is asked about this often. */
  pendingRetryMs: 300_000,
  /** Receipts named among the problems at start; `facteur receipt list` shows all. */
  receiptsRemindedMax: 100,
  /** Kept of a mail's subject in the journal. */
  receiptSubjectCharsMax: 200,
  /** Kept of a code or a number that an organism gives. */
  receiptCodeCharsMax: 60,
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
  /** Small mails of one folder that are asked for in one command: a round trip for each costs more than the mail. */
  mailsTogetherMax: 32,
  mailsTogetherBytesMax: 1 * MiB,
  /** Mails that are made durable and understood beside each other, so that they share the disk's flushes and a commit. */
  mailsAhead: 32,
  /** A mail is understood so many times where what it asked of the journal changes meanwhile. */
  understoodAgainMax: 4,
  /** After a start nothing is sent before the mailboxes were looked at, nor longer than this when one does not answer. */
  firstLookMsMax: 60_000,
  /** Message-IDs named in one problem; `facteur audit --reconcile` lists all. */
  missingShownMax: 20,
} as const;
