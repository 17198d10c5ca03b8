/**
 * A key for each content, apart from the contents: `keys/ID` holds a number of keys made in advance, each wrapped by
 * the key of keys, so that taking one costs no flush of the disk. A key is used for one content, once. To destroy
 * it is to overwrite its place with zeros, durably: what it encrypted is lost wherever a copy of it lies, as soon
 * as no copy of the keys and no former key of keys is left (`facteur store rotate`).
 *
 * A file is: `FCTKEYS1`, the id of the key of keys (8 bytes), its own id (16 bytes), then places of 64 bytes: nonce,
 * wrapped key, tag, 4 unused.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { closeSync, constants, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "../../domain/limits.ts";
import { codeOf } from "../../foundation/errors.ts";
import { makeFolderSafely, writeFileSafely } from "../../foundation/safe-file.ts";
import {
  type KeyOfKeys,
  type KeyRing,
  markOnce,
  placesIn,
  readRing,
  ringForWriting,
  type StorePlace,
} from "./key-of-keys.ts";

/** Which key a content was encrypted with. */
export interface KeyRef {
  /** 32 hexadecimal digits: the file in `keys`. */
  readonly file: string;
  readonly place: number;
}

export interface ContentKeys {
  /** A key that nothing was encrypted with, already durable. */
  take(): Promise<{ readonly ref: KeyRef; readonly key: Uint8Array }>;
  /** Undefined when it was destroyed, or its file is gone or damaged. */
  keyOf(ref: KeyRef): Uint8Array | undefined;
  /** Once this returned, no power cut brings it back. */
  destroy(ref: KeyRef): Promise<void>;
}

export const headBytes = 32;
export const placeBytes = 64;
const magic = Buffer.from("FCTKEYS1", "latin1");

export const contentKeys = (place: StorePlace): ContentKeys => {
  const { keys: folder } = placesIn(place.data);
  let ring: KeyRing | undefined;
  let batch: Promise<Batch> | undefined;
  /** What was written lately is read next: its keys are still at hand. */
  const lately = new Map<string, Batch>();
  const makeBatch = async (): Promise<Batch> => {
    ring = await ringForWriting(place);
    const made = await writeBatch(folder, ring.current);
    await markOnce(place, ring);
    lately.set(made.file, made);
    for (const oldest of lately.keys())
      if (lately.size > limits.storeBatchesRemembered) lately.delete(oldest);
    return made;
  };
  const next = async () => {
    batch ??= makeBatch();
    const mine = batch;
    try {
      const taken = (await mine).take();
      if (taken) return taken;
    } catch (cause) {
      if (batch === mine) batch = undefined;
      throw cause;
    }
    if (batch === mine) batch = undefined;
    return undefined;
  };
  return {
    async take() {
      for (;;) {
        const taken = await next();
        if (taken) return taken;
      }
    },
    keyOf(ref) {
      const key = lately.get(ref.file)?.key(ref.place);
      if (key) return key;
      ring ??= readRing(place);
      const found = readPlace(folder, ref);
      const wrapping = found && ring?.byId.get(found.wrappedBy);
      return found && wrapping ? unwrap(wrapping, ref, found.wrapped) : undefined;
    },
    destroy: (ref) => {
      lately.get(ref.file)?.forget(ref.place);
      return destroy(folder, ref);
    },
  };
};

interface Batch {
  readonly file: string;
  /** A key that was taken and not destroyed. */
  key(place: number): Uint8Array | undefined;
  forget(place: number): void;
  take(): { readonly ref: KeyRef; readonly key: Uint8Array } | undefined;
}

/** Whole and durable before any of its keys is used. */
const writeBatch = async (folder: string, key: KeyOfKeys): Promise<Batch> => {
  const file = randomBytes(16).toString("hex");
  const all = randomBytes(32 * limits.storeKeysAtOnce);
  const keys = Array.from({ length: limits.storeKeysAtOnce }, (_, n) =>
    all.subarray(n * 32, (n + 1) * 32),
  );
  const parts = keys.map((clear, place) => wrap(key, { file, place }, clear));
  await makeFolderSafely(folder, 0o700);
  await writeFileSafely(join(folder, file), Buffer.concat([headOf(key, file), ...parts]), {
    mode: 0o600,
    overwrite: false,
  });
  let used = 0;
  const gone = new Set<number>();
  return {
    file,
    key: (place) => (gone.has(place) || place >= used ? undefined : keys[place]),
    forget: (place) => {
      gone.add(place);
      keys[place]?.fill(0);
    },
    take() {
      const clear = keys[used];
      if (!clear) return undefined;
      used += 1;
      return { ref: { file, place: used - 1 }, key: clear };
    },
  };
};

export const headOf = (key: KeyOfKeys, file: string): Buffer =>
  Buffer.concat([magic, Buffer.from(key.id, "hex"), Buffer.from(file, "hex")]);

/** The id of the key of keys; undefined when these bytes begin no file of keys. */
export const wrappedBy = (head: Uint8Array, file: string): string | undefined => {
  const bytes = Buffer.from(head);
  const fits = bytes.subarray(0, 8).equals(magic) && bytes.toString("hex", 16, headBytes) === file;
  return fits ? bytes.toString("hex", 8, 16) : undefined;
};

const aboutOf = ({ file, place }: KeyRef): Buffer => Buffer.from(`${file}/${place}`);

export const wrap = (key: KeyOfKeys, ref: KeyRef, clear: Uint8Array): Buffer => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce).setAAD(aboutOf(ref));
  const wrapped = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([nonce, wrapped, cipher.getAuthTag(), Buffer.alloc(4)]);
};

export const unwrap = (
  key: KeyOfKeys,
  ref: KeyRef,
  wrapped: Uint8Array,
): Uint8Array | undefined => {
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, wrapped.subarray(0, 12))
    .setAAD(aboutOf(ref))
    .setAuthTag(wrapped.subarray(44, 60));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(12, 44)), decipher.final()]);
  } catch {
    return undefined;
  }
};

export const isDestroyed = (wrapped: Uint8Array): boolean => wrapped.every((byte) => byte === 0);

const readPlace = (folder: string, ref: KeyRef) => {
  const head = Buffer.alloc(headBytes);
  const wrapped = Buffer.alloc(placeBytes);
  let handle: number;
  try {
    handle = openSync(join(folder, ref.file), constants.O_RDONLY);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw cause;
  }
  try {
    readSync(handle, head, 0, headBytes, 0);
    const read = readSync(handle, wrapped, 0, placeBytes, headBytes + ref.place * placeBytes);
    const by = wrappedBy(head, ref.file);
    return by === undefined || read < placeBytes || isDestroyed(wrapped)
      ? undefined
      : { wrappedBy: by, wrapped };
  } finally {
    closeSync(handle);
  }
};

const destroy = async (folder: string, ref: KeyRef): Promise<void> => {
  try {
    await using handle = await open(join(folder, ref.file), "r+");
    const at = headBytes + ref.place * placeBytes;
    if ((await handle.stat()).size < at + placeBytes) return;
    await handle.write(Buffer.alloc(placeBytes), 0, placeBytes, at);
    await handle.sync();
  } catch (cause) {
    // Gone already, with every key it held.
    if (codeOf(cause) !== "ENOENT") throw cause;
  }
};
