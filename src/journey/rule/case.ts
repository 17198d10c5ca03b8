import type { Deposit } from "../../domain/deposit.ts";
import { lowest, type Mode } from "../../domain/mode.ts";
import { parisDay } from "../../domain/paris-time.ts";
import type { Case } from "../../rules/decide.ts";
import { contentOf } from "../content.ts";
import type { Dossier, World } from "../world.ts";

/** The deposit as rules see it. The lower of two modes: a dossier put back to test stops what was taken before (I6). */
export const caseOf = async (
  world: Pick<World, "store" | "clock">,
  { deposit, dossier }: { readonly deposit: Deposit; readonly dossier: Dossier },
): Promise<Case> => {
  const { recognised, claimed } = deposit;
  if (!recognised) throw new Error(`${deposit.id} is ruled before it is recognised`);
  const mode: Mode = lowest(claimed.mode, dossier.mode);
  return {
    dossier: dossier.name,
    fileName: claimed.name,
    mode,
    format: recognised.format,
    ...(recognised.testFlag ? { testFlag: recognised.testFlag } : {}),
    declarations: (await contentOf(world, deposit)).declarations,
    today: parisDay(world.clock.now()),
  };
};
