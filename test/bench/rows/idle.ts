/** An agent with nothing to do: three dossiers, two mailboxes that are watched by IDLE. As a clone runs it, and as it is published. */
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startOrganism } from "../../../src/organism/organism.ts";
import {
  processorMs,
  publishedProgram,
  residentMiB,
  startBenchAgent,
  withoutCache,
} from "../agent.ts";
import { bareChild } from "../bare-idle.ts";
import { figure, type Series } from "../measure.ts";
import type { Bench, Figure, Row } from "../row.ts";

const identities = ["un", "deux"];
const password = "secret";
const variable = "FACTEUR_BENCH_PASSWORD";

export const row: Row = {
  name: "idle",
  figure: "idle, three dossiers, two mailboxes",
  goal: "≤ 100 MB resident, ≤ 0.2 % of a core",
  async run(bench) {
    const users = identities.map((name) => ({ address: `${name}@client.test`, password }));
    await using organism = await startOrganism({ users });
    process.env[variable] = password;
    const server = { host: "127.0.0.1", security: "none" };
    const more = {
      identities: Object.fromEntries(
        identities.map((name) => [
          name,
          {
            address: `${name}@client.test`,
            displayName: name,
            submission: { ...server, port: organism.smtpPort },
            mailbox: {
              ...server,
              port: organism.imapPort,
              login: `${name}@client.test`,
              password: { env: variable },
            },
          },
        ]),
      ),
    };
    await using bare = await bareChild();
    const folder = (name: string): string => join(bench.folder, name);
    const about = { smtpPort: organism.smtpPort, dossiers: ["a", "b", "c"], more };
    const clone = await watch(bench, { ...about, folder: folder("clone") });
    const published = bench.quick
      ? undefined
      : await withoutCache(async () =>
          watch(bench, {
            ...about,
            folder: folder("published"),
            program: await publishedProgram(),
          }),
        );
    return {
      figures: [
        ...figuresOf("", clone),
        ...(published ? figuresOf("as published: ", published) : []),
        figure({ what: "a Node that does nothing, resident", unit: "MB" }, [
          residentMiB(bare.pid) * 1.048576,
        ]),
      ],
      notes: [
        `Each round looks at ${secondsOf(bench)} s. As published: \`npm run build package\`, in which Node has no types to strip.`,
      ],
    };
  },
};

const secondsOf = ({ quick }: Bench): number => (quick ? 0.3 : 20);

interface Watched {
  readonly memory: Series;
  readonly share: Series;
}

const watch = async (
  bench: Bench,
  options: Parameters<typeof startBenchAgent>[0],
): Promise<Watched> => {
  await using agent = await startBenchAgent(options);
  await delay(bench.quick ? 200 : 15_000);
  const ms = secondsOf(bench) * 1000;
  const [memory, share]: [number[], number[]] = [[], []];
  for (let round = 0; round < bench.rounds; round += 1) {
    const before = processorMs(agent.pid);
    await delay(ms);
    share.push(((processorMs(agent.pid) - before) / ms) * 100);
    memory.push(residentMiB(agent.pid) * 1.048576);
  }
  return { memory, share };
};

const figuresOf = (how: string, { memory, share }: Watched): readonly Figure[] => [
  figure({ what: `${how}resident`, unit: "MB", goal: { atMost: 100 } }, memory),
  figure({ what: `${how}of a core`, unit: "%", goal: { atMost: 0.2 } }, share),
];
