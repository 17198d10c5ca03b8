/** Tells open pages that the journal grew, by server-sent events. Asks the journal only while somebody listens. */
import type { ServerResponse } from "node:http";
import { limits } from "../domain/limits.ts";
import type { PageWorld } from "./world.ts";

export class News {
  readonly #world: Pick<PageWorld["world"], "journal" | "clock">;
  readonly #signal: AbortSignal;
  readonly #isIn: (whose: string) => boolean;
  /** Each with the session that it is of. */
  readonly #listeners = new Map<ServerResponse, string>();
  #looking = false;

  constructor(
    world: Pick<PageWorld["world"], "journal" | "clock">,
    about: { readonly signal: AbortSignal; readonly isIn: (whose: string) => boolean },
  ) {
    const { signal, isIn } = about;
    this.#world = world;
    this.#signal = signal;
    this.#isIn = isIn;
    signal.addEventListener("abort", () => this.#end(), { once: true });
  }

  /** For one more of this session: nobody takes all the places. */
  isFull(whose: string): boolean {
    if (this.#listeners.size >= limits.pageListenersMax) return true;
    const own = [...this.#listeners.values()].filter((one) => one === whose);
    return own.length >= limits.pageListenersPerSessionMax;
  }

  /** Until the visitor goes away. */
  async tell(
    to: ServerResponse,
    about: { readonly headers: Readonly<Record<string, string>>; readonly whose: string },
  ): Promise<void> {
    const { headers, whose } = about;
    to.writeHead(200, { ...headers, "content-type": "text/event-stream; charset=utf-8" });
    // Counted at once: many that come together are many.
    this.#listeners.set(to, whose);
    to.once("close", () => this.#listeners.delete(to));
    try {
      to.write(`retry: ${limits.pageRetryMs}\ndata: ${await this.#head()}\n\n`);
    } catch {
      // The journal cannot be asked now: this page asks again by itself.
      to.end();
    }
    if (!this.#looking) void this.#look();
  }

  async #head(): Promise<number> {
    return (await this.#world.journal.head())?.seq ?? 0;
  }

  async #look(): Promise<void> {
    this.#looking = true;
    const { clock } = this.#world;
    try {
      let told = await this.#head();
      let silentSince = clock.monotonic();
      while (this.#listeners.size > 0 && !this.#signal.aborted) {
        await clock.wait(limits.pageNewsMs, this.#signal);
        this.#leaveOut();
        const head = await this.#head();
        const isSilent = clock.monotonic() - silentSince > limits.pageNewsSilenceMs;
        if (head === told && !isSilent) continue;
        this.#say(head === told ? ":\n\n" : `data: ${head}\n\n`);
        [told, silentSince] = [head, clock.monotonic()];
      }
    } catch {
      // The journal cannot be asked now: the pages ask again by themselves.
      this.#end();
    } finally {
      this.#looking = false;
    }
  }

  /** A page whose session is over asks again at once, and is told so: it must not wait until the journal grows. */
  #leaveOut(): void {
    for (const [to, whose] of this.#listeners) {
      if (this.#isIn(whose)) continue;
      this.#listeners.delete(to);
      to.end("retry: 1\n\n");
    }
  }

  #say(text: string): void {
    for (const to of this.#listeners.keys()) to.write(text);
  }

  #end(): void {
    for (const to of this.#listeners.keys()) to.end();
    this.#listeners.clear();
  }
}
