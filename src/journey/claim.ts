/**
 * Settled → claimed. The bytes are copied to our store first, then one row says so; the original is
 * touched by a later step only. A crash in between repeats harmlessly (mail.md F07, F20, F21).
 */
import { createHash } from "node:crypto";
import { blocksSameBytes, type Deposit, neverBlocking } from "../domain/deposit.ts";
import type { FileIdentity } from "../domain/facts.ts";
import type { DepositId, Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { sameIdentity } from "../domain/settle.ts";
import { FileFault } from "../ports/spool-faults.ts";
import type { Dossier, World } from "./world.ts";

export interface Settled {
  readonly name: string;
  readonly identity: FileIdentity;
  readonly truncatedAt?: number;
}

/** A copy that is durable here, or the hash of what is too large to be sent; nobody knows of it yet. */
export interface Copied {
  readonly file: Settled;
  readonly sha256: Sha256;
  readonly size: number;
  readonly kept?: false;
}

/** Bytes that taking a file writes here: none of one that is refused by its size. */
export const bytesCopied = ({ size }: FileIdentity): number =>
  size > limits.depositBytesMax ? 0 : size;

/** Makes the bytes ours; undefined when the file changed meanwhile. */
export const copy = async (
  world: Pick<World, "store">,
  dossier: Dossier,
  file: Settled,
): Promise<Copied | undefined> => {
  try {
    const bytes = dossier.spool.read(file.name, file.identity);
    // Refused by its size: the original, moved to `rejetes/`, is all there is of it.
    if (bytesCopied(file.identity) < file.identity.size)
      return { file, ...(await hashed(bytes)), kept: false };
    return { file, ...(await world.store.putStream(bytes)) };
  } catch (cause) {
    if (cause instanceof FileFault) return undefined;
    throw cause;
  }
};

const hashed = async (
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: Sha256; readonly size: number }> => {
  const digest = createHash("sha256");
  let size = 0;
  for await (const piece of bytes) {
    digest.update(piece);
    size += piece.length;
  }
  return { sha256: digest.digest("hex"), size };
};

/** The new deposit, or undefined when the file was taken already. */
export const claim = (
  world: Pick<World, "journal">,
  dossier: Dossier,
  { file, ...stored }: Copied,
): Promise<DepositId | undefined> =>
  world.journal.transact(async (t) => {
    const place = { by: "in-place", dossier: dossier.name, name: file.name } as const;
    const waiting = await t.find(place, limits.standingMax);
    if (waiting.some((d) => isThisFile(d, file))) return undefined;
    const { name, mode } = dossier;
    const same = { by: "bytes", dossier: name, sha256: stored.sha256, mode } as const;
    // A file that is dropped every minute in test must not hide the one that left.
    const standing = await t.find({ ...same, without: neverBlocking }, limits.sameBytesMax);
    const blocking = standing.find(blocksSameBytes);
    const earlier = blocking
      ? []
      : await t.find({ ...same, without: ["doublon"] }, limits.sameBytesMax);
    const again = earlier.at(-1);
    const deposit = await t.nextDeposit();
    await t.append({
      is: "claimed",
      deposit,
      dossier: dossier.name,
      name: file.name,
      ...stored,
      mode: dossier.mode,
      file: file.identity,
      ...(again ? { again: again.id } : {}),
    });
    if (file.truncatedAt !== undefined)
      await t.append({ is: "incomplete", deposit, truncatedAt: file.truncatedAt });
    else if (blocking) await t.append({ is: "duplicate", deposit, of: blocking.id });
    return deposit;
  });

const isThisFile = (d: Deposit, file: Settled): boolean =>
  d.claimed.name === file.name && sameIdentity(d.claimed.file, file.identity);
