/** An agent with nothing to do: three dossiers, two mailboxes that are watched by IDLE. */
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startOrganism } from "../../../src/organism/organism.ts";
import { processorMs, residentMiB, startBenchAgent } from "../agent.ts";
import { bareChild } from "../bare-idle.ts";
import { figure } from "../measure.ts";
import type { Row } from "../row.ts";

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
    await using agent = await startBenchAgent({
      folder: join(bench.folder, "agent"),
      smtpPort: organism.smtpPort,
      dossiers: ["a", "b", "c"],
      more,
    });
    await using bare = await bareChild();
    await delay(bench.quick ? 200 : 15_000);
    const seconds = bench.quick ? 0.3 : 20;
    const [memory, share, bareMemory]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < bench.rounds; round += 1) {
      const before = processorMs(agent.pid);
      await delay(seconds * 1000);
      share.push(((processorMs(agent.pid) - before) / (seconds * 1000)) * 100);
      memory.push(residentMiB(agent.pid) * 1.048576);
      bareMemory.push(residentMiB(bare.pid) * 1.048576);
    }
    return {
      figures: [
        figure({ what: "resident", unit: "MB", goal: { atMost: 100 } }, memory),
        figure({ what: "of a core", unit: "%", goal: { atMost: 0.2 } }, share),
        figure({ what: "a Node that does nothing, resident", unit: "MB" }, bareMemory),
      ],
      notes: [`Each round looks at ${seconds} s.`],
    };
  },
};
