/**
 * Removing what a plan names, as `facteur purge` and `facteur forget` do it: through the running agent, part by part, or
 * in its place while none runs; and what is said of it.
 */
import { ordersPath } from "../../adapters/system/orders.ts";
import { openForPurge } from "../../compose/opened.ts";
import type { Reader } from "../../compose/reader.ts";
import type { Settings } from "../../config/settings.ts";
import type { Removed } from "../../domain/facts.ts";
import type { DepositId } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import type { KeptKind } from "../../domain/removal/retention.ts";
import { withoutNir } from "../../domain/without-nir.ts";
import { inParts } from "../../journey/purge/parts.ts";
import type { PurgePlan } from "../../journey/purge/plan.ts";
import { inspect, type Purged, type PurgeOrder, purge as purgeNow } from "../../journey/purge.ts";
import type { Context } from "../command.ts";
import { askAgent, meet } from "../give.ts";
import { reasonGiven, signer } from "../signature.ts";
import { oneLine } from "../terminal/one-line.ts";
import { progressOf } from "../terminal/progress.ts";
import type { PurgeWords } from "./purge-words.ts";

export interface RemovalOptions {
  readonly dryRun?: boolean;
  readonly by?: string;
  readonly reason?: string;
  readonly claimed?: boolean;
  readonly json?: boolean;
}

export interface Told {
  readonly deposits: readonly {
    readonly id: DepositId;
    readonly name: string;
    readonly kinds: readonly KeptKind[];
    readonly removed: readonly Removed[];
  }[];
  readonly receipts: readonly {
    readonly id: string;
    readonly sha256: string;
    readonly size: number;
  }[];
  readonly changed: readonly string[];
  readonly left: readonly string[];
}

export const wouldPurge = async (reader: Reader, plan: PurgePlan): Promise<Told> => {
  const world = { ...reader, reports: await reader.reporter(), dossiers: new Map() };
  const deposits: Told["deposits"][number][] = [];
  for (const item of plan.deposits) {
    const { deposit, removed: all } = await inspect(world, item);
    if (!deposit) continue;
    const removed = all.map((r) =>
      r.path === undefined && plan.shared.has(r.sha256) ? { ...r, shared: true as const } : r,
    );
    const { dossier, name } = deposit.claimed;
    deposits.push({ ...item, name: `${dossier}/${name}`, removed });
  }
  const receipts: Told["receipts"][number][] = [];
  for (const receipt of plan.receipts) {
    const [stored] = await reader.journal.facts({ receipt }, 1);
    if (stored?.is !== "receipt-stored") continue;
    receipts.push({ id: receipt, sha256: stored.sha256, size: stored.size });
  }
  return { deposits, receipts, changed: [], left: [] };
};

export interface Doing {
  readonly context: Context;
  readonly settings: Settings;
  readonly reader: Reader;
  readonly plan: PurgePlan;
}

export const doPurge = async (doing: Doing, options: RemovalOptions): Promise<Told> => {
  const { reader, plan } = doing;
  const signed = {
    by: signer(options.by),
    // The journal is kept for ever: it must not hold what an erasure is about.
    reason: reasonGiven(withoutNir(options.reason ?? "")),
    ...(options.claimed ? { claimed: true as const } : {}),
  };
  await using giver = giverOf(doing);
  const told = {
    deposits: [] as Told["deposits"][number][],
    receipts: [] as Told["receipts"][number][],
    changed: [] as string[],
    left: new Set<string>(),
  };
  const progress = progressOf(doing.context);
  for await (const part of inParts({ journal: reader.journal, plan, signed }, giver.give)) {
    for (const { deposit: id, kinds, removed } of part.deposits) {
      const claimed = (await reader.journal.deposit(id))?.claimed;
      told.deposits.push({ id, name: `${claimed?.dossier}/${claimed?.name}`, kinds, removed });
    }
    for (const { receipt: id, sha256, size } of part.receipts)
      told.receipts.push({ id, sha256, size });
    told.changed.push(...part.changed);
    for (const path of part.left) told.left.add(path);
    progress.show(() => `${told.deposits.length} / ${plan.deposits.length}`);
  }
  progress.clear();
  return { ...told, left: [...told.left] };
};

/** To the running agent; once none answers, this command takes its place until it ends. */
const giverOf = ({ context, settings }: Doing) => {
  const opened = new AsyncDisposableStack();
  let alone: Awaited<ReturnType<typeof openForPurge>> | undefined;
  const give = async (order: PurgeOrder): Promise<Purged> => {
    if (alone) return purgeNow(alone, order);
    const met = await meet(context, {
      ask: () =>
        askAgent(context, {
          path: ordersPath(settings.data),
          order: "purge",
          args: order,
          timeoutMs: limits.purgeAnswerMsMax,
        }),
      open: () => openForPurge(settings, context.version),
    });
    if (met.is === "agent") return met.answer.value as Purged;
    alone = opened.use(met.world);
    return purgeNow(alone, order);
  };
  return { give, [Symbol.asyncDispose]: () => opened.disposeAsync() };
};

const bytesOf = (told: Told): number =>
  [...told.deposits.flatMap((d) => d.removed), ...told.receipts].reduce(
    (sum, one) => sum + ("shared" in one ? 0 : one.size),
    0,
  );

export const jsonOf = (told: Told, options: RemovalOptions): string => {
  const bytes = bytesOf(told);
  return `${JSON.stringify({ dryRun: options.dryRun === true, ...told, bytes }, undefined, 2)}\n`;
};

export const textOf = (
  told: Told,
  { words, options }: { readonly words: PurgeWords; readonly options: RemovalOptions },
): string => {
  const lines: string[] = [];
  for (const { id, name, kinds, removed } of told.deposits) {
    const list = kinds.map((kind) => words.kinds[kind]).join(", ");
    const size = sizeText(removed.reduce((sum, r) => sum + (r.shared ? 0 : r.size), 0));
    const what = `${list} (${words.files(removed.length, size)})`;
    lines.push(words.line({ id, name: oneLine(name), kinds: what }));
  }
  for (const { id } of told.receipts) lines.push(words.raw(id));
  if (told.changed.length > 0) lines.push(words.changed(told.changed.join(", ")));
  if (told.left.length > 0) lines.push(words.left(told.left.map(oneLine).join(", ")));
  const [n, r] = [told.deposits.length, told.receipts.length];
  const said = options.dryRun ? words.would : words.done;
  lines.push(n + r === 0 ? words.nothing : said(n, r, sizeText(bytesOf(told))));
  return `${lines.join("\n")}\n`;
};

const sizeText = (bytes: number): string =>
  bytes < 10_000 ? `${bytes} o` : `${Math.round(bytes / 1000)} ko`;
