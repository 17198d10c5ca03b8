/** Opens the journal for a reading command, and says when there is none yet. */
import { dirname } from "node:path";
import { knowledgeOf } from "../compose/knowledge.ts";
import { openReader, type Reader } from "../compose/reader.ts";
import type { Deposit } from "../domain/deposit.ts";
import { Refusal } from "../foundation/refusal.ts";
import type { World } from "../journey/world.ts";
import { type Context, type Global, settingsOf } from "./command.ts";

/** The formats that the agent judges by: the user's layouts beside the settings, then the shipped ones. */
export const formatsHere = (context: Context, options: Global): World["formats"] => {
  const settings = settingsOf(context, options);
  return knowledgeOf({ settings, beside: dirname(settings.file) }).formats;
};

export const reading = (context: Context, options: Global): Reader => {
  const reader = openReader(settingsOf(context, options), context.version);
  if (!reader) throw new Refusal(1, [context.words.neverRan]);
  return reader;
};

/** The deposit that a person names (`D12`, `d12`, `12`); a refusal when the journal has none. */
export const depositNamed = async (
  context: Context,
  reader: Pick<Reader, "journal">,
  named: string,
): Promise<Deposit> => {
  const id = /^d?(\d{1,15})$/iu.exec(named)?.[1];
  const deposit = id ? await reader.journal.deposit(`D${Number(id)}`) : undefined;
  if (!deposit) throw new Refusal(1, [context.words.unknownDeposit(named)]);
  return deposit;
};
