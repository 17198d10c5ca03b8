/**
 * The mailboxes of the organism's clients, in memory: accounts, folders, mails. Folders are known by
 * their name on the wire. Numbers are kept as RFC 3501 §2.3.1 asks: a UID is never used twice in a
 * folder, and a folder that is deleted and made again has a new UIDVALIDITY.
 */
export interface Mail {
  readonly uid: number;
  readonly bytes: Uint8Array;
  /** INTERNALDATE, milliseconds. */
  readonly arrived: number;
  readonly flags: Set<string>;
}

type Change = "mails" | "gone";

export class Folder {
  readonly name: string;
  readonly uidValidity: number;
  readonly mails: Mail[] = [];
  uidNext = 1;
  readonly #watchers = new Set<(change: Change) => void>();

  constructor(name: string, uidValidity: number) {
    this.name = name;
    this.uidValidity = uidValidity;
  }

  add(bytes: Uint8Array, arrived: number, flags: Iterable<string> = []): Mail {
    // A copy: what a mailbox holds never changes under a reader.
    const mail = { uid: this.uidNext, bytes: bytes.slice(), arrived, flags: new Set(flags) };
    this.uidNext += 1;
    this.mails.push(mail);
    this.#tell("mails");
    return mail;
  }

  /** Removes the mails with these UIDs; answers how many there were. */
  remove(uids: ReadonlySet<number>): number {
    const kept = this.mails.filter((mail) => !uids.has(mail.uid));
    const removed = this.mails.length - kept.length;
    this.mails.splice(0, this.mails.length, ...kept);
    if (removed > 0) this.#tell("mails");
    return removed;
  }

  find(uid: number): Mail | undefined {
    return this.mails.find((mail) => mail.uid === uid);
  }

  /** Tells who has the folder open that it is no more. */
  close(): void {
    this.#tell("gone");
  }

  watch(watcher: (change: Change) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #tell(change: Change): void {
    for (const watcher of this.#watchers) watcher(change);
  }
}

/** What every new account has, with the special use of RFC 6154. */
const firstFolders: Readonly<Record<string, string>> = {
  INBOX: "",
  Sent: "\\Sent",
  Junk: "\\Junk",
  Trash: "\\Trash",
};

export class Account {
  readonly address: string;
  readonly password: string;
  readonly #folders = new Map<string, Folder>();
  #nextValidity: number;

  constructor(address: string, password: string, firstUidValidity: number) {
    this.address = address;
    this.password = password;
    this.#nextValidity = firstUidValidity;
    for (const name of Object.keys(firstFolders)) this.create(name);
  }

  folder(name: string): Folder | undefined {
    return this.#folders.get(keyOf(name));
  }

  folders(): readonly Folder[] {
    return [...this.#folders.values()];
  }

  /** Undefined when it is there already. */
  create(name: string): Folder | undefined {
    const key = keyOf(name);
    if (key === "" || this.#folders.has(key)) return undefined;
    const folder = new Folder(key, this.#nextValidity);
    this.#nextValidity += 1;
    this.#folders.set(key, folder);
    return folder;
  }

  delete(name: string): boolean {
    const folder = this.folder(name);
    if (folder === undefined || folder.name === "INBOX") return false;
    this.#drop(folder);
    return true;
  }

  /** The same name with a new UIDVALIDITY and no mail: what a rebuilt mail server looks like. */
  recreate(name: string): Folder | undefined {
    const folder = this.folder(name);
    if (folder === undefined) return undefined;
    this.#drop(folder);
    return this.create(name);
  }

  specialUse(folder: Folder): string {
    return firstFolders[folder.name] ?? "";
  }

  #drop(folder: Folder): void {
    this.#folders.delete(folder.name);
    folder.close();
  }
}

const keyOf = (name: string): string => {
  const trimmed = name.replace(/\/+$/u, "");
  return trimmed.toUpperCase() === "INBOX" ? "INBOX" : trimmed;
};
