/**
 * `facteur audit --reconcile [ID] --as sent|not-sent --reason …`: after a backup was restored, a person says what
 * became of each mail that the journal lacks; without ID, they are named. Exit 1 while something is missing.
 */
import { ordersPath } from "../../adapters/system/orders.ts";
import { openForOrders } from "../../compose/opened.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import {
  missingNow,
  type Reconciling,
  reconcile as reconcileNow,
} from "../../journey/reconcile.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { reading } from "../reading.ts";
import { reasonGiven, signer } from "../signature.ts";
import { type AuditWords, auditWords } from "./words.ts";

/** What a person says of a missing mail, and who they are. */
export interface Answer {
  readonly as?: Reconciling["as"];
  readonly by?: string;
  readonly reason?: string;
}

export interface ReconcileOptions extends Global, Answer {
  /** `true` when no id was given. */
  readonly reconcile?: string | true;
  readonly json?: boolean;
}

export const reconcile = async (context: Context, options: ReconcileOptions): Promise<Exit> => {
  const words = auditWords[context.language];
  if (typeof options.reconcile !== "string") {
    refuseForgotten(context, options);
    return await list(context, options, words);
  }
  const reason = reasonGiven(options.reason);
  if (!options.as || !reason) throw new Refusal(2, [words.asNeeded]);
  const request: Reconciling = {
    which: options.reconcile,
    as: options.as,
    by: signer(options.by),
    reason,
  };
  const settings = settingsOf(context, options);
  const { resolved, left, held } = await give(context, {
    path: ordersPath(settings.data),
    order: "reconcile",
    args: request,
    open: () => openForOrders(settings),
    here: (world) => reconcileNow(world, request),
  });
  if (options.json) context.io.out(`${JSON.stringify({ resolved, left, held })}\n`);
  else if (resolved.length === 0) context.io.err(`${words.notMissing(request.which)}\n`);
  else {
    context.io.out(`${words.reconciled(resolved.length, left)}\n`);
    for (const id of held) context.io.out(`${words.waitingHeld(id)}\n`);
  }
  return resolved.length > 0 ? 0 : 1;
};

/** An answer about no mail would be taken for given. */
export const refuseForgotten = ({ language }: Context, { as, by, reason }: Answer): void => {
  if (as !== undefined || by !== undefined || reason !== undefined)
    throw new Refusal(2, [auditWords[language].whichNeeded]);
};

const list = async (
  context: Context,
  options: ReconcileOptions,
  words: AuditWords,
): Promise<Exit> => {
  await using reader = reading(context, options);
  const missing = await missingNow(reader);
  const { io } = context;
  if (options.json) io.out(`${JSON.stringify({ missing: missing.map(inJson) }, undefined, 2)}\n`);
  else if (missing.length === 0) io.out(`${words.nothingMissing}\n`);
  else {
    io.out(`${words.missing(missing.length)}\n`);
    for (const { messageIdHeader, known, because } of missing) {
      const unknown = because === "journal-head" ? words.linesMissing : words.unknownMissing;
      const why = known ? words.knownMissing(known) : unknown;
      io.out(`  ${messageIdHeader} : ${why}\n`);
    }
  }
  return missing.length === 0 ? 0 : 1;
};

const inJson = ({
  messageIdHeader,
  identity,
  because,
  known,
}: Awaited<ReturnType<typeof missingNow>>[number]) => ({
  messageIdHeader,
  identity,
  because,
  ...(known ? { known } : {}),
});
