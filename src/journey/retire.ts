/** Takes the original out of the way: `traites/` or `rejetes/`, never before its bytes are ours. */
import type { Deposit } from "../domain/deposit.ts";
import type { Facts, World } from "./world.ts";

export const retire = async (world: Pick<World, "dossiers">, deposit: Deposit): Promise<Facts> => {
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  const left: Facts = [{ is: "original", deposit: deposit.id, became: "left" }];
  if (!dossier || dossier.originals === "leave") return left;
  const { name, file, sha256 } = deposit.claimed;
  const to = placeFor(deposit);
  const answer = await dossier.spool.retire(name, file, to);
  if (answer.is === "moved")
    return [{ is: "original", deposit: deposit.id, became: "moved", to: answer.to }];
  // Gone: by somebody's hand, or by our own move just before a crash. Its new place tells.
  const path = `${to.folder}/${to.month}/${to.as}`;
  const ours = (await dossier.spool.hashRetired(path)) === sha256;
  return [
    ours
      ? { is: "original", deposit: deposit.id, became: "moved", to: path }
      : { is: "original", deposit: deposit.id, became: "gone" },
  ];
};

/** The name keeps the day's `dpae.txt` files apart: instant of the claim, deposit, short hash, own name. */
const placeFor = (deposit: Deposit) => {
  const { at, name, sha256 } = deposit.claimed;
  const iso = new Date(at).toISOString();
  return {
    folder: deposit.stage.is === "rejected" ? ("rejetes" as const) : ("traites" as const),
    month: iso.slice(0, 7),
    as: `${iso.slice(0, 19).replaceAll(":", "").replaceAll("-", "")}Z_${deposit.id}_${sha256.slice(0, 8)}_${name}`,
  };
};
