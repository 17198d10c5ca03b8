/**
 * `facteur declared ID --by NAME --means paper|portal|fax --file PROOF --reason …`: mail could not do it, and a person declared
 * by another way. The proof is kept, alarms about it end; it never counts as registered.
 */
import { ordersPath } from "../../adapters/system/orders.ts";
import { systemClock } from "../../adapters/system/system-clock.ts";
import { storeOf } from "../../compose/data.ts";
import { openForOrders } from "../../compose/opened.ts";
import { openForRegister } from "../../compose/register.ts";
import { otherwiseRefusals } from "../../domain/declared-otherwise.ts";
import type { OtherMeans } from "../../domain/facts.ts";
import type { DepositId } from "../../domain/ids.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { declareOtherwise } from "../../journey/declare-otherwise.ts";
import { declareMissing, type MissingOrder } from "../../journey/expected/declare-missing.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { colon } from "../io.ts";
import { personFile } from "../person-file.ts";
import { refuseNeverRan } from "../reading.ts";
import { reasonGiven, signer } from "../signature.ts";
import { declaredWords } from "./words.ts";

export interface DeclaredOptions extends Global {
  /** Absent: a return that was never dropped, named by the three below. */
  readonly id?: string;
  readonly employer?: string;
  readonly organism?: string;
  readonly period?: string;
  /** One declaration of the deposit, as `D12.3` says it too. */
  readonly declaration?: number;
  readonly means: OtherMeans;
  readonly file: string;
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

export const declared = async (context: Context, options: DeclaredOptions): Promise<Exit> => {
  const { io, language } = context;
  const words = declaredWords[language];
  const reason = reasonGiven(options.reason);
  if (!reason) throw new Refusal(2, [words.reasonNeeded]);
  const { id, employer, organism, period } = options;
  const three = [employer, organism, period].filter((one) => one !== undefined).length;
  if (id === undefined ? three < 3 : three > 0) throw new Refusal(2, [words.idOrReturn]);
  const settings = settingsOf(context, options);
  const bytes = personFile(options.file, context.language);
  refuseNeverRan(context, settings);
  // Durable before anybody is told of it.
  const proof = { sha256: await storeOf(settings).put(bytes), size: bytes.length };
  const said = { means: options.means, proof, by: signer(options.by), reason };
  if (id === undefined)
    return missing(context, options, { employer, organism, period, ...said } as MissingOrder);
  const request = { ...namedIn(context, { ...options, id }), ...said };
  const answer = await give(context, {
    path: ordersPath(settings.data),
    order: "declared",
    args: request,
    open: () => openForOrders(settings),
    here: (world) => declareOtherwise(world, request),
  });
  if (options.json) io.out(`${JSON.stringify(answer)}\n`);
  if (answer.is === "refused") {
    if (!options.json)
      io.err(`${id}${colon[language]}${otherwiseRefusals[answer.because][language]}\n`);
    return 1;
  }
  if (!options.json) io.out(`${words.done(request.deposit, answer)}\n`);
  return 0;
};

const missing = async (
  context: Context,
  options: DeclaredOptions,
  given: MissingOrder,
): Promise<Exit> => {
  const { io, language } = context;
  const settings = settingsOf(context, options);
  const order = { ...given, employer: given.employer.replaceAll(/\s/gu, "") };
  const dossiers = new Map(settings.dossiers.map((d) => [d.name, d]));
  const answer = await give(context, {
    path: ordersPath(settings.data),
    order: "declared-missing",
    args: order,
    open: () => openForRegister(settings),
    here: (world) => declareMissing({ ...world, dossiers, clock: systemClock() }, order),
  });
  const said = declaredWords[language].missing(order.period, answer);
  if (options.json) io.out(`${JSON.stringify(answer)}\n`);
  else if (answer.is === "done") io.out(`${said}\n`);
  else io.err(`${said}\n`);
  return answer.is === "done" ? 0 : 1;
};

const namedIn = (
  context: Context,
  { id, declaration }: { readonly id: string; readonly declaration?: number },
): { readonly deposit: DepositId; readonly position?: number } => {
  const [, deposit, dotted] = /^d?(\d{1,15})(?:\.(\d{1,9}))?$/iu.exec(id) ?? [];
  if (deposit === undefined) throw new Refusal(1, [context.words.unknownDeposit(id)]);
  const position = dotted === undefined ? declaration : Number(dotted);
  if (dotted !== undefined && declaration !== undefined && declaration !== Number(dotted))
    throw new Refusal(2, [declaredWords[context.language].twice(id, declaration)]);
  return { deposit: `D${Number(deposit)}`, ...(position === undefined ? {} : { position }) };
};
