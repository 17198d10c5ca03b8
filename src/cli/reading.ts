/** Opens the journal for a reading command, and says when there is none yet. */
import { openReader, type Reader } from "../compose/reader.ts";
import { Refusal } from "../foundation/refusal.ts";
import { type Context, type Global, settingsOf } from "./command.ts";

export const reading = (context: Context, options: Global): Reader => {
  const reader = openReader(settingsOf(context, options), context.version);
  if (!reader) throw new Refusal(1, [context.words.neverRan]);
  return reader;
};
