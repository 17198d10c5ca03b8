/**
 * Small files made durable in a thread of their own, by the recipe that stands in `foundation/safe-file.ts`: its eight calls
 * to the disk keep nobody else waiting. When the thread is lost, the write fails; what it left is a leftover, or right.
 */
import { limits } from "../../domain/limits.ts";
import { apart } from "../../foundation/bytes.ts";
import { writeSmallFile } from "../../foundation/safe-file.ts";
import { CalledThread } from "../../foundation/thread-calls.ts";

export type WriteSmall = typeof writeSmallFile;
export type WriteCall = Parameters<WriteSmall>;

export interface ThreadedWriter extends AsyncDisposable {
  readonly write: WriteSmall;
}

export const threadedWriter = (idleMs: number = limits.storeIdleMs): ThreadedWriter => {
  const program = new URL("./writing-thread.ts", import.meta.url);
  const thread = new CalledThread({ program, idleMs });
  return {
    async write(path, bytes, about) {
      const call: WriteCall = [path, apart(bytes), about];
      // What is given to a thread is copied.
      if (bytes.byteLength > limits.storeWholeBytesMax) await writeSmallFile(...call);
      else await thread.call(call);
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
};
