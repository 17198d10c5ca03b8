/** `facteur status`: does the agent work, what is wrong, who waits for a person, what became of the latest deposits. */

import { organismsOf } from "../../adapters/reports/model/organisms.ts";
import { todoByPart } from "../../adapters/reports/model/parts.ts";
import type { Reader } from "../../compose/reader.ts";
import type { DaemonStatus, WeighedProblem } from "../../daemon/orders/orders.ts";
import { byCause } from "../../domain/by-cause.ts";
import { frenchCalendar } from "../../domain/calendar/working-days.ts";
import { subjectText } from "../../domain/due/alarms.ts";
import { faults } from "../../domain/faults.ts";
import { severityOf } from "../../domain/health.ts";
import type { ClientHold } from "../../domain/hold/client.ts";
import { isOnlyWarning } from "../../domain/key-expiry.ts";
import { situation } from "../../domain/rollup.ts";
import { situationText, situationTone } from "../../domain/situations.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { ClientHolds } from "../../journey/client-holds.ts";
import type { JournalDamage } from "../../ports/journal-damage.ts";
import type { Context, Global } from "../command.ts";
import { askAgent } from "../give.ts";
import { giveWords } from "../give-words.ts";
import { colon } from "../io.ts";
import { clientWords } from "../orders/client-words.ts";
import { reading } from "../reading.ts";
import { oneLine } from "../terminal/one-line.ts";
import { type Attention, attention, type Telling } from "./attention.ts";
import { statusWords } from "./status-words.ts";

/** Deposits that the summary counts: a clerk's last weeks. */
const countedMax = 200;
/** A busy disk keeps an agent from its answers for seconds. */
const answerMsMax = 10_000;
/** Named in the text; all are counted, and `--json` has them all. */
const shownMax = 10;

export interface StatusOptions extends Global {
  readonly json?: boolean;
}

const telling = ({ language }: Context, { told, dossiers }: Reader): Telling => ({
  language,
  stepsOf: (deposit) =>
    todoByPart({
      deposit,
      calendar: dossiers.get(deposit.claimed.dossier)?.calendar ?? frenchCalendar,
      organisms: organismsOf(deposit, told),
      language,
    }),
});

/** Exit 0 when the agent runs, nothing is wrong and nobody is waited for; 1 otherwise. */
export const status = async (context: Context, options: StatusOptions): Promise<Exit> => {
  const damaged = new Map<string, JournalDamage>();
  await using reader = reading(context, options, (one) => void damaged.set(one.about ?? "", one));
  const order = { order: "status", args: {}, timeoutMs: answerMsMax };
  const answer = await askAgent(context, { path: reader.ordersPath, ...order });
  const daemon = answer?.value as DaemonStatus | undefined;
  const changing = daemon ? undefined : await reader.holder();
  const holds = await ClientHolds.read(reader.journal, reader.dossiers);
  const recent = await reader.journal.find({ by: "recent" }, countedMax);
  const deposits = recent.map((deposit) => holds.over(deposit));
  const waiting = await attention(reader.journal, deposits, telling(context, reader));
  const counts = new Map<string, number>();
  for (const deposit of deposits) {
    const s = situation(deposit);
    const word = options.json ? s.is : situationText(s, context.language).title.toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const healthy =
    daemon !== undefined &&
    daemon.problems.every((p) => isOnlyWarning(p.code)) &&
    waiting.length === 0 &&
    damaged.size === 0;
  const told = {
    daemon,
    changing,
    healthy,
    waiting,
    counts,
    held: holds.open,
    damaged: [...damaged.values()],
  };
  context.io.out(
    options.json
      ? `${JSON.stringify(inJson(context, told), undefined, 2)}\n`
      : inWords(context, told),
  );
  return healthy ? 0 : 1;
};

interface Told {
  readonly daemon: DaemonStatus | undefined;
  /** The process of an agent that does not listen yet, or any more. */
  readonly changing: number | undefined;
  readonly healthy: boolean;
  readonly waiting: readonly Attention[];
  readonly counts: ReadonlyMap<string, number>;
  /** Deposits that are not counted, because they cannot be read. */
  readonly damaged: readonly JournalDamage[];
  /** A person's own decision: shown, and no reason for an alarm. */
  readonly held: readonly ClientHold[];
}

const inJson = (
  { language }: Context,
  { daemon, changing, healthy, waiting, counts, held, damaged }: Told,
) => ({
  running: daemon !== undefined,
  changing,
  healthy,
  daemon: daemon && {
    ...daemon,
    problems: daemon.problems.map((p) => ({ ...p, ...faults[p.code][language] })),
  },
  attention: waiting,
  held: held.map(({ scope, name, by, reason, at }) => ({
    scope,
    name,
    by,
    reason,
    since: new Date(at).toISOString(),
  })),
  deposits: Object.fromEntries(counts),
  damaged: damaged.map(({ about, message }) => ({ about, said: message.split("\n") })),
});

const inWords = (
  context: Context,
  { daemon, changing, healthy, waiting, counts, held, damaged }: Told,
): string => {
  const { words, language, paint } = context;
  const say = statusWords[language];
  const lines: string[] = [];
  if (!daemon)
    lines.push(
      changing
        ? paint("attention", giveWords[language].changing(changing))
        : paint("bad", words.notRunning),
    );
  else {
    const { critical, warnings } = daemon.health;
    const allWell = healthy && critical + warnings === 0;
    const well = allWell ? say.works : say.health(critical, warnings);
    const tone = allWell ? "good" : critical > 0 ? "bad" : "attention";
    lines.push(paint(tone, `${say.running(daemon.pid)} ${well}`.trim()));
    lines.push(...daemon.identities.map((trip) => `  ${oneLine(say.trip(trip))}`));
  }
  const problems = daemon?.problems ?? [];
  if (problems.length > 0) lines.push(say.problems(problems.length));
  for (const p of byCause(problems)) {
    const subject = subjectText(p, language);
    const about = p.more > 0 ? `${subject} ${say.others(p.more)}` : subject;
    lines.push(...problemLines(context, { ...p, about }));
  }
  // What the running agent tells of its own is said above.
  for (const { about = "", message: said } of damaged)
    if (!problems.some((p) => p.about === about))
      lines.push(...problemLines(context, { code: "journal-damaged", about, said }));
  if (held.length > 0) lines.push(clientWords[language].held(held.length));
  for (const hold of held)
    lines.push(...clientWords[language].heldLines(hold).map((line) => `  ${oneLine(line)}`));
  if (waiting.length > 0) lines.push(say.waiting(waiting.length));
  for (const one of waiting.slice(0, shownMax))
    lines.push(
      `  ${one.deposit} ${oneLine(`${one.dossier}/${one.file}`)} — ${paint(situationTone(one.state), one.title)}${colon[language]}${one.what}`,
      `    → ${one.next}`,
    );
  if (waiting.length > shownMax) lines.push(`  ${say.more(waiting.length - shownMax)}`);
  lines.push(counts.size > 0 ? say.counts([...counts]) : words.noDeposit);
  return `${lines.join("\n")}\n`;
};

/** `!!` keeps declarations from leaving, or may make them late, wrong or lost. */
const problemLines = (
  { language, paint }: Pick<Context, "language" | "paint">,
  problem: Pick<WeighedProblem, "code" | "about" | "said"> & Partial<WeighedProblem>,
): readonly string[] => {
  const { code, about, said, times = 1, stands = true, since, dependsOn } = problem;
  const { what, next } = faults[code][language];
  const say = statusWords[language];
  const mark = severityOf(code) === "critical" ? paint("bad", "!!") : paint("attention", "! ");
  return [
    `  ${mark} ${oneLine(about)} — ${what} [${code}]`,
    `     ${oneLine(said)}`,
    ...(times > 1 && since !== undefined
      ? [`     ${say.comesAndGoes({ times, since, stands })}`]
      : []),
    ...(dependsOn ? [`     ${say.follows(dependsOn.code, oneLine(dependsOn.about))}`] : []),
    `     → ${next}`,
  ];
};
