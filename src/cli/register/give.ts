/** Hands a change of the register over: to the running agent, or written by this command, which holds the lock meanwhile. */
import { ordersPath } from "../../adapters/system/orders.ts";
import { storeOf } from "../../compose/data.ts";
import { openForRegister, openRegisterReader } from "../../compose/register.ts";
import type { Settings } from "../../config/settings.ts";
import type { Sha256 } from "../../domain/ids.ts";
import type { Entry, RegisterContent } from "../../domain/register/entry.ts";
import { problemText } from "../../domain/register/problem.ts";
import type { Exit } from "../../foundation/refusal.ts";
import {
  changeRegister,
  contentBytes,
  proposal,
  type RegisterAnswer,
  type RegisterOrder,
  standing,
} from "../../journey/register.ts";
import type { Store } from "../../ports/store.ts";
import type { Context, Global } from "../command.ts";
import { askAgent, meet } from "../give.ts";
import { reasonGiven, signer } from "../signature.ts";
import { progressOf } from "../terminal/progress.ts";
import { registerWords } from "./words.ts";

export interface RegisterOptions extends Global {
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** A first import may wait for a busy disk. */
const answerMsMax = 60_000;

/** What stands in it now; nothing when no agent ever ran here. */
export const standingNow = async (settings: Settings): Promise<readonly Entry[]> => {
  await using reader = openRegisterReader(settings);
  return reader ? await standing(reader) : [];
};

/** Scanned papers to be kept before anything names them. */
export type KeepScans = (store: Pick<Store, "put">) => Promise<void>;

/** Writes what really changes and tells how it went. */
export const giveChange = async (
  context: Context,
  options: RegisterOptions & { readonly settings: Settings },
  change: {
    readonly content: RegisterContent;
    readonly standing: readonly Entry[];
    readonly keepScans?: KeepScans;
  },
): Promise<Exit> => {
  const { io, language } = context;
  const words = registerWords[language];
  const content = proposal(change.standing, change.content);
  const [put, removed] = [content.put.length, content.removed.length];
  const say = (answer: object, text: string): Exit => {
    io.out(options.json ? `${JSON.stringify(answer)}\n` : `${text}\n`);
    return 0;
  };
  if (put + removed === 0) return say({ is: "done", put, removed }, words.nothingChanges);
  if (options.dryRun) return say({ is: "checked", put, removed }, words.wouldDo(put, removed));
  const progress = progressOf(context);
  progress.show(() => words.writing(put + removed));
  const answer = await hand(context, options, async (store) => {
    await change.keepScans?.(store);
    return store.put(contentBytes(content));
  });
  progress.clear();
  if (answer.is === "done") return say(answer, words.done(answer.put, answer.removed));
  return tellRefused(context, options, answer);
};

/** Every problem, one line each, and that nothing was written. */
export const tellRefused = (
  { io, language }: Context,
  { json }: Pick<RegisterOptions, "json">,
  { problems }: Extract<RegisterAnswer, { readonly is: "refused" }>,
): Exit => {
  if (json) io.out(`${JSON.stringify({ is: "refused", problems })}\n`);
  else {
    for (const problem of problems) io.err(`${problemText(problem, language)}\n`);
    io.err(`${registerWords[language].refused(problems.length)}\n`);
  }
  return 1;
};

/**
 * The content goes into the store first; beside no agent, only once its key and journal are there: a register may be the
 * first thing that an agent is given.
 */
const hand = async (
  context: Context,
  options: RegisterOptions & { readonly settings: Settings },
  kept: (store: Pick<Store, "put">) => Promise<Sha256>,
): Promise<RegisterAnswer> => {
  const { settings } = options;
  const path = ordersPath(settings.data);
  const signed = { by: signer(options.by), reason: reasonGiven(options.reason) };
  const timeoutMs = answerMsMax;
  const met = await meet(context, {
    ask: async () => {
      if (!(await askAgent(context, { path, order: "status", args: {} }))) return undefined;
      const args: RegisterOrder = { content: await kept(storeOf(settings)), ...signed };
      return await askAgent(context, { path, order: "register", args, timeoutMs });
    },
    open: () => openForRegister(settings),
  });
  if (met.is === "agent") return met.answer.value as RegisterAnswer;
  await using opened = met.world;
  return await changeRegister(opened, { content: await kept(opened.store), ...signed });
};
