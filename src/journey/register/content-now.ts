/** Where what a change wrote lies now: a forgotten employer's contents were replaced (docs/decisions/0049). */
import type { FactOf, Recorded } from "../../domain/facts.ts";
import type { Sha256 } from "../../domain/ids.ts";

/** `facts`: all of the register, oldest first; those that forget something are followed one after the other. */
export const contentNow = (
  changed: Recorded<FactOf<"register-changed">>,
  facts: readonly Recorded[],
): Sha256 => {
  let content = changed.content;
  for (const fact of facts)
    if (fact.is === "register-forgotten" && fact.seq > changed.seq)
      content = fact.contents.find(({ was }) => was === content)?.now ?? content;
  return content;
};
