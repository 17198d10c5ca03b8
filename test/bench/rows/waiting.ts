/**
 * A folder in which a hundred thousand files wait: when the first one leaves, and what the agent holds in memory. As a clone runs
 * it, and as it is published.
 */
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { dpae } from "../../support/samples.ts";
import {
  benchDossier,
  publishedProgram,
  residentMiB,
  startBenchAgent,
  withoutCache,
} from "../agent.ts";
import { letters } from "../letters.ts";
import { figure, quantile } from "../measure.ts";
import type { Bench, Figure, Row } from "../row.ts";
import { now, type Sink, startSink } from "../sink.ts";

export const row: Row = {
  name: "waiting",
  figure: "100,000 files waiting in one folder",
  goal: "first send within 5 s, resident memory ≤ 250 MB and flat",
  async run(bench) {
    await using sink = await startSink();
    const [clone, published]: [Seen[], Seen[]] = [[], []];
    const bare: number[] = [];
    if (!bench.quick) await compiledOnce(join(bench.folder, "before"), sink);
    const program = bench.quick ? undefined : await publishedProgram();
    for (let round = 0; round < Math.min(bench.rounds, 3); round += 1) {
      const folder = join(bench.folder, `clone-${round}`);
      const dossier = fill(folder, bench.quick ? 50 : 100_000);
      bare.push(bareLook(dossier));
      clone.push(await flood(bench, { folder, sink }));
      if (program === undefined) continue;
      const beside = join(bench.folder, `published-${round}`);
      fill(beside, 100_000);
      published.push(await withoutCache(() => flood(bench, { folder: beside, sink, program })));
    }
    return {
      figures: [
        ...figuresOf("", clone),
        ...(program === undefined ? [] : figuresOf("as published: ", published)),
        figure({ what: "bare readdir and stat of the folder", unit: "s" }, bare),
      ],
      notes: [
        `Watched for ${watchedSeconds(bench)} s while it worked through them. The clone's agent had been started and stopped before: a first start holds Node's stripper of types as well.`,
      ],
    };
  },
};

const watchedSeconds = ({ quick }: Bench): number => (quick ? 0.5 : 90);

/** The dossier's folder, with so many files in it. */
const fill = (folder: string, count: number): string => {
  const dossier = join(folder, "spool", benchDossier);
  mkdirSync(dossier, { recursive: true });
  for (let n = 0; n < count; n += 1)
    writeFileSync(join(dossier, `dpae-${n}.txt`), dpae(`FICTIVE ${letters(n)}`));
  return dossier;
};

/** Node keeps what it made of the sources when it ends by itself, and the agents of the measures are killed. */
const compiledOnce = async (folder: string, sink: Sink): Promise<void> => {
  const count = 40;
  fill(folder, count);
  sink.forget();
  await using agent = await startBenchAgent({ folder, smtpPort: sink.port });
  await sink.until(count);
  await agent.stop();
};

interface Seen {
  /** Seconds from the start to the first 250. */
  readonly first: number;
  /** Resident at most, MB. */
  readonly most: number;
  readonly growth: number;
  readonly perSecond: number;
}

const flood = async (
  bench: Bench,
  about: { readonly folder: string; readonly sink: Sink; readonly program?: string },
): Promise<Seen> => {
  const { folder, sink, program } = about;
  sink.forget();
  const from = now();
  const how = { folder, smtpPort: sink.port, ...(program === undefined ? {} : { program }) };
  await using agent = await startBenchAgent(how);
  await sink.until(1);
  const seen: number[] = [];
  const seconds = watchedSeconds(bench);
  for (const end = now() + seconds * 1000; now() < end; await delay(250))
    seen.push(residentMiB(agent.pid) * 1.048576);
  const sent = sink.taken.length;
  const most = Math.max(...seen);
  bench.tell(`at most ${most.toFixed(0)} MB, ${sent} sent`);
  const third = Math.ceil(seen.length / 3);
  return {
    first: ((sink.taken[0]?.at ?? Number.NaN) - from) / 1000,
    most,
    growth: quantile(seen.slice(-third), 0.5) / quantile(seen.slice(third, 2 * third), 0.5),
    perSecond: sent / seconds,
  };
};

const figuresOf = (how: string, seen: readonly Seen[]): readonly Figure[] => [
  figure(
    { what: `${how}start → first 250`, unit: "s", goal: { atMost: 5 } },
    seen.map((one) => one.first),
  ),
  figure(
    { what: `${how}resident at most`, unit: "MB", goal: { atMost: 250 } },
    seen.map((one) => one.most),
  ),
  figure(
    {
      what: `${how}resident, last third of the watch / the third before`,
      unit: "",
      goal: { atMost: 1.1 },
    },
    seen.map((one) => one.growth),
  ),
  figure(
    { what: `${how}sent`, unit: "files/s" },
    seen.map((one) => one.perSecond),
  ),
];

const bareLook = (folder: string): number => {
  const from = now();
  for (const name of readdirSync(folder)) statSync(join(folder, name));
  return (now() - from) / 1000;
};
