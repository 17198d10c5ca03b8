/**
 * The wall between test and real (I6), at start: a mail that waits in a dossier which the settings have put
 * back to test is suspended, and goes only when a person releases it.
 */
import { limits } from "../domain/limits.ts";
import { type Message, modeOf } from "../domain/message.ts";
import { isBelow } from "../domain/mode.ts";
import type { World } from "./world.ts";

export const suspendTests = async (world: Pick<World, "journal" | "dossiers">): Promise<number> => {
  // Nothing is above « reel »: what waits there, however much, is not even read.
  const real = [...world.dossiers.values()].filter((d) => d.mode === "reel").map((d) => d.name);
  const query = { by: "send", at: Number.MAX_SAFE_INTEGER, held: real } as const;
  const waiting = await world.journal.find(query, limits.queuedAtStartMax);
  const tests = waiting.filter((d) => {
    const dossier = world.dossiers.get(d.claimed.dossier);
    return dossier && d.messages.some((m) => isWaiting(m) && isBelow(dossier.mode, modeOf(m)));
  });
  for (const deposit of tests)
    await world.journal.transact((t) =>
      t.append({
        is: "ordered",
        deposit: deposit.id,
        order: "hold",
        by: "facteur",
        reason: "le mode du dossier a été abaissé",
      }),
    );
  return tests.length;
};

const isWaiting = (message: Message): boolean => message.stage.is === "queued";
