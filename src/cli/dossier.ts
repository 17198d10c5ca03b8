/**
 * `facteur dossier take NAME`: this agent watches the dossier from now on, whoever did before. It goes to the running
 * agent, or is done by this command, which holds the lock meanwhile.
 */
import { NoDaemon, OrderRefused, sendOrder } from "../adapters/system/orders.ts";
import { openDossier, ordersPathOf } from "../compose/agent.ts";
import type { Settings } from "../config/settings.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { type TakenDossier, takeDossier } from "../journey/take-dossier.ts";
import { FolderFault, ownerText } from "../ports/spool.ts";
import { type Context, type Global, settingsOf } from "./command.ts";

export interface TakeOptions extends Global {
  readonly name: string;
  readonly json?: boolean;
}

const answerMsMax = 10_000;

export const dossierTake = async (context: Context, options: TakeOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const { io, words } = context;
  if (!settings.dossiers.some((d) => d.name === options.name))
    throw new Refusal(1, [words.unknownDossier(options.name)]);
  const taken = await take(settings, options.name);
  const { before, now } = taken;
  const from = before.agent === now.agent && before.place === now.place ? undefined : before;
  io.out(
    options.json
      ? `${JSON.stringify(taken)}\n`
      : `${words.dossierTaken(options.name, from && ownerText(from))}\n`,
  );
  return 0;
};

const take = async (settings: Settings, name: string): Promise<TakenDossier> => {
  try {
    const path = ordersPathOf(settings);
    const order = { order: "take-dossier", args: { name }, timeoutMs: answerMsMax };
    return (await sendOrder(path, order)) as TakenDossier;
  } catch (cause) {
    if (cause instanceof OrderRefused) throw new Refusal(1, [cause.message]);
    if (!(cause instanceof NoDaemon)) throw cause;
  }
  await using opened = await openDossier(settings, name);
  try {
    return await takeDossier(opened, opened.dossier);
  } catch (cause) {
    if (cause instanceof FolderFault) throw new Refusal(1, [cause.message]);
    throw cause;
  }
};
