/**
 * `facteur hold|release --client NAME` (or `--dossier NAME`): a person's order about all that is a client's. It goes to the
 * running agent, or, when none runs, is written by this command, which holds the lock meanwhile.
 */
import { userInfo } from "node:os";
import { NoDaemon, sendOrder } from "../adapters/system/orders.ts";
import { openForOrders, ordersPathOf } from "../compose/agent.ts";
import type { Settings } from "../config/settings.ts";
import type { HoldScope } from "../domain/client-hold.ts";
import { limits } from "../domain/limits.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { type ClientAnswer, type ClientOrder, giveClientOrder } from "../journey/client-holds.ts";
import { clientWords } from "./client-words.ts";
import { type Context, type Global, settingsOf } from "./command.ts";

export interface ClientOrderOptions extends Global {
  readonly order: "hold" | "release";
  readonly client?: string;
  readonly dossier?: string;
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

const answerMsMax = 10_000;

export const clientOrder = async (context: Context, options: ClientOrderOptions): Promise<Exit> => {
  const { io, language } = context;
  const words = clientWords[language];
  const settings = settingsOf(context, options);
  const scope = scopeOf(context, options);
  // What was held before the settings changed can still be let go.
  if (options.order === "hold") refuseUnknown(context, settings, scope);
  const reason = (options.reason ?? "").trim().slice(0, limits.orderReasonCharsMax);
  if (!reason) throw new Refusal(2, [words.reasonNeeded(options.order, scope)]);
  const by = (options.by?.trim() || userInfo().username).slice(0, limits.orderByCharsMax);
  const answer = await give(settings, { ...scope, order: options.order, by, reason });
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

const give = async (settings: Settings, request: ClientOrder): Promise<ClientAnswer> => {
  try {
    const order = { order: "client-order", args: request, timeoutMs: answerMsMax };
    return (await sendOrder(ordersPathOf(settings), order)) as ClientAnswer;
  } catch (cause) {
    if (!(cause instanceof NoDaemon)) throw cause;
    await using opened = await openForOrders(settings);
    return await giveClientOrder(opened, request);
  }
};
