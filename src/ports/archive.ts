/** Many files as one. The same files give the same bytes, whatever the program's version and the day. */
import type { EvidenceFile } from "../domain/evidence.ts";

export interface Archive {
  pack(files: readonly EvidenceFile[]): Uint8Array;
  /** Throws `NotAnArchive` for anything that `pack` cannot have made. */
  unpack(bytes: Uint8Array): readonly EvidenceFile[];
}

export class NotAnArchive extends Error {
  constructor(said: string) {
    super(said);
    this.name = "NotAnArchive";
  }
}
