/**
 * The bytes of one content on the disk: AES-256-GCM in pieces, each with its number and whether it is the last, so that
 * pieces can be neither exchanged nor cut off. Any size passes in constant memory. A file begins with `FCTENC1` and a
 * zero, the id of its file of keys (16 bytes), its place there (4), 4 unused; every piece is bound to these.
 */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { readSync } from "node:fs";
import type { KeyRef } from "./content-keys.ts";

const magic = Buffer.from("FCTENC1\0", "latin1");
export const headBytes = 32;
const tagBytes = 16;
const pieceBytes = 64 * 1024;

const headOf = (ref: KeyRef): Buffer => {
  const head = Buffer.alloc(headBytes);
  magic.copy(head);
  head.write(ref.file, 8, "hex");
  head.writeUInt32BE(ref.place, 24);
  return head;
};

/** Undefined for contents that an older version wrote in clear. */
export const refOf = (head: Uint8Array): KeyRef | undefined => {
  const bytes = Buffer.from(head);
  return bytes.byteLength === headBytes && bytes.subarray(0, 8).equals(magic)
    ? { file: bytes.toString("hex", 8, 24), place: bytes.readUInt32BE(24) }
    : undefined;
};

/** How many bytes come out of an encrypted file of this size. */
export const clearSizeOf = (fileBytes: number): number => {
  const body = Math.max(fileBytes - headBytes, tagBytes);
  return body - Math.ceil(body / (pieceBytes + tagBytes)) * tagBytes;
};

interface Sealing {
  readonly ref: KeyRef;
  readonly key: Uint8Array;
}

const nonceOf = (piece: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(piece, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
};

const sealPiece = (
  { key, ref }: Sealing,
  clear: Uint8Array,
  at: { readonly piece: number; readonly last: boolean },
): readonly Buffer[] => {
  const cipher = createCipheriv("aes-256-gcm", key, nonceOf(at.piece, at.last)).setAAD(headOf(ref));
  return [cipher.update(clear), cipher.final(), cipher.getAuthTag()];
};

/** Small contents, in one go. */
export const encrypted = (sealing: Sealing, clear: Uint8Array): Uint8Array => {
  const parts: Uint8Array[] = [headOf(sealing.ref)];
  const pieces = Math.max(1, Math.ceil(clear.byteLength / pieceBytes));
  for (let piece = 0; piece < pieces; piece += 1) {
    const part = clear.subarray(piece * pieceBytes, (piece + 1) * pieceBytes);
    parts.push(...sealPiece(sealing, part, { piece, last: piece === pieces - 1 }));
  }
  return Buffer.concat(parts);
};

/** Large ones, as they come. */
export async function* encryptedChunks(
  sealing: Sealing,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield headOf(sealing.ref);
  let waiting = Buffer.alloc(0);
  let piece = 0;
  for await (const chunk of chunks) {
    waiting = Buffer.concat([waiting, chunk]);
    // The last piece is not known before the end: one full piece always waits.
    let at = 0;
    for (; waiting.byteLength - at > pieceBytes; at += pieceBytes, piece += 1)
      yield Buffer.concat(
        sealPiece(sealing, waiting.subarray(at, at + pieceBytes), { piece, last: false }),
      );
    waiting = waiting.subarray(at);
  }
  yield Buffer.concat(sealPiece(sealing, waiting, { piece, last: true }));
}

/** Thrown when the bytes are not what was written, or the key is not theirs. */
export class NotTheseBytes extends Error {}

/** The clear bytes of an open file, piece by piece, from behind its head. */
export function* clearPieces(
  handle: number,
  { key, ref, size }: Sealing & { readonly size: number },
): Generator<Uint8Array> {
  const about = headOf(ref);
  let piece = 0;
  for (let at = headBytes; at === headBytes || at < size; piece += 1) {
    const sealed = Buffer.alloc(Math.max(0, Math.min(pieceBytes + tagBytes, size - at)));
    const read = readSync(handle, sealed, 0, sealed.byteLength, at);
    at += read;
    if (read < tagBytes) throw new NotTheseBytes();
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(piece, at >= size))
      .setAAD(about)
      .setAuthTag(sealed.subarray(read - tagBytes, read));
    const clear = decipher.update(sealed.subarray(0, read - tagBytes));
    try {
      decipher.final();
    } catch {
      throw new NotTheseBytes();
    }
    yield clear;
  }
}
