/**
 * `facteur dossier take NAME`: this agent watches the dossier from now on, whoever did before. It goes to the running
 * agent, or is done by this command, which holds the lock meanwhile.
 */
import { ordersPath } from "../../adapters/system/orders.ts";
import { openDossier } from "../../compose/opened.ts";
import { ownerText } from "../../domain/dossier-owner.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { takeDossier } from "../../journey/take-dossier.ts";
import { FolderFault } from "../../ports/spool-faults.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { signer } from "../signature.ts";
import { agentWords } from "./words.ts";

export interface TakeOptions extends Global {
  readonly name: string;
  readonly by?: string;
  readonly json?: boolean;
}

export const dossierTake = async (context: Context, options: TakeOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const { io, language, words } = context;
  const by = signer(options.by);
  if (!settings.dossiers.some((d) => d.name === options.name))
    throw new Refusal(1, [words.unknownDossier(options.name)]);
  const taken = await give(context, {
    path: ordersPath(settings.data),
    order: "take-dossier",
    args: { name: options.name, by },
    refused: 1,
    open: () => openDossier(settings, options.name),
    here: (opened) => takeHere(opened, by),
  });
  const { before, now } = taken;
  const from = before.agent === now.agent && before.place === now.place ? undefined : before;
  io.out(
    options.json
      ? `${JSON.stringify(taken)}\n`
      : `${agentWords[language].dossierTaken(options.name, from && ownerText(from))}\n`,
  );
  return 0;
};

const takeHere = async (opened: Awaited<ReturnType<typeof openDossier>>, by: string) => {
  try {
    return await takeDossier(opened, opened.dossier, by);
  } catch (cause) {
    if (cause instanceof FolderFault) throw new Refusal(1, [cause.message]);
    throw cause;
  }
};
