/** Every limit, with its unit and its reason. Tests stand at each limit and one past it. */
const KiB = 1024;
const MiB = 1024 * KiB;

export const limits = {
  /** A deposit becomes an attachment, 4/3 larger; common providers take 25 MB of mail. */
  depositBytesMax: 15 * MiB,
  /** A rule file is four lines; a megabyte of them is a mistake. */
  ruleBytesMax: 256 * KiB,
  /** RFC 5322 §2.1.1, less the field's name and folding. */
  subjectCharsMax: 900,
  noteCharsMax: 64 * KiB,
  /** mail.md F65: raw mail is stored whole up to here; beyond, only its headers. */
  mailBytesMax: 25 * MiB,
  mailPartsMax: 200,
  mailDepthMax: 20,
  mailParseMsMax: 20_000,
  mailTextCharsMax: 256 * KiB,
  /** Server lines in the journal: long enough to read, short enough for a million of them. */
  serverLineCharsMax: 500,
  /** A hostile file cannot make a report of a gigabyte. */
  findingsMax: 200,
  /** One look at a folder or a queue; the rest waits for the next look. */
  batchMax: 200,
  /** Chunk handed to the courier: small, so that kernel buffers hide little (mail.md §1). */
  wireChunkBytes: 32 * KiB,
  /** RFC 5321 §4.5.3.2.6: ten minutes after the dot; shorter before. */
  dotTimeoutMs: 600_000,
  connectTimeoutMs: 30_000,
  greetingTimeoutMs: 30_000,
  /** A commit that takes longer means a dead disk: the dot is withheld. */
  dotCommitMsMax: 10_000,
  /** Quiet time of formats with a proven end. */
  quietProvenMs: 100,
} as const;
