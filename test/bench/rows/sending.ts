/** Files dropped at once until the server has taken the last one, beside a bare loop and Postfix's `sendmail`. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { dpae } from "../../support/samples.ts";
import { benchDossier, dropAll, startBenchAgent } from "../agent.ts";
import { letters } from "../letters.ts";
import { writeMails } from "../mails.ts";
import { alternate, figure, perSecond, ratio } from "../measure.ts";
import { type PostfixPeer, postfixPeer } from "../postfix.ts";
import type { Bench, Figure, Row } from "../row.ts";
import { now, type Sink, startSink } from "../sink.ts";

const parallel = 8;

export const row: Row = {
  name: "sending",
  figure:
    "2,000 files of 1 kB (one hire) and of 20 kB (twenty) dropped at once → accepted by an SMTP sink, all durability on",
  goal: "≥ 0.6 of a bare unpooled nodemailer loop over the same bytes at the same parallelism, and ≥ 5× the same files through Postfix's `sendmail` to the same sink",
  async run(bench) {
    await using sink = await startSink();
    const postfix = await postfixPeer({
      folder: bench.folder,
      sinkPort: sink.port,
      parallel,
      mayInstall: !bench.quick,
    });
    await using _stopped = postfix.is === "runs" ? postfix : undefined;
    const notes = [
      `${parallel} at once on both sides; the dossier's quiet time is 0.2 s, the agent writes all its reports.`,
    ];
    if (postfix.is === "not") notes.push(`Postfix was not run: ${postfix.because}.`);
    const figures: Figure[] = [];
    for (const hires of [1, 20]) figures.push(...(await sized({ bench, sink, postfix, hires })));
    return { figures, notes };
  },
};

interface Sized {
  readonly bench: Bench;
  readonly sink: Sink;
  readonly postfix: PostfixPeer;
  readonly hires: number;
}

const sized = async ({ bench, sink, postfix, hires }: Sized): Promise<readonly Figure[]> => {
  const files = filesOf(bench.quick ? 20 : 2000, hires);
  const mails = await writeMails(join(bench.folder, `mails-${hires}`), files);
  const size = `${hires} kB`;
  const told = (who: string, rate: number): number => {
    bench.tell(`${size} ${who}: ${rate.toFixed(0)} files/s`);
    return rate;
  };
  const rates = await alternate(bench.rounds, {
    ours: async (round) => {
      const folder = join(bench.folder, `agent-${hires}-${round}`);
      await using agent = await startBenchAgent({ folder, smtpPort: sink.port, parallel });
      const drop = dropAll(folder, agent.dossier(benchDossier), files);
      return told("Facteur", await timed(sink, files.size, drop));
    },
    bare: async () => told("bare loop", await bareRate(sink, mails, files.size)),
    ...(postfix.is === "runs"
      ? {
          sendmail: async () =>
            told("sendmail", await timed(sink, files.size, () => postfix.send(mails))),
        }
      : {}),
  });
  const figures: Figure[] = [
    figure({ what: `${size}: Facteur`, unit: "files/s" }, rates.ours),
    figure({ what: `${size}: bare loop`, unit: "files/s" }, rates.bare),
    figure(
      { what: `${size}: Facteur / bare loop`, unit: "", goal: { atLeast: 0.6 } },
      ratio(rates.ours, rates.bare),
    ),
  ];
  if (!rates.sendmail) return figures;
  const over = ratio(rates.ours, rates.sendmail);
  return [
    ...figures,
    figure({ what: `${size}: Postfix sendmail`, unit: "files/s" }, rates.sendmail),
    figure({ what: `${size}: Facteur / Postfix sendmail`, unit: "", goal: { atLeast: 5 } }, over),
  ];
};

/** Every hire is another person: the business key must not hold them. */
const filesOf = (count: number, hires: number): ReadonlyMap<string, Uint8Array> => {
  const files = new Map<string, Uint8Array>();
  for (let n = 0; n < count; n += 1) {
    const people = Array.from({ length: hires }, (_, h) => `FICTIVE ${letters(n * hires + h)}`);
    files.set(`dpae-${n}.txt`, dpae(...people));
  }
  return files;
};

/** From the first file's arrival in the dossier, or the first mail's in the loop, to the last 250. */
const timed = async (sink: Sink, count: number, begin: () => unknown): Promise<number> => {
  sink.forget();
  const from = now();
  await begin();
  await sink.until(count);
  return perSecond(count, (sink.taken[count - 1]?.at ?? Number.NaN) - from);
};

const bareRate = async (sink: Sink, mails: string, count: number): Promise<number> => {
  const script = join(import.meta.dirname, "..", "bare-send-child.ts");
  const child = fork(script, [mails, String(sink.port), String(parallel)]);
  const ended = once(child, "exit");
  await once(child, "message");
  const rate = await timed(sink, count, () => child.send("go"));
  await ended;
  return rate;
};
