/**
 * `facteur hold|release --client NAME` (or `--dossier NAME`): a person's order about all that is a client's. It goes to the
 * running agent, or, when none runs, is written by this command, which holds the lock meanwhile.
 */
import { ordersPath } from "../../adapters/system/orders.ts";
import { openForOrders } from "../../compose/opened.ts";
import type { Settings } from "../../config/settings.ts";
import type { HoldScope } from "../../domain/hold/client.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { giveClientOrder } from "../../journey/client-holds.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { reasonGiven, signer } from "../signature.ts";
import { clientWords } from "./client-words.ts";

export interface ClientOrderOptions extends Global {
  readonly order: "hold" | "release";
  readonly client?: string;
  readonly dossier?: string;
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

export const clientOrder = async (context: Context, options: ClientOrderOptions): Promise<Exit> => {
  const { io, language } = context;
  const words = clientWords[language];
  const settings = settingsOf(context, options);
  const scope = scopeOf(context, options);
  // What was held before the settings changed can still be let go.
  if (options.order === "hold") refuseUnknown(context, settings, scope);
  const reason = reasonGiven(options.reason);
  if (!reason) throw new Refusal(2, [words.reasonNeeded(options.order, scope)]);
  const request = { ...scope, order: options.order, by: signer(options.by), reason };
  const answer = await give(context, {
    path: ordersPath(settings.data),
    order: "client-order",
    args: request,
    open: () => openForOrders(settings),
    here: (world) => giveClientOrder(world, request),
  });
  if (options.json) io.out(`${JSON.stringify(answer)}\n`);
  else if (answer.is === "allowed") io.out(`${words.done(options.order, scope)}\n`);
  else io.err(`${words.refused(answer.because, scope)}\n`);
  return answer.is === "allowed" ? 0 : 1;
};

const scopeOf = (context: Context, { client, dossier }: ClientOrderOptions): HoldScope => {
  if (client !== undefined && dossier === undefined) return { scope: "client", name: client };
  if (dossier !== undefined && client === undefined) return { scope: "dossier", name: dossier };
  throw new Refusal(2, [clientWords[context.language].oneScope]);
};

const refuseUnknown = (context: Context, { dossiers }: Settings, { scope, name }: HoldScope) => {
  const known = dossiers.flatMap((d) => (scope === "dossier" ? d.name : (d.client ?? [])));
  if (!known.includes(name))
    throw new Refusal(1, [
      clientWords[context.language].unknown({ scope, name }, [...new Set(known)]),
    ]);
};
