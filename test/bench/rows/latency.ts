/** One file at a time, an idle agent: from its close to the server's 250, beside a bare send of the same size. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { edifact } from "../../support/samples.ts";
import { benchDossier, startBenchAgent } from "../agent.ts";
import { figure, ratio } from "../measure.ts";
import type { Row } from "../row.ts";
import { now, type Sink, startSink } from "../sink.ts";

/** Longer than the agent needs to be idle again. */
const pauseMs = 150;

export const row: Row = {
  name: "latency",
  figure:
    "one file of a format with a proven end (a DUCS in EDIFACT), closed → 250 received, idle agent",
  goal: "p50 ≤ 400 ms, p99 ≤ 1 s",
  async run(bench) {
    await using sink = await startSink();
    const folder = join(bench.folder, "agent");
    await using agent = await startBenchAgent({ folder, smtpPort: sink.port });
    const ours: number[] = [];
    const bare: number[] = [];
    const samples = bench.quick ? 3 : 40 * bench.rounds;
    for (let n = 0; n < samples; n += 1) {
      const bytes = edifact([`B${n}`]);
      await delay(pauseMs);
      ours.push(
        await timed(sink, () =>
          writeFileSync(join(agent.dossier(benchDossier), `l${n}.edi`), bytes),
        ),
      );
      await delay(pauseMs);
      bare.push(await timed(sink, () => bareSend(sink.port, bytes)));
    }
    return {
      figures: [
        figure({ what: "p50", unit: "ms", goal: { atMost: 400 } }, ours, 0.5),
        figure({ what: "p99", unit: "ms", goal: { atMost: 1000 } }, ours, 0.99),
        figure({ what: "bare send, p50", unit: "ms" }, bare, 0.5),
        figure({ what: "bare send, p99", unit: "ms" }, bare, 0.99),
        figure({ what: "Facteur / bare send", unit: "" }, ratio(ours, bare)),
      ],
      notes: [`${samples} files. 100 ms of each are the quiet time that a proven end still needs.`],
    };
  },
};

const timed = async (sink: Sink, begin: () => unknown): Promise<number> => {
  sink.forget();
  await begin();
  const from = now();
  await sink.until(1);
  return (sink.taken[0]?.at ?? Number.NaN) - from;
};

/** Not awaited: the clock runs from here. */
const bareSend = (port: number, bytes: Uint8Array): void => {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  void transport
    .sendMail({
      from: "paie@client.test",
      to: "accept@organisme.test",
      subject: "DUE",
      text: "Ci-joint.",
      attachments: [{ filename: "lot.edi", content: Buffer.from(bytes) }],
    })
    .finally(() => transport.close());
};
