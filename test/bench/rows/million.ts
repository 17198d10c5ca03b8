/** What a million deposits in the journal cost: receiving, correlation, start, `status`. */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { readJournal } from "../../../src/adapters/journal/sqlite-journal.ts";
import { publishedProgram, startBenchAgent } from "../agent.ts";
import { grow, type Waiting } from "../grown.ts";
import { benchMailbox } from "../mailbox.ts";
import { alternate, figure, ratio } from "../measure.ts";
import { receiptsRate } from "../receipts.ts";
import type { Bench, Figure, Row } from "../row.ts";
import { now } from "../sink.ts";

const run = promisify(execFile);
const main = join(import.meta.dirname, "..", "..", "..", "src", "main.ts");
const cache = join(import.meta.dirname, "..", "..", "..", "node_modules", ".cache", "facteur");

export const row: Row = {
  name: "million",
  figure: "the same ARs with 1,000,000 deposits already in the journal",
  goal: "≥ 0.9 of the empty journal; correlation p99 ≤ 5 ms; start ≤ 2 s; `status` ≤ 0.3 s",
  async run(bench) {
    const closed = bench.quick ? 500 : 1_000_000;
    const waiting = bench.quick ? 5 : 5000;
    const data = join(bench.folder, "grown", "data");
    const ars = await grow({ data, closed, waiting, tell: bench.tell });
    const correlations = await correlate(data, bench.quick ? 50 : 2000, closed);
    const clone = times();
    const published = times();
    const program = bench.quick ? undefined : await publishedProgram();
    for (let round = 0; round < bench.rounds; round += 1) {
      await startOnce(bench, clone);
      if (program) await startOnce(bench, published, program);
    }
    const figures: Figure[] = [
      figure({ what: "correlation, p50", unit: "ms" }, correlations, 0.5),
      figure({ what: "correlation, p99", unit: "ms", goal: { atMost: 5 } }, correlations, 0.99),
      ...figuresOf("", clone),
      ...(program ? figuresOf("as published: ", published) : []),
    ];
    const received = await receiving(bench, data, ars);
    return {
      figures: [...figures, ...received.figures],
      notes: [
        "Correlation: from a Message-ID to its deposit, folded, on a connection that has it not at hand.",
        "`status` is the whole command, its own start included, beside the running agent: in the moment after the agent's start, in which it judges what waits, and once that is over.",
        ...received.notes,
      ],
    };
  },
};

/** As `understand` asks, on deposits far from each other. */
const correlate = async (data: string, times: number, closed: number): Promise<number[]> => {
  await using journal = readJournal(join(data, "journal.db"));
  if (!journal) throw new Error("there is no journal");
  const spent: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const id = `D${1 + ((n * 7919) % closed)}` as const;
    const header = (await journal.deposit(id))?.messages[0]?.frozen.messageIdHeader ?? "";
    const from = now();
    const [found] = await journal.find({ by: "message-id", header }, 1);
    spent.push(now() - from);
    if (found?.id !== id) throw new Error(`${header} led to ${found?.id}, not to ${id}`);
  }
  return spent;
};

interface Times {
  readonly starts: number[];
  readonly atOnce: number[];
  readonly later: number[];
}

const times = (): Times => ({ starts: [], atOnce: [], later: [] });

const figuresOf = (form: string, { starts, atOnce, later }: Times): readonly Figure[] => [
  figure({ what: `${form}start`, unit: "s", goal: { atMost: 2 } }, starts),
  figure({ what: `${form}\`facteur status\`, just started`, unit: "s" }, atOnce),
  figure({ what: `${form}\`facteur status\``, unit: "s", goal: { atMost: 0.3 } }, later),
];

/** Longer than the agent needs after a start to look at what waits. */
const calmMs = 20_000;

const startOnce = async (bench: Bench, into: Times, program?: string): Promise<void> => {
  const folder = join(bench.folder, "grown");
  const from = now();
  await using agent = await startBenchAgent({
    folder,
    smtpPort: 9,
    ...(program ? { program } : {}),
  });
  into.starts.push((now() - from) / 1000);
  const status = async (): Promise<number> => {
    const asked = now();
    const command = [program ?? main, "status", "--config", agent.settings];
    // Exit 1 would only say that the agent has a problem. A clone's commands are started so (src/bootstrap.mjs).
    const env = { ...process.env, NODE_COMPILE_CACHE: cache };
    await run(process.execPath, command, { env }).catch(() => undefined);
    return (now() - asked) / 1000;
  };
  into.atOnce.push(await status());
  await delay(bench.quick ? 0 : calmMs);
  into.later.push(await status());
  const [start, atOnce, later] = [into.starts, into.atOnce, into.later].map((t) =>
    t.at(-1)?.toFixed(2),
  );
  bench.tell(`start ${start} s, status ${atOnce} s, later ${later} s`);
  await agent.stop();
};

const receiving = async (bench: Bench, data: string, ars: readonly Waiting[]) => {
  const mailbox = await benchMailbox({
    folder: join(bench.folder, "ms"),
    mayInstall: !bench.quick,
  });
  if (mailbox.is === "not")
    return { figures: [], notes: [`Receiving not run: ${mailbox.because}.`] };
  await using _stopped = mailbox;
  await mailbox.fill(ars.map((ar) => ar.mail));
  const empty = join(bench.folder, "empty");
  const few = await grow({ data: empty, closed: 0, waiting: ars.length, tell: bench.tell });
  const second = await mailbox.second();
  await second.fill(few.map((ar) => ar.mail));
  const once = async (
    who: string,
    from: string,
    box: typeof mailbox,
    mails: readonly Waiting[],
  ) => {
    const folder = join(bench.folder, `agent-${who}`);
    const rate = await receiptsRate({ folder, data: from, mailbox: box, ars: mails });
    rmSync(folder, { recursive: true, force: true });
    bench.tell(`${who}: ${rate.toFixed(0)} mails/s`);
    return rate;
  };
  const rates = await alternate(Math.min(bench.rounds, 3), {
    million: () => once("million", data, mailbox, ars),
    empty: () => once("empty", empty, second, few),
  });
  return {
    figures: [
      figure({ what: "receiving with a million", unit: "mails/s" }, rates.million),
      figure({ what: "receiving with an empty journal", unit: "mails/s" }, rates.empty),
      figure(
        { what: "a million / empty", unit: "", goal: { atLeast: 0.9 } },
        ratio(rates.million, rates.empty),
      ),
    ],
    notes: [],
  };
};
