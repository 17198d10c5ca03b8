/**
 * The last row of the journal, shown to a third party that writes down when it saw it (RFC 3161): from then on nobody, we
 * included, can rewrite what stands before.
 */
import type { FactOf, Recorded } from "../domain/facts.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { Timestamper } from "../ports/timestamper.ts";
import { agentFacts } from "./agent-facts.ts";
import type { World } from "./world.ts";

export const stampsOf = (world: {
  readonly journal: Pick<JournalReader, "facts">;
}): Promise<readonly Recorded<FactOf<"head-stamped">>[]> =>
  agentFacts(world.journal, "head-stamped");

/** Whether the journal went on since the last stamp, and that is a day ago. */
export const stampDue = async (world: Pick<World, "journal" | "clock">): Promise<boolean> => {
  const head = await world.journal.head();
  if (!head) return false;
  const last = (await stampsOf(world)).at(-1);
  if (!last) return true;
  const goneOn = head.seq > last.seq;
  return goneOn && world.clock.now() >= last.at + limits.stampEveryMs;
};

/** Throws `TimestampFault`; nothing is written then. */
export const stampHead = async (
  world: Pick<World, "journal" | "store">,
  timestamper: Timestamper,
): Promise<Instant | undefined> => {
  const head = await world.journal.head();
  if (!head) return undefined;
  const token = await timestamper.stamp(head.hash);
  const sha256 = await world.store.put(token);
  const { authority } = timestamper;
  await world.journal.transact((t) =>
    t.append({ is: "head-stamped", head: head.seq, hash: head.hash, authority, token: sha256 }),
  );
  return head.at;
};
