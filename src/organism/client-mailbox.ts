/** A client's mailbox seen from outside IMAP: to look at it, and to prepare what a test needs. */
import type { Account, Folder } from "./imap/mailboxes.ts";
import { folderOnWire } from "./imap/sets.ts";

export interface MailView {
  readonly uid: number;
  readonly bytes: Uint8Array;
  readonly arrived: number;
  readonly flags: readonly string[];
}

export class ClientMailbox {
  readonly #account: Account;
  readonly #now: () => number;

  constructor(account: Account, now: () => number) {
    this.#account = account;
    this.#now = now;
  }

  /** Copies: what is shown here does not change. */
  mails(folder = "INBOX"): readonly MailView[] {
    return this.#folder(folder).mails.map((m) => ({ ...m, flags: [...m.flags] }));
  }

  /** Puts a mail there as it is, without the provider's stamp; the folder is made when missing. */
  append(bytes: Uint8Array, folder = "INBOX", arrived = this.#now()): number {
    this.#account.create(folderOnWire(folder));
    return this.#folder(folder).add(bytes, arrived).uid;
  }

  /** Takes a mail away, as a person with another mail program does. */
  remove(uid: number, folder = "INBOX"): boolean {
    return this.#folder(folder).remove(new Set([uid])) === 1;
  }

  uidValidity(folder = "INBOX"): number {
    return this.#folder(folder).uidValidity;
  }

  /** Deletes the folder and makes it again: empty, with a new UIDVALIDITY. `keep` puts the mails back. */
  recreate(folder = "INBOX", mails: "empty" | "keep" = "empty"): number {
    const before = this.mails(folder);
    const made = this.#account.recreate(folderOnWire(folder));
    if (made === undefined) throw new Error(`no folder ${folder}`);
    if (mails === "keep") for (const m of before) made.add(m.bytes, m.arrived, m.flags);
    return made.uidValidity;
  }

  /** Names as on the wire (modified UTF-7). */
  folders(): readonly string[] {
    return this.#account.folders().map((folder) => folder.name);
  }

  #folder(name: string): Folder {
    const folder = this.#account.folder(folderOnWire(name));
    if (folder === undefined) throw new Error(`no folder ${name}`);
    return folder;
  }
}
