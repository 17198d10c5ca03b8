/** What the agent knows of its senders, addresses and sealings when rules decide, and when it is explained why. */
import type { DecideContext } from "../../rules/decide.ts";
import type { Dossier, World } from "../world.ts";

export const decideContextOf = (
  world: Pick<World, "senders" | "books" | "sealers">,
  dossier: Pick<Dossier, "rules">,
): DecideContext => ({
  identities: [...world.senders.values()],
  known: world.books.addresses(),
  root: dossier.rules,
  clearNotes: clearNotesOf(world),
});

const clearNotesOf = ({ sealers }: Pick<World, "sealers">): ReadonlySet<string> =>
  new Set([...sealers.values()].filter((s) => s.takes === "file").map((s) => s.name));
