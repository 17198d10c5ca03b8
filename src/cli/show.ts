/** `facteur show ID`: the deposit's report, on the terminal. */
import type { DepositId } from "../domain/ids.ts";
import type { Exit } from "../foundation/refusal.ts";
import { Refusal } from "../foundation/refusal.ts";
import { forPeople } from "../journey/report.ts";
import type { Context, Global } from "./command.ts";
import { reading } from "./reading.ts";

export interface ShowOptions extends Global {
  readonly json?: boolean;
  readonly id: string;
}

export const show = async (context: Context, options: ShowOptions): Promise<Exit> => {
  const id = /^d?(\d{1,15})$/iu.exec(options.id)?.[1];
  const unknown = new Refusal(1, [context.words.unknownDeposit(options.id)]);
  if (!id) throw unknown;
  await using reader = reading(context, options);
  const deposit = await reader.journal.deposit(`D${Number(id)}` satisfies DepositId);
  if (!deposit) throw unknown;
  const input = await forPeople(reader, deposit);
  context.io.out(options.json ? reader.reporter.json(input) : reader.reporter.text(input));
  return 0;
};
