/** Where the pages of clients stand: each in its own folder, no two under one name, and nothing of one beside another's. */
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { reporter } from "../../src/adapters/reports/reporter.ts";
import { toldFrom } from "../../src/adapters/reports/told.ts";
import { reportWriters } from "../../src/compose/report-folders.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { DayForPeople, PeriodForPeople } from "../../src/ports/reporter.ts";
import { scratch } from "../support/scratch.ts";
import * as s from "./sample.ts";

const quarter = { year: 2026, quarter: 4, month: 0 };

const firm = async (t: TestContext, dossiers: Readonly<Record<string, string | undefined>>) => {
  const folder = await scratch(t);
  const settings = {
    reports: { folder: join(folder, "rapports") },
    dossiers: Object.entries(dossiers).map(([name, reports]) => ({
      name,
      ...(reports === undefined ? {} : { reports: join(folder, reports) }),
    })),
  } as unknown as Settings;
  const made = reporter({
    writerOf: reportWriters(settings),
    told: toldFrom({ organisms: [], reports: {} }, "0.1.0"),
  });
  const day = (dossier?: string): DayForPeople => ({
    day: "2026-11-21",
    made: s.start,
    deposits: [],
    awaited: new Map(),
    alarms: [],
    recent: [],
    ...(dossier === undefined ? {} : { dossier }),
  });
  const period = (dossier?: string): PeriodForPeople => ({
    period: quarter,
    made: s.start,
    deposits: [],
    missing: [],
    ...(dossier === undefined ? {} : { dossier }),
  });
  for (const dossier of [undefined, ...Object.keys(dossiers)]) {
    await made.day(day(dossier));
    await made.period(period(dossier));
  }
  const files = () => globSync("**/*.txt", { cwd: folder }).toSorted();
  return { made, files };
};

test("pages of the day and of periods, and a deposit's report, stand in the client's own folder and go from there", async (t) => {
  const { made, files } = await firm(t, { cirso: "clients/un", ducs: undefined });
  await made.publish({
    deposit: s.deposit(...s.accepted(1)),
    declarations: [],
    findings: [],
    texts: new Map(),
  });
  assert.deepEqual(files(), [
    "clients/un/2026-11/D12_cirso_dpae.txt.txt",
    "clients/un/2026-11/jour-2026-11-21_cirso.txt",
    "clients/un/periodes/2026-T4_cirso.txt",
    "rapports/2026-11/jour-2026-11-21.txt",
    "rapports/2026-11/jour-2026-11-21_ducs.txt",
    "rapports/periodes/2026-T4.txt",
    "rapports/periodes/2026-T4_ducs.txt",
  ]);
  const kept = await made.kept(s.deposit(...s.accepted(1)));
  assert.equal(kept.length, 3);
  for (const { path } of kept) await made.discard(path, "cirso");
  assert.ok(!files().some((file) => file.includes("D12")));
});

test("two dossiers whose names differ by an accent, a blank or their end have pages of their own", async (t) => {
  const long = "x".repeat(60);
  const names = ["Café", "Cafe", "Ca fe", "Ca_fe", `${long}1`, `${long}2`];
  const { files } = await firm(t, Object.fromEntries(names.map((name) => [name, undefined])));
  assert.equal(files().filter((f) => f.includes("jour-")).length, names.length + 1);
  assert.equal(files().filter((f) => f.includes("periodes")).length, names.length + 1);
  assert.ok(files().includes("rapports/periodes/2026-T4_Cafe.txt"), "a plain name stays as it is");
});
