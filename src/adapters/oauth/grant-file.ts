/**
 * An authorisation on disk: AES-256-GCM under a key that lies elsewhere (docs/identities.md), bound to the identity and
 * the client, so that a file put in another's place does not open. Written whole or not at all.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../../foundation/errors.ts";
import {
  makeFolderSafely,
  removeFileSafely,
  statsOf,
  writeFileSafely,
} from "../../foundation/safe-file.ts";
import type { Grant } from "../../ports/credential.ts";

export interface GrantFileOptions {
  readonly path: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** What it is bound to. */
  readonly bound: readonly string[];
}

/** It is there and does not open: another key, another client, or not what we wrote. */
export class GrantUnreadable extends Error {
  constructor(path: string) {
    super(`${path} does not open with this key: log in again`);
    this.name = "GrantUnreadable";
  }
}

const version = 1;
const ivBytes = 12;
const tagBytes = 16;

const boundBytes = (options: GrantFileOptions): Buffer =>
  Buffer.from(JSON.stringify(["facteur-grant", version, ...options.bound]));

/** Undefined when there is none. */
export const readGrant = async (options: GrantFileOptions): Promise<Grant | undefined> => {
  let bytes: Buffer;
  try {
    bytes = await readFile(options.path);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw cause;
  }
  try {
    return opened(bytes, options);
  } catch {
    throw new GrantUnreadable(options.path);
  }
};

const opened = (bytes: Buffer, options: GrantFileOptions): Grant => {
  if (bytes[0] !== version) throw new Error("another version");
  const [iv, sealed] = [bytes.subarray(1, 1 + ivBytes), bytes.subarray(1 + ivBytes, -tagBytes)];
  const cipher = createDecipheriv("aes-256-gcm", options.key, iv, { authTagLength: tagBytes });
  cipher.setAAD(boundBytes(options)).setAuthTag(bytes.subarray(-tagBytes));
  const clear = Buffer.concat([cipher.update(sealed), cipher.final()]);
  return JSON.parse(clear.toString("utf8")) as Grant;
};

export const writeGrant = async (options: GrantFileOptions, grant: Grant): Promise<void> => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", options.key, iv, { authTagLength: tagBytes });
  cipher.setAAD(boundBytes(options));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(grant), "utf8"), cipher.final()]);
  const bytes = Buffer.concat([Buffer.of(version), iv, sealed, cipher.getAuthTag()]);
  await makeFolderSafely(dirname(options.path), 0o700);
  await writeFileSafely(options.path, bytes, { mode: 0o600, overwrite: true });
};

export const removeGrant = async ({ path }: GrantFileOptions): Promise<void> => {
  if (await statsOf(path)) await removeFileSafely(path);
};
