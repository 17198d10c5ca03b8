/** Puts what a person reads where people look. Derived: the same text again changes nothing. */
import type { Sha256 } from "../domain/ids.ts";

export interface ReportWriter {
  /** `path` is relative to the reports folder, with `/`. Returns once it is readable. */
  write(path: string, text: string): Promise<void>;
  /** What stands there; undefined when nothing does. */
  stands(path: string): Promise<{ readonly sha256: Sha256; readonly size: number } | undefined>;
  /** Takes it away for good; nothing happens when it is gone. */
  remove(path: string): Promise<void>;
}
