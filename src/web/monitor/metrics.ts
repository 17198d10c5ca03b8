/**
 * `/metrics` in Prometheus' text format: gauges, computed when they are asked for, into a registry of their own, so that two who
 * ask at once read the same. Labels are words of ours and names of identities; never a file, a person or a client.
 */
import { Gauge, Registry } from "prom-client";
import { healthOf, type RoundTrip, severityOf } from "../../domain/health.ts";
import { groups, statesOf } from "../deposits/groups.ts";
import type { PageWorld } from "../world.ts";

export interface Metrics {
  readonly type: string;
  readonly text: () => Promise<string>;
}

export const metricsOf = (page: PageWorld): Metrics => ({
  type: new Registry().contentType,
  text: async () => {
    const registry = new Registry();
    for (const { name, help, labels = [], values } of await measured(page)) {
      const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
      for (const { of, is } of values) gauge.set(of, is);
    }
    return registry.metrics();
  },
});

type Labels = Readonly<Record<string, string>>;

interface Measured {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly values: readonly { readonly of: Labels; readonly is: number }[];
}

const measured = async (page: PageWorld): Promise<readonly Measured[]> => {
  const { journal } = page.world;
  const open = page.problems();
  const alarms = await unlessUnread(async () => page.alarms());
  const tally = await unlessUnread(async () => journal.tally(statesOf(...groups)));
  const facts = await unlessUnread(async () => (await journal.head())?.seq ?? 0);
  return [
    {
      name: "facteur_info",
      help: "1; the version is the label",
      labels: ["version"],
      values: [{ of: { version: page.version }, is: 1 }],
    },
    single(
      "facteur_works",
      "1 when nothing critical is wrong",
      healthOf(open).is === "fails" ? 0 : 1,
    ),
    {
      name: "facteur_problems",
      help: "what is wrong now",
      labels: ["code", "severity"],
      values: counted(open.map(({ code }) => ({ code, severity: severityOf(code) }))),
    },
    {
      name: "facteur_alarms",
      help: "what time alone made wrong",
      labels: ["cause"],
      values: counted((alarms ?? []).map(({ cause }) => ({ cause }))),
    },
    {
      name: "facteur_deposits",
      help: "deposits in the journal by what became of them",
      labels: ["situation"],
      values: [...(tally ?? [])].map(([situation, is]) => ({ of: { situation }, is })),
    },
    ...(facts === undefined
      ? []
      : [single("facteur_journal_facts", "facts in the journal", facts)]),
    ...hoursOf(page.trips()),
    single(
      "process_resident_memory_bytes",
      "memory of the agent's process",
      process.memoryUsage.rss(),
    ),
  ];
};

/** A journal that cannot be read is a trouble of the agent, told above: whoever watches is told the rest all the same. */
const unlessUnread = async <Answer>(
  question: () => Promise<Answer>,
): Promise<Answer | undefined> => {
  try {
    return await question();
  } catch {
    return undefined;
  }
};

const single = (name: string, help: string, is: number): Measured => ({
  name,
  help,
  values: [{ of: {}, is }],
});

const counted = (all: readonly Labels[]): Measured["values"] => {
  const counts = new Map<string, { readonly of: Labels; readonly is: number }>();
  for (const of of all) {
    const key = JSON.stringify(of);
    counts.set(key, { of, is: (counts.get(key)?.is ?? 0) + 1 });
  }
  return [...counts.values()];
};

/** An identity that has not done it since the agent began has no line. */
const hoursOf = (trips: readonly RoundTrip[]): readonly Measured[] =>
  (
    [
      ["acceptedAt", "facteur_mail_accepted_timestamp_seconds", "when a server last took a mail"],
      [
        "readAt",
        "facteur_mailbox_read_timestamp_seconds",
        "when the mailbox was last read to its end",
      ],
      ["answeredAt", "facteur_answer_timestamp_seconds", "when a receipt last came"],
    ] as const
  ).map(([what, name, help]) => ({
    name,
    help,
    labels: ["identity"],
    values: trips.flatMap((trip) => {
      const at = trip[what];
      return at === undefined ? [] : [{ of: { identity: trip.identity }, is: at / 1000 }];
    }),
  }));
