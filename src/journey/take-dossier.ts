/**
 * A person says that this dossier is this agent's from now on (mail.md F12): the other agent must have been
 * stopped, because what it took and has not moved yet would be taken again.
 */
import { isSameOwner, type Owner, ownerText } from "../domain/dossier-owner.ts";
import type { Dossier, World } from "./world.ts";

export interface TakenDossier {
  /** Whose it was; this agent's own when nothing changed. */
  readonly before: Owner;
  readonly now: Owner;
}

export const takeDossier = async (
  world: {
    readonly agent: Pick<World["agent"], "owner">;
    readonly journal: Pick<World["journal"], "transact">;
    readonly log: World["log"];
  },
  dossier: Pick<Dossier, "name" | "spool">,
  by: string,
): Promise<TakenDossier> => {
  const { owner } = world.agent;
  const before = await dossier.spool.own(owner);
  if (isSameOwner(before, owner)) return { before, now: before };
  // First who said so: a folder that cannot be marked is asked for again.
  const from = ownerText(before);
  await world.journal.transact((t) =>
    t.append({ is: "dossier-taken-over", dossier: dossier.name, from, by }),
  );
  const now = await dossier.spool.own(owner, true);
  world.log.event("warn", "dossier-taken-over", { dossier: dossier.name, from: before.agent });
  return { before, now };
};
