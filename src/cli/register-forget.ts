/**
 * `facteur register forget SIRET [--claimed] [--dry-run] --by NAME --reason …`: the register forgets an employer. All or nothing: while
 * a deposit of it is open, a mandate in force, or its declarations still to be kept and nobody claimed it, nothing is touched (exit 1).
 */

import { agentKey } from "../adapters/system/agent-file.ts";
import { ordersPath } from "../adapters/system/orders.ts";
import type { Reader } from "../compose/reader.ts";
import { openToForget } from "../compose/register.ts";
import type { Settings } from "../config/settings.ts";
import { isClosed } from "../domain/closed.ts";
import { isSiret } from "../domain/identifiers.ts";
import { parisDay } from "../domain/paris-time.ts";
import { isOf, valueOf } from "../domain/register/entry.ts";
import { dueKinds, keptKinds } from "../domain/retention.ts";
import { withoutNir } from "../domain/without-nir.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { declaringFor } from "../journey/find-employer.ts";
import { type ForgetAnswer, forgetEmployer, planForget } from "../journey/register/forget.ts";
import { standing } from "../journey/register.ts";
import { type Context, settingsOf } from "./command.ts";
import { give } from "./give.ts";
import { progressOf } from "./progress.ts";
import { reading } from "./reading.ts";
import { registerForgetWords } from "./register-forget-words.ts";
import type { RegisterOptions } from "./register-give.ts";
import { reasonGiven, signer } from "./signature.ts";

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
  const kept = await deposits(context, { reader, settings, siret, claimed: options.claimed });
  await refuseMandate(context, reader, siret);
  const gone = options.dryRun
    ? await would(context, { reader, settings, siret })
    : await does(context, settings, {
        siret,
        by: signer(options.by),
        reason,
        ...(options.claimed ? { claimed: true as const } : {}),
      });
  const { rows, contents, papers } = gone;
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

/** Those that declare for it; refused while one is open, or still to be kept and nobody claims. */
const deposits = async (
  context: Context,
  about: {
    readonly reader: Reader;
    readonly settings: Settings;
    readonly siret: string;
    readonly claimed: boolean | undefined;
  },
): Promise<readonly string[]> => {
  const { reader, settings, siret, claimed } = about;
  const words = registerForgetWords[context.language];
  const progress = progressOf(context);
  const [kept, open, early]: [string[], string[], string[]] = [[], [], []];
  for await (const deposit of declaringFor(reader, siret)) {
    kept.push(deposit.id);
    progress.show(() => deposit.id);
    if (!isClosed(deposit)) open.push(deposit.id);
    const due = dueKinds(deposit.lastAt, { retention: settings.retention, now: Date.now() });
    if (due.length < keptKinds.length) early.push(deposit.id);
  }
  progress.clear();
  if (open.length > 0) throw new Refusal(1, [words.open(open.join(", "))]);
  if (early.length > 0 && !claimed) throw new Refusal(1, [words.tooEarly(early.join(", "))]);
  return kept;
};

const refuseMandate = async (context: Context, reader: Reader, siret: string): Promise<void> => {
  const today = parisDay(Date.now());
  const inForce = (await standing(reader)).find(
    (entry) =>
      entry.table === "mandats" &&
      isOf(entry, siret) &&
      (valueOf(entry, "fin") === "" || valueOf(entry, "fin") >= today),
  );
  if (!inForce) return;
  const until = valueOf(inForce, "fin");
  const since = valueOf(inForce, "signe_le");
  throw new Refusal(1, [
    registerForgetWords[context.language].mandate(until === "" ? since : `${since} – ${until}`),
  ]);
};

interface Gone {
  readonly rows: number;
  readonly contents: number;
  readonly papers: number;
}

const would = async (
  context: Context,
  about: { readonly reader: Reader; readonly settings: Settings; readonly siret: string },
): Promise<Gone> => {
  const key = agentKey(about.settings.data);
  const plan = await planForget(
    { ...about.reader, agent: { key: key ?? new Uint8Array() } },
    about.siret,
  );
  if (plan.is !== "plan") return carriedOut(context, plan, about.siret);
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
    case "named": {
      const counts = new Map<string, number>();
      for (const { table } of answer.by) counts.set(table, (counts.get(table) ?? 0) + 1);
      throw new Refusal(1, [words.named([...counts].map(([t, n]) => `${t} (${n})`).join(", "))]);
    }
  }
};
