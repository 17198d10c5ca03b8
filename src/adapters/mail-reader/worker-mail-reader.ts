/**
 * Reads mails in a thread of its own, one at a time. Whatever a mail does there (never ends, eats the memory,
 * throws), the caller gets an answer within `mailParseMsMax`, and the next mail gets a new thread
 * (mail.md §5, F65). The thread starts with the first mail and does not keep the process alive.
 */
import { Worker } from "node:worker_threads";
import { limits } from "../../domain/limits.ts";
import type { MailReader, MailReading } from "../../ports/mail-reader.ts";

export interface MailReaderOptions {
  /** Shorter in tests. */
  readonly parseMsMax?: number;
  readonly heapMb?: number;
}

/** `read` rejects only when the reader was closed: a mail cut off by a stop is not an unreadable mail. */
export const workerMailReader = (options: MailReaderOptions = {}): MailReader => {
  const thread = new ReadingThread(options);
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: (raw) => {
      const mine = last.then(() => thread.read(raw));
      last = mine.catch(() => undefined);
      return mine;
    },
    [Symbol.asyncDispose]: () => thread.close(),
  };
};

/** The published build holds JavaScript beside JavaScript. */
const program = (): URL => {
  const source = new URL("./reading-thread.ts", import.meta.url);
  return import.meta.url.endsWith(".ts") ? source : new URL(source.href.replace(/ts$/u, "js"));
};

class ReadingThread {
  readonly #options: MailReaderOptions;
  #worker: Worker | undefined;
  #closed = false;
  /** Settles the reading in progress when the reader is closed. */
  #giveUp: ((cause: Error) => void) | undefined;

  constructor(options: MailReaderOptions) {
    this.#options = options;
  }

  async read(raw: Uint8Array): Promise<MailReading> {
    if (this.#closed) throw closed();
    if (raw.length > limits.mailBytesMax)
      return unreadable(`plus de ${limits.mailBytesMax} octets`);
    const worker = this.#started();
    worker.ref();
    try {
      return await this.#answer(worker, raw);
    } finally {
      worker.unref();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#giveUp?.(closed());
    await this.#stop();
  }

  #answer(worker: Worker, raw: Uint8Array): Promise<MailReading> {
    const parseMsMax = this.#options.parseMsMax ?? limits.mailParseMsMax;
    const { promise, resolve, reject } = Promise.withResolvers<MailReading>();
    const lost = (because: string): void => {
      resolve(unreadable(because));
      void this.#stop();
    };
    const answered = (reading: MailReading): void => resolve(reading);
    const failed = (cause: Error): void => lost(`le lecteur a échoué : ${cause.message}`);
    const ended = (): void => lost("le lecteur s'est arrêté");
    const timer = setTimeout(() => lost(`délai dépassé (${parseMsMax} ms)`), parseMsMax);
    this.#giveUp = reject;
    worker.once("message", answered).once("error", failed).once("exit", ended);
    // Copied, not handed over: the bytes stay the caller's.
    worker.postMessage(raw, []);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#giveUp = undefined;
      worker.off("message", answered).off("error", failed).off("exit", ended);
    });
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(program(), {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMb ?? limits.mailReaderHeapMb },
      // The parser needs no secret, and what it prints is of no use to anybody.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    // Between two mails too, an error is no more than the end of this thread.
    worker.on("error", () => this.#forget(worker));
    worker.on("exit", () => this.#forget(worker));
    this.#worker = worker;
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
  }

  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

const unreadable = (because: string): MailReading => ({ is: "unreadable", because });

const closed = (): Error => new Error("the mail reader was closed");
