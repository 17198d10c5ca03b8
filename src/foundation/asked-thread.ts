/**
 * A thread that is asked one thing at a time. Whatever a question does there (never ends, eats the memory, throws), the caller
 * gets an answer within the deadline, and the next question gets a new thread. It starts with the first question, ends when
 * nothing was asked for a while, and does not keep the process alive. Nothing of our environment is given to it, and what it prints is thrown away.
 */
import type { Worker } from "node:worker_threads";
import { newThread } from "./new-thread.ts";

export interface ThreadOptions {
  /** The module that runs there: it answers each message on its `parentPort` by one message. */
  readonly program: URL;
  readonly heapMb: number;
  readonly msMax: number;
  /** Milliseconds without a question after which it ends: what it holds in memory goes with it. */
  readonly idleMs: number;
}

export type ThreadAnswer<A> =
  | { readonly is: "answered"; readonly answer: A }
  | { readonly is: "lost"; readonly because: string };

/** `ask` rejects only when the thread was closed: what is cut off by a stop did nothing wrong. */
export class AskedThread<Question, Answer> implements AsyncDisposable {
  readonly #options: ThreadOptions;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;
  #last: Promise<unknown> = Promise.resolve();
  /** Settles the question in progress when the thread is closed. */
  #giveUp: ((cause: Error) => void) | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  ask(question: Question): Promise<ThreadAnswer<Answer>> {
    const mine = this.#last.then(() => this.#one(question));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#giveUp?.(closed());
    await this.#stop();
  }

  async #one(question: Question): Promise<ThreadAnswer<Answer>> {
    if (this.#closed) throw closed();
    clearTimeout(this.#idle);
    const worker = this.#started();
    worker.ref();
    try {
      return await this.#answer(worker, question);
    } finally {
      worker.unref();
      this.#idle = setTimeout(() => void this.#stop(), this.#options.idleMs).unref();
    }
  }

  #answer(worker: Worker, question: Question): Promise<ThreadAnswer<Answer>> {
    const { msMax } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer<Answer>>();
    const lost = (because: string): void => {
      resolve({ is: "lost", because });
      void this.#stop();
    };
    const answered = (answer: Answer): void => resolve({ is: "answered", answer });
    const failed = (cause: Error): void => lost(`le lecteur a échoué : ${cause.message}`);
    const ended = (): void => lost("le lecteur s'est arrêté");
    const timer = setTimeout(() => lost(`délai dépassé (${msMax} ms)`), msMax);
    this.#giveUp = reject;
    worker.once("message", answered).once("error", failed).once("exit", ended);
    // Copied, not handed over: the bytes stay the caller's.
    worker.postMessage(question, []);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#giveUp = undefined;
      worker.off("message", answered).off("error", failed).off("exit", ended);
    });
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = newThread(this.#options.program, {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMb },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    // Between two questions too, an error is no more than the end of this thread.
    worker.on("error", () => this.#forget(worker));
    worker.on("exit", () => this.#forget(worker));
    this.#worker = worker;
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

const closed = (): Error => new Error("the thread was closed");
