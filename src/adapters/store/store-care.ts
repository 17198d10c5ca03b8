/**
 * What a person does to the whole store while no agent works on it: tell what stands there, encrypt what an older
 * version wrote in clear, put another key of keys in the place of the present one. Each goes on where a crash stopped it.
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceFileSafely, writeFileSafely } from "../../foundation/safe-file.ts";
import { CorruptBlob } from "../../ports/store.ts";
import {
  contentKeys,
  headBytes,
  headOf,
  isDestroyed,
  placeBytes,
  unwrap,
  wrap,
  wrappedBy,
} from "./content-keys.ts";
import { fileStore } from "./file-store.ts";
import {
  forgetKey,
  type KeyOfKeys,
  type KeyRing,
  placesIn,
  readRing,
  type StorePlace,
  writeKey,
  writeMark,
} from "./key-of-keys.ts";
import { blobPath, isHash, lookAt, readBlob } from "./stored-file.ts";

export interface StoreState {
  readonly encrypted: number;
  /** Written in clear by an older version. */
  readonly clear: number;
  /** What stands under no hash, or cannot be read as its name says. */
  readonly damaged: readonly string[];
}

export type OnProgress = (done: number) => void;

/** Every name of the store, without looking into it. */
async function* hashesIn(folder: string): AsyncGenerator<string> {
  if (!existsSync(folder)) return;
  for (const prefix of (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/u.test(name)))
    for (const rest of await readdir(join(folder, prefix)))
      if (isHash(prefix + rest)) yield prefix + rest;
}

export const storeState = async (
  place: StorePlace,
  onProgress: OnProgress,
): Promise<StoreState> => {
  const { contents } = placesIn(place.data);
  const state = { encrypted: 0, clear: 0, damaged: [] as string[] };
  let done = 0;
  for await (const hash of hashesIn(contents)) {
    const looked = lookAt(blobPath(contents, hash));
    if (!looked) state.damaged.push(hash);
    else if (looked.ref) state.encrypted += 1;
    else state.clear += 1;
    onProgress((done += 1));
  }
  return state;
};

/** Those in clear become encrypted ones, each in one step: whoever reads finds the old file or the new one. */
export const encryptAll = async (
  place: StorePlace,
  onProgress: OnProgress,
): Promise<StoreState> => {
  const { contents } = placesIn(place.data);
  const store = fileStore(place);
  const keys = contentKeys(place);
  const state = { encrypted: 0, clear: 0, damaged: [] as string[] };
  let done = 0;
  for await (const hash of hashesIn(contents)) {
    const path = blobPath(contents, hash);
    const ref = lookAt(path)?.ref;
    if (!ref || !keys.keyOf(ref))
      try {
        await store.put(readBlob(path, hash, keys));
        state.encrypted += 1;
      } catch (cause) {
        if (!(cause instanceof CorruptBlob)) throw cause;
        state.damaged.push(hash);
      }
    onProgress((done += 1));
  }
  return state;
};

export interface Rotated {
  /** The id of the key of keys that everything stands under now. */
  readonly key: string;
  /** Files of keys that were wrapped anew. */
  readonly files: number;
  /** Files that no known key of keys opens: left as they are. */
  readonly unknown: readonly string[];
}

/**
 * Wraps every key anew under the present key of the settings, or under a new one of our own. The former key is destroyed
 * (our own), or may be (a given one): from then on an old copy of the keys opens nothing.
 */
export const rotate = async (place: StorePlace, onProgress: OnProgress): Promise<Rotated> => {
  const { keys: folder, own, next } = placesIn(place.data);
  if (!place.given && !existsSync(next) && existsSync(own)) await writeKey(next);
  const ring = readRing(place);
  if (!ring) return { key: "", files: 0, unknown: [] };
  const unknown: string[] = [];
  let files = 0;
  let done = 0;
  for (const file of existsSync(folder) ? await readdir(folder) : []) {
    const wrapped = /^[0-9a-f]{32}$/u.test(file) ? await wrapAnew({ folder, file, ring }) : "as-is";
    if (wrapped === "unknown") unknown.push(file);
    if (wrapped === "anew") files += 1;
    onProgress((done += 1));
  }
  // While something stands under a key that is not here, the former one is kept.
  if (unknown.length > 0) return { key: ring.current.id, files, unknown };
  await writeMark(place, ring.current);
  if (place.given) await Promise.all([own, next].map(forgetKey));
  else if (existsSync(next)) await replaceFileSafely(next, own);
  return { key: ring.current.id, files, unknown };
};

const wrapAnew = async (about: {
  readonly folder: string;
  readonly file: string;
  readonly ring: KeyRing;
}): Promise<"anew" | "as-is" | "unknown"> => {
  const { folder, file, ring } = about;
  const path = join(folder, file);
  const bytes = await readFile(path);
  const by = wrappedBy(bytes.subarray(0, headBytes), file);
  if (by === ring.current.id) return "as-is";
  const former = by === undefined ? undefined : ring.byId.get(by);
  const anew = former && allAnew(bytes, { file, from: former, to: ring.current });
  if (!anew) return "unknown";
  await writeFileSafely(path, anew, { mode: 0o600, overwrite: true });
  return "anew";
};

/** A destroyed key stays destroyed. Undefined when one of them does not open. */
const allAnew = (
  bytes: Uint8Array,
  about: { readonly file: string; readonly from: KeyOfKeys; readonly to: KeyOfKeys },
): Uint8Array | undefined => {
  const parts: Uint8Array[] = [headOf(about.to, about.file)];
  for (let place = 0; headBytes + (place + 1) * placeBytes <= bytes.byteLength; place += 1) {
    const at = headBytes + place * placeBytes;
    const wrapped = bytes.subarray(at, at + placeBytes);
    const ref = { file: about.file, place };
    const clear = isDestroyed(wrapped) ? undefined : unwrap(about.from, ref, wrapped);
    if (!clear && !isDestroyed(wrapped)) return undefined;
    parts.push(clear ? wrap(about.to, ref, clear) : wrapped);
  }
  return Buffer.concat(parts);
};
