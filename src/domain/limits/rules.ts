/** What people write: the settings, their secrets, the rules. Limits in the units that their names say; a part of `limits`. */
const KiB = 1024;
const MiB = 1024 * KiB;

export const rulesLimits = {
  /** Settings, certificate authorities: read whole at start. */
  settingsBytesMax: 1 * MiB,
  /** A secret is one line; a longer file is not one. */
  secretBytesMax: 4 * KiB,
  /** How often it is looked whether the settings file changed. */
  settingsLookMs: 5_000,
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
  /** RFC 5322 §2.1.1, less the field's name and folding. */
  subjectCharsMax: 900,
  noteCharsMax: 64 * KiB,
  /** Longer than any file name; it bounds what a glob can cost. */
  globCharsMax: 256,
} as const;
