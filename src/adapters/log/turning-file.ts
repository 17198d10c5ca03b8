/**
 * A log file that turns over at a size: `facteur.log`, then `facteur.log.1`, `.2`… up to a number.
 * A line that cannot be written is lost, `onError` is told once, and the next line tries again: a full
 * disk silences the log only while it is full. (winston 3.19's own file transport swallows such errors
 * and stays dead.)
 */
import { type FileHandle, open } from "node:fs/promises";
import { Writable } from "node:stream";
import { asError, codeOf } from "../../foundation/errors.ts";
import { createOnce, replaceFileSafely } from "../../foundation/safe-file.ts";

export interface TurningFileOptions {
  /** Absolute path. */
  readonly file: string;
  readonly bytesMax: number;
  readonly filesMax: number;
  /** Called at the first failure, and again at the first one after lines went through. */
  readonly onError: (error: Error) => void;
}

export const turningFile = (options: TurningFileOptions): Writable => {
  let current: { readonly handle: FileHandle; size: number } | undefined;
  let failing = false;

  const close = async (): Promise<void> => {
    const { handle } = current ?? {};
    current = undefined;
    await handle?.close();
  };
  const write = async (chunk: Buffer): Promise<void> => {
    current ??= await openToAppend(options.file);
    if (current.size > 0 && current.size + chunk.byteLength > options.bytesMax) {
      await close();
      await turn(options);
      current = await openToAppend(options.file);
    }
    await current.handle.appendFile(chunk);
    current.size += chunk.byteLength;
    failing = false;
  };
  const fail = async (cause: unknown): Promise<void> => {
    if (!failing) options.onError(asError(cause));
    failing = true;
    // Opened anew for the next line: the folder or the disk may have come back.
    await close().catch(() => undefined);
  };

  return new Writable({
    decodeStrings: true,
    write: (chunk: Buffer, _, done) => void settle(write(chunk).catch(fail), done),
    final: (done) => void settle(close().catch(fail), done),
  });
};

/** From the promise to the stream's callback; `fail` has dealt with what went wrong. */
const settle = async (work: Promise<void>, done: () => void): Promise<void> => {
  await work;
  done();
};

const openToAppend = async (file: string) => {
  createOnce(file, 0o640);
  const handle = await open(file, "a", 0o640);
  return { handle, size: (await handle.stat()).size };
};

const turn = async ({ file, filesMax }: TurningFileOptions): Promise<void> => {
  for (let n = filesMax - 1; n >= 1; n -= 1) {
    try {
      await replaceFileSafely(n === 1 ? file : `${file}.${n - 1}`, `${file}.${n}`);
    } catch (cause) {
      if (codeOf(cause) !== "ENOENT") throw cause;
    }
  }
};
