/** What leaves: conversations with servers, tries, logins. Limits in the units that their names say; a part of `limits`. */
const KiB = 1024;

export const sendingLimits = {
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
  /** Lines of one attempt, both sides: a mail to one organism and its copies takes ten or twenty. */
  dialogueLinesMax: 60,
  /** Server lines in the journal: long enough to read, short enough for a million of them. */
  serverLineCharsMax: 500,
  /** Attempts under way of all identities: connections and mails in memory stay bounded. */
  attemptsMax: 64,
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
  /** A mail whose attempt could not even begin (its file cannot be read) lets the others go first for so long. */
  unbegunRetryMs: 60_000,
  /** Wait before a sealing that was put off is asked again: a program is started each time. */
  sealRetryMs: 60_000,
  /** Servers that know nobody yet ask to come again (greylisting): told only after so many tries of one mail. */
  sendTemporaryToldAfter: 3,
  /** The thread that composes and hands over mails ends after so long without any. */
  postIdleMs: 60_000,
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
