/**
 * `facteur register forget SIRET [--claimed] [--dry-run] --by NAME --reason …`: the register forgets an employer. All or nothing: while
 * a deposit of it is open, a mandate in force, or its declarations still to be kept and nobody claimed it, nothing is touched (exit 1).
 */

import { agentKey } from "../../adapters/system/agent-file.ts";
import { ordersPath } from "../../adapters/system/orders.ts";
import { systemClock } from "../../adapters/system/system-clock.ts";
import type { Reader } from "../../compose/reader.ts";
import { openToForget } from "../../compose/register.ts";
import type { Settings } from "../../config/settings.ts";
import { isSiret } from "../../domain/identifiers.ts";
import type { DepositId } from "../../domain/ids.ts";
import { isClosed } from "../../domain/removal/closed.ts";
import { dueKinds, keptKinds } from "../../domain/removal/retention.ts";
import { withoutNir } from "../../domain/without-nir.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { declaringFor } from "../../journey/find-employer.ts";
import {
  type ForgetAnswer,
  forgetEmployer,
  planForget,
  type SeenDeposits,
} from "../../journey/register/forget.ts";
import { type Context, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { reading } from "../reading.ts";
import { reasonGiven, signer } from "../signature.ts";
import { progressOf } from "../terminal/progress.ts";
import { registerForgetWords } from "./forget-words.ts";
import type { RegisterOptions } from "./give.ts";

export interface RegisterForgetOptions extends RegisterOptions {
  readonly siret: string;
  readonly claimed?: boolean;
}

export const registerForget = async (
  context: Context,
  options: RegisterForgetOptions,
): Promise<Exit> => {
  const { io, language } = context;
  const words = registerForgetWords[language];
  const siret = options.siret.replace(/\s/gu, "");
  if (!isSiret(siret)) throw new Refusal(2, [words.notSiret(options.siret)]);
  const reason = reasonGiven(withoutNir(options.reason ?? ""));
  if (!options.dryRun && !reason) throw new Refusal(2, [words.reasonNeeded]);
  const settings = settingsOf(context, options);
  await using reader = reading(context, options);
  const claimed = options.claimed ? ({ claimed: true } as const) : {};
  const seen = await deposits(context, { reader, settings, siret, ...claimed });
  const asked = { siret, seen, ...claimed };
  const gone = options.dryRun
    ? await would(context, { reader, settings, asked })
    : await does(context, settings, { ...asked, by: signer(options.by), reason });
  const { rows, contents, papers } = gone;
  const kept = seen.deposits;
  if (options.json) {
    const answer = { dryRun: options.dryRun === true, rows, contents, papers, kept };
    io.out(`${JSON.stringify(answer)}\n`);
    return 0;
  }
  const said = options.dryRun ? words.would : words.done;
  const lines = [
    said(rows, contents, papers),
    ...(kept.length > 0 ? [words.kept(kept.join(", "))] : []),
    words.stays,
  ];
  io.out(`${lines.join("\n")}\n`);
  return 0;
};

/** Those that declare for it; refused while one is still to be kept by the settings and nobody claims. */
const deposits = async (
  context: Context,
  about: {
    readonly reader: Reader;
    readonly settings: Settings;
    readonly siret: string;
    readonly claimed?: true;
  },
): Promise<SeenDeposits> => {
  const { reader, settings, siret, claimed } = about;
  const words = registerForgetWords[context.language];
  const progress = progressOf(context);
  const upTo = (await reader.journal.head())?.seq ?? 0;
  const [all, early]: [DepositId[], string[]] = [[], []];
  for await (const deposit of declaringFor(reader, siret)) {
    all.push(deposit.id);
    progress.show(() => deposit.id);
    const due = dueKinds(deposit.lastAt, { retention: settings.retention, now: Date.now() });
    // What is open is told as that, by who judges it.
    if (isClosed(deposit) && due.length < keptKinds.length) early.push(deposit.id);
  }
  progress.clear();
  if (early.length > 0 && !claimed) throw new Refusal(1, [words.tooEarly(early.join(", "))]);
  return { upTo, deposits: all };
};

interface Gone {
  readonly rows: number;
  readonly contents: number;
  readonly papers: number;
}

const would = async (
  context: Context,
  about: {
    readonly reader: Reader;
    readonly settings: Settings;
    readonly asked: Parameters<typeof planForget>[1];
  },
): Promise<Gone> => {
  const { reader, settings, asked } = about;
  const agent = { key: agentKey(settings.data) ?? new Uint8Array() };
  const plan = await planForget({ ...reader, agent, clock: systemClock() }, asked);
  if (plan.is !== "plan") return carriedOut(context, plan, asked.siret);
  return { rows: plan.rows, contents: plan.contents.size, papers: plan.papers.length };
};

const does = async (
  context: Context,
  settings: Settings,
  order: Parameters<typeof forgetEmployer>[1],
): Promise<Gone> => {
  const answer = await give(context, {
    path: ordersPath(settings.data),
    order: "register-forget",
    args: order,
    timeoutMs: answerMsMax,
    open: () => openToForget(settings, context.version),
    here: (world) => forgetEmployer(world, order),
  });
  return carriedOut(context, answer, order.siret);
};

/** The whole journal is read, to know what else stands on a paper. */
const answerMsMax = 120_000;

const carriedOut = (context: Context, answer: ForgetAnswer, siret: string): Gone => {
  const words = registerForgetWords[context.language];
  switch (answer.is) {
    case "done":
      return answer;
    case "unknown":
      throw new Refusal(1, [words.unknown(siret)]);
    case "open":
      throw new Refusal(1, [words.open(answer.deposits.join(", "))]);
    case "recent":
      throw new Refusal(1, [words.tooEarly(answer.deposits.join(", "))]);
    case "mandate": {
      const { since, until } = answer;
      throw new Refusal(1, [words.mandate(until === "" ? since : `${since} – ${until}`)]);
    }
    case "named": {
      const counts = new Map<string, number>();
      for (const { table } of answer.by) counts.set(table, (counts.get(table) ?? 0) + 1);
      throw new Refusal(1, [words.named([...counts].map(([t, n]) => `${t} (${n})`).join(", "))]);
    }
  }
};
