/** The mailbox in memory: proven by the same contract as IMAP, so that other tests may rely on it. */
import type { MailRef } from "../../src/domain/facts.ts";
import type { Instant } from "../../src/domain/ids.ts";
import { returnedMessageId as messageIdOf } from "../../src/formats/receipts/delivery-status/delivery-status.ts";
import type { Arrival, Mailbox } from "../../src/ports/mailbox.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";

/** What this mailbox marks as `\\Sent`, once a mail was delivered there. */
export const sentFolder = "Sent";

interface Stored {
  readonly uid: number;
  readonly raw: Uint8Array;
  readonly arrived: Instant;
}

interface Folder {
  uidValidity: number;
  uidNext: number;
  mails: Stored[];
}

export interface MemoryMailbox extends Mailbox {
  deliver(raw: Uint8Array, to?: { readonly folder?: string; readonly arrived?: Instant }): void;
  content(folder: string): readonly Uint8Array[];
  /** Deletes the folder and makes it again, empty, under another UIDVALIDITY. */
  renumber(folder: string): void;
  /** The next `arrivals` or `move` fails with this; undefined ends it. */
  fail(fault: MailboxFault | undefined): void;
}

export const memoryMailbox = (options: {
  readonly identity: string;
  /** Folders looked into; those not in `existing` are passed over. */
  readonly folders: readonly string[];
  readonly existing?: readonly string[];
}): MemoryMailbox => {
  const { identity, folders } = options;
  const store = new Map<string, Folder>();
  let validity = 1000;
  let fault: MailboxFault | undefined;
  let wake = Promise.withResolvers<void>();
  const folderOf = (name: string): Folder => {
    const folder = store.get(name) ?? { uidValidity: (validity += 1), uidNext: 1, mails: [] };
    store.set(name, folder);
    return folder;
  };
  (options.existing ?? folders).forEach(folderOf);
  const put = (name: string, raw: Uint8Array, arrived: Instant): void => {
    const folder = folderOf(name);
    folder.mails.push({ uid: folder.uidNext, raw, arrived });
    folder.uidNext += 1;
    wake.resolve();
    wake = Promise.withResolvers();
  };

  async function* arrivals(...[known, since, signal]: Parameters<Mailbox["arrivals"]>) {
    for (const name of folders) {
      if (fault) throw fault;
      const folder = store.get(name);
      for (const { uid, raw, arrived } of Array.from(folder?.mails ?? [])) {
        const uidValidity = String(folder?.uidValidity);
        const ref: MailRef = { mailbox: identity, folder: name, uidValidity, uid };
        if (signal.aborted) return;
        if (arrived < since || (await known(ref))) continue;
        yield { ref, arrived, raw } satisfies Arrival;
      }
    }
  }

  return {
    arrivals,
    hint: async (ms, signal) => {
      if (signal.aborted) return;
      const end = Promise.withResolvers<void>();
      const timer = setTimeout(end.resolve, ms);
      const stop = (): void => end.resolve();
      signal.addEventListener("abort", stop);
      await Promise.race([wake.promise, end.promise]);
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    },
    sent: async (messageIdHeader) => {
      if (fault) throw fault;
      const sent = store.get(sentFolder);
      if (!sent) return "no-folder";
      const wanted = messageIdHeader.toLowerCase();
      const has = (raw: Uint8Array) => messageIdOf(raw)?.toLowerCase() === wanted;
      return sent.mails.some(({ raw }) => has(raw)) ? "found" : "absent";
    },
    sentSince: async (since) => {
      if (fault) throw fault;
      const mails = store.get(sentFolder)?.mails ?? [];
      return mails.flatMap((one) => (one.arrived < since ? [] : (messageIdOf(one.raw) ?? [])));
    },
    move: async (ref, to) => {
      if (fault) throw fault;
      const from = store.get(ref.folder);
      if (String(from?.uidValidity) !== ref.uidValidity)
        throw new MailboxFault("mailbox-unreachable", `${ref.folder} was renumbered`);
      const mail = from?.mails.find(({ uid }) => uid === ref.uid);
      if (!from || !mail) return undefined;
      put(to, mail.raw, mail.arrived);
      from.mails = from.mails.filter((one) => one !== mail);
      const { uidValidity, uidNext } = folderOf(to);
      return { mailbox: identity, folder: to, uidValidity: String(uidValidity), uid: uidNext - 1 };
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
    deliver: (raw, to) => put(to?.folder ?? "INBOX", raw, to?.arrived ?? Date.now()),
    content: (name) => (store.get(name)?.mails ?? []).map(({ raw }) => raw),
    renumber: (name) => {
      store.delete(name);
      folderOf(name);
    },
    fail: (next) => {
      fault = next;
    },
  };
};
