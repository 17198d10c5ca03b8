/** One file of the store, read: encrypted, or in clear as versions before 0.2 wrote it. */
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import type { Sha256 } from "../../domain/ids.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { codeOf } from "../../foundation/errors.ts";
import { CorruptBlob } from "../../ports/store.ts";
import type { ContentKeys, KeyRef } from "./content-keys.ts";
import { clearPieces, clearSizeOf, headBytes, NotTheseBytes, refOf } from "./encrypted-file.ts";

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text);

export const blobPath = (folder: string, hash: Sha256): string =>
  join(folder, hash.slice(0, 2), hash.slice(2));

interface Looked {
  readonly size: number;
  readonly clearSize: number;
  /** Absent: in clear. */
  readonly ref?: KeyRef;
}

/** What stands there, its contents unread; undefined when no plain file does. */
export const lookAt = (path: string): Looked | undefined =>
  withFile(path, (handle, size) => looked(handle, size));

const looked = (handle: number, size: number): Looked => {
  const head = Buffer.alloc(headBytes);
  const read = readSync(handle, head, 0, headBytes, 0);
  const ref = refOf(head.subarray(0, read));
  return ref ? { size, clearSize: clearSizeOf(size), ref } : { size, clearSize: size };
};

/** Undefined when nothing stands there, or something that is no plain file. */
const withFile = <T>(path: string, work: (handle: number, size: number) => T): T | undefined => {
  let handle: number;
  try {
    handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (cause) {
    if (["ENOENT", "ENOTDIR", "ELOOP", "EISDIR"].includes(codeOf(cause))) return undefined;
    throw cause;
  }
  try {
    const stats = fstatSync(handle);
    return stats.isFile() ? work(handle, stats.size) : undefined;
  } finally {
    closeSync(handle);
  }
};

/** Read in one go: the store lies on this machine's own disk, as the journal does, whose reads wait too. */
export const readBlob = (path: string, hash: Sha256, keys: ContentKeys): Uint8Array => {
  try {
    const found = withFile(path, (handle, size) => {
      const { ref } = looked(handle, size);
      return ref ? decrypted({ handle, size, ref }, keys) : readFileSync(handle);
    });
    if (found === undefined) throw new CorruptBlob(hash, "gone");
    if (typeof found !== "string" && sha256(found) === hash) return found;
    // Clear bytes of an older version that happen to begin as an encrypted file does.
    const raw = withFile(path, (handle) => readFileSync(handle));
    if (raw && sha256(raw) === hash) return raw;
    throw new CorruptBlob(hash, typeof found === "string" ? found : "damaged");
  } catch (cause) {
    // A disk that cannot read its own sectors has lost them (mail.md F32).
    if (codeOf(cause) === "EIO") throw new CorruptBlob(hash, "unreadable (EIO)");
    throw cause;
  }
};

const decrypted = (
  about: { readonly handle: number; readonly size: number; readonly ref: KeyRef },
  keys: ContentKeys,
): Uint8Array | "damaged" | "without its key" => {
  const { handle, size, ref } = about;
  const key = keys.keyOf(ref);
  if (!key) return "without its key";
  try {
    return Buffer.concat([...clearPieces(handle, { key, ref, size })]);
  } catch (cause) {
    if (cause instanceof NotTheseBytes) return "damaged";
    throw cause;
  }
};

/** The right bytes, encrypted under a key that is there. Looked at piece by piece: memory stays flat. */
export const isIntact = (
  path: string,
  blob: { readonly sha256: Sha256; readonly size: number },
  keys: ContentKeys,
): boolean => {
  try {
    const intact = withFile(path, (handle, size) => {
      const { ref, clearSize } = looked(handle, size);
      const key = ref && clearSize === blob.size ? keys.keyOf(ref) : undefined;
      if (!ref || !key) return false;
      const digest = createHash("sha256");
      for (const piece of clearPieces(handle, { key, ref, size })) digest.update(piece);
      return digest.digest("hex") === blob.sha256;
    });
    return intact ?? false;
  } catch (cause) {
    if (cause instanceof NotTheseBytes || codeOf(cause) === "EIO") return false;
    throw cause;
  }
};
