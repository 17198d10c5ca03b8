/** Reads files of a dossier without following links and without believing that they stand still. */
import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { FileIdentity } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import { codeOf } from "../../foundation/errors.ts";
import { identityOf, sameIdentity } from "../../foundation/file-identity.ts";
import { openPlain, statsOf } from "../../foundation/safe-file.ts";
import { FileFault } from "../../ports/spool-faults.ts";

/** The bytes of the file of this identity, or `FileFault`: before, during and after, it must be that file. */
export async function* readUnchanged(
  path: string,
  identity: FileIdentity,
): AsyncGenerator<Uint8Array> {
  const handle = await openAny(path);
  try {
    await mustBe(handle, { path, identity });
    let size = 0;
    for await (const chunk of chunksOf(handle, identity.size)) {
      size += chunk.byteLength;
      if (size > identity.size) throw changed(path);
      yield chunk;
    }
    if (size !== identity.size) throw changed(path);
  } finally {
    await handle.close();
  }
  // The name still leads to it, and it is as it was: what was read is what stands there.
  await mustStand(path, identity);
}

/** SHA-256 of a plain file; undefined when none stands there. */
export const hashFile = async (path: string): Promise<string | undefined> => {
  // Elsewhere, what is no plain file is seen when it was opened.
  if (process.platform === "win32" && !(await statsOf(path))?.isFile()) return undefined;
  try {
    const { handle, size } = await openFile(path);
    await using _closed = handle;
    const digest = createHash("sha256");
    for await (const chunk of chunksOf(handle, size)) digest.update(chunk);
    return digest.digest("hex");
  } catch (cause) {
    if (cause instanceof FileFault && cause.code === "file-changed") return undefined;
    throw cause;
  }
};

/** The bytes as they are now, in whatever state. */
export async function* readNow(path: string): AsyncGenerator<Uint8Array> {
  const { handle, size } = await openFile(path);
  await using _closed = handle;
  yield* chunksOf(handle, size);
}

/** At most `bytesMax` bytes and one more, by which the reader knows that there are too many. */
export const readAtMost = async (path: string, bytesMax: number): Promise<Uint8Array> => {
  const { handle, size } = await openFile(path);
  await using _closed = handle;
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of chunksOf(handle, size)) {
    chunks.push(chunk);
    read += chunk.byteLength;
    if (read > bytesMax) break;
  }
  return Buffer.concat(chunks).subarray(0, bytesMax + 1);
};

/** Each chunk is a fresh buffer: the consumer may keep it. One byte more than expected shows a file that grew: it is read on. */
export async function* chunksOf(
  handle: FileHandle,
  expected: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  for (let read = 0; ; ) {
    const more = read > expected ? limits.spoolChunkBytes : expected + 1;
    const buffer = Buffer.allocUnsafe(Math.min(limits.spoolChunkBytes, more));
    const { bytesRead } = await readSome(handle, buffer);
    if (bytesRead === 0) return;
    read += bytesRead;
    yield buffer.subarray(0, bytesRead);
    // Asked for one byte more than there is, a file that did not grow gives what there is: that is its end.
    if (read === expected && bytesRead < buffer.byteLength) return;
  }
}

const readSome = async (handle: FileHandle, buffer: Buffer) => {
  try {
    return await handle.read(buffer);
  } catch (cause) {
    throw unreadable(cause);
  }
};

const openFile = async (
  path: string,
): Promise<{ readonly handle: FileHandle; readonly size: number }> => {
  const handle = await openAny(path);
  const stats = await handle.stat();
  if (stats.isFile()) return { handle, size: stats.size };
  await handle.close();
  throw changed(path);
};

/** Whether it is a plain file is for the caller to look. */
const openAny = async (path: string): Promise<FileHandle> => {
  try {
    return await openPlain(path);
  } catch (cause) {
    // ELOOP: a link was put in its place; ENXIO: a pipe or a socket.
    if (["ENOENT", "ENOTDIR", "ELOOP", "ENXIO"].includes(codeOf(cause))) throw changed(path);
    throw unreadable(cause);
  }
};

const mustBe = async (
  handle: FileHandle,
  { path, identity }: { readonly path: string; readonly identity: FileIdentity },
): Promise<void> => {
  const stats = await handle.stat({ bigint: true });
  if (!stats.isFile()) throw changed(path);
  const found = identityOf(stats);
  if (!sameIdentity(found, identity))
    throw new FileFault("file-changed", describe(found, identity));
};

const mustStand = async (path: string, identity: FileIdentity): Promise<void> => {
  const stats = await statsOf(path);
  if (!stats?.isFile() || !sameIdentity(identityOf(stats), identity)) throw changed(path);
};

const changed = (path: string): FileFault =>
  new FileFault("file-changed", `${path} is no longer the file that was found`);

const describe = (found: FileIdentity, expected: FileIdentity): string =>
  `${found.size} bytes of ${found.mtimeNs}, not ${expected.size} of ${expected.mtimeNs}`;

const unreadable = (cause: unknown): FileFault =>
  new FileFault("file-unreadable", cause instanceof Error ? cause.message : String(cause));
