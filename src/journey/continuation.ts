/**
 * A program kept its file open and wrote more into it after it was taken (mail.md F02). What stands there now is kept as
 * a deposit of its own, linked to the first and held from its first moment: nothing of it leaves before a person
 * says so, and the guard of what was sent before then asks as it does of any other.
 */
import type { Deposit } from "../domain/deposit.ts";
import type { DepositId, Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { FileFault } from "../ports/spool-faults.ts";
import type { Dossier, World } from "./world.ts";

/** Undefined when the file went on changing, is gone, or its content has a deposit already. */
export const keepContinuation = async (
  world: Pick<World, "journal" | "store">,
  dossier: Dossier,
  about: { readonly of: Deposit; readonly path: string; readonly sha256: Sha256 },
): Promise<DepositId | undefined> => {
  const { of, path } = about;
  const copy = await copied(world, dossier, path);
  if (copy?.sha256 !== about.sha256) return undefined;
  return world.journal.transact(async (t) => {
    const { dossier: name, mode } = of.claimed;
    const same = { by: "bytes", dossier: name, sha256: copy.sha256, mode } as const;
    if ((await t.find(same, limits.batchMax)).length > 0) return undefined;
    const deposit = await t.nextDeposit();
    await t.append({
      is: "claimed",
      deposit,
      dossier: name,
      name: of.claimed.name,
      ...copy,
      mode,
      file: { ...of.claimed.file, size: copy.size },
      continues: of.id,
    });
    // The one file that stands there is the newer content's now.
    await t.append({ is: "original", deposit, became: "moved", to: path });
    const details = [`${of.id} : ${path}`];
    await t.append({ is: "held", deposit, because: "modified-after-claim", details });
    return deposit;
  });
};

const copied = async (world: Pick<World, "store">, dossier: Dossier, path: string) => {
  try {
    return await world.store.putStream(dossier.spool.readRetired(path));
  } catch (cause) {
    if (cause instanceof FileFault) return undefined;
    throw cause;
  }
};
