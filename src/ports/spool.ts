/** A dossier's folder, as the agent sees and touches it. Every path stays inside the folder. */

import type { FileIdentity } from "../domain/facts.ts";
import type { Sha256 } from "../domain/ids.ts";
import type { FilingPolicy } from "../domain/receipt/expected.ts";

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

/** What the mark in a dossier says; an empty text where it says nothing, or cannot be understood. */
export interface Owner {
  readonly agent: string;
  /** Name of its machine, for people. */
  readonly machine: string;
  /** Its data folder, for people. */
  readonly data: string;
  /** The machine and the data folder, hashed: a copy of the agent's files elsewhere has another. */
  readonly place: string;
  /** New at each start: of two copies that share even their place, the later start holds the folder. */
  readonly start: string;
}

/** As people are told of it. */
export const ownerText = ({ agent, machine, data }: Owner): string =>
  `${agent} (${[machine, data].filter((one) => one !== "").join(", ")})`;

/** Whether the mark is that of this very process: agent and start, because a copied agent has the same name. */
export const isSameOwner = (a: Owner, b: Owner): boolean =>
  a.agent === b.agent && a.start === b.start;

/**
 * Puts an AR file where the payroll program looks, exactly once. `prepare` leaves the bytes in a hidden
 * file; `commit` renames it into place. A hidden file that is gone proves that it was put there before, unless this
 * very process prepared it and never tried to put it there: somebody deleted it, and it is `lost`, to be prepared
 * again. An existing `AR/name` is kept in `AR/historique/` first.
 */
export interface Filing {
  prepare(ticket: string, bytes: Uint8Array): Promise<void>;
  /**
   * The name to file under, by the rule's policy when the last one was not consumed: the same, the next
   * free number, or undefined to wait. `again`: what is filed once more, and may stand there still, unconsumed; it is
   * then its own place.
   */
  place(name: FiledName, policy: FilingPolicy, again?: Sha256): Promise<string | undefined>;
  /** `taken`: without `over`, somebody put a file under that name meanwhile; nothing was done. */
  commit(ticket: string, name: FiledName, how?: FilingHow): Promise<"filed" | "lost" | "taken">;
  /**
   * Whether a file with this mark was ever filed here. It is noted beside the files, in the dossier, so that
   * a journal restored from an old backup does not file it again (mail.md F30).
   */
  filed(mark: string): Promise<boolean>;
}

export interface FilingHow {
  /** Takes the place of a file of that name, which is kept in the history. */
  readonly over: boolean;
  /** Tells the mail and its file from every other: hexadecimal. */
  readonly mark: string;
}

/**
 * A text comes from a mail, and is made into a safe name. `own` is the name under which the payroll program dropped its
 * file in this folder: it stays as it is, because the program will look for it.
 */
export type FiledName = string | { readonly own: string };

/** `folder-replaced`: something else stands in the place of a folder of ours. */
type FolderFaultCode = "folder-missing" | "folder-unwritable" | "folder-replaced";

export class FolderFault extends Error {
  readonly code: FolderFaultCode;
  constructor(code: FolderFaultCode, said: string) {
    super(said);
    this.name = "FolderFault";
    this.code = code;
  }
}

/** `filing-blocked`: what stands under the name of a receipt's file is no file. */
type FileFaultCode = "file-unreadable" | "file-changed" | "filing-blocked";

export class FileFault extends Error {
  readonly code: FileFaultCode;
  constructor(code: FileFaultCode, said: string) {
    super(said);
    this.name = "FileFault";
    this.code = code;
  }
}
