/** What a fallback kit is made of: the clear copy of the file, and what the register knows of its organisms. */
import { mayBeOtherwise } from "../../domain/declared-otherwise.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { DeclarationId, Instant } from "../../domain/ids.ts";
import { type KitDeclaration, kitOf } from "../../domain/kit.ts";
import { isPurged } from "../../domain/removal/purge.ts";
import { byDeclaration, timesOf } from "../../domain/ruled-mails.ts";
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
      /** What it leaves out: registered, replaced, or declared by another way already. */
      readonly settled: readonly DeclarationId[];
      /** The earliest of what it shows; undefined when no calendar gives it. */
      readonly deadline?: Instant;
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
  const carriers = byDeclaration(deposit);
  const open = deposit.declarations.filter(mayBeOtherwise);
  const settled = deposit.declarations.filter((d) => !mayBeOtherwise(d));
  const gone = new Set(settled.map((d) => d.position));
  const content = await contentOf(world, deposit);
  const kit = kitOf({
    content: {
      ...content,
      declarations: content.declarations.filter((d) => !gone.has(d.position)),
    },
    entries: await standing(world),
    to: new Map(open.map((d) => [d.position, carriers.get(d.id)?.to ?? ""])),
  });
  const mails = open.length > 0 ? open.map((d) => carriers.get(d.id) ?? {}) : [{}];
  const dues = mails.flatMap((mail) => timesOf(deposit, mail).deadline ?? []);
  return {
    is: "kit",
    kit,
    clear: without(clear, gone, deposit.declarations.length),
    settled: settled.map((d) => d.id),
    ...(dues.length > 0 ? { deadline: Math.min(...dues) } : {}),
  };
};

/** Pages of what is settled are left out; where nobody can tell whose page is whose, all of it stays. */
const without = (
  clear: readonly ClearDeclaration[],
  gone: ReadonlySet<number>,
  declared: number,
): readonly ClearDeclaration[] => {
  const known = clear.filter((c) => c.position !== undefined).length === declared;
  return clear.filter((c) => !known || c.position === undefined || !gone.has(c.position));
};
