/** The thread's program: reports are made here as `reporter` makes them, from what it was told at its start. */
import { workerData } from "node:worker_threads";
import { reporter } from "../adapters/reports/reporter.ts";
import { toldFrom } from "../adapters/reports/told.ts";
import { serveCalls } from "../foundation/thread-calls.ts";
import type { Reporter } from "../ports/reporter.ts";
import { reportWriters } from "./report-folders.ts";
import type { ReportCall, ReportData } from "./threaded-reporter.ts";

const made = (data: ReportData): Reporter =>
  reporter({ writerOf: reportWriters(data, data.group), told: toldFrom(data, data.version) });

const run = (reports: Reporter, call: ReportCall): Promise<unknown> => {
  switch (call.is) {
    case "publish":
      return reports.publish(call.input);
    case "paper":
      return reports.paper(call.input);
    case "day":
      return reports.day(call.input);
    case "day-paper":
      return reports.dayPaper(call.input);
    case "period":
      return reports.period(call.input);
    case "kept":
      return reports.kept(call.deposit);
    case "discard":
      return reports.discard(call.path, call.dossier);
  }
};

const reports = made(workerData as ReportData);
serveCalls((call) => run(reports, call as ReportCall));
