/** The SMTP sink of a measure, and what it took. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface Taken {
  /** `performance`-like milliseconds on the clock that `now()` reads. */
  readonly at: number;
  /** File name of the attachment. */
  readonly name: string;
}

export interface Sink extends AsyncDisposable {
  readonly port: number;
  /** Everything accepted since the last `forget`, in order. */
  readonly taken: readonly Taken[];
  forget(): void;
  /** Resolves when so many were accepted since the last `forget`. */
  until(count: number): Promise<void>;
}

/** The clock that the sink's instants are on, in milliseconds. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** A measure that gets no further for so long has failed. */
const stillMsMax = 60_000;

export const startSink = async (slowMs = 0): Promise<Sink> => {
  const child = fork(join(import.meta.dirname, "sink-child.ts"), [String(slowMs)]);
  const [first] = (await once(child, "message")) as [{ port: number }];
  const taken: Taken[] = [];
  let watch: (() => void) | undefined;
  child.on("message", (message) => {
    const { at, name } = message as Taken;
    taken.push({ at: at / 1e6, name });
    watch?.();
  });
  const ended = once(child, "exit");
  return {
    port: first.port,
    taken,
    forget: () => void taken.splice(0),
    until: (count) =>
      new Promise((resolve, reject) => {
        const still = (): void => {
          watch = undefined;
          reject(new Error(`only ${taken.length} of ${count} mails were accepted`));
        };
        const timer = setTimeout(still, stillMsMax);
        watch = () => {
          timer.refresh();
          if (taken.length < count) return;
          clearTimeout(timer);
          watch = undefined;
          resolve();
        };
        watch();
      }),
    [Symbol.asyncDispose]: async () => {
      child.disconnect();
      await ended;
    },
  };
};
