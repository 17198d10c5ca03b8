/** A folder in which a hundred thousand files wait: when the first one leaves, and what the agent holds in memory. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { dpae } from "../../support/samples.ts";
import { benchDossier, residentMiB, startBenchAgent } from "../agent.ts";
import { letters } from "../letters.ts";
import { figure, quantile } from "../measure.ts";
import type { Row } from "../row.ts";
import { now, startSink } from "../sink.ts";

export const row: Row = {
  name: "waiting",
  figure: "100,000 files waiting in one folder",
  goal: "first send within 5 s, resident memory ≤ 250 MB and flat",
  async run(bench) {
    const count = bench.quick ? 50 : 100_000;
    const watchedSeconds = bench.quick ? 0.5 : 90;
    await using sink = await startSink();
    const [first, memory, growth, bare]: [number[], number[], number[], number[]] = [
      [],
      [],
      [],
      [],
    ];
    for (let round = 0; round < Math.min(bench.rounds, 3); round += 1) {
      const folder = join(bench.folder, `agent-${round}`);
      const dossier = join(folder, "spool", benchDossier);
      mkdirSync(dossier, { recursive: true });
      for (let n = 0; n < count; n += 1)
        writeFileSync(join(dossier, `dpae-${n}.txt`), dpae(`FICTIVE ${letters(n)}`));
      bare.push(bareLook(dossier));
      sink.forget();
      const from = now();
      await using agent = await startBenchAgent({ folder, smtpPort: sink.port });
      await sink.until(1);
      first.push(((sink.taken[0]?.at ?? Number.NaN) - from) / 1000);
      bench.tell(`first send after ${first.at(-1)?.toFixed(1)} s`);
      const seen: number[] = [];
      for (const end = now() + watchedSeconds * 1000; now() < end; await delay(250))
        seen.push(residentMiB(agent.pid) * 1.048576);
      memory.push(Math.max(...seen));
      const third = Math.ceil(seen.length / 3);
      growth.push(quantile(seen.slice(-third), 0.5) / quantile(seen.slice(third, 2 * third), 0.5));
      bench.tell(`at most ${memory.at(-1)?.toFixed(0)} MB, ${sink.taken.length} sent`);
    }
    return {
      figures: [
        figure({ what: "start → first 250", unit: "s", goal: { atMost: 5 } }, first),
        figure({ what: "resident at most", unit: "MB", goal: { atMost: 250 } }, memory),
        figure(
          {
            what: "resident, last third of the watch / the third before",
            unit: "",
            goal: { atMost: 1.1 },
          },
          growth,
        ),
        figure({ what: "bare readdir and stat of the folder", unit: "s" }, bare),
      ],
      notes: [`Watched for ${watchedSeconds} s while it worked through them.`],
    };
  },
};

const bareLook = (folder: string): number => {
  const from = now();
  for (const name of readdirSync(folder)) statSync(join(folder, name));
  return (now() - from) / 1000;
};
