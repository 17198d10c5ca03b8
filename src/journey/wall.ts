/**
 * The wall between test and real (I6), at start: a mail that waits in a dossier which the settings have put
 * back to test is suspended, and goes only when a person releases it.
 */
import { limits } from "../domain/limits.ts";
import type { World } from "./world.ts";

export const suspendTests = async (world: Pick<World, "journal" | "dossiers">): Promise<number> => {
  const query = { by: "send", at: Number.MAX_SAFE_INTEGER } as const;
  const waiting = await world.journal.find(query, limits.queuedAtStartMax);
  const tests = waiting.filter((d) => world.dossiers.get(d.claimed.dossier)?.mode === "test");
  for (const deposit of tests)
    await world.journal.transact((t) =>
      t.append({
        is: "ordered",
        deposit: deposit.id,
        order: "hold",
        by: "facteur",
        reason: "le dossier est passé en mode test",
      }),
    );
  return tests.length;
};
