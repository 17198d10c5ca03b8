/**
 * Settled → claimed. The bytes are copied to our store first, then one row says so; the original is
 * touched by a later step only. A crash in between repeats harmlessly (mail.md F07, F20, F21).
 */
import { blocksSameBytes, type Deposit } from "../domain/deposit.ts";
import type { FileIdentity } from "../domain/facts.ts";
import type { DepositId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { sameIdentity } from "../domain/settle.ts";
import { FileFault } from "../ports/spool.ts";
import type { Dossier, World } from "./world.ts";

export interface Settled {
  readonly name: string;
  readonly identity: FileIdentity;
  readonly truncatedAt?: number;
}

/** The new deposit, or undefined when the file changed meanwhile or was taken already. */
export const claim = async (
  world: Pick<World, "journal" | "store">,
  dossier: Dossier,
  file: Settled,
): Promise<DepositId | undefined> => {
  const copy = await copied(world, dossier, file);
  if (!copy) return undefined;
  return world.journal.transact(async (t) => {
    const place = { by: "in-place", dossier: dossier.name, name: file.name } as const;
    const waiting = await t.find(place, limits.standingMax);
    if (waiting.some((d) => isThisFile(d, file))) return undefined;
    const same = await t.find(
      { by: "bytes", dossier: dossier.name, sha256: copy.sha256, mode: dossier.mode },
      1000,
    );
    const blocking = same.find(blocksSameBytes);
    const again = same.findLast((d) => d.stage.is !== "duplicate");
    const deposit = await t.nextDeposit();
    await t.append({
      is: "claimed",
      deposit,
      dossier: dossier.name,
      name: file.name,
      ...copy,
      mode: dossier.mode,
      file: file.identity,
      ...(again && !blocking ? { again: again.id } : {}),
    });
    if (file.truncatedAt !== undefined)
      await t.append({ is: "incomplete", deposit, truncatedAt: file.truncatedAt });
    else if (blocking) await t.append({ is: "duplicate", deposit, of: blocking.id });
    return deposit;
  });
};

const isThisFile = (d: Deposit, file: Settled): boolean =>
  d.claimed.name === file.name && sameIdentity(d.claimed.file, file.identity);

const copied = async (world: Pick<World, "store">, dossier: Dossier, file: Settled) => {
  try {
    return await world.store.putStream(dossier.spool.read(file.name, file.identity));
  } catch (cause) {
    if (cause instanceof FileFault) return undefined;
    throw cause;
  }
};
