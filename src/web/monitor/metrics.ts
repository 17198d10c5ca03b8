/** `/metrics` in Prometheus' text format: gauges, computed when they are asked for. */
import { Gauge, Registry } from "prom-client";
import { healthOf, severityOf } from "../../domain/health.ts";
import { groups, statesOf } from "../deposits/groups.ts";
import type { PageWorld } from "../world.ts";

export interface Metrics {
  readonly type: string;
  readonly text: () => Promise<string>;
}

export const metricsOf = (page: PageWorld): Metrics => {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({
      name: `facteur_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
    });
  const info = gauge("info", "1; the version is the label", ["version"]);
  const works = gauge("works", "1 when nothing critical is wrong");
  const problems = gauge("problems", "what is wrong now", ["code", "severity"]);
  const alarms = gauge("alarms", "what time alone made wrong", ["cause"]);
  const deposits = gauge("deposits", "deposits in the journal by what became of them", [
    "situation",
  ]);
  const facts = gauge("journal_facts", "facts in the journal");
  const hours = {
    acceptedAt: gauge("mail_accepted_timestamp_seconds", "when a server last took a mail", [
      "identity",
    ]),
    readAt: gauge("mailbox_read_timestamp_seconds", "when the mailbox was last read to its end", [
      "identity",
    ]),
    answeredAt: gauge("answer_timestamp_seconds", "when a receipt last came", ["identity"]),
  };
  const resident = gauge("resident_bytes", "memory of the agent's process");
  const collect = async (): Promise<void> => {
    const open = page.problems();
    for (const one of [problems, alarms, deposits]) one.reset();
    info.set({ version: page.version }, 1);
    works.set(healthOf(open).is === "fails" ? 0 : 1);
    for (const { code } of open) problems.inc({ code, severity: severityOf(code) });
    for (const { cause } of await page.alarms()) alarms.inc({ cause });
    for (const [situation, count] of await page.world.journal.tally(statesOf(...groups)))
      deposits.set({ situation }, count);
    facts.set((await page.world.journal.head())?.seq ?? 0);
    for (const trip of page.trips())
      for (const [what, hour] of Object.entries(hours)) {
        const at = trip[what as keyof typeof hours];
        if (at !== undefined) hour.set({ identity: trip.identity }, at / 1000);
      }
    resident.set(process.memoryUsage.rss());
  };
  return {
    type: registry.contentType,
    text: async () => {
      await collect();
      return registry.metrics();
    },
  };
};
