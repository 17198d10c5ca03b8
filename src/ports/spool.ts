/** A dossier's folder, as the agent sees and touches it. Every path stays inside the folder. */

import type { Owner } from "../domain/dossier-owner.ts";
import type { FileIdentity } from "../domain/facts.ts";
import type { Filing } from "./filing.ts";

/** A name found at the top of a dossier, never followed when it is a link. */
export type Found = { readonly name: string } & (
  | { readonly is: "file"; readonly identity: FileIdentity }
  | { readonly is: "oddity"; readonly oddity: OddityIs }
);

/**
 * `name`: the system gives it in bytes that are no text, and opens nothing under the text that we read. `control`: its name holds
 * a line break or the like, which no mail's attachment may be called.
 */
export type OddityIs = "directory" | "link" | "device" | "unreadable" | "name" | "control";

export interface Spool {
  /** What is named in the folder now, sorted, our own files left out. Throws `FolderFault`. */
  names(): Promise<readonly string[]>;
  /** What stands under these names of the folder; nothing of those that went meanwhile, or are folders of ours. */
  look(names: readonly string[]): Promise<readonly Found[]>;
  /** The file's bytes in chunks. Throws `FileFault` when it cannot be opened or was replaced meanwhile. */
  read(name: string, identity: FileIdentity): AsyncIterable<Uint8Array>;
  /**
   * Moves the original to `traites/AAAA-MM/` or `rejetes/AAAA-MM/` under `as`, never over another file.
   * `gone` when the file of that identity no longer stands there.
   * Asked again after a crash, it answers `moved` as it did. Returns the path relative to the folder.
   */
  retire(
    name: string,
    identity: FileIdentity,
    to: { readonly folder: "traites" | "rejetes"; readonly month: string; readonly as: string },
  ): Promise<{ readonly is: "moved"; readonly to: string } | { readonly is: "gone" }>;
  /** SHA-256 of a file we retired, or undefined when it is gone. */
  hashRetired(path: string): Promise<string | undefined>;
  /** Its bytes as they are now. Throws `FileFault` when it is gone. */
  readRetired(path: string): AsyncIterable<Uint8Array>;
  /**
   * Takes away for good a file that we retired, when its bytes still have this hash: what somebody changed is theirs.
   * Throws `FolderFault` when the folder is away.
   */
  removeRetired(path: string, sha256: string): Promise<void>;
  /**
   * Writes the report of a refused file beside it, as `<path>.compte-rendu.txt`; unchanged text is not rewritten, and
   * nothing is when the file's folder is gone. Without a text, takes it away. `removeRetired` does so too.
   */
  noteRefused(path: string, text: string | undefined): Promise<void>;
  /** The rule file's bytes, or undefined when there is none. */
  rules(name: string): Promise<Uint8Array | undefined>;
  /**
   * A file that the rules name, from `regles/` of the dossier, else from the shared folder; undefined when it is
   * in neither. At most `bytesMax` bytes and one more. Throws `FileFault` when it is no plain file inside them.
   */
  companion(path: string, bytesMax: number): Promise<Uint8Array | undefined>;
  /** Writes `<name>.statut` (or another derived text), atomically; unchanged text is not rewritten. */
  note(name: string, text: string): Promise<void>;
  /** Takes `<name>.statut` away again, when it says this still. */
  unnote(name: string, text: string): Promise<void>;
  /**
   * Whose the folder is. Nobody's becomes ours, and at this process's first look also what our last start left
   * at the same place; with `over`, anybody's. Throws `FolderFault`.
   */
  own(us: Owner, over?: boolean): Promise<Owner>;
  /** Where AR files go: see `Filing`. */
  readonly filing: Filing;
}

/** The whole folder at once, for whoever knows that it is small: a hundred thousand files are looked at as they come. */
export const listed = async (spool: Pick<Spool, "names" | "look">): Promise<readonly Found[]> =>
  spool.look(await spool.names());
