/**
 * `AsyncDisposableStack` for Node 22, which knows `Symbol.asyncDispose` but not this class: as much of it as the sources
 * use, by the proposal's rules (ecma262, explicit resource management).
 */
type Disposal = () => unknown;

export class Stack {
  readonly #disposals: Disposal[] = [];
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  use<T extends AsyncDisposable | Disposable | null | undefined>(value: T): T {
    this.#refuseDisposed();
    if (value === null || value === undefined) return value;
    const dispose =
      Symbol.asyncDispose in value ? value[Symbol.asyncDispose] : value[Symbol.dispose];
    this.#disposals.push(() => dispose.call(value));
    return value;
  }

  adopt<T>(value: T, dispose: (value: T) => unknown): T {
    this.defer(() => dispose(value));
    return value;
  }

  defer(dispose: Disposal): void {
    this.#refuseDisposed();
    this.#disposals.push(dispose);
  }

  move(): Stack {
    this.#refuseDisposed();
    const moved = new Stack();
    moved.#disposals.push(...this.#disposals.splice(0));
    this.#disposed = true;
    return moved;
  }

  async disposeAsync(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    let failure: { readonly cause: unknown } | undefined;
    for (const dispose of this.#disposals.splice(0).toReversed())
      try {
        await dispose();
      } catch (cause) {
        failure = { cause: failure ? suppressed(cause, failure.cause) : cause };
      }
    if (failure) throw failure.cause;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.disposeAsync();
  }

  #refuseDisposed(): void {
    if (this.#disposed) throw new ReferenceError("the stack was already disposed of");
  }
}

/** The later failure carries the earlier one, like the class `SuppressedError` of newer Nodes. */
const suppressed = (error: unknown, earlier: unknown): Error =>
  Object.assign(new Error("an error was suppressed during disposal"), {
    name: "SuppressedError",
    error,
    suppressed: earlier,
  });
