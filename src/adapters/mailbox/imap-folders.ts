/**
 * Which folders are looked into, and which of them need no look: UIDs only grow (RFC 3501 §2.3.1.1), so a folder whose
 * UIDNEXT, or whose highest modification (CONDSTORE, RFC 7162), is what it was holds nothing new.
 */
import type { ImapFlow } from "imapflow";
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";

/** The path of a folder that is named, or marked with a special use; undefined when no folder bears the mark. */
export const pathOf = async (client: ImapFlow, named: string): Promise<string | undefined> => {
  if (!named.startsWith("\\")) return named;
  const folders = await client.list();
  return folders.find((f) => f.specialUse?.toLowerCase() === named.toLowerCase())?.path;
};

export interface Numbering {
  readonly uidValidity: bigint;
  readonly uidNext: number;
  /** Only of servers with CONDSTORE. */
  readonly highestModseq?: bigint | undefined;
}

export interface ReadFolders {
  /** The folder, as it was then, held nothing that is not known: whoever asks again has kept it all. */
  whole(folder: string, box: Numbering, since: Instant): void;
  /** Whether nothing can have come since. */
  same(folder: string, box: Numbering, since: Instant): boolean;
}

interface Whole {
  readonly box: Numbering;
  readonly since: Instant;
  readonly at: number;
}

/** In memory: after a restart, and once an hour whatever a server says, each folder is listed again. */
export const readFolders = (): ReadFolders => {
  const read = new Map<string, Whole>();
  return {
    whole: (folder, box, since) => void read.set(folder, { box, since, at: performance.now() }),
    same: (folder, box, since) => {
      const last = read.get(folder);
      if (!last || last.box.uidValidity !== box.uidValidity || since < last.since) return false;
      if (performance.now() - last.at > limits.mailboxWholeMs) return false;
      const still =
        last.box.highestModseq !== undefined && last.box.highestModseq === box.highestModseq;
      return still || last.box.uidNext === box.uidNext;
    },
  };
};
