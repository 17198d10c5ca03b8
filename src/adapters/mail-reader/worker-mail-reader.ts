/**
 * Reads mails in a thread of its own, one at a time. Whatever a mail does there (never ends, eats the memory,
 * throws), the caller gets an answer within `mailParseMsMax`, and the next mail gets a new thread (mail.md §5, F65).
 */
import { limits } from "../../domain/limits.ts";
import { AskedThread } from "../../foundation/asked-thread.ts";
import { apart } from "../../foundation/bytes.ts";
import type { MailReader, MailReading } from "../../ports/mail-reader.ts";

export interface MailReaderOptions {
  /** Shorter in tests. */
  readonly parseMsMax?: number;
  readonly heapMb?: number;
}

/** `read` rejects only when the reader was closed: a mail cut off by a stop is not an unreadable mail. */
export const workerMailReader = (options: MailReaderOptions = {}): MailReader => {
  const thread = new AskedThread<Uint8Array, MailReading>({
    program: new URL("./reading-thread.ts", import.meta.url),
    heapMb: options.heapMb ?? limits.mailReaderHeapMb,
    msMax: options.parseMsMax ?? limits.mailParseMsMax,
    idleMs: limits.readerIdleMs,
  });
  return {
    read: async (raw) => {
      if (raw.length > limits.mailBytesMax)
        return unreadable(`plus de ${limits.mailBytesMax} octets`);
      const asked = await thread.ask(apart(raw));
      return asked.is === "answered" ? asked.answer : unreadable(asked.because);
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
};

const unreadable = (because: string): MailReading => ({ is: "unreadable", because });
