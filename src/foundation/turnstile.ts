/**
 * Many may be inside together, or one alone. Whoever asks to be alone waits for those inside, and keeps newcomers out
 * meanwhile; nobody inside may ask again.
 */
export class Turnstile {
  #inside = 0;
  #emptied: (() => void) | undefined;
  /** Settles when nobody is alone, or waits to be. */
  #closed: Promise<void> = Promise.resolve();
  #waiting = 0;

  async together<T>(work: () => Promise<T>): Promise<T> {
    while (this.#waiting > 0) await this.#closed;
    this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      if (this.#inside === 0) this.#emptied?.();
    }
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const done = this.#closed.then(async () => {
      try {
        if (this.#inside > 0) await new Promise<void>((resolve) => (this.#emptied = resolve));
        this.#emptied = undefined;
        return await work();
      } finally {
        this.#waiting -= 1;
      }
    });
    this.#closed = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}
