/** What a fallback kit is made of: the clear copy of the file, and what the register knows of its organisms. */
import type { Deposit } from "../../domain/deposit.ts";
import { type KitDeclaration, kitOf } from "../../domain/kit.ts";
import { isPurged } from "../../domain/purge.ts";
import type { ClearDeclaration } from "../../ports/examination.ts";
import { clearCopy } from "../clear-copy.ts";
import { contentOf } from "../content.ts";
import { type RegisterReading, standing } from "../register.ts";
import type { World } from "../world.ts";

export type KitForPeople =
  | {
      readonly is: "kit";
      readonly kit: readonly KitDeclaration[];
      readonly clear: readonly ClearDeclaration[];
    }
  /** `too-large`: its bytes were never kept. `no-clear`: this layout cannot be shown field by field. */
  | { readonly is: "none"; readonly because: "purged" | "too-large" | "no-clear" };

export const kitFor = async (
  world: RegisterReading & Pick<World, "store" | "formats">,
  deposit: Deposit,
): Promise<KitForPeople> => {
  if (isPurged(deposit, "originals")) return { is: "none", because: "purged" };
  if (deposit.claimed.kept === false) return { is: "none", because: "too-large" };
  const clear = clearCopy(await world.store.get(deposit.claimed.sha256), world.formats);
  if (!clear) return { is: "none", because: "no-clear" };
  const kit = kitOf({
    content: await contentOf(world, deposit),
    entries: await standing(world),
    to: deposit.ruled?.to ?? "",
  });
  return { is: "kit", kit, clear };
};
