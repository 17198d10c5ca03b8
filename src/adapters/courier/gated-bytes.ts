/**
 * The gated end of stream (mail.md §1): the frozen bytes in small chunks, whose end is given only
 * after the `dot` phase is committed. SMTP's final dot is written when the stream ends, so a journal
 * without `dot` proves that the dot never left.
 *
 * The first byte waits for `release` (the server's 354), because the library reads ahead of the
 * dialogue: without it a short message would be asked for its end before MAIL FROM is answered.
 */
import { Readable } from "node:stream";
import { limits } from "../../domain/limits.ts";
import { asError } from "../../foundation/errors.ts";

export interface GatedBytesOptions {
  readonly bytes: Uint8Array;
  readonly beforeDot: () => Promise<void>;
  readonly commitMs: number;
  /** A chunk was taken. */
  readonly onProgress: () => void;
  /** The end is given now: from here on the server may have the message. */
  readonly onOpen: () => void;
}

type GateState = "waiting" | "asked" | "flowing" | "committing" | "open" | "shut";

export class GatedBytes extends Readable {
  readonly #options: GatedBytesOptions;
  #state: GateState = "waiting";
  #sent = 0;
  #commit: Promise<void> = Promise.resolve();
  #withheld: Error | undefined;

  constructor(options: GatedBytesOptions) {
    // No read-ahead: a read is the library asking, never the stream filling its own buffer.
    super({ highWaterMark: 0 });
    this.#options = options;
    // Its errors reach us through the library's rejection; unheard they would end the process.
    this.on("error", () => undefined);
  }

  get open(): boolean {
    return this.#state === "open";
  }

  /** Why the end was withheld, when the commit failed or took too long. */
  get withheld(): Error | undefined {
    return this.#withheld;
  }

  /** The server asked for the message. */
  release(): void {
    if (this.#state === "waiting") this.#state = "flowing";
    if (this.#state !== "asked") return;
    this.#state = "flowing";
    this.#give();
  }

  /** No end will be given any more, unless it was given already. */
  shut(because: Error): void {
    if (this.#state !== "open") this.#state = "shut";
    this.destroy(because);
  }

  /** A commit under way has come to its end or its deadline: no `dot` fact follows the outcome. */
  async settled(): Promise<void> {
    await this.#commit;
  }

  override _read(): void {
    if (this.#state === "waiting") this.#state = "asked";
    if (this.#state === "flowing") this.#give();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.#state !== "open") this.#state = "shut";
    done(error);
  }

  #give(): void {
    this.#options.onProgress();
    const { bytes } = this.#options;
    if (this.#sent < bytes.length) {
      const chunk = bytes.subarray(this.#sent, this.#sent + limits.wireChunkBytes);
      this.#sent += chunk.length;
      this.push(chunk);
      return;
    }
    this.#state = "committing";
    this.#commit = this.#commitThenEnd();
  }

  async #commitThenEnd(): Promise<void> {
    try {
      await withDeadline(this.#options.beforeDot, this.#options.commitMs);
    } catch (cause) {
      if (this.#state !== "committing") return;
      this.#withheld = asError(cause);
      this.shut(this.#withheld);
      return;
    }
    // The connection may have died, or the agent stopped, while the journal was writing.
    if (this.#state !== "committing") return;
    this.#state = "open";
    this.#options.onOpen();
    this.push(null);
  }
}

const withDeadline = async (work: () => Promise<void>, ms: number): Promise<void> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not committed after ${ms} ms`)), ms);
  try {
    await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
