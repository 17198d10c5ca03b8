/**
 * Waiting for something new. IDLE (RFC 2177) only hints: when it stays silent, or the connection is
 * dead, the caller's poll finds the mail anyway (mail.md F62). Never rejects, never loops hot.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { ImapFlow } from "imapflow";
import { limits } from "../../domain/limits.ts";
import type { ImapSession } from "./imap-session.ts";

interface Numbering {
  readonly uidValidity: bigint;
  readonly uidNext: number;
}

/** Remembers how far the folder was looked at, so that a mail arriving before IDLE begins is not missed. */
export interface News {
  looked(box: Numbering): void;
  /** True once for each growth, so that a mail that cannot be read does not wake us again and again. */
  since(box: Numbering): boolean;
}

export const newsOf = (): News => {
  let last: Numbering | undefined;
  const looked = ({ uidValidity, uidNext }: Numbering): void => {
    last = { uidValidity, uidNext };
  };
  return {
    looked,
    since: (box) => {
      const before = last;
      looked(box);
      return (
        before !== undefined &&
        (before.uidValidity !== box.uidValidity || box.uidNext > before.uidNext)
      );
    },
  };
};

interface Hint {
  readonly session: ImapSession;
  readonly folder: string;
  readonly news: News;
  readonly ms: number;
  readonly signal: AbortSignal;
}

export const hint = async ({ session, folder, news, ms, signal }: Hint): Promise<void> => {
  const done = new AbortController();
  const over = AbortSignal.any([signal, session.closing, done.signal]);
  const elapsed = pause(ms, undefined, { signal: over }).catch(() => undefined);
  // A broken connection leaves only the time: whoever polls comes back when it is over.
  const woken = watch({ session, folder, news, over }).catch(() => elapsed);
  await Promise.race([elapsed, woken]);
  done.abort();
};

interface Watch {
  readonly session: ImapSession;
  readonly folder: string;
  readonly news: News;
  readonly over: AbortSignal;
}

/** Resolves at news, or when over. IDLE that other work on the connection ended is begun again. */
const watch = async ({ session, folder, news, over }: Watch): Promise<void> => {
  while (!over.aborted) {
    const idling = await session.turn(async (client) => {
      if (over.aborted) return undefined;
      const box = await session.open(client, folder, "read");
      return news.since(box) ? undefined : { client, ended: idle(client, over) };
    });
    if (idling === undefined || (await idling.ended) === "news") return;
    if (!idling.client.usable) throw new Error("the connection was lost");
    await pause(limits.mailboxIdleAgainMs, undefined, { signal: over });
  }
};

/** Not awaited inside the turn: the next command on the connection ends the IDLE by itself. */
const idle = async (client: ImapFlow, over: AbortSignal): Promise<"news" | "ended"> => {
  const heard = Promise.withResolvers<"news">();
  const exists = (event: { readonly count: number; readonly prevCount: number }): void => {
    if (event.count > event.prevCount) heard.resolve("news");
  };
  const stopped = Promise.withResolvers<"ended">();
  const stop = (): void => stopped.resolve("ended");
  client.on("exists", exists);
  over.addEventListener("abort", stop);
  try {
    const ended = client.idle().then(
      () => "ended" as const,
      () => "ended" as const,
    );
    return await Promise.race([heard.promise, stopped.promise, ended]);
  } finally {
    client.off("exists", exists);
    over.removeEventListener("abort", stop);
  }
};
