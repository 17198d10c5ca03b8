/** Bytes and their hash. */
import { createHash, createHmac } from "node:crypto";

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

/** First 32 hexadecimal characters (128 bits) of HMAC-SHA-256: enough to tell keys apart, too few to guess. */
export const keyedHash = (key: Uint8Array, text: string): string =>
  createHmac("sha256", key).update(text).digest("hex").slice(0, 32);

/** All chunks as one array; the caller has bounded the size. */
export const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
};

/**
 * These bytes in memory of their own, for a thread, which is given a copy of all that they lie in: small buffers share a pool
 * of 64 KiB.
 */
export const apart = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);

/** A buffer that holds these bytes and nothing else: a Buffer's own may be a shared pool. */
export const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
