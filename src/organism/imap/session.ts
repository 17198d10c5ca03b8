/**
 * One IMAP connection: what it may do now, which folder it has open, and the sequence numbers it was
 * told. The numbers are the client's view: a mail that another connection removed keeps its number
 * here until `announce` has said EXPUNGE (RFC 3501 §7.4.1).
 */
import type { Socket } from "node:net";
import type { Input } from "./input.ts";
import type { Account, Folder, Mail } from "./mailboxes.ts";
import { parseSet } from "./sets.ts";

export interface Opened {
  readonly folder: Folder;
  readonly readOnly: boolean;
  /** Index + 1 is the sequence number. */
  readonly view: Mail[];
  readonly unwatch: () => void;
}

export interface Numbered {
  readonly number: number;
  readonly mail: Mail;
}

/** A refusal that the client is told with `NO` or `BAD`, and then the session goes on. */
export class Refusal extends Error {
  readonly kind: "NO" | "BAD";
  constructor(kind: "NO" | "BAD", text: string) {
    super(text);
    this.name = "Refusal";
    this.kind = kind;
  }
}

export class Session {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly input: Input;
  readonly #socket: Socket;
  #account: Account | undefined;
  #opened: Opened | undefined;
  /** True between `+ idling` and DONE: the only time when news are pushed at once. */
  #idling = false;
  ending = false;

  constructor(socket: Socket, input: Input, accounts: ReadonlyMap<string, Account>) {
    this.#socket = socket;
    this.input = input;
    this.accounts = accounts;
  }

  /** Text is Latin-1: one character, one byte. */
  send(...pieces: readonly (string | Uint8Array)[]): void {
    if (this.#socket.destroyed) return;
    const bytes = pieces.map((p) => (typeof p === "string" ? Buffer.from(p, "latin1") : p));
    this.#socket.write(Buffer.concat([...bytes, Buffer.from("\r\n")]));
  }

  login(user: string, password: string): void {
    const account = this.accounts.get(user.toLowerCase());
    if (account === undefined || account.password !== password)
      throw new Refusal("NO", "[AUTHENTICATIONFAILED] wrong user or password");
    this.#account = account;
  }

  get loggedIn(): boolean {
    return this.#account !== undefined;
  }

  get account(): Account {
    if (this.#account === undefined) throw new Refusal("BAD", "log in first");
    return this.#account;
  }

  get opened(): Opened {
    if (this.#opened === undefined) throw new Refusal("BAD", "no folder is open");
    return this.#opened;
  }

  assertWritable(): void {
    if (this.opened.readOnly) throw new Refusal("NO", "[READ-ONLY] the folder is open for reading");
  }

  folder(name: string | undefined, code = "[NONEXISTENT]"): Folder {
    const folder = name === undefined ? undefined : this.account.folder(name);
    if (folder === undefined) throw new Refusal("NO", `${code} no such folder`);
    return folder;
  }

  open(folder: Folder, readOnly: boolean): Opened {
    this.close();
    const unwatch = folder.watch((change) => {
      if (change === "gone") this.#bye("the folder was deleted under this connection");
      else if (this.#idling) this.announce("all");
    });
    this.#opened = { folder, readOnly, view: [...folder.mails], unwatch };
    return this.#opened;
  }

  close(): void {
    this.#opened?.unwatch();
    this.#opened = undefined;
  }

  async idle(): Promise<string> {
    this.#idling = true;
    try {
      this.announce("all");
      return (await this.input.line()).toString("latin1");
    } finally {
      this.#idling = false;
    }
  }

  /** Tells what changed in the open folder since the last time. `new` only adds: numbers stay. */
  announce(what: "all" | "new"): void {
    if (this.#opened === undefined) return;
    const { folder, view } = this.#opened;
    if (what === "all") {
      const alive = new Set(folder.mails);
      for (let i = view.length - 1; i >= 0; i -= 1) {
        const mail = view[i];
        if (mail === undefined || alive.has(mail)) continue;
        view.splice(i, 1);
        this.send(`* ${i + 1} EXPUNGE`);
      }
    }
    const last = view.at(-1)?.uid ?? 0;
    const added = folder.mails.filter((mail) => mail.uid > last);
    if (added.length === 0) return;
    view.push(...added);
    this.send(`* ${view.length} EXISTS`);
  }

  /** The mails of a set, by UID or by sequence number, in the order of the folder. */
  select(set: string | undefined, byUid: boolean): Numbered[] {
    const { view } = this.opened;
    const numbered = view.map((mail, i) => ({ number: i + 1, mail }));
    const highest = byUid ? (view.at(-1)?.uid ?? 0) : view.length;
    const inSet = parseSet(set ?? "", highest);
    if (inSet === undefined) throw new Refusal("BAD", "a set of numbers is expected");
    return numbered.filter(({ number, mail }) => inSet(byUid ? mail.uid : number));
  }

  #bye(why: string): void {
    this.send(`* BYE ${why}`);
    this.close();
    this.ending = true;
    this.#socket.end();
    // Nothing more is read: a client that stays would otherwise hold the session.
    this.#socket.destroySoon();
  }
}
