/** Puts what a person reads where people look. Derived: the same text again changes nothing. */
export interface ReportWriter {
  /** `path` is relative to the reports folder, with `/`. Returns once it is readable. */
  write(path: string, text: string): Promise<void>;
}
