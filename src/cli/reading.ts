/** Opens the journal for a reading command, and says when there is none yet. */
import { existsSync } from "node:fs";
import { refuseClosed } from "../compose/closed-data.ts";
import { journalFile, refuseLostJournal } from "../compose/lost-parts.ts";
import { openReader, type Reader } from "../compose/reader.ts";
import type { Settings } from "../config/settings.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { DepositId } from "../domain/ids.ts";
import { Refusal } from "../foundation/refusal.ts";
import type { JournalDamage } from "../ports/journal-damage.ts";
import { type Context, type Global, settingsOf } from "./command.ts";

export const reading = (
  context: Context,
  options: Global,
  passOver?: (damage: JournalDamage) => void,
): Reader => {
  const reader = openReader(settingsOf(context, options), context.version, passOver);
  if (!reader) throw new Refusal(1, [context.words.neverRan]);
  return reader;
};

/** Before an order about what a journal must hold: where no agent ever ran, none is made. */
export const refuseNeverRan = ({ words }: Context, settings: Settings): void => {
  refuseClosed(settings.data);
  refuseLostJournal(settings);
  if (!existsSync(journalFile(settings))) throw new Refusal(1, [words.neverRan]);
};

/** What a person names a deposit by (`D12`, `d12`, `12`). Needs no journal, nor settings: no journal knows anything else. */
export const depositIdNamed = (context: Context, named: string): DepositId => {
  const id = /^d?(\d{1,15})$/iu.exec(named)?.[1];
  if (id === undefined) throw new Refusal(1, [context.words.unknownDeposit(named)]);
  return `D${Number(id)}`;
};

/** The deposit that a person names; a refusal when the journal has none. */
export const depositNamed = async (
  context: Context,
  reader: Pick<Reader, "journal">,
  named: string,
): Promise<Deposit> => {
  const deposit = await reader.journal.deposit(depositIdNamed(context, named));
  if (!deposit) throw new Refusal(1, [context.words.unknownDeposit(named)]);
  return deposit;
};
