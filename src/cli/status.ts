/** `facteur status`: does the agent work, what is wrong, what became of the latest deposits. */
import { NoDaemon, sendOrder } from "../adapters/system/orders.ts";
import type { DaemonStatus } from "../daemon/orders.ts";
import { faults } from "../domain/faults.ts";
import { situation } from "../domain/rollup.ts";
import { situationText } from "../domain/situations.ts";
import type { Exit } from "../foundation/refusal.ts";
import type { Context, Global } from "./command.ts";
import { reading } from "./reading.ts";

/** Deposits that the summary counts: a clerk's last weeks. */
const countedMax = 200;
const answerMsMax = 3000;

export interface StatusOptions extends Global {
  readonly json?: boolean;
}

/** Exit 0 when the agent runs without a problem, 1 otherwise. */
export const status = async (context: Context, options: StatusOptions): Promise<Exit> => {
  await using reader = reading(context, options);
  const daemon = await askDaemon(reader.ordersPath);
  const deposits = await reader.journal.find({ by: "recent" }, countedMax);
  const counts = new Map<string, number>();
  for (const deposit of deposits) {
    const s = situation(deposit);
    const word = options.json ? s.is : situationText(s, context.language).title.toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const healthy = daemon !== undefined && daemon.problems.length === 0;
  context.io.out(
    options.json
      ? `${JSON.stringify({ running: daemon !== undefined, healthy, daemon, deposits: Object.fromEntries(counts) }, undefined, 2)}\n`
      : inWords(context, daemon, [...counts]),
  );
  return healthy ? 0 : 1;
};

const askDaemon = async (path: string): Promise<DaemonStatus | undefined> => {
  try {
    const answer = await sendOrder(path, { order: "status", args: {}, timeoutMs: answerMsMax });
    return answer as DaemonStatus;
  } catch (cause) {
    if (cause instanceof NoDaemon) return undefined;
    throw cause;
  }
};

const inWords = (
  { words, language }: Context,
  daemon: DaemonStatus | undefined,
  counts: readonly (readonly [string, number])[],
): string => {
  const lines: string[] = [];
  if (!daemon) lines.push(words.notRunning);
  else {
    const works = daemon.problems.length === 0;
    lines.push(`${words.running(daemon.pid)} ${works ? words.works : ""}`.trim());
    if (!works) lines.push(words.problems(daemon.problems.length));
    for (const p of daemon.problems) {
      const text = faults[p.code][language];
      lines.push(`  ${p.about} — ${text.what} [${p.code}]`, `    ${p.said}`, `    → ${text.next}`);
    }
  }
  lines.push(counts.length > 0 ? words.counts(counts) : words.noDeposit);
  return `${lines.join("\n")}\n`;
};
