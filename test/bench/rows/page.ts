/** The page over a hundred thousand deposits, asked as a browser asks, beside an empty answer of node:http. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { siret } from "../../support/samples.ts";
import { type BenchAgent, startBenchAgent } from "../agent.ts";
import { grow } from "../grown.ts";
import { figure } from "../measure.ts";
import type { Bench, Figure, Row } from "../row.ts";
import { now } from "../sink.ts";

const run = promisify(execFile);
const main = join(import.meta.dirname, "..", "..", "..", "src", "main.ts");

/** Requests of one kind, each as somebody would wait for it; the spread shows the first and the slowest. */
const asked = 60;

export const row: Row = {
  name: "page",
  figure:
    "the page with 100,000 deposits: today, searches, an old page of the list, one deposit, reports, accounts, register, qualification",
  goal: "each in ≤ 200 ms (p95)",
  async run(bench) {
    const closed = bench.quick ? 500 : 100_000;
    const waiting = bench.quick ? 5 : 1000;
    const folder = join(bench.folder, "grown");
    await grow({ data: join(folder, "data"), closed, waiting, tell: bench.tell });
    await using agent = await startBenchAgent({ folder, smtpPort: 9, more: { page: { port: 0 } } });
    const { origin, cookie } = await entered(agent);
    const last = `D${closed + waiting}`;
    const pages = {
      today: "/",
      "the list": "/deposits",
      "by a part of a name that one has": `/deposits?q=${encodeURIComponent(`dpae-${Math.ceil(closed / 3)}.`)}`,
      "by a name that nobody has": "/deposits?q=introuvable",
      "by SIRET": `/deposits?q=${siret}`,
      "by situation and days": "/deposits?group=registered&from=2023-11-16&to=2023-11-16",
      "an old page of the list": `/deposits?before=D${Math.ceil(closed / 10)}`,
      "one deposit": `/deposits/${last}`,
      "reports and charts": "/reports",
      "what must leave today": "/reports/today",
      "returns expected and not dropped": "/reports/missing",
      "the form of an account": "/reports/account",
      "the register": "/register",
      "the qualification board": "/qualification",
      "the agent": "/agent",
    };
    const figures: Figure[] = [];
    for (const [what, path] of Object.entries(pages)) {
      const spent = await times(bench, `${origin}${path}`, cookie);
      figures.push(
        figure({ what: `${what}, p95`, unit: "ms", goal: { atMost: 200 } }, spent, 0.95),
        figure({ what: `${what}, p50`, unit: "ms" }, spent),
      );
    }
    await agent.stop();
    const bare = await bareAnswer(bench);
    return {
      figures: [...figures, figure({ what: "node:http, an empty answer, p50", unit: "ms" }, bare)],
      notes: [
        `${closed} closed deposits and ${waiting} that wait for their AR, a running agent, one request after the other.`,
      ],
    };
  },
};

const entered = async (agent: BenchAgent) => {
  for (;;) {
    const { stdout } = await run(process.execPath, [
      main,
      "open",
      "--json",
      "--config",
      agent.settings,
    ]).catch((cause: unknown) => cause as { readonly stdout: string });
    const said = JSON.parse(stdout) as { readonly url?: string };
    if (said.url === undefined) continue;
    const answer = await fetch(said.url);
    const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";", 1);
    return { origin: new URL(said.url).origin, cookie };
  }
};

const times = async (bench: Bench, url: string, cookie = ""): Promise<readonly number[]> => {
  const spent: number[] = [];
  while (spent.length < (bench.quick ? 3 : asked)) {
    const from = now();
    const answer = await fetch(url, { headers: { cookie } });
    await answer.text();
    const took = now() - from;
    // One address may ask so often a minute (`pageRequestsPerMinute`), and here it is one that asks for everybody.
    if (answer.status === 429) {
      await pause(Number(answer.headers.get("retry-after") ?? 1) * 1000);
      continue;
    }
    spent.push(took);
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
  }
  return spent;
};

const bareAnswer = async (bench: Bench): Promise<readonly number[]> => {
  const server = createServer((_, reply) => reply.end("")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const spent = await times(bench, `http://127.0.0.1:${port}/`);
  server.closeAllConnections();
  server.close();
  return spent;
};
