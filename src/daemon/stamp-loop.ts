/** Once a day the head of the journal is stamped by the configured authority; one that does not answer is asked again later. */
import { limits } from "../domain/limits.ts";
import { stampDue, stampHead } from "../journey/stamp.ts";
import type { World } from "../journey/world.ts";
import { type Timestamper, TimestampFault } from "../ports/timestamper.ts";
import type { Problems } from "./problems.ts";

export const stampLoop = async (
  daemon: { readonly world: World; readonly problems: Problems },
  timestamper: Timestamper,
  signal: AbortSignal,
): Promise<void> => {
  const { world, problems } = daemon;
  while (!signal.aborted) {
    try {
      if (await stampDue(world)) await stampHead(world, timestamper);
      problems.clear(timestamper.authority, "timestamp-failed");
    } catch (cause) {
      if (!(cause instanceof TimestampFault)) throw cause;
      problems.raise("timestamp-failed", timestamper.authority, cause.message);
    }
    await world.clock.wait(limits.stampPollMs, signal);
  }
};
