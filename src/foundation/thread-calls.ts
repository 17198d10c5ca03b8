/**
 * Calls into a thread of our own, which starts with the first call and ends when nothing was called for a while: what it
 * holds in memory goes with it. A call may ask its caller a question while it is under way, and be told to stop.
 * When the thread is lost, every call under way rejects with `ThreadLost`: the caller knows what that means for it.
 */
import { type MessagePort, parentPort, type Transferable, type Worker } from "node:worker_threads";
import { asError, codeOf } from "./errors.ts";
import { newThread } from "./new-thread.ts";

/** One that is left alone grows to 48 in each thread, and is given back when the thread ends. */
const nurseryMb = 6;

export class ThreadLost extends Error {
  constructor(because: string) {
    super(`the thread was lost: ${because}`);
    this.name = "ThreadLost";
  }
}

export interface ThreadOptions {
  /** Its program, which calls `serveCalls`. */
  readonly program: URL;
  /** What it is told once, at its start. */
  readonly data?: unknown;
  /** Milliseconds without a call after which it ends. */
  readonly idleMs: number;
  /** Told what is printed there; absent: it goes where this process prints. */
  readonly onPrinted?: ((text: string) => void) | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly transfer?: readonly Transferable[];
  /** What the call asks while it is under way; what it throws is thrown there, by its message and code. */
  readonly answer?: (question: unknown) => Promise<unknown>;
}

type ToThread =
  | { readonly is: "call"; readonly id: number; readonly call: unknown }
  | { readonly is: "stop"; readonly id: number }
  | { readonly is: "answer"; readonly id: number; readonly ask: number; readonly said: Said };

type FromThread =
  | { readonly is: "ask"; readonly id: number; readonly ask: number; readonly question: unknown }
  | { readonly is: "done"; readonly id: number; readonly said: Said };

/** Of an error, what whoever hears it decides by. */
type Said =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly code: string };

interface Call {
  readonly answer: CallOptions["answer"];
  readonly settle: (said: Said) => void;
  readonly lose: (cause: ThreadLost) => void;
}

export class CalledThread implements AsyncDisposable {
  readonly #options: ThreadOptions;
  readonly #calls = new Map<number, Call>();
  #worker: Worker | undefined;
  #last = 0;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Rejects with the message and the system's code of what was thrown there, or with `ThreadLost`. */
  call(call: unknown, { signal, transfer = [], answer }: CallOptions = {}): Promise<unknown> {
    if (this.#closed) return Promise.reject(new ThreadLost("closed"));
    const worker = this.#started();
    const id = (this.#last += 1);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const settle = (said: Said): void => (said.ok ? resolve(said.value) : reject(errorOf(said)));
    this.#calls.set(id, { answer, settle, lose: reject });
    worker.ref();
    clearTimeout(this.#idle);
    try {
      worker.postMessage({ is: "call", id, call } satisfies ToThread, transfer);
    } catch (cause) {
      // Something that no thread can be given.
      reject(asError(cause));
    }
    const stop = (): void => this.#worker?.postMessage({ is: "stop", id } satisfies ToThread, []);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
    return promise.finally(() => {
      signal?.removeEventListener("abort", stop);
      this.#calls.delete(id);
      if (this.#calls.size === 0) this.#rest(worker);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#end("closed");
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const { program, data, onPrinted } = this.#options;
    const isHeard = onPrinted !== undefined;
    const worker = newThread(program, {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: nurseryMb },
      stdout: isHeard,
      stderr: isHeard,
    });
    for (const stream of isHeard ? [worker.stdout, worker.stderr] : [])
      stream.on("data", (text: unknown) => onPrinted?.(String(text)));
    worker.on("message", (message: FromThread) => this.#heard(worker, message));
    worker.on("error", (cause) => this.#lost(worker, asError(cause).message));
    worker.on("exit", () => this.#lost(worker, "it ended"));
    this.#worker = worker;
    return worker;
  }

  #heard(worker: Worker, message: FromThread): void {
    const call = this.#calls.get(message.id);
    if (message.is === "done") return call?.settle(message.said);
    const { id, ask, question } = message;
    void said(() => answered(call, question)).then((it) =>
      worker.postMessage({ is: "answer", id, ask, said: it } satisfies ToThread, []),
    );
  }

  #lost(worker: Worker, because: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    clearTimeout(this.#idle);
    for (const call of this.#calls.values()) call.lose(new ThreadLost(because));
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => void this.#end("nothing to do"), this.#options.idleMs).unref();
  }

  async #end(because: string): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    this.#lost(worker, because);
    await worker.terminate();
  }
}

/** What nobody answers is refused: whoever asks may do something with a yes. */
const answered = (call: Call | undefined, question: unknown): Promise<unknown> =>
  call?.answer?.(question) ?? Promise.reject(new Error("nobody waits for this call any more"));

const said = async (work: () => Promise<unknown>): Promise<Said> => {
  try {
    return { ok: true, value: await work() };
  } catch (cause) {
    return { ok: false, message: asError(cause).message, code: codeOf(cause) };
  }
};

const errorOf = ({ message, code }: Extract<Said, { readonly ok: false }>): Error =>
  Object.assign(new Error(message), code === "" ? {} : { code });

/** What a call that runs here may do with its caller. */
export interface Caller {
  readonly signal: AbortSignal;
  ask(question: unknown): Promise<unknown>;
}

/** The thread's side. Calls run beside each other. */
export const serveCalls = (
  run: (call: unknown, caller: Caller) => Promise<unknown>,
  port: MessagePort | null = parentPort,
): void => {
  const asked = new Map<number, (said: Said) => void>();
  const stops = new Map<number, AbortController>();
  let last = 0;
  const ask = (id: number, question: unknown): Promise<unknown> => {
    const number = (last += 1);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    asked.set(number, (it) => (it.ok ? resolve(it.value) : reject(errorOf(it))));
    port?.postMessage({ is: "ask", id, ask: number, question } satisfies FromThread, []);
    return promise;
  };
  const serve = async (id: number, call: unknown): Promise<void> => {
    const stop = new AbortController();
    stops.set(id, stop);
    const caller = { signal: stop.signal, ask: (question: unknown) => ask(id, question) };
    const it = await said(() => run(call, caller));
    stops.delete(id);
    port?.postMessage({ is: "done", id, said: it } satisfies FromThread, []);
  };
  port?.on("message", (message: ToThread) => {
    if (message.is === "call") void serve(message.id, message.call);
    else if (message.is === "stop") stops.get(message.id)?.abort();
    else {
      asked.get(message.ask)?.(message.said);
      asked.delete(message.ask);
    }
  });
};
